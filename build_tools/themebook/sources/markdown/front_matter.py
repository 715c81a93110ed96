"""The front matter of hand-written pages: YAML between two lines ``---``, in which a mistake would go unnoticed.

MkDocs shows front matter that it cannot read as text, and prints a page whose ``pdf`` is anything but ``false``. Values
of another type than the theme expects end a build.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from themebook.core.characters import look_alike
from themebook.core.diagnostics import Diagnostic, Rule, Severity, Span, rule
from themebook.core.lookalikes import first, plain
from themebook.core.nearest import nearest
from themebook.sources.source import Source
from themebook.sources.yaml.causes import look_alike_in
from themebook.sources.yaml.comments import comment_after, text_whole
from themebook.sources.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode, first_unreadable, is_text, span_of
from themebook.sources.yaml.parser import parse_yaml

PAGE_HEAD = Rule("page-head", "The front matter of a page must be valid, and its values must be of the right type.")

# The key for what Themebook passes to the theme in the front matter of generated pages.
# The theme reads its values as ``page.meta.themebook``.
FRONT_MATTER_KEY = "themebook"
_KEYS = ("pdf", "search", "description", "title")
_TEXTS = ("description", "title")
# Keys of the theme and MkDocs that are spelt like ours.
_OTHERS = frozenset({"subtitle"})
# Keys that are printed as they are, so that a list or mapping would be printed as code.
_WORDS = frozenset({"title", "description", "author", "template", "icon", "location"})
_BOOLEANS = ("true", "false")
_KEY_LINE = r"[ \t]*(?P<key>[a-z_]+)[ \t]*:(?=\s)"
_MISPLACED = re.compile(rf"(?P<before>\s*)(?P<dashes>[-\u2013\u2014]+)[ \t]*\n{_KEY_LINE}")
_BARE = re.compile(r"\s*(?P<key>pdf|search)[ \t]*:(?=\s)")
# MkDocs also reads front matter in the style of MultiMarkdown, without lines around it.
_MULTIMARKDOWN = re.compile(r" {0,3}(?P<key>[A-Za-z0-9_-]+):")


def check_front_matter(page: Source, front: str) -> tuple[Diagnostic, ...]:
    """Everything wrong in the front matter of a page. ``front`` includes the lines ``---``, or is empty if there is
    none.
    """
    if not front:
        return tuple(_misplaced(page))
    root, found = _read(front, page.name)
    inside = _inside(front).strip()
    if root is None and inside and all(line.lstrip().startswith("#") for line in inside.splitlines() if line.strip()):
        message = "this front matter has no keys, so readers would see it as text"
        return (_problem(page, 0, message, "add a key, or delete the front matter"),)
    if root is None:
        return found
    lines = front.split("\n")
    problems = (*found, *_key_problems(root, page.name, lines), *_cut_texts(root, page.name, lines))
    return problems or tuple(_unreadable(root, page.name))


def _unreadable(root: Node, name: str) -> Iterator[Diagnostic]:
    """Values that MkDocs cannot read, such as the date 2026-13-01. It then shows the whole front matter as text."""
    if place := first_unreadable(root):
        shown = f"`{place.value[:40]}`" if isinstance(place, ScalarNode) else "this"
        message = f"{shown} cannot be read, so readers would see the whole front matter as text"
        yield _at(place, name, message, "put it in quotation marks")


def title_in(front: str) -> str:
    """The title in the front matter of a page, or an empty string."""
    root, _ = _read(front, "")
    pairs = root.value if isinstance(root, MappingNode) else []
    titles = [str(value.value) for key, value in pairs if key.value == "title" and isinstance(value, ScalarNode)]
    return " ".join(titles[-1].split()) if titles else ""


def _read(front: str, name: str) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    head = front.rstrip().removesuffix("---").removesuffix("...")
    return parse_yaml(Source(name, head)) if _inside(front).strip() else (None, ())


def _inside(front: str) -> str:
    return front.rstrip().removesuffix("---").removesuffix("...").removeprefix("---")


def _misplaced(page: Source) -> Iterator[Diagnostic]:
    """Front matter must be closed, and must begin with three hyphens on the first line."""
    found = _MISPLACED.match(page.text)
    if found is None:
        bare = _BARE.match(page.text)
        if bare:
            message = f"`{bare['key']}` is ignored here, because it is not in front matter"
            yield _problem(page, bare.start("key"), message, "put a line `---` before the keys and one after them")
        elif line := _MULTIMARKDOWN.match(page.text):
            message = f"a page cannot begin with `{line['key']}:`, because MkDocs would not show this line"
            hint = "put an empty line before it, or, if it is front matter, lines `---` before and after it"
            yield _problem(page, line.start("key"), message, hint)
        return
    if found["dashes"] != "---":
        message, hint = (
            f"front matter begins with three hyphens, not with `{found['dashes']}`",
            "write `---` on this line",
        )
    elif found["before"]:
        message, hint = "front matter must begin on the first line of a page", "delete everything before this line"
    else:
        message, hint = "the front matter that begins here is not closed", "put a line `---` after its last key"
    yield _problem(page, found.start("dashes"), f"{message}, so readers would see it as text", hint)


def _problem(page: Source, offset: int, message: str, hint: str) -> Diagnostic:
    before = page.text[:offset]
    place = Span(page.name, before.count("\n") + 1, offset - before.rfind("\n"))
    return PAGE_HEAD.at(place, message, hint)


def _cut_texts(root: Node, name: str, lines: Sequence[str]) -> Iterator[Diagnostic]:
    """Texts that seem to continue after a space and a `#`."""
    for key, value in root.value if isinstance(root, MappingNode) else ():
        comment = comment_after(value, lines) if key.value in _TEXTS else None
        if comment and not comment.is_set_off:
            yield text_whole(comment, name)


def _key_problems(root: Node, name: str, lines: Sequence[str]) -> Iterator[Diagnostic]:
    """Every key must be followed by a colon and a space, and keys that Themebook or the theme read by a valid value."""
    if not isinstance(root, MappingNode):
        line = root.start_mark.line
        found = look_alike_in(name, line, lines[line])
        if found:
            yield found
            return
        message = "front matter must be keys with values, or readers would see it as text"
        yield _at(root, name, message, "put a space after each colon")
        return
    for key, value in root.value:
        at = first(str(key.value)) if isinstance(key, ScalarNode) else -1
        if not isinstance(key, ScalarNode):
            yield _at(
                key, name, "a key in front matter must be a word", "write each key as a word, a colon and a space"
            )
        elif at >= 0 and plain(key.value) in _KEYS:
            yield look_alike(key.value[at], span_of(key, name).right(at), f"write `{plain(key.value)}:`")
        elif key.value == FRONT_MATTER_KEY:
            message = f"the key `{FRONT_MATTER_KEY}` in front matter is reserved for Themebook"
            yield _at(key, name, message, "give it another name, or delete it")
        elif key.value == "hide":
            yield from _hide(value, name)
        elif key.value in _WORDS:
            yield from _words(key.value, value, name)
        elif key.value == "pdf":
            yield from _boolean("pdf", value, name)
        elif key.value == "search":
            yield from _search(value, name)
        elif key.value not in (*_KEYS, *_OTHERS):
            yield from page_head_key(key, _KEYS, name)


def _hide(node: Node, name: str) -> Iterator[Diagnostic]:
    """`hide` must name parts of the page."""
    listed = node.value if isinstance(node, SequenceNode) else [node]
    for one in listed:
        if not is_text(one):
            yield _at(one, name, "`hide` must be a list of parts of a page", "write it as `hide: [navigation, toc]`")


def _words(key: str, node: Node, name: str) -> Iterator[Diagnostic]:
    """Values that are printed must be text."""
    if not isinstance(node, ScalarNode) or not node.value:
        yield _at(
            node, name, f"`{key}` must be text", f"write the text after `{key}:`, in quotation marks if necessary"
        )
    elif key in ("template", "icon") and not is_text(node):
        yield _at(node, name, f"`{key}` must be the name of a file", "put it in quotation marks")


def _search(node: Node, name: str) -> Iterator[Diagnostic]:
    """`search` must contain `exclude: true` or `exclude: false`."""
    keys = node.value if isinstance(node, MappingNode) else []
    excluded = [value for key, value in keys if key.value == "exclude"]
    misses = [miss for key, _ in keys if key.value != "exclude" for miss in page_head_key(key, ("exclude",), name)]
    for value in excluded:
        yield from _boolean("exclude", value, name)
    yield from misses
    if not excluded and not misses:
        message = "`search` must contain `exclude: true` or `exclude: false`"
        yield _at(node, name, message, "write it on the next line, indented, with a space after the colon")


def _boolean(key: str, node: Node, name: str) -> Iterator[Diagnostic]:
    """`true` and `false` must be written so. Anything else would later be misread or ignored."""
    written = node.value if isinstance(node, ScalarNode) else None
    # Upper case is allowed. A value in quotation marks is text.
    if written is None or written.lower() not in _BOOLEANS or node.tag != "tag:yaml.org,2002:bool":
        no = str(written).lower() in ("no", "off", "n") or nearest(str(written).lower(), _BOOLEANS) == "false"
        yes = str(written).lower() in ("yes", "on", "y") or nearest(str(written).lower(), _BOOLEANS) == "true"
        wanted = "`false`" if no else "`true`" if yes else "`true` or `false`"
        yield _at(node, name, f"`{key}` must be `true` or `false`", f"write {wanted}, without quotation marks")


@rule(Severity.WARNING)
def page_head_key(key: Node, known: tuple[str, ...], name: str) -> Iterator[Diagnostic]:
    """A key in the front matter of a page must not be a likely misspelling of one that Themebook reads."""
    close = nearest(str(key.value).lower(), known)
    if close:
        message = f"unknown key `{key.value}` in front matter"
        yield page_head_key.at(span_of(key, name), message, f"did you mean '{close}'?")


def _at(node: Node, name: str, message: str, hint: str) -> Diagnostic:
    return PAGE_HEAD.at(span_of(node, name), message, hint)
