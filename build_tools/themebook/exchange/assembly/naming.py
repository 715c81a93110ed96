"""The ids of everything that was found, by the names that it has in the input."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from themebook.exchange.assembly.ids import Ids, of_words
from themebook.exchange.assembly.merging import Key, key_of
from themebook.exchange.assembly.own_entry import OWN_KEY
from themebook.exchange.imported import Imported, Path

_WORDS_OF_QUOTE = 5
_WORDS_OF_CLAIM = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenIds:
    """Ids: those of things with names by their keys, those of quotes and findings by the keys of the importers."""

    themes: Mapping[Key, str]
    codes: Mapping[Key, str]
    participants: Mapping[Key, str]
    sources: Mapping[Key, str]
    quotes: Mapping[str, str]
    findings: Mapping[str, str]
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
    """An id for each thing. What readers see first gets the plainest."""
    ids = Ids((OWN_KEY,))
    themes = {key_of(theme.path): ids.new("theme", theme.path[-1], " ".join(theme.path)) for theme in imported.themes}
    participants = {key_of((one.name,)): ids.new("participant", one.name) for one in imported.participants}
    codes = {key_of(code.path): ids.new("code", code.path[-1], " ".join(code.path)) for code in imported.codes}
    sources = {key_of((source.title,)): ids.new("source", source.title) for source in imported.sources}
    findings = {one.key: ids.new("finding", of_words("", one.claim, _WORDS_OF_CLAIM)) for one in imported.findings}
    quotes = {}
    for quote in imported.quotes:
        words = quote.words or next(words for _, words in quote.turns if words)
        quotes[quote.key] = ids.new("quote", of_words("quote", words, _WORDS_OF_QUOTE))
    return GivenIds(
        themes=themes,
        codes=codes,
        participants=participants,
        sources=sources,
        quotes=quotes,
        findings=findings,
        taken=frozenset(ids.taken),
    )
