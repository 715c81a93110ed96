"""The table of all files of the study as data. A format is a module, and a row here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial
from urllib.parse import urljoin

from themebook.exchange.deposit.description import Deposit
from themebook.exchange.exports.csv_text import csv_text
from themebook.exchange.exports.data_file import DataFile, StudyData
from themebook.exchange.exports.findings_json import SCHEMA, findings_json, schema_text
from themebook.exchange.exports.llms_text import llms_text
from themebook.exchange.exports.published import Published
from themebook.exchange.exports.read_me import read_me
from themebook.exchange.exports.references import WORKS, DataWorks, works_of_theme
from themebook.exchange.exports.refi_codebook import refi_codebook
from themebook.exchange.exports.ro_crate import ro_crate
from themebook.exchange.exports.tables import TABLES, DataTable
from themebook.exchange.exports.workbook import workbook
from themebook.render.site import Site
from themebook.site.routes import data_file, theme_works

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _csv(table: DataTable) -> DataFile:
    return DataFile(
        name=f"{table.name}.csv",
        holds=f"a table; each row is {table.row}",
        media_type="text/csv",
        make=lambda data: csv_text(data.table(table)),
        exists=lambda published: table.exists(published.graph),
    )


def _xlsx(table: DataTable) -> DataFile:
    return DataFile(
        name=f"{table.name}.xlsx",
        holds=f"the same as {table.name}.csv, for Excel and other spreadsheets",
        media_type=_XLSX,
        make=lambda data: workbook(data.table(table)),
        exists=lambda published: table.exists(published.graph),
    )


def _works(form: DataWorks) -> DataFile:
    return DataFile(
        name=f"references{form.ending}",
        holds=f"the works that the study cites, also in drafts, as {form.name}",
        media_type=form.media_type,
        make=lambda data: form.text(data.published, list(data.published.graph.references)),
    )


def _has_codes(published: Published) -> bool:
    return next(published.codes(), None) is not None


FILES: tuple[DataFile, ...] = (
    DataFile(
        name="README.md",
        holds="what is in these files, and in the columns of the tables",
        media_type="text/markdown",
        make=lambda data: read_me(data, _files_of(data.published)),
    ),
    DataFile(
        name="findings.json",
        holds="the whole study for programs",
        media_type="application/json",
        make=lambda data: findings_json(data.published),
    ),
    DataFile(
        name=SCHEMA,
        holds="the JSON Schema of findings.json",
        media_type="application/schema+json",
        make=lambda _: schema_text(),
        follows="https://json-schema.org/draft/2020-12/schema",
    ),
    *map(_csv, TABLES),
    *map(_xlsx, TABLES),
    DataFile(
        name="codebook.qdc",
        holds="the codes for programs for qualitative analysis (REFI-QDA)",
        media_type="application/xml",
        make=lambda data: refi_codebook(data.published),
        exists=_has_codes,
        follows="urn:QDA-XML:codebook:1.0",
    ),
    *map(_works, WORKS),
)
#: The paths of all files that a study can have as data, apart from the works of its themes.
DATA_FILES = tuple(data_file(file.name) for file in FILES)


def _files_of(published: Published) -> list[DataFile]:
    return [file for file in FILES if file.exists(published)]


class DataFiles:
    """The study as data. ``address`` is that of the site on the web, which can be empty."""

    def __init__(self, site: Site, address: str) -> None:
        self._data = StudyData(Published.of(site, address))
        self._indexes = [(title, urljoin(address, site.addresses.of(path))) for title, path in site.plan.indexes()]

    @cached_property
    def files(self) -> Mapping[str, Callable[[], bytes]]:
        """By the path of each file, relative to the site folder, the function that makes its bytes."""
        published = self._data.published
        named = {data_file(file.name): partial(_bytes, partial(file.make, self._data)) for file in _files_of(published)}
        return {**named, **{data_file(name): partial(_bytes, make) for name, make in self._of_themes()}}

    def llms_text(self, deposit: Deposit) -> str:
        """What the site is and where these files are, for language models."""
        return llms_text(self._data.published, deposit, self._indexes, _files_of(self._data.published))

    def ro_crate(self, deposit: Deposit) -> str:
        """The description of these files as a crate; empty if there can be none."""
        has_works = next(self._of_themes(), None) is not None
        return ro_crate(deposit, _files_of(self._data.published), has_works=has_works)

    def _of_themes(self) -> Iterator[tuple[str, Callable[[], str | bytes]]]:
        for linked in self._data.published.themes():
            for form in WORKS if linked.counts.works else ():
                theme = str(linked.theme.id)
                yield f"{theme_works(theme)}{form.ending}", partial(self._works_of, theme, form)

    def _works_of(self, theme: str, form: DataWorks) -> str:
        published = self._data.published
        return form.text(published, works_of_theme(published, theme))


def _bytes(make: Callable[[], str | bytes]) -> bytes:
    made = make()
    return made.encode() if isinstance(made, str) else made
