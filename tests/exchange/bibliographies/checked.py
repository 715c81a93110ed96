"""Works through the importers and back through the reader and the check of a study."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from themebook.check import bibliography as rules
from themebook.cite.csl import Item, to_csl
from themebook.core.bibliography import Bibliography, Reference
from themebook.core.diagnostics import Diagnostic, Severity, Span, as_text
from themebook.exchange.bibliographies.bibliography import WrittenBibliography, bibliography_of
from themebook.exchange.format import ImportOptions
from themebook.exchange.formats import format_of
from themebook.exchange.imported import Csl, ImportedWork
from themebook.exchange.input_file import InputFile
from themebook.sources.bibtex.bibliography import read_bibliography
from themebook.sources.source import Source, file_characters


@dataclass(frozen=True)
class Entries:
    bibliography: Bibliography
    keys: Mapping[str, Span]


def complaints(text: str) -> list[str]:
    """What the check of a study says of a bibliography, notes aside."""
    source = Source("references.bib", text)
    read = read_bibliography([source])
    entries = Entries(read.value, {entry.key: entry.span for entry in read.value.references})
    found: Iterable[Diagnostic] = (
        *read.diagnostics,
        *file_characters(source),
        *(one for rule in rules.RULES for one in rule(entries)),
    )
    return [as_text(one) for one in found if one.severity is not Severity.NOTE]


def references(written: WrittenBibliography) -> list[Reference]:
    """The entries of a bibliography about which there is nothing to complain."""
    assert complaints(written.text) == []
    return list(read_bibliography([Source("references.bib", written.text)]).value.references)


def works_of(*items: Csl) -> list[ImportedWork]:
    return [
        ImportedWork(place=Span("works", number), csl={"id": str(number), **item})
        for number, item in enumerate(items, 1)
    ]


def written(*items: Csl) -> WrittenBibliography:
    return bibliography_of(works_of(*items))


def again(item: Csl) -> Item:
    """A work as it is after it was written to the bibliography and read."""
    (reference,) = references(written(item))
    return {name: value for name, value in to_csl(reference).items() if name != "id"}


def read_works(name: str, data: str | bytes) -> tuple[tuple[ImportedWork, ...], list[str]]:
    """The works of a file, and the texts of the diagnostics. Its format is recognised by its content."""
    file = InputFile(name, data.encode() if isinstance(data, str) else data)
    found, problems = format_of(file)
    assert found, problems
    part, others = found.read(file, ImportOptions())
    return part.works, [as_text(one) for one in others]


def one_work(name: str, data: str) -> dict[str, Any]:
    """The only work of a file, about which nothing is reported."""
    works, problems = read_works(name, data)
    assert problems == []
    (work,) = works
    assert complaints(bibliography_of(works).text) == []
    return {variable: value for variable, value in work.csl.items() if variable != "id"}
