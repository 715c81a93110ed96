"""The works of a study as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from themebook.core.bibliography import Reference, ReferenceKey
from themebook.exchange.bibliographies.biblatex import biblatex_entry
from themebook.exchange.bibliographies.csl_values import regular
from themebook.exchange.bibliographies.latex import latex
from themebook.exchange.imported import ImportedWork
from themebook.exchange.json_values import Part
from themebook.exchange.study_json.parts import Parts
from themebook.sources.bibtex.fields import is_own


def read_works(parts: Parts) -> Iterator[ImportedWork]:
    for name, part in parts.of("works").items():
        work = ImportedWork(csl=part, citation_key=name, is_cited=True, place=parts.place)
        yield replace(work, entry=_entry(parts, name, part))


def _entry(parts: Parts, name: str, part: Part) -> Reference:
    """The work as an entry, with its note, which is public, and what is not verified about it."""
    kind, fields = biblatex_entry(regular(part))
    own = tuple((key, latex(text)) for key, text in parts.pairs(part, "custom") if is_own(key))
    note = parts.text(part, "note")
    public = (*fields, *((("note", latex(note)),) if note else ()), *own)
    return Reference(key=ReferenceKey(name), kind=kind, public_fields=public, span=parts.place)
