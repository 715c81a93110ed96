"""Collects all citations of a site, as clusters for the formatter. The style decides what they look like."""

from __future__ import annotations

from collections.abc import Iterable

from themebook.core.model import LiteratureItem
from themebook.core.translation import gettext
from themebook.graph.model import EvidenceGraph, LinkedQuote
from themebook.sources.markdown.citations import Citation, Cluster, as_locator

# Where the work is in a message. No source may contain control characters.
_WORK = "\x01"


def clusters_of(graph: EvidenceGraph) -> Iterable[Cluster]:
    """The clusters of all pages, to be formatted in one batch."""
    for scanned in (*(page.found for page in graph.pages), *(text.found for text in graph.texts)):
        yield from (found.cluster for found in (*scanned.citations, *scanned.in_attributes))
    yield study_citation(graph)
    yield from (quote_citation(graph, linked) for linked in graph.quotes.values())
    for key, linked in graph.references.items():
        yield narrative(key)
        yield from (literature_citation(use.literature) for use in linked.literature_uses)


def narrative(key: str) -> Cluster:
    """The narrative citation of a work, such as "Crawley (2004a)"."""
    return Cluster(citations=(Citation(key=key),), narrative=True)


def study_citation(graph: EvidenceGraph) -> Cluster:
    """The citation of the study."""
    return Cluster(citations=(Citation(key=graph.own_reference.key),))


def quote_citation(graph: EvidenceGraph, linked: LinkedQuote) -> Cluster:
    """The citation of a quote, with its place if that is known."""
    cited = gettext("%(speaker)s, quoted in %(work)s")
    place = graph.place_of(linked)
    # A place in a source of its own is no place in the study.
    speaker = ", ".join(filter(None, (linked.said_by, place))) if linked.source else linked.said_by
    before, _, after = (cited % {"speaker": speaker, "work": _WORK}).partition(_WORK)
    locator = ", ".join(filter(None, (after.strip(" ,"), "" if linked.source else place)))
    citation = Citation(key=graph.own_reference.key, prefix=before.strip(), locator=locator)
    return Cluster(citations=(citation,))


def literature_citation(item: LiteratureItem) -> Cluster:
    """The citation of a work that a finding or statement names."""
    return Cluster(citations=(Citation(key=item.reference.id, locator=as_locator(item.locator)),))


def without_parentheses(citation: str) -> str:
    """A plain citation without its parentheses, if it is in one pair. Styles also put the titles of laws there."""
    return citation[1:-1] if citation.startswith("(") and citation.find(")") == len(citation) - 1 else citation
