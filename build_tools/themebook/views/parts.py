"""Themes and subthemes as pages show them."""

from __future__ import annotations

from dataclasses import dataclass

from themebook.core.model import Quote, Subtheme, Theme
from themebook.graph.model import Counts, EvidenceGraph
from themebook.site.list_pages import ENTRIES_PER_PAGE
from themebook.views.evidence import QuoteListLink, link_to_quotes
from themebook.views.findings import ClaimView, FindingView, claim_view, short_findings


def _contrasting(graph: EvidenceGraph, kind: str, part: Theme | Subtheme, counts: Counts) -> QuoteListLink:
    """A link to the quotes of a theme or subtheme that contrast with a finding there."""
    return link_to_quotes(graph, counts.contrasting, {"stance": "contrasts", kind: part.id})


@dataclass(frozen=True, slots=True, kw_only=True)
class SubthemeView:
    """A subtheme with its findings. Of many quotes, ``all_quotes`` links to all."""

    subtheme: Subtheme
    quotes: tuple[Quote, ...]
    all_quotes: QuoteListLink | None
    counts: Counts
    contrasting: QuoteListLink
    findings: tuple[FindingView, ...]


def subtheme_view(graph: EvidenceGraph, subtheme_id: str) -> SubthemeView:
    linked = graph.subthemes[subtheme_id]
    subtheme = linked.subtheme
    return SubthemeView(
        subtheme=subtheme,
        quotes=subtheme.quotes[:ENTRIES_PER_PAGE],
        all_quotes=_all_quotes(graph, subtheme) if len(subtheme.quotes) > ENTRIES_PER_PAGE else None,
        counts=linked.counts,
        contrasting=_contrasting(graph, "subtheme", subtheme, linked.counts),
        findings=short_findings(graph, subtheme.findings),
    )


def _all_quotes(graph: EvidenceGraph, subtheme: Subtheme) -> QuoteListLink:
    """A link to all quotes of a subtheme, those from elsewhere included."""
    quotes = (placed.linked.quote for placed in graph.quotes_at[subtheme.id])
    return link_to_quotes(graph, quotes, {"subtheme": subtheme.id})


@dataclass(frozen=True, slots=True, kw_only=True)
class SubthemeClaims:
    """A subtheme on the page of its theme: its counts, and its findings in a line each."""

    subtheme: Subtheme
    counts: Counts
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeView:
    """A theme with its own findings, and what its subthemes find."""

    theme: Theme
    counts: Counts
    contrasting: QuoteListLink
    findings: tuple[FindingView, ...]
    subthemes: tuple[SubthemeClaims, ...]


def theme_view(graph: EvidenceGraph, theme_id: str) -> ThemeView:
    linked = graph.themes[theme_id]
    theme = linked.theme
    return ThemeView(
        theme=theme,
        counts=linked.counts,
        contrasting=_contrasting(graph, "theme", theme, linked.counts),
        findings=short_findings(graph, theme.findings),
        subthemes=tuple(
            SubthemeClaims(
                subtheme=subtheme,
                counts=graph.subthemes[subtheme.id].counts,
                claims=tuple(claim_view(graph, finding) for finding in subtheme.findings),
            )
            for subtheme in theme.subthemes
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeCard:
    """A theme in the list of themes, with the number of its own findings and the counts of its subthemes."""

    theme: Theme
    counts: Counts
    contrasting: QuoteListLink
    own_findings: int
    subthemes: tuple[tuple[Subtheme, Counts], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemesView:
    """All themes, and whether the study has any quotes and findings."""

    cards: tuple[ThemeCard, ...]
    has_quotes: bool
    has_findings: bool


def themes_view(graph: EvidenceGraph, _subject: str = "") -> ThemesView:
    return ThemesView(
        cards=tuple(
            ThemeCard(
                theme=linked.theme,
                counts=linked.counts,
                contrasting=_contrasting(graph, "theme", linked.theme, linked.counts),
                own_findings=len(linked.theme.findings),
                subthemes=tuple((subtheme, graph.subthemes[subtheme.id].counts) for subtheme in linked.theme.subthemes),
            )
            for linked in graph.themes.values()
        ),
        has_quotes=bool(graph.quotes),
        has_findings=bool(graph.findings),
    )
