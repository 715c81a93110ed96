"""BibTeX and biblatex: the entries are taken over as they are, with their public fields only."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import count
from typing import NamedTuple

from themebook.cite.csl import to_csl
from themebook.core.bibliography import Bibliography, Reference
from themebook.core.diagnostics import Diagnostic, Loaded
from themebook.exchange.bibliographies.addresses import with_public_urls
from themebook.exchange.bibliographies.csl_values import regular
from themebook.exchange.bibliographies.reading import LONG_BEGINNING, imported_works
from themebook.exchange.format import ImportOptions
from themebook.exchange.imported import Imported, ImportedWork
from themebook.exchange.input_file import InputFile
from themebook.sources.bibtex.bibliography import read_bibliography
from themebook.sources.bibtex.braced_titles import are_a_habit, without_outer_braces
from themebook.sources.bibtex.fields import ENTRY_TYPES
from themebook.sources.source import Source, without_refused

_ENTRY = re.compile(
    rf"@(?:(?:{'|'.join(ENTRY_TYPES)})\s*+[{{(]\s*+[^\s{{}}=,@]*+\s*+[,=]|string\s*+[{{(]\s*+\w+\s*+=|preamble\s*+[{{(]\s*+[{{\"])",
    re.IGNORECASE,
)
# The beginning of an entry, with its key and a comma, or with neither.
_START = re.compile(
    rf"(?P<start>@(?:{'|'.join(ENTRY_TYPES)})\s*+[{{(])(?:\s*+(?P<key>[^\s{{}}=,@\"#%'()~\\]*+)\s*+,|(?=\s*+[A-Za-z][\w-]*+\s*+=))",
    re.IGNORECASE,
)
_WITH_ADDRESSES = frozenset(("url", "howpublished", "note", "addendum"))


def recognises(file: InputFile) -> bool:
    return _ENTRY.search(file.first(LONG_BEGINNING)) is not None


def read(file: InputFile, options: ImportOptions) -> Loaded[Imported]:
    text, found = file.decoded
    keyed = _with_keys(text)
    bibliography, problems = read_bibliography([without_refused(Source(file.name, keyed.text))])
    titles = [text for entry in bibliography.references for name, text in entry.public_fields if name == "title"]
    is_habit = are_a_habit(titles)
    works = [
        ImportedWork(
            place=one.span,
            csl=regular(to_csl(one)),
            citation_key=keyed.written.get(one.key, one.key),
            entry=_as_taken_over(one, braces_titles=is_habit),
        )
        for one in bibliography.references
    ]
    return imported_works(works, (*found, *_as_notes(problems, bibliography)))


class _Keyed(NamedTuple):
    """A text in which each entry has a key of its own, and what was written for those that were replaced."""

    text: str
    written: Mapping[str, str]


def _with_keys(text: str) -> _Keyed:
    """EndNote writes entries without keys, and files that were put together have keys twice."""
    prefix = next(word for number in count() if (word := f"key{number}-") not in text)
    seen: set[str] = set()
    written: dict[str, str] = {}

    def replaced(found: re.Match[str]) -> str:
        key = found["key"] or ""
        if key and key.lower() not in seen:
            seen.add(key.lower())
            return found[0]
        new = f"{prefix}{len(written)}"
        written[new] = key
        return f"{found['start']}{new},"

    return _Keyed(_START.sub(replaced, text), written)


def _as_notes(problems: Iterable[Diagnostic], bibliography: Bibliography) -> Iterator[Diagnostic]:
    """What is wrong with entries that were read is only worth a note, because they are written anew."""
    kept = {entry.span for entry in bibliography.references}
    places, unread = bibliography.places, set(bibliography.unread)
    starts = [place.span for place in places]
    for problem in problems:
        at = bisect.bisect_right(starts, problem.span) - 1
        is_read = at >= 0 and (starts[at] in kept or (places[at].is_entry and unread.isdisjoint(places[at].keys)))
        yield replace(problem, is_note=is_read)


def _as_taken_over(entry: Reference, *, braces_titles: bool) -> Reference:
    """The entry without addresses that only its owner can open, and without the braces around all titles of a file.

    In another file, those would keep the capitals.
    """
    fields = ((name, without_outer_braces(name, text) if braces_titles else text) for name, text in entry.public_fields)
    public = ((name, with_public_urls(text) if name in _WITH_ADDRESSES else text) for name, text in fields)
    return replace(entry, public_fields=tuple((name, text) for name, text in public if text))
