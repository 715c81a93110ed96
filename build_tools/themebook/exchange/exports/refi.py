"""What the files in REFI-QDA share: ids, and trees of codes. Format: https://www.qdasoftware.org."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import NAMESPACE_URL, UUID, uuid5

from lxml import etree

from themebook.core import works
from themebook.core.data import Code
from themebook.core.fields import Prose
from themebook.render.published import Published

ORIGIN = "Themebook"


@dataclass(frozen=True, slots=True)
class Guids:
    """The ids that the parts of a study have in REFI-QDA. They are the same in every build, and in every file."""

    study: UUID

    @classmethod
    def of(cls, published: Published) -> Guids:
        own = published.graph.own_reference
        # Many studies have the same key for their own entry.
        people = "; ".join(person.full_name for person in own.authors)
        about = own.field("doi") or f"{own.key}: {works.plain_title(own) or published.graph.study.title}: {people}"
        return cls(uuid5(NAMESPACE_URL, f"urn:themebook:{about}"))

    def code(self, name: str) -> str:
        return _text(uuid5(self.study, name))

    def part(self, kind: str, name: str) -> str:
        """The id of anything but a code. Ids of a study have no colon, so none is that of a code."""
        return _text(uuid5(self.study, f"{kind}:{name}"))


def _text(guid: UUID) -> str:
    return str(guid).upper()


def root_of(name: str, namespace: str, /, **attributes: str) -> etree._Element:
    """The root of a file. All elements below it are in its namespace."""
    return etree.Element(name, {**attributes, "origin": ORIGIN}, nsmap={None: namespace})


def add(above: etree._Element, name: str, text: str = "", /, **attributes: str) -> etree._Element:
    """A new element below another."""
    element = etree.SubElement(above, name, attributes)
    element.text = text or None
    return element


def as_xml(root: etree._Element) -> str:
    """The text of a file."""
    etree.indent(root)
    text: str = etree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'


def add_code(above: etree._Element, guid: str, title: str, description: str) -> etree._Element:
    """A code that passages can have."""
    element = add(above, "Code", guid=guid, name=title, isCodable="true")
    if description:
        add(element, "Description", description)
    return element


def add_codes(above: etree._Element, codes: Iterable[Code], published: Published, guids: Guids) -> None:
    """The codes with their definitions, each below the one that it belongs to."""
    for code in codes:
        description = description_of(published, code.definition, code.includes, code.excludes)
        add_codes(add_code(above, guids.code(code.id), code.title, description), code.codes, published, guids)


def description_of(published: Published, *texts: Prose | None) -> str:
    """Those of some texts that there are, as paragraphs."""
    return "\n\n".join(filter(None, map(published.prose, texts)))
