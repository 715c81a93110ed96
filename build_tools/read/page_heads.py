"""The heads of hand-written pages: YAML between two lines ``---``, in which a slip would go unnoticed.

MkDocs shows as text what it cannot read as a head, and a page whose ``pdf`` is anything but ``false`` is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_tools import rules
from build_tools.diagnostics import Diagnostic, Rule, Span
from build_tools.read.nearest import nearest
from build_tools.read.source import Source
from build_tools.read.yaml_nodes import MappingNode, Node, ScalarNode, compose, span_of

_KEYS = ("pdf", "search", "description", "title")
# Keys that the theme and MkDocs know, and which are like ours.
_OTHERS = frozenset({"subtitle"})
_BOOLEANS = ("true", "false")
_KEY_LINE = r"[ \t]*(?P<key>[a-z_]+)[ \t]*:(?=\s)"
_MISPLACED = re.compile(rf"(?P<before>\s*)(?P<dashes>[-\u2013\u2014]+)[ \t]*\n{_KEY_LINE}")
_BARE = re.compile(r"\s*(?P<key>pdf|search)[ \t]*:(?=\s)")


def check_page_head(page: Source, front: str) -> tuple[Diagnostic, ...]:
    """Everything wrong in the head of a page; ``front`` is the head with the lines around it, or empty."""
    if not front:
        return tuple(_misplaced(page))
    head = front.rstrip().removesuffix("---").removesuffix("...")
    if not head.removeprefix("---").strip():
        return ()
    root, found = compose(Source(page.name, head))
    return found if root is None else (*found, *_breaches(root, page.name))


def _misplaced(page: Source) -> Iterator[Diagnostic]:
    """A head must be closed, and must begin with three hyphens in the first line."""
    found = _MISPLACED.match(page.text)
    if found is None:
        bare = _BARE.match(page.text)
        if bare:
            message = f"`{bare['key']}` is not read here, because it does not stand in a head"
            yield _breach(page, bare.start("key"), message, "put a line `---` before the keys and one after them")
        return
    if found["dashes"] != "---":
        message, hint = f"a head begins with three hyphens, not with `{found['dashes']}`", "write `---` in this line"
    elif found["before"]:
        message, hint = "a head must begin in the first line of a page", "delete what stands before this"
    else:
        message, hint = "the head that begins here is not closed", "put a line `---` after the last of its keys"
    yield _breach(page, found.start("dashes"), f"{message}, so readers would see it as text", hint)


def _breach(page: Source, offset: int, message: str, hint: str) -> Diagnostic:
    before = page.text[:offset]
    place = Span(page.name, before.count("\n") + 1, offset - before.rfind("\n"))
    return Diagnostic(rule=rules.PAGE_HEAD, span=place, message=message, hint=hint)


def _breaches(root: Node, name: str) -> Iterator[Diagnostic]:
    """Every key must be followed by a colon and a space, `pdf` and `search` by what is understood there."""
    if not isinstance(root, MappingNode):
        message = "a head must be written as keys with values, else readers would see it as text"
        yield _at(root, name, message, "put a space after each colon")
        return
    for key, value in root.value:
        if key.value == "pdf":
            yield from _boolean("pdf", value, name)
        elif key.value == "search":
            yield from _search(value, name)
        elif isinstance(key, ScalarNode) and key.value not in (*_KEYS, *_OTHERS):
            yield from _near_miss(key, _KEYS, name)


def _search(node: Node, name: str) -> Iterator[Diagnostic]:
    """`search` must hold `exclude: true` or `exclude: false`."""
    keys = node.value if isinstance(node, MappingNode) else []
    excluded = [value for key, value in keys if key.value == "exclude"]
    misses = [miss for key, _ in keys if key.value != "exclude" for miss in _near_miss(key, ("exclude",), name)]
    for value in excluded:
        yield from _boolean("exclude", value, name)
    yield from misses
    if not excluded and not misses:
        message = "`search` must hold `exclude: true` or `exclude: false`"
        yield _at(node, name, message, "write it in the next line, indented, with a space after the colon")


def _boolean(key: str, node: Node, name: str) -> Iterator[Diagnostic]:
    """What later reads the value takes anything else for the opposite of what was meant, or for nothing."""
    written = node.value if isinstance(node, ScalarNode) else None
    # Upper case is as good; a value in quotation marks is a text.
    if written is None or written.lower() not in _BOOLEANS or node.tag != "tag:yaml.org,2002:bool":
        no = str(written).lower() in ("no", "off", "n") or nearest(str(written).lower(), _BOOLEANS) == "false"
        yes = str(written).lower() in ("yes", "on", "y") or nearest(str(written).lower(), _BOOLEANS) == "true"
        wanted = "`false`" if no else "`true`" if yes else "`true` or `false`"
        yield _at(node, name, f"`{key}` must be `true` or `false`", f"write {wanted}, without quotation marks")


def _near_miss(key: Node, known: tuple[str, ...], name: str) -> Iterator[Diagnostic]:
    """A key of the author's own is fine, but not one that is nearly one of ours."""
    close = nearest(str(key.value).lower(), known)
    if close:
        message = f"nothing reads the key `{key.value}` of a head"
        yield _at(key, name, message, f"did you mean '{close}'?", rules.PAGE_HEAD_KEY)


def _at(node: Node, name: str, message: str, hint: str, rule: Rule = rules.PAGE_HEAD) -> Diagnostic:
    return Diagnostic(rule=rule, span=span_of(node, name), message=message, hint=hint)
