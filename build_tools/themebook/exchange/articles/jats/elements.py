"""Looking things up in JATS, whatever its namespaces."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

from themebook.exchange.safe_xml import local_name

Element: TypeAlias = etree._Element
_XLINK = "{http://www.w3.org/1999/xlink}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
# What is no text of the sentence that it is in.
NOT_TEXT = frozenset(
    (  # noqa: SIM905
        "fig fig-group table-wrap table-wrap-group fn fn-group disp-formula disp-formula-group inline-formula graphic "
        "inline-graphic media supplementary-material inline-supplementary-material object-id alternatives table "
        "chem-struct-wrap index-term tex-math math"
    ).split()
)


def children(element: Element, *names: str) -> Iterator[Element]:
    """Its children of these names; all its elements if there are none."""
    for child in element:
        name = local_name(child)
        if name and (not names or name in names):
            yield child


def child(element: Element | None, *path: str) -> Element | None:
    """The first descendant along a path of names."""
    for name in path:
        if element is None:
            return None
        element = next(children(element, name), None)
    return element


def below(element: Element, *names: str, outside: frozenset[str] = frozenset()) -> Iterator[Element]:
    """The descendants of these names in order, but none within elements that are called as in ``outside``."""
    waiting = list(reversed(list(children(element))))
    while waiting:
        one = waiting.pop()
        name = local_name(one)
        if name in names:
            yield one
        if name not in outside:
            waiting.extend(reversed(list(children(one))))


def text_of(element: Element | None, *, without: frozenset[str] = NOT_TEXT) -> str:
    """All text of an element on one line, but not that of elements in ``without``; empty for None."""
    return " ".join("".join(_texts(element, without)).split()) if element is not None else ""


def _texts(element: Element, without: frozenset[str]) -> Iterator[str]:
    skipped: Element | None = None
    for action, one in etree.iterwalk(element, events=("start", "end")):
        name = local_name(one)
        if action == "start" and skipped is None:
            if one is not element and (not name or name in without):
                skipped = one
            else:
                yield " " if name in ("break", "p", "title", "sec") else ""
                yield one.text or ""
        elif action == "end":
            if skipped is one:
                skipped = None
            if skipped is None and one is not element:
                yield one.tail or ""


def attribute(element: Element, name: str) -> str:
    """An attribute, in no namespace, that of XML or that of XLink."""
    for key in (name, f"{_XML}{name}", f"{_XLINK}{name}"):
        if value := element.get(key):
            return " ".join(str(value).split())
    return next(
        (" ".join(str(value).split()) for key, value in element.attrib.items() if str(key).endswith(f":{name}")), ""
    )
