"""Rules about ids and keys: each is unique, and those that are referred to exist."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from themebook.core import lookalikes
from themebook.core.characters import look_alike
from themebook.core.data import Code, DataSource, Participant, Quote
from themebook.core.diagnostics import Diagnostic, Span, rule
from themebook.core.fields import Link, as_id
from themebook.core.model import Finding, Study, Theme
from themebook.sources.all_sources import NAMES, Entity, Sources, all_entities
from themebook.sources.markdown.citations import Citation
from themebook.sources.markdown.scan_results import FoundCitation, FoundLink

# How many other places of one mistake are listed.
_SHOWN = 3
# How many ids of a kind there may be for a hint to list them.
_MOST_CHOICES = 8


@rule()
def id_unique(sources: Sources) -> Iterator[Diagnostic]:
    """An id must be unique."""
    for entity in all_entities(sources.study):
        first = sources.entities.get(entity.id)
        if first is not None and first is not entity:
            message = f"the id '{entity.id}' is already used by {a_kind(first)} ({first.span})"
            yield id_unique.at(entity.span, message, "give one of them another id")
        elif entity.id in sources.keys:
            message = f"the id '{entity.id}' is also the key of a reference ({sources.keys[entity.id]})"
            yield id_unique.at(entity.span, message, "give the one here another id")


@rule()
def link_resolves(sources: Sources) -> Iterator[Diagnostic]:
    """An id that is referred to must exist and be of the right kind."""
    yield from _unknown_in_findings(sources)
    yield from _unknown_in_texts(sources)


def _unknown_in_findings(sources: Sources) -> Iterator[Diagnostic]:
    unknown = _Unknown(sources)
    for link, kind, where in _links(sources.study):
        unknown.record(link, kind, where)
    yield from unknown.diagnostics()


def _links(study: Study) -> Iterator[tuple[Link, type[Entity], str]]:
    """All ids that one thing names of another, with the kind that this must have, and words for what names it."""
    for participant in study.participants:
        if participant.group:
            yield participant.group, Participant, f"`group` of participant '{participant.id}'"
    for source in study.sources:
        yield from ((link, Participant, f"source '{source.id}'") for link in source.participants)
    for quote in study.all_quotes():
        yield from _links_of_quote(quote)
    for path in study.paths():
        yield from ((one.theme, Theme, f"`related` of '{path[-1].id}'") for one in path[-1].related)
    for finding in study.findings():
        yield from ((link, Quote, f"finding '{finding.id}'") for _, link in finding.evidence_links())
        yield from ((link, Theme, f"`also` of finding '{finding.id}'") for link in finding.also)
    for statement in study.statements():
        where = f"{NAMES[type(statement)]} '{statement.id}'"
        yield from ((link, Finding, where) for link in statement.findings)


def _links_of_quote(quote: Quote) -> Iterator[tuple[Link, type[Entity], str]]:
    where = f"quote '{quote.id}'"
    yield from ((link, Participant, where) for link in quote.speaker_links())
    if quote.source:
        yield quote.source, DataSource, where
    yield from ((link, Code, where) for link in quote.codes)
    yield from ((link, Theme, f"`also` of {where}") for link in quote.also)
    if quote.continues:
        yield quote.continues, Quote, f"`continues` of {where}"


@rule()
def link_once(sources: Sources) -> Iterator[Diagnostic]:
    """A list of ids must not name one twice, nor the theme that names it or that the quote or finding is written in."""
    for links, here, where in _lists(sources.study):
        named: set[str] = set()
        for link in filter(lambda link: link.id, links):
            if link.id == here:
                message = f"{where} names the theme that it stands in, '{link.id}'"
                yield link_once.at(link.span, message, "remove it here, or write the id of another theme")
            elif link.id in named:
                yield link_once.at(link.span, f"{where} names '{link.id}' twice", "keep one of the two")
            named.add(link.id)


def _lists(study: Study) -> Iterator[tuple[Iterable[Link], str, str]]:
    """Lists of ids, each with the id of the theme that it is in, and words for what it is."""
    for source in study.sources:
        yield source.participants, "", f"source '{source.id}'"
    for quote in study.all_quotes():
        yield quote.codes, "", f"`codes` of quote '{quote.id}'"
    for theme in (path[-1] for path in study.paths()):
        yield (one.theme for one in theme.related), theme.id, f"`related` of '{theme.id}'"
        yield from ((quote.also, theme.id, f"`also` of quote '{quote.id}'") for quote in theme.quotes)
        yield from ((finding.also, theme.id, f"`also` of finding '{finding.id}'") for finding in theme.findings)
    for quote in study.quotes:
        yield quote.also, "", f"`also` of quote '{quote.id}'"


@dataclass(slots=True)
class _Uses:
    """The message for the first use of an unknown name, and the places of all its uses."""

    message: str
    places: list[Span]


class _Unknown:
    """Unknown ids, each with all its uses. A renamed id is one mistake, however often it is used."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._uses: dict[tuple[str, type[Entity]], _Uses] = {}
        self._drafts: dict[str, _Uses] = {}

    def record(self, link: Link, kind: type[Entity], where: str) -> None:
        """Record a use of an id if no thing of this kind has it. ``where`` says what uses it."""
        entity = self._sources.entities.get(link.id)
        if isinstance(entity, kind) or not link.id or link.id in self._sources.study.unread:
            return
        if link.id in self._sources.drafts:
            self._drafts.setdefault(link.id, _Uses(where, [])).places.append(link.span)
            return
        if entity is None and kind in self._sources.unnamed:
            return
        message = f"unknown {NAMES[kind]} '{link.id}' in {where}"
        if entity is not None:
            message = f"'{link.id}' in {where} must be a {NAMES[kind]}, but is {a_kind(entity)} ({entity.span})"
        self._uses.setdefault((link.id, kind), _Uses(message, [])).places.append(link.span)

    def _nearest(self, kind: type[Entity], name: str) -> str:
        """The id that was probably meant. It is not another person's if only the part after the last hyphen differs."""
        close = self._sources.nearest_entity(kind, name)
        meant = as_id(name)
        same_stem = "-" in meant and close.rpartition("-")[0] == meant.rpartition("-")[0]
        return "" if kind is Participant and same_stem and close != meant and len(close) == len(meant) else close

    def _choices(self, kind: type[Entity]) -> str:
        """All ids of a kind, if they are few."""
        ids = [str(name) for name, entity in self._sources.entities.items() if isinstance(entity, kind)]
        return f": {', '.join(ids)}" if 0 < len(ids) <= _MOST_CHOICES else ""

    def diagnostics(self) -> Iterator[Diagnostic]:
        for name, uses in self._drafts.items():
            yield _left_out(name, uses.places, self._sources, f" in {uses.message}")
        for (name, kind), uses in self._uses.items():
            span = uses.places[0]
            at, meant = lookalikes.first(name), lookalikes.plain(name)
            if at >= 0 and isinstance(self._sources.entities.get(meant), kind):
                yield look_alike(name[at], span.right(at), f"write {meant}{and_at(uses.places)}")
                continue
            hint = (
                _comma_hint(name, kind, self._sources)
                or _hint(self._nearest(kind, name), self._sources)
                or f"write the id of a {NAMES[kind]} here{self._choices(kind)}"
            )
            if len(uses.places) > 1:
                hint = f"{hint} or add a {NAMES[kind]} with this id{and_at(uses.places)}"
            yield link_resolves.at(span, uses.message, hint)


def draft_message(name: str, sources: Sources, where: str = "") -> str:
    """That something that is left out is named in what is published."""
    return f"'{name}'{where} is a draft, or belongs to one ({sources.drafts[name]}), and drafts are left out"


def _left_out(name: str, places: Sequence[Span], sources: Sources, where: str = "") -> Diagnostic:
    """A diagnostic for the uses of a draft in what is published."""
    hint = f"remove `draft` there once it is checked, or leave this out, or make it a draft too{and_at(places)}"
    return link_resolves.at(places[0], draft_message(name, sources, where), hint)


def and_at(places: Sequence[Span]) -> str:
    """The other places of one mistake, or as many as are listed."""
    others = places[1:]
    if not others:
        return ""
    shown = ", ".join(map(str, others[:_SHOWN]))
    return f"; the same at {shown}" + (f" and {len(others) - _SHOWN} more" if len(others) > _SHOWN else "")


def _unknown_in_texts(sources: Sources) -> Iterator[Diagnostic]:
    known = {**sources.entities, **sources.keys}
    unread = {*sources.bibliography.unread, *sources.study.unread}
    unknown: dict[str, list[FoundLink]] = {}
    for link in chain.from_iterable(found.links for found in sources.scanned()):
        if link.id not in known and link.id not in unread:
            unknown.setdefault(link.id, []).append(link)
    for name, links in unknown.items():
        places = [link.span for link in links]
        if name in sources.drafts:
            yield _left_out(name, places, sources)
            continue
        meant, at = lookalikes.plain(name).strip(), lookalikes.first(name)
        close = _hint(sources.nearest_name(name), sources)
        if at >= 0 and meant in known:
            place = links[0].at(links[0].id_offset + at)
            yield look_alike(name[at], place, f"write [[{meant}]]{and_at(places)}")
        elif close or not sources.unnamed:
            message = f"this links to unknown id '{name}'"
            hint = (close or "write an id of the findings or a key of the bibliography") + and_at(places)
            yield link_resolves.at(places[0], message, hint)


def a_kind(entity: Entity) -> str:
    """What kind of thing it is, with the article."""
    name = NAMES[type(entity)]
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def _comma_hint(words: str, kind: type[Entity], sources: Sources) -> str:
    parts = words.split()
    known = all(isinstance(sources.entities.get(part), kind) for part in parts)
    return f"a comma is missing: [{', '.join(parts)}]" if known and len(parts) > 1 else ""


def _hint(close: str, sources: Sources) -> str:
    if not close:
        return ""
    place = sources.entities[close].span if close in sources.entities else sources.keys[close]
    return f"did you mean '{close}' ({place})?"


@rule()
def citation_resolves(sources: Sources) -> Iterator[Diagnostic]:
    """Every cited work must have an entry in the bibliography."""
    unknown: dict[str, _Uses] = {}
    for link, what in _named_works(sources):
        at, meant = lookalikes.first(link.id), lookalikes.plain(link.id)
        if at >= 0 and meant in sources.keys and link.id not in sources.keys:
            yield look_alike(link.id[at], link.span.right(at), f"write {meant}")
        elif link.id and not sources.has_key(link.id):
            message = f"{what} unknown work '{link.id}'"
            unknown.setdefault(link.id, _Uses(message, [])).places.append(link.span)
    for found, citation in _cited_works(sources):
        misspelt = _misspelt(sources, found, citation)
        if misspelt:
            yield misspelt
        else:
            message = f"this cites unknown work '{citation.key}'"
            unknown.setdefault(citation.key, _Uses(message, [])).places.append(found.span)
    for key, uses in unknown.items():
        add = f"add an entry with this key to {sources.bibliography.span.file}"
        hint = (_hint(sources.nearest_key(key), sources) or add) + and_at(uses.places)
        yield citation_resolves.at(uses.places[0], uses.message, hint)


def _named_works(sources: Sources) -> Iterator[tuple[Link, str]]:
    """The keys in the findings, each with the beginning of a message about it."""
    yield sources.study.reference, "the study's `reference` names"
    for claim in sources.claims():
        for item in claim.literature:
            yield item.reference, f"'{claim.id}' cites"


def _cited_works(sources: Sources) -> Iterator[tuple[FoundCitation, Citation]]:
    """The citations of unknown works in texts."""
    for found in sources.citations():
        for citation in found.cluster.citations:
            if not sources.has_key(citation.key):
                yield found, citation


def _misspelt(sources: Sources, found: FoundCitation, citation: Citation) -> Diagnostic | None:
    """A diagnostic for a key that is only unknown because of a look-alike, which may also have cut it short."""
    behind = citation.locator or found.following
    rest = re.match(rf"[{lookalikes.HYPHENS}{lookalikes.INVISIBLE}][\w:./+{lookalikes.HYPHENS}-]+", behind)
    for written in (citation.key, citation.key + (rest[0] if rest else "")):
        at, meant = lookalikes.first(written), lookalikes.plain(written)
        if at >= 0 and meant in sources.keys:
            return look_alike(written[at], found.at(citation.offset + 1 + at), f"write @{meant}")
    return None


RULES = (
    id_unique,
    link_resolves,
    link_once,
    citation_resolves,
)
