"""The table of all files of the study as data."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial

from themebook.exchange.exports import references, sheets
from themebook.exchange.exports.csv_text import csv_text
from themebook.exchange.exports.findings_json import SCHEMA, findings_json, schema_text
from themebook.exchange.exports.read_me import ReadMe, ReadMeRow
from themebook.exchange.exports.refi_codebook import refi_codebook
from themebook.exchange.exports.sheets import MakeRows, Row
from themebook.graph.model import EvidenceGraph
from themebook.render.published import Published
from themebook.render.site import Site
from themebook.site.routes import data_file, theme_works

READ_ME = "README.md"
MakeWorks = Callable[[Published, list[str]], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DataTable:
    """A table: the name of its file, what each row is, how its rows are made, and the columns that it always has.

    ``exists`` says whether a study has such things, drafts included.
    """

    name: str
    row: str
    rows: MakeRows
    columns: tuple[str, ...]
    exists: Callable[[EvidenceGraph], bool]


@dataclass(frozen=True, slots=True)
class DataWorks:
    """A format of works for reference managers: the ending of its files, and how they are made."""

    ending: str
    text: MakeWorks


TABLES = (
    DataTable(
        name="quotes.csv",
        row="a quote with its speaker, themes, codes, source and findings",
        rows=sheets.quotes,
        columns=(
            *("quote", "speaker", "theme", "code", "source", "page", "locator", "language", "title", "context", "note"),
            *("speakers", "supports", "contrasts", "id", "address"),
        ),
        exists=lambda graph: bool(graph.quotes),
    ),
    DataTable(
        name="participants.csv",
        row="a participant with what is known of them",
        rows=sheets.participants,
        columns=("speaker", "kind", "group", "size", "about", "quotes", "id", "address"),
        exists=lambda graph: bool(graph.participants),
    ),
    DataTable(
        name="themes.csv",
        row="a theme or subtheme with its definition",
        rows=sheets.themes,
        columns=("theme", "summary", "definition", "includes", "excludes", "findings", "quotes", "id", "address"),
        exists=lambda graph: bool(graph.themes),
    ),
    DataTable(
        name="matrix.csv",
        row="a theme or subtheme, with the number of quotes of each participant",
        rows=sheets.matrix,
        columns=("theme", "all", "id"),
        exists=lambda graph: bool(graph.themes),
    ),
    DataTable(
        name="codebook.csv",
        row="a code with its definition",
        rows=sheets.codes,
        columns=("code", "definition", "includes", "excludes", "quotes", "id", "address"),
        exists=lambda graph: bool(graph.codes),
    ),
    DataTable(
        name="sources.csv",
        row="a source, such as a transcript",
        rows=sheets.sources,
        columns=("source", "kind", "speaker", "date", "wave", "about", "quotes", "id", "address"),
        exists=lambda graph: bool(graph.sources),
    ),
)
WORKS = (
    DataWorks(".bib", references.bibtex),
    DataWorks(".ris", references.ris),
    DataWorks(".json", references.csl_json),
)


_WHOLE, _REFI = "findings.json", "codebook.qdc"
#: All files that a study can have as data, apart from the works of its themes.
DATA_FILES = tuple(
    map(
        data_file,
        (
            *(_WHOLE, SCHEMA, READ_ME, _REFI),
            *(table.name for table in TABLES),
            *(f"references{form.ending}" for form in WORKS),
        ),
    )
)


class DataFiles:
    """The study as data. ``address`` is that of the site on the web, which can be empty."""

    def __init__(self, site: Site, address: str) -> None:
        self._graph = site.graph
        self._published = Published.of(site, address)
        self._tables = tuple(table for table in TABLES if table.exists(site.graph))

    @cached_property
    def files(self) -> Mapping[str, Callable[[], str]]:
        """By the path of each file, relative to the site folder, the function that makes its text."""
        tables = {data_file(table.name): partial(self._table, table) for table in self._tables}
        works = {
            data_file(f"references{form.ending}"): partial(form.text, self._published, list(self._graph.references))
            for form in WORKS
        }
        of_themes = {
            data_file(f"{theme_works(linked.theme.id)}{form.ending}"): partial(self._works_of, linked.theme.id, form)
            for linked in self._published.themes()
            if linked.counts.works
            for form in WORKS
        }
        whole: dict[str, Callable[[], str]] = {
            data_file(_WHOLE): partial(findings_json, self._published),
            data_file(SCHEMA): schema_text,
            data_file(READ_ME): self._read_me,
        }
        # A codebook in this format needs a code.
        if next(self._published.codes(), None):
            whole[data_file(_REFI)] = partial(refi_codebook, self._published)
        return {**whole, **tables, **works, **of_themes}

    def _table(self, table: DataTable) -> str:
        rows = self._rows[table.name]
        return csv_text(sheets.header_of(table.columns, rows), rows)

    def _works_of(self, theme: str, form: DataWorks) -> str:
        return form.text(self._published, references.works_of_theme(self._published, theme))

    @cached_property
    def _rows(self) -> Mapping[str, list[Row]]:
        return {table.name: list(table.rows(self._published)) for table in self._tables}

    def _read_me(self) -> str:
        return ReadMe(self._published, tuple(self._described()), len(self._graph.references)).text()

    def _described(self) -> Iterator[ReadMeRow]:
        for table in self._tables:
            rows = self._rows[table.name]
            yield ReadMeRow(table.name, table.row, len(rows), tuple(sheets.header_of(table.columns, rows)))
