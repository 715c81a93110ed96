"""What the check of a study would say of entries that are taken over as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from themebook.check import bibliography as rules
from themebook.cite.bibtex import exported_bibtex
from themebook.core.bibliography import Bibliography, Reference
from themebook.core.diagnostics import Diagnostic, Loaded, Severity, Span
from themebook.exchange.bibliographies.latex import latex_title
from themebook.sources.bibtex.bibliography import BIB_LATEX, read_bibliography
from themebook.sources.bibtex.fields import OTHER_PEOPLE
from themebook.sources.source import Source

_FILE = "references.bib"
# Of names, the text does not show any more where one ends.
_NAMES = frozenset(("author", "editor", *OTHER_PEOPLE))
_PROTECTED = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class _Read:
    """What the rules about entries need."""

    bibliography: Bibliography
    keys: Mapping[str, Span]


def read_again(entries: Sequence[Reference]) -> Loaded[Bibliography]:
    """The entries as the reader of a study reads them after they were written."""
    return read_bibliography([Source(_FILE, "\n\n".join(map(exported_bibtex, entries)))])


def with_decoded_fields(entries: Sequence[Reference]) -> list[Reference]:
    """The entries, with the text that the reader understands in place of LaTeX that it does not know."""
    read = read_again(entries)
    texts = {reference.key: reference.values for reference in read.value.references}
    found = [one for one in read.diagnostics if one.rule is BIB_LATEX]
    return [
        _decoded(entry, texts[entry.key], lines) if (lines := {at for _, at in problems}) else entry
        for entry, problems in _with_their_own(entries, found)
    ]


def broken_entries(entries: Sequence[Reference]) -> set[str]:
    """The keys of the entries about which the check complains, other than that something is missing."""
    read = read_again(entries)
    checked = _Read(read.value, {entry.key: entry.span for entry in read.value.references})
    by_rules = [one for rule in rules.RULES if rule is not rules.bib_fields_required for one in rule(checked)]
    found = [one for one in (*read.diagnostics, *by_rules) if one.severity is not Severity.NOTE]
    return {entry.key for entry, problems in _with_their_own(entries, found) if problems}


def _with_their_own(
    entries: Sequence[Reference], found: Sequence[Diagnostic]
) -> Iterator[tuple[Reference, list[tuple[Diagnostic, int]]]]:
    """Each entry with what was found in it, and in which of its lines. The first line, that of the key, is 0."""
    by_line: dict[int, list[Diagnostic]] = {}
    for one in found:
        by_line.setdefault(one.span.line, []).append(one)
    first = 1
    for entry in entries:
        length = exported_bibtex(entry).count("\n") + 1
        yield entry, [(one, at) for at in range(length) for one in by_line.get(first + at, ())]
        first += length + 1


def _decoded(entry: Reference, texts: Mapping[str, str], lines: set[int]) -> Reference:
    fields = (
        (name, _as_latex(texts[name]) if at in lines and name in texts and name not in _NAMES else value)
        for at, (name, value) in enumerate(entry.public_fields, 1)
    )
    return replace(entry, public_fields=tuple(fields))


def _as_latex(decoded: str) -> str:
    """The text of a field, in which braces protect capitals."""
    return latex_title(_PROTECTED.sub(r'<span class="nocase">\1</span>', decoded))
