"""Themes and subthemes as pages show them."""

from __future__ import annotations

from dataclasses import dataclass

from themebook.core.data import Quote
from themebook.core.model import Theme
from themebook.graph.model import Counts, EvidenceGraph, LinkedTheme, NodeKind, RelatedTheme
from themebook.site.list_pages import ENTRIES_PER_PAGE
from themebook.views.evidence import QuoteListLink, QuoteView, link_to_quotes, quote_view
from themebook.views.findings import ClaimView, FindingView, claim_view, short_findings

# How many quotes that are no evidence a page shows in full.
_MOST_QUOTES = 40


def _contrasting(graph: EvidenceGraph, linked: LinkedTheme) -> QuoteListLink:
    """A link to the quotes of a theme or subtheme that contrast with a finding there."""
    filters = {"stance": "contrasts", linked.kind.value: linked.theme.id}
    return link_to_quotes(graph, linked.counts.contrasting, filters)


@dataclass(frozen=True, slots=True, kw_only=True)
class SubthemeClaims:
    """A subtheme on the page of what it is within: its counts, and its findings in a line each."""

    subtheme: Theme
    counts: Counts
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeView:
    """A theme or subtheme with its own findings and quotes, and what its subthemes find.

    ``highlights`` are quotes that come first. ``illustrations`` are quotes that are evidence for no finding, as far as
    they are shown. Of many quotes, ``all_quotes`` links to all. ``also_findings`` are those of other themes.
    """

    theme: Theme
    is_subtheme: bool
    counts: Counts
    contrasting: QuoteListLink
    highlights: tuple[QuoteView, ...]
    findings: tuple[FindingView, ...]
    also_findings: tuple[ClaimView, ...]
    related: tuple[RelatedTheme, ...]
    illustrations: tuple[QuoteView, ...]
    has_more_illustrations: bool
    quotes: tuple[Quote, ...]
    all_quotes: QuoteListLink | None
    subthemes: tuple[SubthemeClaims, ...]


def theme_view(graph: EvidenceGraph, theme_id: str) -> ThemeView:
    """The view of a theme or subtheme."""
    linked = graph.themes[theme_id]
    theme = linked.theme
    highlights = tuple(quote_view(graph, quote.id) for quote in theme.quotes if quote.highlight)
    illustrations = _illustrations(graph, theme)
    has_more = len(illustrations) > _MOST_QUOTES
    listed = theme.quotes[:ENTRIES_PER_PAGE]
    return ThemeView(
        theme=theme,
        is_subtheme=linked.kind is NodeKind.SUBTHEME,
        counts=linked.counts,
        contrasting=_contrasting(graph, linked),
        highlights=highlights,
        findings=short_findings(graph, theme.findings, [shown.quote.id for shown in highlights]),
        also_findings=tuple(claim_view(graph, finding) for finding in linked.also),
        related=linked.related,
        illustrations=illustrations[:_MOST_QUOTES],
        has_more_illustrations=has_more,
        # If all are illustrations, they are there in full already.
        quotes=listed if len(illustrations) < len(theme.quotes) else (),
        all_quotes=_all_quotes(graph, linked) if has_more or linked.counts.quotes > len(listed) else None,
        subthemes=tuple(_subtheme_claims(graph, subtheme) for subtheme in theme.subthemes),
    )


def _illustrations(graph: EvidenceGraph, theme: Theme) -> tuple[QuoteView, ...]:
    return tuple(quote_view(graph, quote.id) for quote in theme.quotes if _illustrates(graph, quote))


def _illustrates(graph: EvidenceGraph, quote: Quote) -> bool:
    return not quote.highlight and not graph.quotes[quote.id].evidence_for


def more_illustrations(graph: EvidenceGraph, theme_id: str) -> tuple[QuoteView, ...]:
    """The illustrations that are not on the page of a theme, because they are many."""
    return _illustrations(graph, graph.themes[theme_id].theme)[_MOST_QUOTES:]


def _subtheme_claims(graph: EvidenceGraph, subtheme: Theme) -> SubthemeClaims:
    claims = tuple(claim_view(graph, finding) for finding in subtheme.findings)
    return SubthemeClaims(subtheme=subtheme, counts=graph.themes[subtheme.id].counts, claims=claims)


def _all_quotes(graph: EvidenceGraph, linked: LinkedTheme) -> QuoteListLink:
    """A link to all quotes of a theme or subtheme, those from elsewhere included."""
    quotes = (placed.linked.quote for placed in graph.quotes_at[linked.theme.id])
    return link_to_quotes(graph, quotes, {linked.kind.value: linked.theme.id})


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeCard:
    """A theme in the list of themes, with the number of its own findings and the counts of its subthemes."""

    theme: Theme
    counts: Counts
    contrasting: QuoteListLink
    own_findings: int
    subthemes: tuple[tuple[Theme, Counts], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemesView:
    """All themes, and whether the study has any quotes and findings."""

    cards: tuple[ThemeCard, ...]
    has_quotes: bool
    has_findings: bool


def themes_view(graph: EvidenceGraph, _subject: str = "") -> ThemesView:
    return ThemesView(
        cards=tuple(_card(graph, graph.themes[theme.id]) for theme in graph.study.themes),
        has_quotes=bool(graph.quotes),
        has_findings=bool(graph.findings),
    )


def _card(graph: EvidenceGraph, linked: LinkedTheme) -> ThemeCard:
    theme = linked.theme
    return ThemeCard(
        theme=theme,
        counts=linked.counts,
        contrasting=_contrasting(graph, linked),
        own_findings=len(theme.findings) if theme.subthemes else 0,
        subthemes=tuple((subtheme, graph.themes[subtheme.id].counts) for subtheme in theme.subthemes),
    )
