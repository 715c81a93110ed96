"""The shell of a page: everything around its own content, which is the same on all pages of a kind in one folder.

Rendering the header, the menu and so on again for each of thousands of pages takes a quarter of the time of a build. So
the theme renders them once for each kind and folder, and then only the blocks that are about the page itself.

The author's templates and other plugins may use the page anywhere. A shell therefore records what it reads of the page
that it is rendered from, and is only used for pages with the same values. Its address is an exception, because it
differs for all pages: a template that does something for one address only does it in its own block. In addition, the
first pages of each kind and folder are rendered both ways. If the results differ in a single character, all pages of
that kind and folder are rendered whole.
"""

from __future__ import annotations

import logging
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from jinja2 import Environment, Template
from jinja2.runtime import Context
from mkdocs.structure.toc import AnchorLink, TableOfContents

from themebook.emit.mkdocs.generated_page import GeneratedPage

log = logging.getLogger("mkdocs.plugins.themebook")

# The blocks of the theme that are about the page itself, and its table of contents.
_BLOCKS = ("site_meta", "htmltitle", "extrahead", "content")
_CONTENTS, _CONTENTS_TEMPLATE = "contents", "partials/toc.html"
# How many pages of each kind and folder are rendered in both ways: that which the shell is made from, and others.
_COMPARED = 3
# Where a block is in a shell. No source may contain control characters.
_SLOT = re.compile("\x01([a-z_]+)\x01")
_SKIP = "skip"
# The variables that MkDocs itself gives to templates. All others come from plugins.
_OF_MKDOCS = frozenset(
    "base_url build_date_utc config extra_css extra_javascript mkdocs_version nav page pages".split()  # noqa: SIM905
)

Variables = dict[str, Any]


class _ShellContents(TableOfContents):
    """A table of contents with marks. The template of the theme writes ``shell`` instead of it, where that is set."""

    shell = f"\x01{_CONTENTS}\x01"

    def __init__(self) -> None:
        super().__init__([AnchorLink("", f"\x01{_SKIP}\x01", 1)])


class _RecordedMeta(dict[str, Any]):
    """Front matter that records which keys are read."""

    def __init__(self, meta: Mapping[str, Any]) -> None:
        super().__init__(meta)
        self.read: set[str] = set()

    def __getitem__(self, key: str) -> Any:
        self.read.add(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        self.read.add(str(key))
        return super().__contains__(key)

    def get(self, key: str, default: Any = None) -> Any:
        self.read.add(key)
        return super().get(key, default)


class _RecordedPage:
    """A page that records which of its attributes are read. It is equal to no page in the menu."""

    def __init__(self, page: GeneratedPage) -> None:
        self._page = page
        self.meta = _RecordedMeta(page.meta)
        self.toc = _ShellContents()
        # The addresses on a page are relative to its own. That they come out the same is ensured by the folder.
        self.url = page.url
        self.values_read: dict[str, object] = {}

    def __getattr__(self, name: str) -> Any:
        self.values_read[name] = value = getattr(self._page, name)
        return value


@dataclass(slots=True)
class _Shell:
    """The pieces of a shell, alternating with the names of slots, and what the blocks need to be rendered alone.

    It fits the pages that are equal in ``values`` and ``meta``, with the same ``others``: the variables of plugins.
    """

    pieces: list[str]
    blocks: Mapping[str, list[Callable[[Context], Iterator[str]]]]
    variables: Variables
    values: Mapping[str, object]
    meta: Mapping[str, object]
    others: Variables
    compared: int = 0

    def fits(self, page: GeneratedPage, variables: Variables) -> bool:
        return (
            all(getattr(page, name) == value for name, value in self.values.items())
            and all(page.meta.get(key) == value for key, value in self.meta.items())
            and _others(variables) == self.others
        )


@dataclass(slots=True)
class Shells:
    """The shells of one build. Those of pages that are rendered whole are None."""

    known: dict[tuple[object, ...], _Shell | None] = field(default_factory=dict)
    # The identities of the pages in the menu, which each see themselves in it. None before the first page.
    in_menu: frozenset[int] | None = None

    def render(self, template: Template, variables: Variables, whole: Callable[[Variables], str]) -> str:
        """A page, which ``whole`` renders without a shell."""
        page = variables.get("page")
        if not isinstance(page, GeneratedPage) or "nav" not in variables:
            return whole(variables)
        if self.in_menu is None:
            self.in_menu = frozenset(map(id, variables["nav"].pages))
        if id(page) in self.in_menu:
            return whole(variables)
        folder = posixpath.dirname(page.url.rstrip("/"))
        key = (template.name, page.planned.template, folder, bool(page.toc.items))
        try:
            if key not in self.known:
                self.known[key] = _shell(template, variables, page)
            shell = self.known[key]
            spliced = _splice(template, shell, variables, page) if shell and shell.fits(page, variables) else None
        except Exception as error:  # A template of the author may need what only a whole page has.
            self._give_up(key, page, str(error))
            return whole(variables)
        if shell is None or spliced is None:
            return whole(variables)
        if shell.compared >= _COMPARED:
            return spliced
        shell.compared += 1
        rendered = whole(variables)
        if rendered != spliced:
            self._give_up(key, page, "a template uses the page outside its own blocks")
        return rendered

    def _give_up(self, key: tuple[object, ...], page: GeneratedPage, reason: str) -> None:
        self.known[key] = None
        log.info("Themebook: pages like %s are rendered whole: %s", page.file.src_uri, reason)


def use_shells(environment: Environment) -> None:
    """Make the templates of an environment render pages with shells. Call this before any of them is loaded."""
    shells = Shells()

    class _PageTemplate(Template):
        def render(self, *args: Any, **kwargs: Any) -> str:
            return shells.render(self, dict(*args, **kwargs), super().render)

    environment.template_class = _PageTemplate


def _shell(template: Template, variables: Variables, page: GeneratedPage) -> _Shell | None:
    """Render a page with marks in place of its blocks. None if the template does not have all of them."""
    recorded = _RecordedPage(page)
    context = template.new_context({**variables, "page": recorded})
    for name in _BLOCKS:
        context.blocks.setdefault(name, []).insert(0, _mark(name))
    text = "".join(template.root_render_func(context))
    if not all(len(context.blocks[name]) > 1 for name in _BLOCKS):
        return None
    return _Shell(
        pieces=_SLOT.split(text),
        blocks={name: chain[1:] if name in _BLOCKS else chain for name, chain in context.blocks.items()},
        variables=dict(context.vars),
        values=recorded.values_read,
        meta={key: page.meta.get(key) for key in recorded.meta.read},
        others=_others(variables),
    )


def _others(variables: Variables) -> Variables:
    return {name: value for name, value in variables.items() if name not in _OF_MKDOCS}


def _mark(name: str) -> Callable[[Context], Iterator[str]]:
    return lambda _: iter((f"\x01{name}\x01",))


def _splice(template: Template, shell: _Shell, variables: Variables, page: GeneratedPage) -> str:
    """A page made of a shell and its own blocks."""
    context = template.new_context(variables)
    context.vars.update(shell.variables)
    context.blocks = {name: list(chain) for name, chain in shell.blocks.items()}
    slots = {name: "".join(shell.blocks[name][0](context)) for name in _BLOCKS}
    slots[_SKIP] = page.toc.items[0].id if page.toc.items else ""
    contents = template.environment.get_template(_CONTENTS_TEMPLATE)
    slots[_CONTENTS] = "".join(contents.root_render_func(contents.new_context({**variables, **shell.variables})))
    return "".join(slots[piece] if number % 2 else piece for number, piece in enumerate(shell.pieces))
