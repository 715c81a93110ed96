"""The body of JATS as sections."""

from __future__ import annotations

from themebook.core.diagnostics import Span
from themebook.exchange.articles.attribution_lines import with_attributions
from themebook.exchange.articles.document import ArticleSection, Block
from themebook.exchange.articles.jats.elements import NOT_TEXT, Element, attribute, child, children, text_of
from themebook.exchange.articles.jats.paragraphs import Paragraphs
from themebook.exchange.safe_xml import local_name, place_of

# Sections below this depth are left out; no paper has them.
_DEEPEST = 30
_TITLE_WITHOUT = NOT_TEXT | {"xref"}


def sections_of(body: Element, paragraphs: Paragraphs) -> tuple[ArticleSection, ...]:
    """The sections of a body. What is before the first is a section without a title."""
    before, sections = _parts(body, paragraphs, 0)
    place = place_of(body, paragraphs.file)
    own = (ArticleSection(title="", place=place, blocks=before),) if before else ()
    return (*own, *sections)


def _section(element: Element, paragraphs: Paragraphs, depth: int) -> ArticleSection:
    blocks, sections = _parts(element, paragraphs, depth + 1)
    return ArticleSection(
        title=section_title(element),
        place=_place(element, paragraphs.file),
        role=attribute(element, "sec-type").casefold(),
        blocks=blocks,
        sections=sections,
    )


def section_title(element: Element) -> str:
    return text_of(child(element, "title"), without=_TITLE_WITHOUT)


def _place(element: Element, file: str) -> Span:
    title = child(element, "title")
    return place_of(element if title is None else title, file)


def _parts(
    element: Element, paragraphs: Paragraphs, depth: int
) -> tuple[tuple[Block, ...], tuple[ArticleSection, ...]]:
    blocks: list[Block] = []
    sections: list[ArticleSection] = []
    for one in children(element):
        name = local_name(one)
        if name in ("sec", "boxed-text") and depth >= _DEEPEST:
            paragraphs.too_deep.append(place_of(one, paragraphs.file))
        elif name == "sec":
            sections.append(_section(one, paragraphs, depth))
        elif name == "boxed-text":
            inner, boxed = _parts(one, paragraphs, depth + 1)
            blocks.extend(inner)
            sections.extend(boxed)
        elif name not in NOT_TEXT and name not in ("title", "label", "caption", "sec-meta"):
            blocks.extend(paragraphs.blocks(one))
    return tuple(with_attributions(blocks)), tuple(sections)
