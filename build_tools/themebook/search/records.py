"""Search records: one for each item of the study, and one for each section of each page. Previews use them too.

They are published in shards. Each is a script, because only scripts can be loaded from the file system::

    themebook.receive(0, [["quotes/quote-x/", "quote", "Officer A: “...”", "...", "", {"participant": ["Officer A"]}]]);
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from themebook.core import works
from themebook.core.bibliography import Reference
from themebook.core.choices import Stance
from themebook.core.model import Finding
from themebook.core.script_json import script_json
from themebook.core.vocabulary import STANCES
from themebook.graph.model import EvidenceGraph
from themebook.render.sections import Section
from themebook.render.site import Site
from themebook.search.item_texts import ItemTexts
from themebook.site.routes import term_anchors, view_page
from themebook.site.targets import Target
from themebook.sources.markdown.markdown_text import text_of_xhtml

_SHARD_SIZE = 200

Facets = Mapping[str, str | tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A search result.

    ``address`` is relative to the root of the site. ``kind`` is a key of ``vocabulary.KINDS``, not its label. ``title``
    is for display, ``text`` is for display and previews, and ``more`` is further text to search. ``facets`` are the
    titles of themes (``theme``), the names of participants (``participant``), the ``year`` of a work, the ``source`` (a
    speaker, or the badge of a work), the ``place`` (the title of a subtheme), the ``stance`` of a quote that contrasts
    with a finding, and the language of the text (``lang``) if it is not that of the site.
    """

    address: str
    kind: str
    title: str
    text: str
    more: str = ""
    facets: Facets = field(default_factory=dict)

    def to_json(self) -> list[object]:
        """The record as a JSON array for a shard."""
        facets = {name: value for name, value in self.facets.items() if value}
        return [self.address, self.kind, self.title, self.text, self.more, facets]


def records(
    site: Site,
    openings: Mapping[str, str],
    hand_written: Mapping[str, Sequence[Section]],
    addresses: Mapping[str, str],
) -> tuple[Record, ...]:
    """The records of a site, sorted by address.

    ``openings`` are the first paragraphs of the indexes, ``hand_written`` the sections of hand-written pages, and
    ``addresses`` the addresses of all pages that the search finds, by the paths of their sources. What is on other
    pages has no records.
    """
    builder = _RecordBuilder(site, openings, hand_written, addresses)
    return tuple(sorted((*builder.items(), *builder.pages()), key=lambda record: record.address))


def is_left_out_of_search(head: Mapping[str, object]) -> bool:
    """Whether the front matter of a page contains ``search: {exclude: true}``."""
    search = head.get("search")
    return isinstance(search, dict) and bool(search.get("exclude"))


def number_of_shards(site: Site) -> int:
    """Into how many shards the records are divided, so that each has about ``_SHARD_SIZE``.

    The settings of the scripts have this number. They are needed before the records are made, so it is estimated.
    """
    return max(1, -(-len(site.plan.targets) // _SHARD_SIZE))


def shards(records: Sequence[Record], number: int) -> tuple[str, ...]:
    """The records as so many scripts. All records of a page are in the same one."""
    contents: list[list[list[object]]] = [[] for _ in range(number)]
    for record in records:
        contents[shard_of(record.address, number)].append(record.to_json())
    return tuple(f"themebook.receive({index}, {script_json(content)});\n" for index, content in enumerate(contents))


def shard_of(address: str, number: int) -> int:
    """The index, out of ``number``, of the shard for a page. Scripts compute it too: it only depends on the address."""
    # FNV-1a, https://www.ietf.org/archive/id/draft-eastlake-fnv-21.html
    code = 0x811C9DC5
    for byte in address.partition("#")[0].encode():
        code = (code ^ byte) * 0x01000193 & 0xFFFFFFFF
    return code % number


class _RecordBuilder:
    def __init__(
        self,
        site: Site,
        openings: Mapping[str, str],
        hand_written: Mapping[str, Sequence[Section]],
        addresses: Mapping[str, str],
    ) -> None:
        self._site = site
        self._graph: EvidenceGraph = site.graph
        self._openings = openings
        self._hand_written = hand_written
        self._addresses = addresses
        self._texts = ItemTexts(site)
        glossary, page = self._graph.study.glossary, view_page(self._graph.pages, "glossary")
        anchors = term_anchors(glossary).values()
        self._terms = {(page, anchor): term for anchor, term in zip(anchors, glossary, strict=True)}

    def items(self) -> Iterator[Record]:
        """The records of all items of the study and the bibliography."""
        yield from self._themes()
        yield from self._claims()
        yield from self._quotes_and_participants()
        yield from self._sources_and_codes()
        for linked in self._graph.references.values():
            yield from self._work(linked.reference)
        for (path, anchor), term in self._terms.items():
            if path in self._addresses:
                yield Record(
                    address=f"{self._addresses[path]}#{anchor}",
                    kind="term",
                    title=term.term,
                    text=" ".join(term.meaning.split()),
                    more=", ".join(term.also),
                )

    def pages(self) -> Iterator[Record]:
        """The records of the indexes, and of the sections of hand-written pages, except those about a single item."""
        indexes = (page for page in self._site.plan.pages if page.is_index and page.path in self._addresses)
        for index in indexes:
            address, opening = self._addresses[index.path], self._openings[index.path]
            yield Record(address=address, kind="page", title=index.title, text=opening)
        for page in self._graph.pages:
            found = self._hand_written.get(page.path, ()) if page.path in self._addresses else ()
            own = [section for section in found if (page.path, section.anchor) not in self._item_anchors]
            yield from self._page(page.path, self._site.renderer.words(page.title), own)

    def _page(self, path: str, title: str, sections: Sequence[Section]) -> Iterator[Record]:
        """The text before the second heading is the record of the page itself."""
        if not sections:
            return
        head = next((number for number, section in enumerate(sections) if section.title), 0) + 1
        opening = " ".join(section.text for section in sections[:head] if section.text)
        yield Record(address=self._addresses[path], kind="page", title=title, text=opening)
        for section in sections[head:]:
            yield Record(
                address=f"{self._addresses[path]}#{section.anchor}",
                kind="page",
                title=section.title,
                text=section.text,
                facets={"source": title},
            )

    @cached_property
    def _item_anchors(self) -> frozenset[tuple[str, str]]:
        """The paths and anchors of sections that are about a single item."""
        items = {(target.path, target.anchor) for target in self._site.plan.targets.values()}
        return frozenset(items | set(self._terms))

    def _themes(self) -> Iterator[Record]:
        for name, linked in self._graph.themes.items():
            theme = linked.theme
            texts = map(self._texts.prose, (theme.plain, theme.summary, theme.definition))
            yield from self._item(name, " ".join(filter(None, texts)), themes=(linked.path[0].title,))

    def _claims(self) -> Iterator[Record]:
        for name, linked in self._graph.findings.items():
            speakers = (voice.name for _, quote in linked.evidence for voice in self._graph.quotes[quote.id].voices)
            more = self._texts.finding(linked.finding)
            theme, place = linked.path[0].title, linked.path[-1].title
            yield from self._item(name, linked.finding.claim, more, themes=[theme], participants=speakers, place=place)
        for name, statement in self._graph.statements.items():
            themes = (self._graph.findings[finding.id].path[0].title for finding in statement.findings)
            yield from self._item(name, self._texts.statement(statement.statement), themes=themes)

    def _quotes_and_participants(self) -> Iterator[Record]:
        for name, linked in self._graph.quotes.items():
            yield from self._item(
                name,
                linked.words.strip(),
                " ".join((self._texts.prose(linked.quote.context), *(one.words.text for one in linked.translations))),
                themes=(placement.path[0].title for placement in linked.placements if placement.path),
                participants=[voice.name for voice in linked.voices],
                source=linked.said_by,
                place=linked.path[-1].title if linked.path else "",
                stance=STANCES[Stance.CONTRASTS].label if linked.contrasts_with else "",
                lang=linked.language or "",
            )
        for name, participant in self._graph.participants.items():
            themes = (theme.title for theme, number in participant.spread if number)
            about = self._texts.prose(participant.participant.about)
            yield from self._item(name, about, themes=themes, participants=[participant.participant.name])

    def _sources_and_codes(self) -> Iterator[Record]:
        for name, linked in self._graph.sources.items():
            speakers = [participant.name for participant in linked.participants]
            yield from self._item(name, self._texts.prose(linked.source.about), participants=speakers)
        for name, coded in self._graph.codes.items():
            texts = map(self._texts.prose, (coded.code.definition, coded.code.includes, coded.code.excludes))
            yield from self._item(name, " ".join(filter(None, texts)))

    def _work(self, reference: Reference) -> Iterator[Record]:
        uses = self._graph.references[reference.key].literature_uses
        findings = [self._graph.findings[use.owner.id] for use in uses if isinstance(use.owner, Finding)]
        yield from self._item(
            reference.key,
            text_of_xhtml(self._site.formatter.reference(reference.key)),
            reference.key,
            themes=(linked.path[0].title for linked in findings),
            year=works.year(reference),
            source=works.badge(reference),
        )

    def _item(
        self,
        name: str,
        text: str,
        more: str = "",
        *,
        themes: Iterable[str] = (),
        participants: Iterable[str] = (),
        year: str = "",
        source: str = "",
        place: str = "",
        stance: str = "",
        lang: str = "",
    ) -> Iterator[Record]:
        target = self._site.plan.targets[name]
        if target.path not in self._addresses:
            return
        facets: Facets = {
            "theme": tuple(dict.fromkeys(themes)),
            "participant": tuple(dict.fromkeys(participants)),
            "year": year,
            "source": source,
            "place": place,
            "stance": stance,
            "lang": lang,
        }
        yield Record(
            address=self._address(target),
            kind=target.kind,
            title=target.title,
            text=text,
            more=" ".join(filter(None, (more, self._texts.synonyms(f"{text} {more}")))),
            facets=facets,
        )

    def _address(self, target: Target) -> str:
        return self._addresses[target.path] + (f"#{target.fragment}" if target.fragment else "")
