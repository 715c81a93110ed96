"""The pages of the study as JSON-LD in the vocabulary of https://schema.org, made of the evidence graph.

Drafts are in none of it. A participant is an identifier, without a name or anything that is known of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

from themebook.cite.plain_work import PlainWork, plain_work
from themebook.core.choices import ParticipantKind, Stance
from themebook.core.data import Code, Participant
from themebook.core.fields import Prose
from themebook.core.model import Theme
from themebook.core.vocabulary import PAGE_TITLES
from themebook.graph.model import LinkedQuote
from themebook.render.published import Published
from themebook.render.site import Site
from themebook.site.link_context import LinkContext
from themebook.site.plan import PlannedPage
from themebook.site.routes import CODES, HOME, THEMES
from themebook.social.published_study import PublishedStudy
from themebook.social.schema_org import Node, known, study_node, study_type, work_node, work_type
from themebook.views.findings import MOST_QUOTES

_CONTEXT = {"@context": "https://schema.org"}


@dataclass(frozen=True, slots=True)
class PageIdentifiers:
    """The identifiers of things on one page: addresses of pages, which begin with that of the site if it has one.

    Otherwise they are relative to the page, as programs read them (https://www.w3.org/TR/json-ld11/#html-base).
    """

    links: LinkContext
    address: str

    def page(self, path: str) -> str:
        return urljoin(self.address, self.links.to_page(path))

    def item(self, name: str) -> str:
        """That of an id or key."""
        return self.page(self.links.target(name).path)


class LinkedData:
    """What the pages of one site are about. ``address`` is that of the site on the web, which can be empty."""

    def __init__(self, site: Site, published: Published, study: PublishedStudy, address: str) -> None:
        self._site = site
        self._address = address
        self._published = published
        self._graph = published.graph
        self._study = study
        self._has_themes = bool(self._graph.themes)
        self._of: Mapping[str, Callable[[str, PageIdentifiers], Node]] = {
            "themes": self._themes,
            "codes": self._codes,
            "theme": self._theme,
            "code": self._code,
            "finding": self._finding,
            "quote": self._quote,
            "reference": self._reference,
        }

    def study(self, path: str) -> Node:
        """The study, for the page with this path."""
        return {**_CONTEXT, **self._whole_study(self._identifiers(path))}

    def page(self, planned: PlannedPage) -> Node:
        """What a generated page is about. Empty for a draft."""
        if planned.subject in self._published.left_out:
            return {}
        names = self._identifiers(planned.path)
        about = {} if planned.is_empty else self._of.get(planned.template, _nothing)(planned.subject, names)
        return {**_CONTEXT, **(about or self._web_page(planned, names))}

    def _identifiers(self, path: str) -> PageIdentifiers:
        links = LinkContext(HOME if self._address else path, self._site.plan.targets, self._site.addresses)
        return PageIdentifiers(links, self._address)

    def _whole_study(self, names: PageIdentifiers) -> Node:
        themes = _term_set(names, THEMES, "themes") if self._has_themes else {}
        return known({**study_node(self._study, self._study_name(names)), "hasPart": themes})

    def _study_name(self, names: PageIdentifiers) -> str:
        return self._study.work.doi_address or names.page(HOME)

    def _part_of_study(self, names: PageIdentifiers) -> Node:
        return {"@type": study_type(self._study), "@id": self._study_name(names), "name": self._study.title}

    def _web_page(self, planned: PlannedPage, names: PageIdentifiers) -> Node:
        of_study = self._part_of_study(names)
        # Of a participant, not even the pseudonym is said.
        name = {} if planned.template == "participant" else {"name": planned.title}
        return {"@type": "WebPage", "@id": names.page(planned.path), **name, "isPartOf": of_study}

    def _themes(self, _subject: str, names: PageIdentifiers) -> Node:
        return self._terms(names, THEMES, "themes", self._graph.study.themes)

    def _codes(self, _subject: str, names: PageIdentifiers) -> Node:
        return self._terms(names, CODES, "codes", self._graph.study.codes)

    def _terms(self, names: PageIdentifiers, path: str, index: str, items: Iterable[Theme | Code]) -> Node:
        """The set of all terms, with those at the top. Empty if all are drafts."""
        terms = [_term(names, one) for one in items]
        whole = {**_term_set(names, path, index), "isPartOf": self._part_of_study(names), "hasDefinedTerm": terms}
        return whole if terms else {}

    def _theme(self, subject: str, names: PageIdentifiers) -> Node:
        theme = self._graph.themes[subject].theme
        return self._defined(_term(names, theme), theme.definition or theme.summary, _term_set(names, THEMES, "themes"))

    def _code(self, subject: str, names: PageIdentifiers) -> Node:
        code = self._graph.codes[subject].code
        return self._defined(_term(names, code), code.definition, _term_set(names, CODES, "codes"))

    def _defined(self, term: Node, description: Prose | None, of: Node) -> Node:
        return known({**term, "description": self._published.prose(description), "inDefinedTermSet": of})

    def _finding(self, subject: str, names: PageIdentifiers) -> Node:
        linked = self._graph.findings[subject]
        finding = linked.finding
        themes = [linked.path[-1], *(self._graph.themes[link.id].theme for link in finding.also)]
        quotes = self._published.quotes_of(linked.quotes(Stance.SUPPORTS)[:MOST_QUOTES])
        cited = dict.fromkeys(item.reference.id for item in finding.literature)
        return known(
            {
                "@type": "Claim",
                "@id": names.item(subject),
                "text": finding.claim,
                "about": self._terms_of(themes, names),
                "isPartOf": self._part_of_study(names),
                "isBasedOn": [{"@type": "Quotation", "@id": names.item(one.quote.id)} for one in quotes],
                "citation": [self._cited(key, names) for key in cited],
            }
        )

    def _terms_of(self, themes: Iterable[Theme], names: PageIdentifiers) -> Sequence[Node]:
        return [_term(names, one) for one in themes]

    def _cited(self, key: str, names: PageIdentifiers) -> Node:
        work = self._work(key)
        return {"@type": work_type(work), "@id": self._work_name(key, work, names), "name": _title(key, work, names)}

    def _quote(self, subject: str, names: PageIdentifiers) -> Node:
        linked = self._graph.quotes[subject]
        themes = [path[-1] for path in self._published.theme_paths(linked)]
        source = linked.source
        return known(
            {
                "@type": "Quotation",
                "@id": names.item(subject),
                "text": _words(linked),
                "inLanguage": linked.language or self._graph.language,
                "about": self._terms_of(themes, names),
                "isPartOf": self._part_of_study(names),
                "isBasedOn": {"@type": "CreativeWork", "@id": names.item(source.id)} if source else {},
                "spokenByCharacter": [_speaker(one) for one in linked.speakers],
            }
        )

    def _reference(self, key: str, names: PageIdentifiers) -> Node:
        if key == self._graph.own_reference.key:
            return self._whole_study(names)
        work = self._work(key)
        return {**work_node(work, self._work_name(key, work, names)), "name": _title(key, work, names)}

    def _work(self, key: str) -> PlainWork:
        return plain_work(self._published.with_drafts.references[key].reference, self._site.formatter.item(key))

    def _work_name(self, key: str, work: PlainWork, names: PageIdentifiers) -> str:
        if key == self._graph.own_reference.key:
            return self._study_name(names)
        return (work.doi_address if work.has_certain_doi else "") or names.item(key)


def _title(key: str, work: PlainWork, names: PageIdentifiers) -> str:
    """The title of a work, or else what the site calls it."""
    return work.title or names.links.target(key).title


def _nothing(_subject: str, _names: PageIdentifiers) -> Node:
    return {}


def _term_set(names: PageIdentifiers, path: str, index: str) -> Node:
    return {"@type": "DefinedTermSet", "@id": names.page(path), "name": PAGE_TITLES[index]}


def _term(names: PageIdentifiers, item: Theme | Code) -> Node:
    return {"@type": "DefinedTerm", "@id": names.item(item.id), "name": item.title, "termCode": item.id}


def _words(linked: LinkedQuote) -> str:
    """The exact words; of a dialogue those of each turn, on a line of their own."""
    return "\n".join(words for _, words in linked.turns) or linked.quote.text


def _speaker(participant: Participant) -> Node:
    kind = "Organization" if participant.kind is ParticipantKind.GROUP else "Person"
    return {"@type": kind, "identifier": participant.id}
