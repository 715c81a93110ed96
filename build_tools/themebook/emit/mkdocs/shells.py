"""The shell of a page: everything around its own content, which is the same on all pages of a kind in one folder depth.

Rendering the header, the menu and so on again for thousands of pages takes most of the time of a build. So the theme
renders them once for each kind and depth, and then only the blocks that are about the page itself. Templates of the
author may use the page anywhere. Therefore the first pages of each kind and depth are also rendered whole, and if the
result differs in a single character, all pages of that kind and depth are rendered whole.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from jinja2 import Environment, Template
from jinja2.runtime import Context
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from themebook.emit.mkdocs.generated_page import GeneratedPage

log = logging.getLogger("mkdocs.plugins.themebook")

# The blocks of the theme that are about the page itself, and its table of contents.
_BLOCKS = ("site_meta", "htmltitle", "extrahead", "content")
_CONTENTS, _CONTENTS_TEMPLATE = "contents", "partials/toc.html"
# How many pages of each kind and depth are rendered in both ways.
_COMPARED = 2
# Where a block is in a shell. No source may contain control characters.
_SLOT = re.compile("\x01([a-z_]+)\x01")
_SKIP = "skip"

Variables = dict[str, Any]


class _ShellContents(TableOfContents):
    """A table of contents with marks. The template of the theme writes ``shell`` instead of it, where that is set."""

    shell = f"\x01{_CONTENTS}\x01"

    def __init__(self) -> None:
        super().__init__([AnchorLink("", f"\x01{_SKIP}\x01", 1)])


@dataclass(slots=True)
class _Shell:
    """The pieces of a shell, alternating with the names of slots, and what the blocks need to be rendered alone."""

    pieces: list[str]
    blocks: Mapping[str, list[Callable[[Context], Iterator[str]]]]
    variables: Variables
    compared: int = 0


@dataclass(slots=True)
class Shells:
    """The shells of one build. Those of pages that differ elsewhere than in their blocks are None."""

    known: dict[tuple[object, ...], _Shell | None] = field(default_factory=dict)
    # The identities of the pages in the menu, which each see themselves in it. None before the first page.
    in_menu: frozenset[int] | None = None

    def render(self, template: Template, variables: Variables, whole: Callable[[Variables], str]) -> str:
        """A page, which ``whole`` renders without a shell."""
        page = variables.get("page")
        if self.in_menu is None:
            self.in_menu = frozenset(map(id, variables["nav"].pages))
        if not isinstance(page, GeneratedPage) or id(page) in self.in_menu:
            return whole(variables)
        key = (template.name, page.kind, variables["base_url"], bool(page.toc.items))
        if key not in self.known:
            self.known[key] = _shell(template, variables, page)
        shell = self.known[key]
        if shell is None:
            return whole(variables)
        spliced = _splice(template, shell, variables, page)
        if shell.compared >= _COMPARED:
            return spliced
        shell.compared += 1
        rendered = whole(variables)
        if rendered != spliced:
            self.known[key] = None
            log.info("Themebook: pages like %s are rendered whole, because a template differs", page.file.src_uri)
        return rendered


def use_shells(environment: Environment) -> None:
    """Let the templates of an environment, none of which is loaded yet, render pages with shells."""
    shells = Shells()

    class _PageTemplate(Template):
        def render(self, *args: Any, **kwargs: Any) -> str:
            return shells.render(self, dict(*args, **kwargs), super().render)

    environment.template_class = _PageTemplate


def _shell(template: Template, variables: Variables, page: GeneratedPage) -> _Shell | None:
    """Render a page with marks in place of its blocks. None if the template does not have all of them."""
    context = template.new_context(variables)
    for name in _BLOCKS:
        context.blocks.setdefault(name, []).insert(0, _mark(name))
    contents = page.toc
    page.toc = _ShellContents()
    try:
        text = "".join(template.root_render_func(context))
    finally:
        page.toc = contents
    if not all(len(context.blocks[name]) > 1 for name in _BLOCKS):
        return None
    blocks = {name: chain[1:] if name in _BLOCKS else chain for name, chain in context.blocks.items()}
    return _Shell(_SLOT.split(text), blocks, dict(context.vars))


def _mark(name: str) -> Callable[[Context], Iterator[str]]:
    return lambda _: iter((f"\x01{name}\x01",))


def _splice(template: Template, shell: _Shell, variables: Variables, page: Page) -> str:
    """A page made of a shell and its own blocks."""
    context = template.new_context(variables)
    context.vars.update(shell.variables)
    context.blocks = {name: list(chain) for name, chain in shell.blocks.items()}
    slots = {name: "".join(shell.blocks[name][0](context)) for name in _BLOCKS}
    slots[_SKIP] = page.toc.items[0].id if page.toc.items else ""
    contents = template.environment.get_template(_CONTENTS_TEMPLATE)
    slots[_CONTENTS] = "".join(contents.root_render_func(contents.new_context(variables)))
    return "".join(slots[piece] if number % 2 else piece for number, piece in enumerate(shell.pieces))
