"""Names of people and organisations in JATS."""

from __future__ import annotations

from themebook.exchange.articles.jats.elements import NOT_TEXT, Element, below, child, text_of
from themebook.exchange.safe_xml import local_name

_COLLAB_WITHOUT = NOT_TEXT | {"contrib-group", "xref", "contrib-id"}


def names_of(element: Element, outside: frozenset[str] = frozenset()) -> list[dict[str, str]]:
    """The names in an element as names of CSL, but not those within elements of the names in ``outside``."""
    inner = outside | {"name", "string-name", "collab", "institution", "name-alternatives"}
    found: list[dict[str, str]] = []
    for one in below(element, "name", "string-name", "collab", "name-alternatives", outside=inner):
        if local_name(one) == "name-alternatives":
            found.extend(names_of(one)[:1])
        elif name := name_of(one):
            found.append(name)
    return found


def name_of(element: Element) -> dict[str, str]:
    """One name as a name of CSL; empty if there is none."""
    if local_name(element) == "collab":
        text = text_of(element, without=_COLLAB_WITHOUT).rstrip(" .,")
        return {"literal": text} if text else {}
    family = text_of(child(element, "surname")).rstrip(" ,")
    given = text_of(child(element, "given-names")).rstrip(" ,")
    if not family and not given:
        text = text_of(element).rstrip(" ,")
        return {"literal": text} if text else {}
    name = {"family": family or given}
    if family and given:
        name["given"] = given
    if suffix := text_of(child(element, "suffix")):
        name["suffix"] = suffix
    return name
