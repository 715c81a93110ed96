"""Problems in uncited entries cannot reach the site, so they become notes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from themebook.check.belonging import files_match
from themebook.check.bibliography import used_keys
from themebook.check.follow_ups import FORM
from themebook.check.names import citation_resolves, link_resolves
from themebook.core.diagnostics import Diagnostic, Span
from themebook.sources.all_sources import Sources
from themebook.sources.source import FILE_EXISTS, FILE_HAS_CONTENT, file_is_utf8

_OF_THE_FILE = frozenset([FILE_EXISTS, FILE_HAS_CONTENT, file_is_utf8, files_match])
_UNRESOLVED = frozenset([citation_resolves, link_resolves])


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
