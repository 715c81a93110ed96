"""Citations as links to the pages of the works, and the list of works cited on a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TypeAlias
from xml.etree.ElementTree import Element, SubElement

from themebook.cite import CitationFormatter
from themebook.core import works
from themebook.core.translation import gettext
from themebook.graph.model import EvidenceGraph
from themebook.site.plan import SitePlan
from themebook.sources.markdown.citations import Cluster
from themebook.sources.markdown.markdown_text import citation_anchor, parse_xhtml

#: The attributes of the heading above the list of works cited.
WORKS_CITED = {"id": "works_cited", "data-search-exclude": ""}

#: Returns the address of a page, from the one with the citations, by its path.
Address: TypeAlias = Callable[[str], str]


def works_cited_title() -> str:
    """The heading above the list of works cited."""
    return gettext("Works cited on this page")


class CitedWorks:
    """The citations on one page, in its order."""

    def __init__(self, graph: EvidenceGraph, plan: SitePlan, formatter: CitationFormatter) -> None:
        self._graph = graph
        self._targets = plan.targets
        self._formatter = formatter
        # How many citations of each work have an anchor.
        self._cited: Counter[str] = Counter()

    def citation(self, cluster: Cluster, address: Address, *, anchored: bool = True) -> Element:
        """The formatted citation, with a link to the page of each work.

        If ``anchored``, each link has an anchor for the link back from the
        page of the work.
        """
        formatted = parse_xhtml(self._formatter.cluster(self._graph.with_own_keys(cluster)))
        seen: set[str] = set()
        for link in list(formatted.iter("a")):
            key = link.get("href", "").removeprefix("#ref-")
            if key in self._targets:
                link.attrib = {"href": address(self._targets[key].path), "class": "tb-citation"}
                if key not in seen:
                    self._cited[key] += anchored
                if anchored and key not in seen:
                    link.set("id", citation_anchor(self._targets[key].anchor, self._cited[key]))
                seen.add(key)
                self._mark_doubtful(link, key)
        return formatted

    def _mark_doubtful(self, link: Element, key: str) -> None:
        """Mark a work that is not verified wherever it is cited, so that readers do not mistake a guess for a fact."""
        reference = self._graph.references[key].reference
        if works.is_doubtful(reference):
            badge = works.badge(reference)
            attributes = {"class": "tb-doubt", "role": "img", "aria-label": f"({badge})", "title": badge}
            SubElement(link, "span", attributes).text = "?"

    def works(self, address: Address) -> Element | None:
        """The list of the works cited so far, or None if there are none."""
        if not self._cited:
            return None
        listed = Element("div", {"class": "tb-works", "data-search-exclude": ""})
        for key in self._formatter.in_order(self._cited):
            entry = SubElement(listed, "p", {"class": "tb-work"})
            entry.append(parse_xhtml(self._formatter.reference(key)))
            self._add_links(entry, key, address)
        return listed

    def _add_links(self, entry: Element, key: str, address: Address) -> None:
        badge = works.badge(self._graph.references[key].reference)
        if badge:
            SubElement(entry, "span", {"class": "tb-badge"}).text = badge
        more = SubElement(entry, "span", {"class": "tb-more"})
        target = self._targets[key]
        link = SubElement(more, "a", {"href": address(target.path)})
        link.text = gettext("Where the study uses %(work)s") % {"work": target.title}


class UnlinkedCitations(CitedWorks):
    """The citations of a text that is no page: words only, without links and marks."""

    def citation(self, cluster: Cluster, address: Address, *, anchored: bool = True) -> Element:
        formatted = parse_xhtml(self._formatter.cluster(self._graph.with_own_keys(cluster)))
        for link in list(formatted.iter("a")):
            link.tag, link.attrib = "span", {}
        return formatted
