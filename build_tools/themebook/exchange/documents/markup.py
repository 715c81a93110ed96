"""HTML that pandoc makes documents of. lxml escapes whatever is text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lxml import html
from lxml.html import HtmlElement
from lxml.html import builder as make

from themebook.core.languages import attributes_of
from themebook.core.web_addresses import web_address
from themebook.exchange.documents.cited_quote import CitedQuote, SaidLine

_DEEPEST_HEADING = 6


def page(blocks: Iterable[HtmlElement]) -> bytes:
    """A whole page, in UTF-8."""
    whole = make.HTML(make.HEAD(make.META(charset="utf-8")), make.BODY(*blocks))
    written: bytes = html.tostring(whole, encoding="utf-8", doctype="<!doctype html>")
    return written


def heading(level: int, words: str) -> HtmlElement:
    element = html.Element(f"h{min(level, _DEEPEST_HEADING)}")
    element.text = words
    return element


def styled(style: str, *blocks: HtmlElement) -> HtmlElement:
    """Blocks with a paragraph style, which only word processors see."""
    return make.DIV({"data-custom-style": style}, *blocks)


def prose(fragment: str) -> HtmlElement:
    """HTML of an author's text: words, without pictures, and with no links but those to the web."""
    return _without_links(html.fragment_fromstring(fragment, create_parent="div"))


def inline(fragment: str) -> HtmlElement:
    """The same on one line, such as a formatted citation."""
    line = _without_links(html.fragment_fromstring(fragment, create_parent="span"))
    for block in line.findall("p"):
        block.drop_tag()
    return line


def block_quote(quote: CitedQuote) -> HtmlElement:
    """The words of a quote, without quotation marks, and the attribution."""
    words = ["".join(_said(line)) for line in quote.lines]
    translation = " ".join("".join(_said(line)) for line in quote.translation)
    return make.BLOCKQUOTE(*quote_paragraphs(quote, words, translation, end="Quote End"))


def quote_paragraphs(quote: CitedQuote, words: Sequence[str], translation: str, *, end: str) -> list[HtmlElement]:
    """A paragraph for each line of a quote, and one for the translation in brackets.

    The attribution is at the end of the last, or after words that are written from the right. The last paragraph has
    the style ``end``, after which there is more space than between the others.
    """
    attributes = attributes_of(quote.language)
    paragraphs = [make.P(line) for line in words]
    after = [make.P(f"[{translation}]")] if translation else []
    if quote.attribution and not translation and attributes.get("dir") == "rtl":
        after = [make.P(f"({quote.attribution})")]
    elif quote.attribution:
        [*paragraphs, *after][-1].append(make.SPAN(f" ({quote.attribution})"))
    if after:
        return [make.DIV(attributes, *paragraphs), *after[:-1], styled(end, after[-1])]
    return [make.DIV(attributes, *paragraphs[:-1], styled(end, *paragraphs[-1:]))]


def _said(line: SaidLine) -> Iterator[str]:
    if line.speaker:
        yield f"{line.speaker}: "
    yield line.words


def _without_links(root: HtmlElement) -> HtmlElement:
    for picture in list(root.iter("img")):
        picture.tag, picture.text = "span", picture.get("alt", "")
        picture.attrib.clear()
    for link in list(root.iter("a")):
        if web_address(link.get("href", "")) is None:
            link.drop_tag()
    for other in list(root.iter("script", "style", "iframe", "object", "video", "audio", "svg")):
        other.drop_tree()
    return root
