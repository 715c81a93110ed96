"""Links to items of the study in a text that Python-Markdown has parsed."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from themebook.core.languages import attributes_of
from themebook.render.markdown_ext.verbatim import keep_ampersands
from themebook.site.targets import Target
from themebook.sources.markdown.markdown_syntax import has_words


def link_to(target: Target, address: str, element: Element) -> None:
    """Turn the element of a link into a link to its target, with the author's words or else the title."""
    words = has_words(element)
    element.tag, element.attrib = "a", {"href": address, "class": f"tb-link tb-link--{target.kind}"}
    if words:
        _remove_nested_links(element)
    else:
        _set_title(element, target)


def _set_title(element: Element, target: Target) -> None:
    before, foreign, after = (keep_ampersands(part) or "" for part in target.parts)
    if (element.tail or "").startswith((".", ",", ";", ":")):
        # A claim ends with a full stop, which is dropped before punctuation in the author's sentence.
        before = before.removesuffix(".")
    element.text = before
    if foreign:
        title = SubElement(element, "span", attributes_of(target.language))
        title.text, title.tail = foreign, after


def _remove_nested_links(link: Element) -> None:
    """Links must not contain links, such as a bare address in the label."""
    for inner in link.iterfind(".//a"):
        inner.tag, inner.attrib = "span", {}
