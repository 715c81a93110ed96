"""What can be found and previewed: a record for each thing that can be linked to and each section of each page.

Published in shards, each a script, because scripts load where nothing else does, from the file system::

    themebook.receive(0, [["quotes/quote-x/", "Quote", "Officer A: “...”", "...", "", {"participant": ["Officer A"]}]]);
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from themebook.core import works
from themebook.core.model import Finding, Reference
from themebook.core.vocabulary import KINDS
from themebook.graph.model import EvidenceGraph, LinkedFinding
from themebook.render.sections import Section
from themebook.render.site import Site
from themebook.site.plan import Target
from themebook.site.routes import term_anchors, view_page
from themebook.sources.pages.markdown_text import text_of_xhtml

_SHARD = 200

Facets = Mapping[str, str | tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A thing that can be found.

    ``address`` is from the root of the site; ``kind`` and ``title`` are as people read them; ``text`` is what a preview
    shows; ``more`` are further words to be found by. ``facets`` are the titles of themes (``theme``), the names of
    participants (``participant``), the ``year`` of a work, the ``source``: who spoke, or how sure a work is; and the
    language (``lang``) of the text where it is another than that of the site.
    """

    address: str
    kind: str
    title: str
    text: str
    more: str = ""
    facets: Facets = field(default_factory=dict)

    def listed(self) -> list[object]:
        """The record as it stands in a shard."""
        told = {name: value for name, value in self.facets.items() if value}
        return [self.address, self.kind, self.title, self.text, self.more, told]


def records(site: Site, pages: Mapping[str, Sequence[Section]], addresses: Mapping[str, str]) -> tuple[Record, ...]:
    """The records of a site, in the order of its addresses.

    ``pages`` are the sections of each page, and ``addresses`` where it will be, by the path of its source. Pages that
    are not among ``pages`` are left out, with the things on them.
    """
    maker = _Maker(site, pages, addresses)
    left_out = {address for path, address in addresses.items() if path not in pages}
    found = (one for one in (*maker.things(), *maker.sections()) if one.address.partition("#")[0] not in left_out)
    return tuple(sorted(found, key=lambda record: record.address))


def is_left_out_of_search(head: Mapping[str, object]) -> bool:
    """Whether the author keeps a page out of the search, by ``search: {exclude: true}`` in its head."""
    chosen = head.get("search")
    return isinstance(chosen, dict) and bool(chosen.get("exclude"))


def shards(found: Sequence[Record]) -> tuple[str, ...]:
    """The records as scripts, about ``_SHARD`` in each. All records of one page are in the same."""
    number = max(1, -(-len(found) // _SHARD))
    parts: list[list[list[object]]] = [[] for _ in range(number)]
    for record in found:
        parts[shard_of(record.address, number)].append(record.listed())
    return tuple(f"themebook.receive({place}, {_script_safe(part)});\n" for place, part in enumerate(parts))


def shard_of(address: str, number: int) -> int:
    """In which of so many shards the records of a page are: told by its address alone, so that scripts know it too."""
    # FNV-1a, https://www.ietf.org/archive/id/draft-eastlake-fnv-21.html
    code = 0x811C9DC5
    for byte in address.partition("#")[0].encode():
        code = (code ^ byte) * 0x01000193 & 0xFFFFFFFF
    return code % number


def _script_safe(part: list[list[object]]) -> str:
    """As JSON, which is script but for two line ends that old browsers do not take inside of texts."""
    text = json.dumps(part, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


class _Maker:
    def __init__(self, site: Site, pages: Mapping[str, Sequence[Section]], addresses: Mapping[str, str]) -> None:
        self._site = site
        self._graph: EvidenceGraph = site.graph
        self._pages = pages
        self._addresses = addresses
        self._texts = {(path, part.anchor): part.text for path, parts in pages.items() for part in parts}
        self._terms = {
            (view_page(self._graph.pages, "glossary"), anchor): term
            for anchor, term in zip(
                term_anchors(self._graph.study.glossary).values(), self._graph.study.glossary, strict=True
            )
        }

    def things(self) -> Iterator[Record]:
        """All that the study and the bibliography hold, each on its own page."""
        yield from self._parts()
        yield from self._claims()
        yield from self._voices()
        yield from (self._work(linked.reference) for linked in self._graph.references.values())
        for (path, anchor), term in self._terms.items():
            if path in self._addresses:
                yield Record(
                    address=f"{self._addresses[path]}#{anchor}",
                    kind=KINDS["term"].label,
                    title=term.term,
                    text=" ".join(term.meaning.split()),
                    more=", ".join(term.also),
                )

    def sections(self) -> Iterator[Record]:
        """The pages that show no single thing: each section of those written by hand, and the indexes."""
        titles = {page.path: self._site.renderer.words(page.title) for page in self._graph.pages}
        titles |= {page.path: page.title for page in self._site.plan.pages if not page.subject}
        for path, title in titles.items():
            own = [part for part in self._pages.get(path, ()) if (path, part.anchor) not in self._taken]
            yield from self._of_page(path, title, own)

    def _of_page(self, path: str, title: str, parts: Sequence[Section]) -> Iterator[Record]:
        """What stands before the second heading is the page itself."""
        if not parts:
            return
        head = next((number for number, part in enumerate(parts) if part.title), 0) + 1
        opening = " ".join(part.text for part in parts[:head] if part.text)
        yield Record(address=self._addresses[path], kind=KINDS["page"].label, title=title, text=opening)
        for part in parts[head:]:
            yield Record(
                address=f"{self._addresses[path]}#{part.anchor}",
                kind=KINDS["page"].label,
                title=part.title,
                text=part.text,
                facets={"source": title},
            )

    @cached_property
    def _taken(self) -> frozenset[tuple[str, str]]:
        """The places of the sections that are records of things."""
        things = {(target.path, target.anchor) for target in self._site.plan.targets.values()}
        return frozenset(things | set(self._terms))

    def _parts(self) -> Iterator[Record]:
        for theme in self._graph.study.themes:
            yield self._of(theme.id, self._text(theme.id), themes=(theme.title,))
            for subtheme in theme.subthemes:
                yield self._of(subtheme.id, self._text(subtheme.id), themes=(theme.title,))

    def _claims(self) -> Iterator[Record]:
        for name, linked in self._graph.findings.items():
            speakers = (self._graph.quotes[quote.id].participant.name for _, quote in linked.evidence)
            yield self._of(
                name, linked.finding.claim, self._text(name), themes=[linked.theme.title], participants=speakers
            )
        for name, stated in self._graph.statements.items():
            themes = (self._graph.findings[finding.id].theme.title for finding in stated.findings)
            yield self._of(name, self._text(name), themes=themes)

    def _voices(self) -> Iterator[Record]:
        for name, spoken in self._graph.quotes.items():
            speaker = spoken.participant.name
            themes = (placement.theme.title for placement in spoken.placements)
            words = spoken.quote.text.strip()
            yield self._of(
                name,
                words,
                self._text(name),
                themes=themes,
                participants=[speaker],
                source=speaker,
                lang=spoken.quote.language or "",
            )
        for name, linked in self._graph.participants.items():
            themes = (theme.title for theme, number in linked.spread if number)
            yield self._of(name, self._text(name), themes=themes, participants=[linked.participant.name])

    def _work(self, reference: Reference) -> Record:
        found = self._graph.references[reference.key]
        owners = [use.owner for use in found.literature_uses if isinstance(use.owner, Finding)]
        beside: list[LinkedFinding] = [self._graph.findings[owner.id] for owner in owners]
        return self._of(
            reference.key,
            text_of_xhtml(self._site.formatter.reference(reference.key)),
            reference.key,
            themes=(linked.theme.title for linked in beside),
            year=works.year(reference),
            source=works.badge(reference),
        )

    def _of(
        self,
        name: str,
        text: str,
        more: str = "",
        *,
        themes: Iterable[str] = (),
        participants: Iterable[str] = (),
        year: str = "",
        source: str = "",
        lang: str = "",
    ) -> Record:
        target = self._site.plan.targets[name]
        facets: Facets = {
            "theme": tuple(dict.fromkeys(themes)),
            "participant": tuple(dict.fromkeys(participants)),
            "year": year,
            "source": source,
            "lang": lang,
        }
        return Record(
            address=self._address(target),
            kind=KINDS[target.kind].label,
            title=target.title,
            text=text,
            more=more,
            facets=facets,
        )

    def _address(self, target: Target) -> str:
        return self._addresses[target.path] + (f"#{target.fragment}" if target.fragment else "")

    def _text(self, name: str) -> str:
        """What the page of a thing says below its heading."""
        target = self._site.plan.targets[name]
        return self._texts.get((target.path, target.anchor), "")
