"""The tables of the study, each of which becomes a file of one or several formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from themebook.exchange.exports import rows
from themebook.exchange.exports.rows import MakeRows, Row
from themebook.graph.model import EvidenceGraph
from themebook.render.published import Published

MATRIX = "matrix"
_COUNTS = ("page", "size", "findings", "quotes", "all")


@dataclass(frozen=True, slots=True, kw_only=True)
class DataTable:
    """A table: the name of its files, what each row is, how its rows are made, and the columns that it always has.

    ``exists`` says whether a study has such things, drafts included.
    """

    name: str
    row: str
    make: MakeRows
    columns: tuple[str, ...]
    exists: Callable[[EvidenceGraph], bool]

    def is_count(self, column: str) -> bool:
        """Whether a column has whole numbers."""
        return column in _COUNTS or (self.name == MATRIX and column.startswith(f"{rows.SPEAKER}:"))


@dataclass(frozen=True, slots=True)
class FilledTable:
    """A table of a study, with its columns in order. Rows may lack columns."""

    table: DataTable
    header: tuple[str, ...]
    rows: tuple[Row, ...]


TABLES = (
    DataTable(
        name="quotes",
        row="a quote with its speaker, themes, codes, source and findings",
        make=rows.quotes,
        columns=(
            *("quote", "speaker", "theme", "code", "source", "page", "locator", "language", "title", "context", "note"),
            *("speakers", "supports", "contrasts", "id", "address"),
        ),
        exists=lambda graph: bool(graph.quotes),
    ),
    DataTable(
        name="participants",
        row="a participant with what is known of them",
        make=rows.participants,
        columns=("speaker", "kind", "group", "size", "about", "quotes", "id", "address"),
        exists=lambda graph: bool(graph.participants),
    ),
    DataTable(
        name="themes",
        row="a theme or subtheme with its definition",
        make=rows.themes,
        columns=("theme", "summary", "definition", "includes", "excludes", "findings", "quotes", "id", "address"),
        exists=lambda graph: bool(graph.themes),
    ),
    DataTable(
        name=MATRIX,
        row="a theme or subtheme, with the number of quotes of each participant",
        make=rows.matrix,
        columns=("theme", "all", "id"),
        exists=lambda graph: bool(graph.themes),
    ),
    DataTable(
        name="codebook",
        row="a code with its definition",
        make=rows.codes,
        columns=("code", "definition", "includes", "excludes", "quotes", "id", "address"),
        exists=lambda graph: bool(graph.codes),
    ),
    DataTable(
        name="sources",
        row="a source, such as a transcript",
        make=rows.sources,
        columns=("source", "kind", "speaker", "date", "wave", "about", "quotes", "id", "address"),
        exists=lambda graph: bool(graph.sources),
    ),
)


def filled(table: DataTable, published: Published) -> FilledTable:
    """A table with the rows that a study has."""
    made = tuple(table.make(published))
    return FilledTable(table, tuple(_header(table.columns, made)), made)


def _header(columns: Sequence[str], made: Iterable[Row]) -> list[str]:
    """The columns that every such table has, and where rows have them those that only some have."""
    found = list(columns)
    # Rows that have the same columns are most of a table.
    for names in dict.fromkeys(tuple(row) for row in made):
        at = 0
        for name in names:
            if name in found:
                at = found.index(name) + 1
            else:
                found.insert(at, name)
                at += 1
    return found
