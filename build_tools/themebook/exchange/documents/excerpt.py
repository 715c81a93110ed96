"""Findings with their quotes and citations, as HTML that documents are made of.

Participants' words are never Markdown; everything is text that lxml escapes, or HTML that the site has too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from lxml.html import HtmlElement
from lxml.html import builder as make

from themebook.cite.all_citations import literature_citation
from themebook.core import works
from themebook.core.choices import Relation, Stance
from themebook.core.fields import Prose
from themebook.core.model import Finding, LiteratureItem, Theme
from themebook.core.quotation_marks import quoted
from themebook.core.translation import gettext
from themebook.core.vocabulary import KINDS, PAGE_TITLES, RELATIONS, RESTS_ON
from themebook.exchange.documents.cited_quote import cited_quote
from themebook.exchange.documents.markup import block_quote, heading, inline, page, prose, run_in, styled
from themebook.exchange.documents.sentences import (
    claim_with_prevalence,
    confidence_sentences,
    full_stop_after,
    kind_and_audience,
    prevalence_sentence,
    sentence,
)
from themebook.graph.model import LinkedStatement
from themebook.render.published import Published
from themebook.sources.markdown.citations import Cluster

_RELATIONS = tuple(Relation)


def can_be_excerpted(published: Published) -> list[str]:
    """The ids of everything that an excerpt can be made of, in the order of the study."""
    graph = published.graph
    return [str(name) for names in (graph.themes, graph.findings, graph.quotes, graph.statements) for name in names]


def excerpt(published: Published, names: Iterable[str]) -> bytes:
    """A page of HTML with these items, which must not be drafts, and the works that are cited in it."""
    return page(_Excerpt(published).blocks(names), language=published.graph.language)


def _in_sentence(item: LiteratureItem) -> Cluster:
    """The citation of a work as a sentence has it: narrative, because other citations are in parentheses or notes."""
    return replace(literature_citation(item), narrative=True)


class _Excerpt:
    """An excerpt while it is made. Each finding is in it once."""

    def __init__(self, published: Published) -> None:
        self._published = published
        self._graph = published.graph
        self._written: set[str] = set()
        self._cited: set[str] = set()
        self._clusters = {
            text.prose: [found.cluster for found in (*text.found.citations, *text.found.in_attributes)]
            for text in published.graph.texts
        }
        uses = (use for linked in published.graph.references.values() for use in linked.literature_uses)
        published.formatter.prepare(_in_sentence(use.literature) for use in uses)

    def blocks(self, names: Iterable[str]) -> Iterator[HtmlElement]:
        for name in dict.fromkeys(names):
            yield from self._item(name)
        yield from self._references()

    def _item(self, name: str) -> Iterator[HtmlElement]:
        graph = self._graph
        if name in graph.themes:
            yield from self._theme(graph.themes[name].theme, 1)
            yield from self._findings(graph.themes[name].findings, 2)
        elif name in graph.findings:
            yield from self._findings([graph.findings[name].finding], 1)
        elif name in graph.statements:
            yield from self._statement(graph.statements[name])
        else:
            yield from self._quote(name)

    def _theme(self, theme: Theme, level: int) -> Iterator[HtmlElement]:
        """A theme with its findings, then its subthemes. Findings of other themes are not here."""
        yield heading(level, theme.title)
        if theme.definition:
            yield self._after_lead(make.STRONG(sentence(gettext("Definition"))), theme.definition)
        yield from self._prose(theme.summary)
        yield from self._findings(theme.findings, level + 1)
        yield from self._other_quotes(theme, level + 1)
        for subtheme in theme.subthemes:
            yield from self._theme(subtheme, level + 1)

    def _other_quotes(self, theme: Theme, level: int) -> Iterator[HtmlElement]:
        """The quotes at home in a theme that are evidence for no finding."""
        others = [one for one in self._published.quotes_of(theme.quotes) if not one.evidence_for]
        if others and theme.findings:
            yield heading(level, gettext("Other quotes"))
        yield from (block_quote(cited_quote(self._published, one)) for one in others)

    def _findings(self, findings: Iterable[Finding], level: int) -> Iterator[HtmlElement]:
        for finding in findings:
            if finding.id not in self._written:
                self._written.add(finding.id)
                yield from self._finding(finding, level)

    def _finding(self, finding: Finding, level: int) -> Iterator[HtmlElement]:
        yield heading(level, finding.claim)
        if prevalence := prevalence_sentence(self._graph, finding):
            yield make.P(prevalence)
        yield from self._prose(finding.explanation)
        yield from self._quotes(finding, Stance.SUPPORTS)
        if finding.unquoted:
            yield make.P(sentence(gettext("No quote: %(reason)s") % {"reason": finding.unquoted.strip()}))
        contrasting = list(self._quotes(finding, Stance.CONTRASTS))
        if contrasting:
            yield make.P(gettext("In contrast:"))
            yield from contrasting
        yield from self._confidence(finding)
        yield from self._literature(finding.literature, KINDS["finding"].one)

    def _quotes(self, finding: Finding, stance: Stance) -> Iterator[HtmlElement]:
        quotes = self._graph.findings[finding.id].quotes(stance)
        return (block_quote(cited_quote(self._published, one)) for one in self._published.quotes_of(quotes))

    def _confidence(self, finding: Finding) -> Iterator[HtmlElement]:
        if finding.confidence:
            yield self._after_lead(make.SPAN(confidence_sentences(finding)), finding.confidence.reason)

    def _literature(self, items: Iterable[LiteratureItem], kind: str) -> Iterator[HtmlElement]:
        """The works in a paragraph each, by their relation to something of this kind."""
        ordered = sorted(items, key=lambda item: _RELATIONS.index(item.relation))
        yield from (self._work(item, kind) for item in ordered)

    def _work(self, item: LiteratureItem, kind: str) -> HtmlElement:
        self._cited.add(item.reference.id)
        words = make.SPAN(f"{RELATIONS[item.relation].toward(kind)}: ")
        words.append(inline(self._published.formatter.cluster(_in_sentence(item))))
        if item.quoted:
            words.append(make.SPAN(f", {quoted(item.quoted, self._graph.language)}"))
        words.append(make.SPAN(full_stop_after(words.text_content())))
        return self._after_lead(words, item.note)

    def _statement(self, linked: LinkedStatement) -> Iterator[HtmlElement]:
        """An implication or limitation, with the claims of its findings."""
        statement = linked.statement
        yield heading(1, statement.statement)
        if lead := kind_and_audience(statement):
            yield self._after_lead(make.STRONG(lead), statement.explanation)
        else:
            yield from self._prose(statement.explanation)
        if linked.findings:
            yield make.P(f"{RESTS_ON[linked.kind.value]}:")
            yield make.UL(*(make.LI(claim_with_prevalence(self._graph, finding)) for finding in linked.findings))
        yield from self._literature(statement.literature, KINDS[linked.kind.value].one)

    def _quote(self, name: str) -> Iterator[HtmlElement]:
        linked = self._graph.quotes[name]
        yield from self._prose(linked.quote.context)
        yield block_quote(cited_quote(self._published, linked))
        yield from self._prose(linked.quote.note)

    def _after_lead(self, lead: HtmlElement, text: Prose | None) -> HtmlElement:
        return run_in(lead, prose(self._html(text) if text else ""))

    def _prose(self, text: Prose | None) -> Iterator[HtmlElement]:
        if text:
            yield prose(self._html(text))

    def _html(self, text: Prose) -> str:
        for cluster in self._clusters.get(text, ()):
            self._cited.update(one.key for one in self._graph.with_own_keys(cluster).citations)
        return self._published.prose_html(text)

    def _references(self) -> Iterator[HtmlElement]:
        """The works that are cited, in the order of the style, with what is not verified about them."""
        keys = self._published.formatter.in_order(self._cited)
        if keys:
            yield heading(1, PAGE_TITLES["references"])
            yield styled("Bibliography", *map(self._reference, keys))

    def _reference(self, key: str) -> HtmlElement:
        entry = make.P(inline(self._published.formatter.reference(key)))
        if badge := works.badge(self._graph.references[key].reference):
            entry.append(make.SPAN(f" [{badge}]"))
        return entry
