"""The table of all files of the study as data. A format is a module, and a row here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property, partial
from itertools import chain, compress

from themebook.cite.all_citations import narrative
from themebook.core.translation import N_, gettext
from themebook.exchange.deposit.description import Deposit
from themebook.exchange.exports.csv_text import csv_text
from themebook.exchange.exports.data_file import DataFile, StudyData, as_bytes
from themebook.exchange.exports.figures.study_figures import StudyFigure, study_figures
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
from themebook.graph.counts import has_published_quotes
from themebook.graph.model import EvidenceGraph
from themebook.render.published import Published
from themebook.site.routes import data_file, figure_file, theme_works
from themebook.sources.markdown.markdown_text import text_of_xhtml
from themebook.views.data_listing import DataEntry, DataFigure, DataListing

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


# Browsers show text. Repositories of data show Markdown.
_READ_ME, _READ_ME_AS_PAGE = "README.txt", "README.md"
_ABOUT = N_("What is in all these files and in the columns of the tables, and how to cite the study.")
_CONCEPTS = N_("The themes and codes as concepts that other vocabularies can refer to (SKOS).")


def _tables(table: DataTable) -> tuple[DataFile, DataFile]:
    """A table in both formats."""
    text = DataFile(
        name=f"{table.name}.csv",
        holds=table.holds,
        media_type="text/csv",
        make=lambda data: csv_text(data.table(table)),
        exists=table.exists,
    )
    return text, replace(
        text, name=f"{table.name}.xlsx", media_type=_XLSX, make=lambda data: workbook(data.table(table))
    )


def _works(form: WorksFormat) -> DataFile:
    return DataFile(
        name=f"references{form.ending}",
        holds=N_("The study and the works that it cites, for reference managers."),
        media_type=form.media_type,
        make=lambda data: data.works.text(form, data.published.graph.references),
    )


def _has_codes(graph: EvidenceGraph) -> bool:
    return not graph.drafts.issuperset(graph.codes)


def _has_concepts(graph: EvidenceGraph) -> bool:
    return not graph.drafts.issuperset((*graph.themes, *graph.codes))


FILES: tuple[DataFile, ...] = (
    DataFile(
        name=_READ_ME,
        holds=_ABOUT,
        media_type="text/plain",
        make=lambda data: read_me(data, _files_of(data.published)),
    ),
    DataFile(
        name=_READ_ME_AS_PAGE,
        holds=_ABOUT,
        media_type="text/markdown",
        make=lambda data: read_me(data, _files_of(data.published)),
    ),
    *chain.from_iterable(map(_tables, TABLES)),
    *map(_works, WORKS),
    DataFile(
        name="project.qdpx",
        holds=N_("The quotes with their codes, themes and speakers, for programs for qualitative analysis (REFI-QDA)."),
        media_type="application/zip",
        make=lambda data: refi_project(data.published),
        exists=has_published_quotes,
        follows=REFI_PROJECT,
    ),
    DataFile(
        name="codebook.qdc",
        holds=N_("The codes for programs for qualitative analysis (REFI-QDA)."),
        media_type="application/xml",
        make=lambda data: refi_codebook(data.published),
        exists=_has_codes,
        follows=REFI_CODEBOOK,
    ),
    DataFile(
        name="findings.json",
        holds=N_("The whole study for programs."),
        media_type="application/json",
        make=lambda data: findings_json(data.published),
    ),
    DataFile(
        name=SCHEMA,
        holds=N_("The JSON Schema of findings.json."),
        media_type="application/schema+json",
        make=lambda _: schema_text(),
        follows="https://json-schema.org/draft/2020-12/schema",
    ),
    DataFile(
        name="skos.ttl",
        holds=_CONCEPTS,
        media_type="text/turtle",
        make=lambda data: skos_turtle(data.published),
        exists=_has_concepts,
        follows="http://www.w3.org/2004/02/skos/core",
    ),
    DataFile(
        name="skos.jsonld",
        holds=_CONCEPTS,
        media_type="application/ld+json",
        make=lambda data: skos_json_ld(data.published),
        exists=_has_concepts,
        follows="http://www.w3.org/2004/02/skos/core",
    ),
    DataFile(
        name="annotations.jsonld",
        holds=N_("The quotes as annotations of the publication, which programs find by their words (W3C)."),
        media_type='application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
        make=lambda data: web_annotations(data.published),
        exists=lambda graph: bool(publication(graph)) and has_published_quotes(graph),
        follows="http://www.w3.org/ns/anno.jsonld",
    ),
)
#: The paths of all files that a study can have as data, apart from the works of its themes.
DATA_FILES = tuple(data_file(file.name) for file in FILES)


def data_listing(graph: EvidenceGraph) -> DataListing:
    """What is listed of a study with this graph, drafts included."""
    entries: dict[str, list[str]] = {}
    for file in FILES:
        if file.exists(graph) and file.name not in (_READ_ME, _READ_ME_AS_PAGE):
            entries.setdefault(file.meaning, []).append(file.name)
    return DataListing(
        read_me=_READ_ME,
        entries=tuple(DataEntry(meaning, tuple(names)) for meaning, names in entries.items()),
        figures=tuple(DataFigure(one.title, one.name) for one in study_figures(graph)),
        has_works_of_themes=any(linked.counts.works for linked in graph.themes.values()),
    )


def _files_of(published: Published) -> list[DataFile]:
    return [file for file in FILES if file.exists(published.with_drafts)]


class DataFiles:
    """The study as data."""

    def __init__(self, published: Published) -> None:
        self._data = StudyData(published)

    @cached_property
    def files(self) -> Mapping[str, Callable[[], bytes]]:
        """By the path of each file, relative to the site folder, the function that makes its bytes."""
        published = self._data.published
        named = {
            data_file(file.name): partial(as_bytes, partial(file.make, self._data)) for file in _files_of(published)
        }
        others = (*self._of_themes(), *self._figures())
        return {**named, **{data_file(name): partial(as_bytes, make) for name, make in others}}

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
        for figure in self._data.figures:
            yield figure_file(f"{figure.name}.svg"), partial(self._svg, figure)
            yield figure_file(f"{figure.name}.csv"), partial(self._figure_csv, figure)

    def _svg(self, figure: StudyFigure) -> str:
        published = self._data.published
        work = text_of_xhtml(published.formatter.cluster(narrative(published.graph.own_reference.key)))
        source = gettext("Source: counted from %(work)s.") % {"work": work}
        return svg(figure.title, self._data.drawn(figure), language=published.graph.language, source=source)

    def _figure_csv(self, figure: StudyFigure) -> str:
        return self._data.drawn(figure).csv()
