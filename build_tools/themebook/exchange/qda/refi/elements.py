"""Elements of REFI-QDA: ids, references and texts, whichever way a program writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from themebook.exchange.input_file import base_name
from themebook.exchange.safe_xml import local_name

_GUID = re.compile(r"[0-9a-fA-F]{8}(?:-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12}")
# The full path of a file on somebody's computer, which can contain the person's name.
_FULL_PATH = re.compile(r"[A-Za-z]:[\\/]|\\\\|/[^/]+/|[a-z]+://")


def identity(value: str | None) -> str:
    """An id to compare: GUIDs with or without braces, in any case; other ids as they are."""
    bare = (value or "").strip().removeprefix("{").removesuffix("}").strip()
    return bare.lower() if _GUID.fullmatch(bare) else bare


def id_of(element: etree._Element) -> str:
    return identity(element.get("guid"))


def children(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Its children with one of these names, or all of them."""
    for child in element:
        name = local_name(child)
        if name and (not names or name in names):
            yield child


def has_child(element: etree._Element, *names: str) -> bool:
    # An element without children is false.
    return next(children(element, *names), None) is not None


def below(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """All elements below it with one of these names, in the order of the file."""
    return (one for one in element.iterdescendants() if local_name(one) in names)


def text_in(element: etree._Element, name: str) -> str:
    """The text of its first child of this name, without the space around it."""
    return next(("".join(child.itertext()).strip() for child in children(element, name)), "")


def targets(element: etree._Element, *names: str) -> tuple[str, ...]:
    """What its children of these names refer to. Codebooks use another attribute than projects."""
    found = (identity(child.get("targetGUID") or child.get("guid")) for child in children(element, *names))
    return tuple(dict.fromkeys(one for one in found if one))


def whole_number(element: etree._Element, attribute: str) -> int | None:
    """An attribute as a number. None if it is missing, is none, or is too long to be a position."""
    value = (element.get(attribute) or "").strip()
    return int(value) if len(value) < 16 and re.fullmatch(r"-?[0-9]+", value) else None


def name_of(element: etree._Element) -> str:
    """Its name on one line; of a path only the last part."""
    name = " ".join((element.get("name") or "").split())
    return base_name(name) if _FULL_PATH.match(name) else name
