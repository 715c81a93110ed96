"""The rule that every entry of the bibliography is cited.

``adjustments`` turns other problems of uncited entries into notes, because they cannot reach the site. This rule keeps
the severity that it has here.
"""

from __future__ import annotations

from collections.abc import Iterator

from themebook.core.bibliography import EntryPlace
from themebook.core.diagnostics import Diagnostic, Severity, rule
from themebook.sources.all_sources import Sources


def used_keys(sources: Sources) -> frozenset[str]:
    """The keys, in lower case, of all entries that are cited or linked to, and of those they take fields from."""
    entries: dict[str, list[EntryPlace]] = {}
    for entry in sources.bibliography.places:
        for key in entry.keys:
            entries.setdefault(key.lower(), []).append(entry)
    used: set[str] = set()
    waiting = [key.lower() for key in sources.cited]
    while waiting:
        key = waiting.pop()
        if key not in used:
            used.add(key)
            for entry in entries.get(key, ()):
                waiting += (name.lower() for name in (*entry.keys, *entry.parents))
    return frozenset(used)


@rule(Severity.NOTE)
def bib_is_cited(sources: Sources) -> Iterator[Diagnostic]:
    """Every entry of the bibliography should be cited."""
    used = used_keys(sources)
    for entry in sources.bibliography.references:
        if entry.key.lower() not in used:
            message = f"'{entry.key}' is never cited"
            hint = f"cite it with [@{entry.key}], or remove the entry"
            yield bib_is_cited.at(entry.span, message, hint)


RULES = (bib_is_cited,)
