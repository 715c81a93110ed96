"""Problems in uncited entries cannot reach the site, so they become notes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from themebook.check.follow_ups import FORM
from themebook.check.sources import Sources
from themebook.core import rules
from themebook.core.diagnostics import Diagnostic, Span
from themebook.core.model import EntryPlace

_OF_THE_FILE = frozenset([rules.FILE_EXISTS, rules.FILE_HAS_CONTENT, rules.FILE_IS_UTF8, rules.FILES_MATCH])
_UNRESOLVED = frozenset([rules.CITATION_RESOLVES, rules.LINK_RESOLVES])


def used_keys(sources: Sources) -> frozenset[str]:
    """The keys, in lower case, of all entries that are cited or linked to, and of those they take fields from."""
    entries: dict[str, list[EntryPlace]] = {}
    for entry in sources.bibliography.places:
        for key in entry.keys:
            entries.setdefault(key.lower(), []).append(entry)
    used: set[str] = set()
    waiting = [key.lower() for key in _cited_keys(sources)]
    while waiting:
        key = waiting.pop()
        if key not in used:
            used.add(key)
            for entry in entries.get(key, ()):
                waiting += (name.lower() for name in (*entry.keys, *entry.parents))
    return frozenset(used)


def _cited_keys(sources: Sources) -> Iterator[str]:
    yield sources.study.reference.id
    yield from (item.reference.id for claim in sources.claims() for item in claim.literature)
    yield from (citation.key for found in sources.citations() for citation in found.cluster.citations)
    yield from (link.id for found in sources.scanned() for link in found.links)


def uncited_as_notes(found: Sequence[Diagnostic], sources: Sources) -> tuple[Diagnostic, ...]:
    """The diagnostics, with those of uncited entries as notes.

    If a part of the findings or of a page could not be read, nothing changes, because that part may cite the entry.
    """
    file = sources.bibliography.span.file
    if any(diagnostic.rule in FORM and diagnostic.span.file != file for diagnostic in found):
        return tuple(found)
    places, used = sources.bibliography.places, used_keys(sources)
    starts = [place.span for place in places]
    # A citation without an entry may mean one whose key cannot be read.
    without_entry = any(diagnostic.rule in _UNRESOLVED for diagnostic in found)

    def is_uncited(span: Span) -> bool:
        number = bisect_right(starts, span) - 1
        if number < 0 or not places[number].is_entry:
            return False
        keys = [key.lower() for key in places[number].keys]
        return used.isdisjoint(keys) if keys else not without_entry

    def is_note(diagnostic: Diagnostic) -> bool:
        at_entry = diagnostic.span.file == file and diagnostic.rule not in _OF_THE_FILE
        return at_entry and is_uncited(diagnostic.span)

    return tuple(replace(one, is_note=True) if is_note(one) else one for one in found)
