"""Small papers of invented words, as documents and as JATS."""

from __future__ import annotations

from themebook.core.diagnostics import Span
from themebook.exchange.articles.document import Article, ArticleSection, Block, BlockKind, Run
from themebook.exchange.imported import Imported, ImportedQuote
from themebook.exchange.imported_details import ImportedDetails

PLACE = Span("paper.docx")
FREE = "https://creativecommons.org/licenses/by/4.0/"


def paragraph(text: str | tuple[Run, ...], *, italic: bool = False) -> Block:
    runs = (Run(text=text, italic=italic),) if isinstance(text, str) else text
    return Block(runs=runs, kind=BlockKind.PARAGRAPH, place=PLACE)


def item(text: str) -> Block:
    return Block(runs=(Run(text=text),), kind=BlockKind.LIST_ITEM, place=PLACE)


def apart(text: str | tuple[Run, ...], *, display: int | None = None, attribution: str = "") -> Block:
    runs = (Run(text=text),) if isinstance(text, str) else text
    return Block(runs=runs, kind=BlockKind.SET_APART, place=PLACE, display=display, attribution=attribution)


def section(title: str, *parts: Block | ArticleSection, role: str = "") -> ArticleSection:
    return ArticleSection(
        title=title,
        place=PLACE,
        role=role,
        blocks=tuple(part for part in parts if isinstance(part, Block)),
        sections=tuple(part for part in parts if isinstance(part, ArticleSection)),
    )


def paper(
    *sections: ArticleSection, licence: str = FREE, translations: tuple[tuple[str, Article], ...] = ()
) -> Article:
    return Article(details=ImportedDetails(licence=licence), sections=sections, translations=translations)


def results(*blocks: Block) -> Article:
    """A paper whose results are one theme, "Access"."""
    return paper(section("Introduction"), section("Results", section("Access", *blocks)))


def said(imported: Imported) -> list[tuple[str, str]]:
    """Who says what."""
    return [(quote.speaker, quote.words) for quote in imported.quotes]


def only(imported: Imported) -> ImportedQuote:
    (quote,) = imported.quotes
    return quote


def jats(results: str = "", *, meta: str = "", references: str = "", more: str = "") -> bytes:
    return (
        '<article article-type="research-article" xmlns:xlink="http://www.w3.org/1999/xlink" xml:lang="en">'
        f"<front><journal-meta/><article-meta>{meta}</article-meta></front>"
        f"<body><sec><title>Results</title><sec><title>Access</title>{results}</sec></sec></body>"
        f"<back><ref-list>{references}</ref-list></back>{more}</article>"
    ).encode()
