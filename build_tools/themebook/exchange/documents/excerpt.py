"""Findings with their quotes and citations, as HTML that documents are made of.

Participants' words are never Markdown; everything is text that lxml escapes, or HTML that the site has too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement
from lxml.html import builder as make

from themebook.cite.all_citations import literature_citation, without_parentheses
from themebook.core import works
from themebook.core.choices import Relation, Stance
from themebook.core.fields import Prose
from themebook.core.label_types import capitalise
from themebook.core.model import Finding, LiteratureItem, Theme
from themebook.core.quotation_marks import quoted
from themebook.core.translation import gettext
from themebook.core.vocabulary import KINDS, PAGE_TITLES, RELATIONS, RESTS_ON
from themebook.exchange.documents.cited_quote import cited_quote
from themebook.exchange.documents.markup import block_quote, heading, inline, page, prose, styled
from themebook.graph.model import LinkedStatement
from themebook.render.published import Published
from themebook.sources.markdown.markdown_text import text_of_xhtml
from themebook.views.confidence import confidence_view
from themebook.views.evidence import kind_of_statement
from themebook.views.said_of import said_of, said_of_in_short

_RELATIONS = tuple(Relation)


def can_be_excerpted(published: Published) -> list[str]:
    """The ids of everything that an excerpt can be made of, in the order of the study."""
    graph = published.graph
    return [str(name) for names in (graph.themes, graph.findings, graph.quotes, graph.statements) for name in names]


def excerpt(published: Published, names: Iterable[str], *, language: str) -> bytes:
    """A page of HTML with these items, none of which is a draft, and the works that it cites.

    ``language`` is that of the site.
    """
    return page(_Excerpt(published, language).blocks(names))


class _Excerpt:
    """An excerpt while it is made. Each finding is in it once."""

    def __init__(self, published: Published, language: str) -> None:
        self._published = published
        self._graph = published.graph
        self._language = language
        self._written: set[str] = set()
        self._cited: set[str] = set()
        self._clusters = {
            text.prose: [found.cluster for found in (*text.found.citations, *text.found.in_attributes)]
            for text in published.graph.texts
        }

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
        yield from self._prose(theme.definition)
        yield from self._prose(theme.summary)
        yield from self._findings(theme.findings, level + 1)
        yield from self._other_quotes(theme, level + 1)
        for subtheme in theme.subthemes:
            yield from self._theme(subtheme, level + 1)

    def _other_quotes(self, theme: Theme, level: int) -> Iterator[HtmlElement]:
        """The quotes of a theme that are evidence for no finding."""
        quotes = [one for one in self._published.quotes_of(theme.quotes) if not one.evidence_for]
        if quotes:
            yield heading(level, gettext("Other quotes"))
            yield from (block_quote(cited_quote(self._published, one)) for one in quotes)

    def _findings(self, findings: Iterable[Finding], level: int) -> Iterator[HtmlElement]:
        for finding in findings:
            if finding.id not in self._written:
                self._written.add(finding.id)
                yield from self._finding(finding, level)

    def _finding(self, finding: Finding, level: int) -> Iterator[HtmlElement]:
        yield heading(level, finding.claim)
        yield from self._prevalence(finding)
        yield from self._prose(finding.explanation)
        yield from self._quotes(finding, Stance.SUPPORTS)
        if finding.unquoted:
            yield make.P(gettext("No quote: %(reason)s") % {"reason": finding.unquoted})
        contrasting = list(self._quotes(finding, Stance.CONTRASTS))
        if contrasting:
            yield make.P(gettext("In contrast:"))
            yield from contrasting
        yield from self._confidence(finding)
        yield from self._literature(finding.literature, KINDS["finding"].one)

    def _prevalence(self, finding: Finding) -> Iterator[HtmlElement]:
        if finding.prevalence:
            words = f" ({quoted(finding.prevalence.words, self._language)})" if finding.prevalence.words else ""
            yield make.P(inline(said_of(self._graph, finding)), f"{words}.")

    def _quotes(self, finding: Finding, stance: Stance) -> Iterator[HtmlElement]:
        quotes = self._graph.findings[finding.id].quotes(stance)
        return (block_quote(cited_quote(self._published, one)) for one in self._published.quotes_of(quotes))

    def _confidence(self, finding: Finding) -> Iterator[HtmlElement]:
        view = confidence_view(finding)
        if view:
            yield make.P(gettext("%(level)s in this finding.") % {"level": capitalise(view.level)})
            if view.concerns:
                yield make.UL(*(make.LI(f"{component}: {concerns}") for component, concerns in view.concerns))
            yield from self._prose(view.reason)

    def _literature(self, items: Iterable[LiteratureItem], kind: str) -> Iterator[HtmlElement]:
        """The works in a line each, by their relation to something of this kind."""
        ordered = sorted(items, key=lambda item: _RELATIONS.index(item.relation))
        if ordered:
            yield make.UL(*(make.LI(*self._work(item, kind)) for item in ordered))

    def _work(self, item: LiteratureItem, kind: str) -> Iterator[HtmlElement]:
        cluster = literature_citation(item)
        self._cited.add(item.reference.id)
        yield make.SPAN(f"{RELATIONS[item.relation].toward(kind)}: ")
        citation = self._published.formatter.cluster(cluster)
        bare = without_parentheses(text_of_xhtml(citation))
        # After a colon, a citation needs no parentheses. Other styles, such as those with numbers, keep their looks.
        yield make.SPAN(bare) if bare != text_of_xhtml(citation) else inline(citation)
        if item.quoted:
            yield make.SPAN(f" {quoted(item.quoted, self._language)}")
        if item.note:
            yield make.SPAN(": ")
            yield inline(self._html(item.note))
        else:
            yield make.SPAN(".")

    def _statement(self, linked: LinkedStatement) -> Iterator[HtmlElement]:
        """An implication or limitation, with the claims of its findings."""
        statement = linked.statement
        yield heading(1, statement.statement)
        whom = gettext("For %(whom)s") % {"whom": statement.for_} if statement.for_ else ""
        if about := ". ".join(filter(None, (kind_of_statement(statement), whom))):
            yield make.P(make.EM(f"{about}."))
        yield from self._prose(statement.explanation)
        findings = linked.findings
        if findings:
            yield make.P(RESTS_ON[linked.kind.value])
            yield make.UL(*(make.LI(self._claim(finding)) for finding in findings))
        yield from self._literature(statement.literature, KINDS[linked.kind.value].one)

    def _claim(self, finding: Finding) -> str:
        prevalence = said_of_in_short(self._graph, finding)
        return f"{finding.claim} ({prevalence})" if prevalence else finding.claim

    def _quote(self, name: str) -> Iterator[HtmlElement]:
        linked = self._graph.quotes[name]
        yield from self._prose(linked.quote.context)
        yield block_quote(cited_quote(self._published, linked))
        yield from self._prose(linked.quote.note)

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
