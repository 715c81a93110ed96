"""Quotes as they are written in the findings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from themebook.core.choices import ParticipantKind
from themebook.core.diagnostics import Diagnostic, Loaded, Rule, Severity
from themebook.exchange.assembly.cleaning import one_line
from themebook.exchange.assembly.naming import GivenIds
from themebook.exchange.assembly.writing import as_draft, by_parent, filled, prose
from themebook.exchange.imported import Imported, ImportedQuote, ImportedSource, ImportedTheme
from themebook.exchange.imported_names import Key, key_of
from themebook.exchange.input_file import base_name
from themebook.exchange.yaml_text import BlockText, IdList, Tree, Value

SPEAKER_KNOWN = Rule(
    "speaker-known",
    "A quote that is imported should say who speaks, if several people speak in its source.",
    Severity.WARNING,
)


def with_places(imported: Imported) -> Loaded[Imported]:
    """The same, in which each quote says who speaks or where it is from, and no two are the same.

    A quote that says neither is from the file itself.
    """
    quotes = tuple(quote if _says_from_where(quote) else _from_file(quote) for quote in imported.quotes)
    named = {key_of((source.title,)) for source in imported.sources}
    files = {quote.source: quote for quote in quotes if quote.source and key_of((quote.source,)) not in named}
    added = tuple(ImportedSource(title=title, place=quote.place) for title, quote in files.items())
    sources, found = _with_known_speakers(replace(imported, quotes=quotes, sources=(*imported.sources, *added)))
    return Loaded(replace(imported, quotes=tuple(_told_apart(quotes, sources)), sources=sources), found)


def _says_from_where(quote: ImportedQuote) -> bool:
    return bool(quote.speaker or quote.turns or quote.source)


def _from_file(quote: ImportedQuote) -> ImportedQuote:
    return replace(quote, source=one_line(base_name(quote.place.file)))


def _with_known_speakers(imported: Imported) -> tuple[tuple[ImportedSource, ...], tuple[Diagnostic, ...]]:
    """The sources. Those with words of nobody known do not say who speaks in them, because that would say too much."""
    silent = {key_of((quote.source,)): quote for quote in imported.quotes if not (quote.speaker or quote.turns)}
    found = []
    sources = []
    interviewers = {key_of((one.name,)) for one in imported.participants if one.kind is ParticipantKind.INTERVIEWER}
    for source in imported.sources:
        quote = silent.get(key_of((source.title,)))
        heard = [name for name in source.participants if key_of((name,)) not in interviewers]
        if quote and source.participants and len(heard) != 1:
            message = f"{len(heard)} people speak in '{source.title}', and this quote does not say which of them"
            hint = "add `participant` to this quote, and then `participants` to the source"
            found.append(SPEAKER_KNOWN.at(quote.place, message, hint))
            source = replace(source, participants=())
        sources.append(source)
    return tuple(sources), tuple(found)


def _told_apart(quotes: Iterable[ImportedQuote], sources: Iterable[ImportedSource]) -> Iterator[ImportedQuote]:
    """The quotes, each with a place of its own if the same words are said twice by the same speaker."""
    heard = {key_of((source.title,)): source.participants for source in sources}
    seen: set[tuple[object, ...]] = set()
    for number, quote in enumerate(quotes, 1):
        speakers = {quote.speaker} - {""} or {name for name, _ in quote.turns} or heard.get(key_of((quote.source,)), ())
        who = tuple(sorted(key_of(tuple(speakers))))
        words = _plain(quote.words or " ".join(words for _, words in quote.turns))
        own = (who, key_of((quote.source,)), words)
        page = f"p. {quote.page}" if quote.page else ""
        if page and quote.locator:
            # A quote has one of the two.
            quote = replace(quote, page=None, locator=f"{page}, {quote.locator}")
        ways = [(quote.page, quote.locator), *_other_places(quote, page, number)]
        quote_page, locator = next(way for way in ways if (*own, *way) not in seen)
        seen.add((*own, quote_page, locator))
        yield replace(quote, page=quote_page, locator=locator)


def _other_places(quote: ImportedQuote, page: str, number: int) -> Iterator[tuple[None, str]]:
    """What else can be said of where a quote is. The last is different for each."""
    place = quote.locator or page
    if quote.at:
        yield None, ", ".join(filter(None, (place, quote.at)))
    yield None, ", ".join(filter(None, (place, f"no. {number}")))


def _plain(words: str) -> str:
    return re.sub(r"\W+", " ", unicodedata.normalize("NFKC", words)).strip().casefold()


def written_quotes(imported: Imported, names: GivenIds) -> Mapping[Key, Sequence[Tree]]:
    """The quotes by the keys of their home themes; those without any under the empty key."""
    written: dict[Key, list[Tree]] = {}
    before: dict[str, ImportedQuote] = {}
    continuing = _Continuing(imported)
    for quote in imported.quotes:
        earlier = before.get(quote.continues)
        continues = names.quotes[earlier.key] if earlier and continuing.is_possible(earlier, quote) else ""
        written.setdefault(key_of(quote.home), []).append(_written(quote, names, continues))
        before[quote.key] = quote
    return written


class _Continuing:
    """Which quotes can continue which, as ``check`` sees it."""

    def __init__(self, imported: Imported) -> None:
        self._heard = {key_of((one.title,)): one.participants for one in imported.sources}
        self._order = {key: number for number, key in enumerate(((), *_in_order(by_parent(imported.themes))))}

    def is_possible(self, earlier: ImportedQuote, quote: ImportedQuote) -> bool:
        """Whether both have a speaker in common, or are from a source in which nobody speaks, in order of the study."""
        before, now = self._speakers(earlier), self._speakers(quote)
        same_source = bool(quote.source) and key_of((earlier.source,)) == key_of((quote.source,))
        is_in_order = self._order[key_of(earlier.home)] <= self._order[key_of(quote.home)]
        return is_in_order and bool(before & now or (same_source and not (before and now)))

    def _speakers(self, quote: ImportedQuote) -> set[Key]:
        named = {quote.speaker, *(name for name, _ in quote.turns)} - {""}
        return {key_of((name,)) for name in named or self._heard.get(key_of((quote.source,)), ())}


def _in_order(children: Mapping[Key, Sequence[ImportedTheme]], above: Key = ()) -> Iterator[Key]:
    """The keys of themes as readers see them: each before its subthemes."""
    for theme in children.get(above, ()):
        yield key_of(theme.path)
        yield from _in_order(children, key_of(theme.path))


def _written(quote: ImportedQuote, names: GivenIds, continues: str) -> Tree:
    tree: dict[str, Value] = {"id": names.quotes[quote.key], **as_draft(quote)}
    if quote.turns:
        speakers = [(names.participant(name), words) for name, words in quote.turns if words]
        tree["turns"] = [{speaker: BlockText(words)} for speaker, words in speakers]
    else:
        tree |= {"participant": names.participant(quote.speaker)} if quote.speaker else {}
        tree["text"] = BlockText(quote.words)
    also = dict.fromkeys(names.theme(path) for path in quote.other_themes)
    also.pop(names.theme(quote.home) if quote.home else "", None)
    tree |= {
        "language": quote.language,
        "translations": {tag: BlockText(words) for tag, words in quote.translations},
        "source": names.source(quote.source) if quote.source else "",
        "page": quote.page or "",
        "locator": "" if quote.page else quote.locator,
        "codes": IdList(dict.fromkeys(names.code(path) for path in quote.codes)),
        "also": IdList(also),
        "title": quote.title,
        "context": prose(quote.context),
        "note": prose(quote.note),
        "continues": continues,
        "inline": quote.inline,
        "highlight": quote.highlight,
    }
    return filled(tree)
