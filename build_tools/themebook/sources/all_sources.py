"""Everything that was read, with look-up by id and key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from themebook.core.bibliography import Bibliography
from themebook.core.data import Code, DataSource, Participant, Quote
from themebook.core.diagnostics import Span
from themebook.core.fields import as_id
from themebook.core.model import Finding, Implication, Statement, Study, Subtheme, Theme
from themebook.core.nearest import Nearest
from themebook.core.vocabulary import KINDS
from themebook.sources.markdown.scan_results import FoundCitation, Page, Scanned
from themebook.sources.markdown.texts import ScannedText

Entity = Theme | Finding | Quote | Participant | DataSource | Code | Statement
NAMES: Mapping[type[Entity], str] = {
    Theme: KINDS["theme"].english,
    Subtheme: KINDS["subtheme"].english,
    Finding: KINDS["finding"].english,
    Quote: KINDS["quote"].english,
    Participant: KINDS["participant"].english,
    DataSource: KINDS["source"].english,
    Code: KINDS["code"].english,
    Implication: "implication",
    Statement: KINDS["limitation"].english,
}


@dataclass(frozen=True, kw_only=True)
class Sources:
    """Everything that was read, with look-up by id and key.

    ``unnamed`` are the kinds of which at least one thing lacks a valid id. An unknown id of such a kind may be its.
    """

    study: Study
    bibliography: Bibliography
    pages: Sequence[Page]
    texts: Sequence[ScannedText]
    drafts: Mapping[str, Span] = field(default_factory=dict)
    """The places of the drafts that are left out, and of what belongs to them, by their ids."""
    entities: dict[str, Entity] = field(init=False)
    keys: dict[str, Span] = field(init=False)
    """The keys of the bibliography, in its order, with the places of their entries."""
    unnamed: frozenset[type[Entity]] = field(init=False)
    unread: frozenset[str] = field(init=False)
    """The keys of entries that could not be read."""
    cited: frozenset[str] = field(init=False)
    """See ``cited_keys``."""

    def __post_init__(self) -> None:
        entities: dict[str, Entity] = {}
        unnamed = set()
        for entity in all_entities(self.study):
            if not entity.id or entities.setdefault(entity.id, entity) is not entity:
                unnamed.add(type(entity))
        object.__setattr__(self, "unnamed", frozenset(unnamed))
        entities.pop("", None)
        object.__setattr__(self, "entities", entities)
        object.__setattr__(self, "keys", {entry.key: entry.span for entry in self.bibliography.references})
        object.__setattr__(self, "unread", frozenset(self.bibliography.unread))
        object.__setattr__(self, "cited", cited_keys(self.study, self.pages, self.texts))

    def has_key(self, key: str) -> bool:
        """Whether a work has this key, even if its entry could not be read."""
        return key in self.keys or key in self.unread

    def scanned(self) -> Iterator[Scanned]:
        yield from (page.found for page in self.pages)
        yield from (text.found for text in self.texts)

    def citations(self) -> Iterator[FoundCitation]:
        return chain.from_iterable((*found.citations, *found.in_attributes) for found in self.scanned())

    def claims(self) -> Iterator[Finding | Statement]:
        return _claims(self.study)

    def nearest_entity(self, kind: type[Entity], word: str) -> str:
        """The id of this kind that was probably meant, or an empty string: that of a name, or the nearest."""
        if kind is Participant and word in self._participants:
            return self._participants[word]
        meant = as_id(word)
        return meant if isinstance(self.entities.get(meant), kind) else self._ids_of[kind].to(word)

    def nearest_key(self, word: str) -> str:
        """The nearest key in the bibliography, or an empty string."""
        return self._nearest_keys.to(word)

    def nearest_name(self, word: str) -> str:
        """The nearest id or key, or an empty string."""
        if word in self._participants:
            return self._participants[word]
        return as_id(word) if as_id(word) in self.entities else self._nearest_names.to(word)

    @cached_property
    def _ids_of(self) -> dict[type[Entity], Nearest]:
        return {
            kind: Nearest(name for name, entity in self.entities.items() if isinstance(entity, kind)) for kind in NAMES
        }

    @cached_property
    def _nearest_keys(self) -> Nearest:
        return Nearest(self.keys)

    @cached_property
    def _participants(self) -> dict[str, str]:
        """The ids of participants by their names."""
        return {participant.name: participant.id for participant in self.study.participants if participant.id}

    @cached_property
    def _nearest_names(self) -> Nearest:
        return Nearest((*self.entities, *self.keys))


def cited_keys(study: Study, pages: Sequence[Page], texts: Sequence[ScannedText]) -> frozenset[str]:
    """The keys of the works that the site must have a page for: the study's own, and those that it cites or links to.

    A link ``[[name]]`` can also lead to a part of the findings, so some of these may be ids.
    """
    scanned = [*(page.found for page in pages), *(text.found for text in texts)]
    citations = chain.from_iterable((*one.citations, *one.in_attributes) for one in scanned)
    return frozenset(
        (
            study.reference.id,
            *(item.reference.id for claim in _claims(study) for item in claim.literature),
            *(citation.key for found in citations for citation in found.cluster.citations),
            *(link.id for one in scanned for link in one.links),
        )
    )


def _claims(study: Study) -> Iterator[Finding | Statement]:
    yield from study.findings()
    yield from study.statements()


def all_entities(study: Study) -> Iterator[Entity]:
    yield from study.participants
    yield from study.sources
    yield from (path[-1] for path in study.all_codes())
    yield from study.quotes
    for path in study.paths():
        theme = path[-1]
        yield theme
        yield from theme.quotes
        yield from theme.findings
    yield from study.statements()
