"""A manuscript, from headings and paragraphs to the draft of a study."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from themebook.core.diagnostics import Diagnostic, Loaded, Rule, Severity, Span
from themebook.exchange.articles.citations.in_text import cited
from themebook.exchange.articles.citations.reference_list import listed_works, without_list
from themebook.exchange.articles.document import Article
from themebook.exchange.articles.manuscripts.bounds import bounded
from themebook.exchange.articles.manuscripts.displays import with_displays
from themebook.exchange.articles.manuscripts.sections import Piece, all_blocks, nested, without_title
from themebook.exchange.articles.study import imported_from
from themebook.exchange.imported import Imported
from themebook.exchange.imported_details import ImportedDetails

MANUSCRIPT_READABLE = Rule("manuscript-readable", "A manuscript to import must be a document that can be opened.")
REFERENCES_LISTED = Rule("references-listed", "A manuscript to import should have a list of references.", Severity.NOTE)


def unreadable(place: Span, message: str, hint: str) -> Loaded[Imported]:
    """Nothing, and why."""
    return Loaded(Imported(), (MANUSCRIPT_READABLE.at(place, message, hint),))


def study_from(
    pieces: Sequence[Piece], start: Span, details: ImportedDetails, found: Iterable[Diagnostic] = ()
) -> Loaded[Imported]:
    """The draft of a study from a manuscript. ``found`` is what was reported while it was read."""
    article = article_from(pieces, start, details)
    imported = imported_from(article.value)
    with_pages = _with_pages(imported.value, article.value)
    return Loaded(with_pages, (*found, *article.diagnostics, *imported.diagnostics))


def article_from(pieces: Sequence[Piece], start: Span, details: ImportedDetails) -> Loaded[Article]:
    """A manuscript with its citations resolved."""
    kept = bounded(pieces)
    title, rest = without_title(kept.value)
    sections, entries = without_list(nested(with_displays(rest), start))
    works = listed_works(entries)
    resolved = cited(sections, works.value)
    marked, unlisted = resolved.value
    article = Article(
        details=replace(details, title=details.title or title),
        sections=marked,
        works=(*(one.work for one in works.value), *unlisted),
    )
    missing = () if entries else (_no_list(start, len(unlisted)),)
    return Loaded(article, (*kept.diagnostics, *missing, *works.diagnostics, *resolved.diagnostics))


def _with_pages(imported: Imported, article: Article) -> Imported:
    """The quotes with the pages that their paragraphs begin on."""
    pages = {block.place: block.page for block in all_blocks(article.sections)}
    return replace(imported, quotes=tuple(replace(one, page=pages.get(one.place)) for one in imported.quotes))


def _no_list(start: Span, cited_works: int) -> Diagnostic:
    message = f"there is no list of references; {cited_works} works are known by names and years only"
    return REFERENCES_LISTED.at(start, message, "complete them in the bibliography")
