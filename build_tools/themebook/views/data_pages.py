"""The pages of sources and codes, and their indexes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from themebook.core.data import Code, DataSource
from themebook.core.vocabulary import SOURCE_KINDS
from themebook.graph.counts import count_persons, has_published_quotes
from themebook.graph.data_model import LinkedCode, LinkedSource
from themebook.graph.model import EvidenceGraph
from themebook.site.list_pages import ListPage, page_of
from themebook.views.evidence import QuoteListLink, QuoteView, link_to_quotes, quote_view

# How many quotes the page of a source or code shows in full.
_MOST_QUOTES = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """A source in the index: what kind it is, and a link to its quotes."""

    linked: LinkedSource
    kind: str
    quotes_link: QuoteListLink

    @property
    def source(self) -> DataSource:
        return self.linked.source


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """A source and its first quotes; ``has_more`` is true if there are others."""

    row: SourceRow
    quotes: tuple[QuoteView, ...]

    @property
    def has_more(self) -> bool:
        return len(self.quotes) < self.row.quotes_link.count


def source_view(graph: EvidenceGraph, source_id: str) -> SourceView:
    quotes = graph.sources[source_id].quotes[:_MOST_QUOTES]
    return SourceView(row=_source_row(graph, source_id), quotes=tuple(quote_view(graph, quote.id) for quote in quotes))


def _source_row(graph: EvidenceGraph, source_id: str) -> SourceRow:
    linked = graph.sources[source_id]
    return SourceRow(
        linked=linked,
        kind=SOURCE_KINDS[linked.source.kind] if linked.source.kind else "",
        quotes_link=link_to_quotes(graph, linked.quotes, {"source": source_id}),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesPage:
    """A page of the index of sources, and what some source has, of what not all need have."""

    listed: ListPage
    rows: tuple[SourceRow, ...]
    has_kinds: bool
    has_dates: bool
    has_waves: bool


def sources_page(graph: EvidenceGraph, subject: str) -> SourcesPage:
    listed = page_of("sources", len(graph.sources), subject)
    every = graph.study.sources
    return SourcesPage(
        listed=listed,
        rows=tuple(_source_row(graph, name) for name in listed.of(tuple(graph.sources))),
        has_kinds=any(source.kind for source in every),
        has_dates=any(source.date for source in every),
        has_waves=any(source.wave for source in every),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeView:
    """A code with its first quotes, and the codes below it.

    ``quotes_link`` leads to the quotes of all of them, in which so many ``persons`` speak.
    """

    linked: LinkedCode
    persons: int
    quotes: tuple[QuoteView, ...]
    quotes_link: QuoteListLink
    below: tuple[CodeLine, ...]

    @property
    def has_more(self) -> bool:
        return len(self.quotes) < self.quotes_link.count

    @property
    def code(self) -> Code:
        return self.linked.code


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeLine:
    """A code in the codebook, the number of its quotes, and the codes below it."""

    code: Code
    quotes_link: QuoteListLink
    below: tuple[CodeLine, ...]


def code_view(graph: EvidenceGraph, code_id: str) -> CodeView:
    linked = graph.codes[code_id]
    line = _code_line(graph, linked.code)
    quotes = tuple(quote_view(graph, quote.id) for quote in linked.quotes[:_MOST_QUOTES])
    persons = count_persons(graph.quotes[quote.id] for quote in linked.quotes)
    return CodeView(linked=linked, persons=persons, quotes=quotes, quotes_link=line.quotes_link, below=line.below)


def _code_line(graph: EvidenceGraph, code: Code) -> CodeLine:
    return CodeLine(
        code=code,
        quotes_link=link_to_quotes(graph, graph.codes[code.id].quotes, {"code": code.id}),
        below=tuple(_code_line(graph, below) for below in code.codes),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """All codes, at all levels.

    ``has_more_than_drafts`` says that some are no drafts, and ``has_quotes`` that some quotes of the study are none.
    """

    codes: tuple[CodeLine, ...]
    has_more_than_drafts: bool
    has_quotes: bool
    count: int


def codebook(graph: EvidenceGraph, _subject: str) -> Codebook:
    return Codebook(
        codes=tuple(_code_line(graph, code) for code in graph.study.codes),
        has_more_than_drafts=not graph.drafts.issuperset(graph.codes),
        has_quotes=has_published_quotes(graph),
        count=len(graph.codes),
    )


def data_pages(graph: EvidenceGraph) -> Mapping[str, Callable[[str], object]]:
    """For each kind of page here, a function from its subject to the view model of ``templates/NAME.html.j2``."""
    of_graph: Mapping[str, Callable[[EvidenceGraph, str], object]] = {
        "source": source_view,
        "sources": sources_page,
        "code": code_view,
        "codes": codebook,
    }
    return {name: partial(function, graph) for name, function in of_graph.items()}


def more_quotes_of(graph: EvidenceGraph, subject: str) -> tuple[QuoteView, ...]:
    """The quotes that are not on the page of a source or code, because they are many."""
    linked = graph.sources.get(subject) or graph.codes[subject]
    return tuple(quote_view(graph, quote.id) for quote in linked.quotes[_MOST_QUOTES:])
