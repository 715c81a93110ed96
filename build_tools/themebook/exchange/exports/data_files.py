"""The table of all files of the study as data. A format is a module, and a row here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, partial
from itertools import compress

from themebook.cite.all_citations import narrative
from themebook.core.translation import gettext
from themebook.exchange.deposit.description import Deposit
from themebook.exchange.exports.csv_text import csv_text
from themebook.exchange.exports.data_file import DataFile, StudyData
from themebook.exchange.exports.figures.drawn_figure import DrawnFigure
from themebook.exchange.exports.figures.svg import svg
from themebook.exchange.exports.findings_json import SCHEMA, findings_json, schema_text
from themebook.exchange.exports.llms_text import llms_text
from themebook.exchange.exports.read_me import read_me
from themebook.exchange.exports.references import WORKS, WorksFormat
from themebook.exchange.exports.refi_codebook import NAMESPACE as REFI_CODEBOOK
from themebook.exchange.exports.refi_codebook import refi_codebook
from themebook.exchange.exports.refi_project import NAMESPACE as REFI_PROJECT
from themebook.exchange.exports.refi_project import refi_project
from themebook.exchange.exports.ro_crate import FIGURES_AS_FILES, WORKS_OF_THEMES, ro_crate
from themebook.exchange.exports.skos import skos_json_ld, skos_turtle
from themebook.exchange.exports.tables import TABLES, DataTable
from themebook.exchange.exports.web_annotations import publication, web_annotations
from themebook.exchange.exports.workbook import workbook
from themebook.render.published import Published
from themebook.site.routes import data_file, figure_file, theme_works
from themebook.sources.markdown.markdown_text import text_of_xhtml

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _csv(table: DataTable) -> DataFile:
    return DataFile(
        name=f"{table.name}.csv",
        holds=f"a table; each row is {table.row}",
        media_type="text/csv",
        make=lambda data: csv_text(data.table(table)),
        exists=lambda published: table.exists(published.with_drafts),
    )


def _xlsx(table: DataTable) -> DataFile:
    return DataFile(
        name=f"{table.name}.xlsx",
        holds=f"the same as {table.name}.csv, for Excel and other spreadsheets",
        media_type=_XLSX,
        make=lambda data: workbook(data.table(table)),
        exists=lambda published: table.exists(published.with_drafts),
    )


def _works(form: WorksFormat) -> DataFile:
    return DataFile(
        name=f"references{form.ending}",
        holds=f"the works that the study cites as {form.name}",
        media_type=form.media_type,
        make=lambda data: data.works.text(form, data.published.graph.references),
    )


def _has_quotes(published: Published) -> bool:
    return bool(published.graph.quotes)


def _has_codes(published: Published) -> bool:
    return bool(published.graph.codes)


def _has_concepts(published: Published) -> bool:
    return bool(published.graph.codes or published.graph.themes)


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
        follows=REFI_CODEBOOK,
    ),
    DataFile(
        name="project.qdpx",
        holds="the quotes with their codes, themes and speakers for programs for qualitative analysis (REFI-QDA)",
        media_type="application/zip",
        make=lambda data: refi_project(data.published),
        exists=_has_quotes,
        follows=REFI_PROJECT,
    ),
    DataFile(
        name="skos.ttl",
        holds="the themes and codes as concepts (SKOS), as Turtle",
        media_type="text/turtle",
        make=lambda data: skos_turtle(data.published),
        exists=_has_concepts,
        follows="http://www.w3.org/2004/02/skos/core",
    ),
    DataFile(
        name="skos.jsonld",
        holds="the same as JSON-LD",
        media_type="application/ld+json",
        make=lambda data: skos_json_ld(data.published),
        exists=_has_concepts,
        follows="http://www.w3.org/2004/02/skos/core",
    ),
    DataFile(
        name="annotations.jsonld",
        holds="the quotes as annotations of the publication (W3C Web Annotations), which find them by their words",
        media_type='application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
        make=lambda data: web_annotations(data.published),
        exists=lambda published: bool(publication(published)) and _has_quotes(published),
        follows="http://www.w3.org/ns/anno.jsonld",
    ),
    *map(_works, WORKS),
)
#: The paths of all files that a study can have as data, apart from the works of its themes.
DATA_FILES = tuple(data_file(file.name) for file in FILES)


def _files_of(published: Published) -> list[DataFile]:
    return [file for file in FILES if file.exists(published)]


class DataFiles:
    """The study as data."""

    def __init__(self, published: Published) -> None:
        self._data = StudyData(published)

    @cached_property
    def files(self) -> Mapping[str, Callable[[], bytes]]:
        """By the path of each file, relative to the site folder, the function that makes its bytes."""
        published = self._data.published
        named = {data_file(file.name): partial(_bytes, partial(file.make, self._data)) for file in _files_of(published)}
        others = (*self._of_themes(), *self._figures())
        return {**named, **{data_file(name): partial(_bytes, make) for name, make in others}}

    def llms_text(self, deposit: Deposit, indexes: Iterable[tuple[str, str]]) -> str:
        """What is where on the site, for language models. ``indexes`` are titles and paths of pages."""
        return llms_text(self._data.published, deposit, indexes, _files_of(self._data.published))

    def ro_crate(self, deposit: Deposit) -> str:
        """The description of these files as a crate; empty if there can be none."""
        folders = (WORKS_OF_THEMES, FIGURES_AS_FILES)
        has = (next(found, None) is not None for found in (self._of_themes(), self._figures()))
        return ro_crate(deposit, _files_of(self._data.published), list(compress(folders, has)))

    def _of_themes(self) -> Iterator[tuple[str, Callable[[], str | bytes]]]:
        """Those of every theme whose page links to them."""
        graph = self._data.published.with_drafts
        for theme, linked in graph.themes.items():
            for form in WORKS if linked.counts.works and theme not in graph.drafts else ():
                yield f"{theme_works(theme)}{form.ending}", partial(self._data.works.of_theme, form, theme)

    def _figures(self) -> Iterator[tuple[str, Callable[[], str | bytes]]]:
        for name, figure in self._data.figures.items():
            yield figure_file(f"{name}.svg"), partial(self._svg, figure)
            yield figure_file(f"{name}.csv"), partial(_csv_of, figure)

    def _svg(self, figure: Callable[[], DrawnFigure]) -> str:
        published = self._data.published
        work = text_of_xhtml(published.formatter.cluster(narrative(published.graph.own_reference.key)))
        source = gettext("Source: counted from %(work)s.") % {"work": work}
        return svg(figure(), published.graph.language, source)


def _csv_of(figure: Callable[[], DrawnFigure]) -> str:
    return figure().csv()


def _bytes(make: Callable[[], str | bytes]) -> bytes:
    made = make()
    return made.encode() if isinstance(made, str) else made
