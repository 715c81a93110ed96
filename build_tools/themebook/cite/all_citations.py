"""Collects all citations of a site, as clusters for the formatter. The style decides what they look like."""

from __future__ import annotations

from collections.abc import Iterable

from themebook.core.model import Quote
from themebook.core.translation import gettext
from themebook.core.vocabulary import page_of_source
from themebook.graph.model import EvidenceGraph, LiteratureUse
from themebook.sources.markdown.citations import Citation, Cluster, parse_bracketed, with_dashes
from themebook.sources.markdown.markdown_text import escape


def clusters_of(graph: EvidenceGraph) -> Iterable[Cluster]:
    """The clusters of all pages, to be formatted in one batch."""
    for scanned in (*(page.found for page in graph.pages), *(text.found for text in graph.texts)):
        yield from (found.cluster for found in (*scanned.citations, *scanned.in_attributes))
    quotes = (quote_citation(graph, linked.quote, linked.participant.name) for linked in graph.quotes.values())
    yield from filter(None, map(parse_bracketed, quotes))
    for key, linked in graph.references.items():
        yield narrative(key)
        yield from map(_literature_cluster, linked.literature_uses)


def narrative(key: str) -> Cluster:
    """The narrative citation of a work, such as "Crawley (2004a)"."""
    return Cluster(citations=(Citation(key=key),), narrative=True)


def quote_citation(graph: EvidenceGraph, quote: Quote, speaker: str) -> str:
    """The citation of a quote in Themebook's own syntax, with the page if it is known."""
    work = f"@{{{graph.own_reference.key}}}"
    cited = gettext("%(speaker)s, quoted in %(work)s") % {"speaker": escape(speaker), "work": work}
    locator = page_of_source(quote.page, escape(graph.study.source))
    return f"[{', '.join(filter(None, (cited, locator)))}]"


def _literature_cluster(use: LiteratureUse) -> Cluster:
    item = use.literature
    return Cluster(citations=(Citation(key=item.reference.id, locator=with_dashes(item.locator)),))
