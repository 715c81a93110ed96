"""The indexes of quotes and works, whose lists can be long (see ``list_pages``)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from themebook.core import works
from themebook.core.choices import VerificationStatus
from themebook.core.disk_cache import digest
from themebook.core.model import Theme, ThemePath
from themebook.core.translation import gettext
from themebook.core.work_labels import VERIFICATION_STATUSES
from themebook.graph.counts import Heard, count_heard, has_published_quotes
from themebook.graph.model import EvidenceGraph, LinkedQuote
from themebook.site.list_pages import ENTRIES_PER_PAGE, ListPage, page_of
from themebook.site.routes import group_anchor
from themebook.views.evidence import QuoteListLink, link_to_quotes
from themebook.views.list_rows import QuoteRow, UncitedRow, WorkRow, quote_row, title_within, uncited_rows, work_row
from themebook.views.quote_facets import QuoteFacet, quote_facets

_VERSION_LENGTH = 12

# Puts the keys of works in the order of the list of references.
InOrder = Callable[[Iterable[str]], Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteGroup:
    """The quotes at home in one place, on one page of the list. ``path`` is empty for those without a theme."""

    path: ThemePath
    rows: tuple[QuoteRow, ...]

    @property
    def title(self) -> str:
        """That of a subtheme. Empty for what belongs to a theme itself, or to none."""
        return title_within(self.path)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotesPage:
    """A page of the index of quotes: each theme with its groups. Quotes without a theme have none.

    ``heard`` counts whose words all quotes of the list are. ``has_more_than_drafts`` says that some are no drafts.
    """

    listed: ListPage
    version: str
    heard: Heard
    contrasting: QuoteListLink
    title_without_theme: str
    has_more_than_drafts: bool
    themes: tuple[tuple[Theme | None, tuple[QuoteGroup, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationGroup:
    """The works with one verification status: their number, and their keys if they are few enough to list."""

    status: VerificationStatus
    label: str
    count: int
    works: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UncitedPage:
    """A page of the list of uncited entries of the bibliography."""

    listed: ListPage
    rows: tuple[UncitedRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferencesPage:
    """A page of the index of works, with the works by status, and the first page of the uncited entries."""

    listed: ListPage
    version: str
    rows: tuple[WorkRow, ...]
    by_verification: tuple[VerificationGroup, ...]
    uncited: UncitedPage


@dataclass(frozen=True, slots=True, kw_only=True)
class ListIndex:
    """What a long list is filtered by: for each entry, the number of its group, and its filter values.

    ``names`` are the ids or keys of the entries. A group is a theme and a subtheme, each with its anchor and title; if
    it is what belongs to the theme itself, those of the subtheme are empty. Works have no groups.
    """

    names: tuple[str, ...]
    groups: tuple[tuple[str, str, str, str], ...]
    entries: tuple[tuple[int, Mapping[str, str]], ...]


class ListViews:
    """The view models of the pages of each list, by the subject of the page (see ``page_of``)."""

    def __init__(self, graph: EvidenceGraph, in_order: InOrder) -> None:
        self._graph = graph
        self._in_order = in_order

    def page_of_quotes(self, subject: str) -> ListPage:
        return page_of("quotes", len(self._quotes), subject)

    def page_of_works(self, subject: str) -> ListPage:
        return page_of("references", len(self._graph.references), subject)

    def quotes(self, subject: str) -> QuotesPage:
        listed = self.page_of_quotes(subject)
        themes = groupby(self.quote_rows(listed), key=lambda row: row.path[0] if row.path else None)
        return QuotesPage(
            listed=listed,
            version=_version(listed, self.quote_index),
            heard=self._heard,
            contrasting=link_to_quotes(self._graph, self._graph.contrasting, {"stance": "contrasts"}),
            title_without_theme=title_without_theme(self._graph),
            has_more_than_drafts=has_published_quotes(self._graph),
            themes=tuple((theme, tuple(_groups(rows))) for theme, rows in themes),
        )

    def references(self, subject: str) -> ReferencesPage:
        listed = self.page_of_works(subject)
        return ReferencesPage(
            listed=listed,
            version=_version(listed, self.work_index),
            rows=tuple(self.work_rows(listed)),
            by_verification=() if subject else tuple(self._by_verification()),
            uncited=self.uncited(""),
        )

    def uncited(self, subject: str) -> UncitedPage:
        listed = page_of("uncited", len(self._uncited), subject)
        return UncitedPage(listed=listed, rows=tuple(listed.of(self._uncited)))

    def quote_rows(self, listed: ListPage) -> Iterator[QuoteRow]:
        """The quotes on a page of their list."""
        return (quote_row(self._graph, self._facets, linked) for linked in listed.of(self._quotes))

    def work_rows(self, listed: ListPage) -> Iterator[WorkRow]:
        """The works on a page of their list."""
        return (work_row(self._graph, self._graph.references[key]) for key in listed.of(self._works))

    def quote_index(self) -> ListIndex:
        rows = [quote_row(self._graph, self._facets, linked) for linked in self._quotes]
        homes = {group_anchor(row.path): _group_of(self._graph, row.path) for row in rows}
        numbers = {anchor: number for number, anchor in enumerate(homes)}
        entries = tuple((numbers[group_anchor(row.path)], row.filter_values) for row in rows)
        names = tuple(linked.quote.id for linked in self._quotes)
        return ListIndex(names=names, groups=tuple(homes.values()), entries=entries)

    def work_index(self) -> ListIndex:
        rows = (work_row(self._graph, self._graph.references[key]) for key in self._works)
        entries = tuple((0, row.filter_values) for row in rows)
        return ListIndex(names=tuple(self._works), groups=(), entries=entries)

    @cached_property
    def _facets(self) -> tuple[QuoteFacet, ...]:
        return quote_facets(self._graph)

    @cached_property
    def _quotes(self) -> Sequence[LinkedQuote]:
        return tuple(self._graph.quotes.values())

    @cached_property
    def _heard(self) -> Heard:
        return count_heard(self._quotes)

    @cached_property
    def _works(self) -> Sequence[str]:
        return self._in_order(self._graph.references)

    @cached_property
    def _uncited(self) -> tuple[UncitedRow, ...]:
        return uncited_rows(self._graph)

    def _by_verification(self) -> Iterator[VerificationGroup]:
        groups: dict[VerificationStatus, list[str]] = {}
        for key in self._works:
            groups.setdefault(works.verification_status(self._graph.references[key].reference), []).append(key)
        for status, keys in sorted(groups.items(), key=lambda item: VERIFICATION_STATUSES[item[0]].short):
            # The list of works above has all of them, and can be filtered by status.
            listed = keys if len(self._works) <= ENTRIES_PER_PAGE else ()
            label = VERIFICATION_STATUSES[status].short
            yield VerificationGroup(status=status, label=label, count=len(keys), works=tuple(listed))


def _version(listed: ListPage, index: Callable[[], ListIndex]) -> str:
    """A name for a list as it is now, for the index of a long one.

    Browsers may have scripts of an earlier version, whose entries would be taken for others at the same places.
    """
    return digest(repr(index()))[:_VERSION_LENGTH] if listed.pages > 1 and listed.number == 1 else ""


def _groups(rows: Iterable[QuoteRow]) -> Iterator[QuoteGroup]:
    for path, at_home in groupby(rows, key=lambda row: row.path):
        yield QuoteGroup(path=path, rows=tuple(at_home))


def title_without_theme(graph: EvidenceGraph) -> str:
    """The heading of the quotes that belong to no theme."""
    return gettext("Without a theme") if graph.study.themes else gettext("All quotes")


def _group_of(graph: EvidenceGraph, path: ThemePath) -> tuple[str, str, str, str]:
    if not path:
        return group_anchor(path), title_without_theme(graph), "", ""
    below = (path[-1].id, title_within(path)) if len(path) > 1 else ("", "")
    return path[0].id, path[0].title, *below
