"""The ids of everything that was found, by the names that it has in the input."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from themebook.exchange.assembly.ids import Ids, of_words
from themebook.exchange.assembly.own_entry import OWN_KEY
from themebook.exchange.imported import Imported, ImportedPart, ImportedQuote, ImportedStatement, Path
from themebook.exchange.imported_names import Key, key_of

_WORDS_OF_QUOTE = 5
_WORDS_OF_CLAIM = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenIds:
    """Ids: those of things with names by their keys; those of quotes, findings and statements by the keys of the
    importers.
    """

    themes: Mapping[Key, str]
    codes: Mapping[Key, str]
    participants: Mapping[Key, str]
    sources: Mapping[Key, str]
    quotes: Mapping[str, str]
    findings: Mapping[str, str]
    implications: Mapping[str, str]
    limitations: Mapping[str, str]
    taken: frozenset[str]

    def theme(self, path: Path) -> str:
        return self.themes[key_of(path)]

    def code(self, path: Path) -> str:
        return self.codes[key_of(path)]

    def participant(self, name: str) -> str:
        return self.participants[key_of((name,))]

    def source(self, title: str) -> str:
        return self.sources[key_of((title,))]


def names_of(imported: Imported) -> GivenIds:
    """An id for each thing: its own if possible. If not, what readers see first gets the plainest."""
    naming = _Naming(imported)
    return GivenIds(
        themes={key_of(one.path): naming.id_of(one, "theme", *_titles(one.path)) for one in imported.themes},
        participants={key_of((one.name,)): naming.id_of(one, "participant", one.name) for one in imported.participants},
        codes={key_of(one.path): naming.id_of(one, "code", *_titles(one.path)) for one in imported.codes},
        sources={key_of((one.title,)): naming.id_of(one, "source", one.title) for one in imported.sources},
        findings={one.key: naming.id_of(one, "finding", _beginning(one.claim)) for one in imported.findings},
        implications={one.key: _of_statement(naming, one, "implication") for one in imported.implications},
        limitations={one.key: _of_statement(naming, one, "limitation") for one in imported.limitations},
        quotes={
            one.key: naming.id_of(one, "quote", of_words("quote", _words(one), _WORDS_OF_QUOTE))
            for one in imported.quotes
        },
        taken=frozenset(naming.taken),
    )


class _Naming:
    """Gives ids. Those that parts have of their own come first, so that no made id takes one of them."""

    def __init__(self, imported: Imported) -> None:
        self._ids = Ids((OWN_KEY,))
        kinds = (imported.themes, imported.findings, imported.implications, imported.limitations, imported.quotes)
        data = (imported.participants, imported.sources, imported.codes)
        self._kept = {id(part): self._ids.keep(part.id) for part in chain(*kinds, *data)}

    @property
    def taken(self) -> set[str]:
        return self._ids.taken

    def id_of(self, part: ImportedPart, kind: str, *texts: str) -> str:
        return self._kept[id(part)] or self._ids.new(kind, *texts)


def _of_statement(naming: _Naming, one: ImportedStatement, kind: str) -> str:
    return naming.id_of(one, kind, f"{kind} {_beginning(one.statement)}")


def _titles(path: Path) -> tuple[str, str]:
    return path[-1], " ".join(path)


def _beginning(sentence: str) -> str:
    return of_words("", sentence, _WORDS_OF_CLAIM)


def _words(quote: ImportedQuote) -> str:
    return quote.words or next(words for _, words in quote.turns if words)
