"""HTML for pandoc to make documents from. lxml escapes all text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lxml import html
from lxml.html import HtmlElement
from lxml.html import builder as make

from themebook.core.languages import attributes_of, is_from_the_right
from themebook.core.web_addresses import web_address
from themebook.exchange.documents.cited_quote import CitedQuote, SaidWords

_DEEPEST_HEADING = 6


def page(blocks: Iterable[HtmlElement], *, language: str) -> bytes:
    """A whole page, in UTF-8, in the language with this BCP 47 tag."""
    # What pandoc reads as metadata.
    direction = [make.META(name="dir", content="rtl")] if is_from_the_right(language) else []
    whole = make.HTML({"lang": language}, make.HEAD(make.META(charset="utf-8"), *direction), make.BODY(*blocks))
    written: bytes = html.tostring(whole, encoding="utf-8", doctype="<!doctype html>")
    return written


def heading(level: int, words: str) -> HtmlElement:
    element = html.Element(f"h{min(level, _DEEPEST_HEADING)}")
    element.text = words
    return element


def styled(style: str, *blocks: HtmlElement, **attributes: str) -> HtmlElement:
    """Blocks with a paragraph style, which only word processors see."""
    return make.DIV({"data-custom-style": style, **attributes}, *blocks)


def prose(fragment: str) -> HtmlElement:
    """HTML of an author's text: words, without pictures, and with no links but those to the web."""
    return _without_links(html.fragment_fromstring(fragment, create_parent="div"))


def inline(fragment: str) -> HtmlElement:
    """The same on one line, such as a formatted citation."""
    line = _without_links(html.fragment_fromstring(fragment, create_parent="span"))
    for block in line.findall("p"):
        block.drop_tag()
    return line


def run_in(lead: HtmlElement, text: HtmlElement) -> HtmlElement:
    """An author's text (see ``prose``) after words that begin its first paragraph, or else are one."""
    first = text[0] if len(text) and text[0].tag == "p" else None
    if first is None:
        text.insert(0, make.P(lead))
    else:
        lead.tail, first.text = f" {first.text or ''}", None
        first.insert(0, lead)
    return text


def block_quote(quote: CitedQuote) -> HtmlElement:
    """The words of a quote, without quotation marks, and the attribution."""
    return make.BLOCKQUOTE(
        *quote_paragraphs(
            quote,
            [_said(words) for words in quote.said],
            " ".join(map(_said, quote.translation)),
            styles=("Block Text", "Block Text Continued"),
        )
    )


def quote_paragraphs(
    quote: CitedQuote, said: Sequence[str], translation: str, *, styles: tuple[str, str]
) -> list[HtmlElement]:
    """A paragraph for each line that is not blank of what is said, and one for the translation in brackets.

    The attribution is at the end of the last, or after words that are written from the right. ``styles`` are those of
    the first paragraph, which has space above it, and of all others.
    """
    attributes = attributes_of(quote.language)
    paragraphs = [make.P(line) for words in said for line in words.split("\n") if line.strip()]
    after = [make.P(f"[{translation}]")] if translation else []
    if quote.attribution and not translation and attributes.get("dir") == "rtl":
        after = [make.P(f"({quote.attribution})")]
    elif quote.attribution:
        [*paragraphs, *after][-1].append(make.SPAN(f" ({quote.attribution})"))
    first, others = styles
    return [
        styled(first, paragraphs[0], **attributes),
        styled(others, *paragraphs[1:], **attributes),
        styled(others, *after),
    ]


def _said(words: SaidWords) -> str:
    return f"{words.speaker}: {words.words}" if words.speaker else words.words


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
