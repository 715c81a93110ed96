"""The README of the study as data: the files and their columns, their licence, and how to cite them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from themebook.core.translation import gettext
from themebook.exchange.excel_limits import MOST_CHARACTERS
from themebook.exchange.exports.data_file import DataFile, StudyData
from themebook.exchange.exports.references import WORKS
from themebook.exchange.exports.rows import SPEAKER
from themebook.exchange.exports.tables import MATRIX, QUOTES, FilledTable
from themebook.render.published import Published
from themebook.site.routes import figure_file, theme_works
from themebook.sources.markdown.markdown_text import text_of_xhtml


def read_me(data: StudyData, files: Sequence[DataFile]) -> str:
    """The text about these files."""
    tables, source = tuple(data.tables()), data.published.graph.study.source
    described = (_columns(table, source) for table in tables)
    parts = (_about(data.published), _listed(data, files), _READING, _again(tables), *described)
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


def _about(published: Published) -> Iterator[str]:
    graph = published.graph
    yield from ("# The study as data", "", text_of_xhtml(published.formatter.reference(graph.own_reference.key)), "")
    if licence := graph.study.licence:
        yield from (f"Licence: {licence}", "")
    yield from ("Cite the study as above. Please do not try to find out who the participants are.", "")
    yield "Drafts and attributes that are not public are in none of the files."


def _listed(data: StudyData, files: Sequence[DataFile]) -> Iterator[str]:
    yield from ("| file | what it holds |", "| --- | --- |")
    for meaning, named in groupby(files, key=lambda file: file.meaning):
        yield f"| {', '.join(f'`{file.name}`' for file in named)} | {meaning} |"
    for figure in data.figures:
        names = (f"`{figure_file(f'{figure.name}{ending}')}`" for ending in (".svg", ".csv"))
        yield f"| {', '.join(names)} | {gettext('Figure: %(title)s') % {'title': figure.title}} |"
    if any(linked.counts.works for linked in data.published.with_drafts.themes.values()):
        names = (f"`{theme_works('ID')}{form.ending}`" for form in WORKS)
        yield f"| {', '.join(names)} | The works that are cited for the theme with this id (see themes.csv). |"


_READING = (
    "## How to read the tables",
    "",
    "Each table is there twice: as a .csv file, which is text in UTF-8 for any program, and as an .xlsx workbook for "
    "Excel and other spreadsheets.",
    "",
    "- If a cell holds several names, semicolons separate them. “A > B” is a theme or code B that is part of A. If one "
    "of these signs is part of a name, a backslash is before it.",
    "- Quotes that begin with a sign such as = or - are words, but a spreadsheet that opens a .csv file may calculate "
    "with them. Take the .xlsx file, or import the .csv file with all columns as text.",
    f"- A cell of an .xlsx file ends after {MOST_CHARACTERS:,} characters. The .csv file has the whole text.",
    "- A quote counts once for each theme that it belongs to, for each theme of a finding that it supports or "
    "contrasts with, and for every theme above these. So a quote may count for several themes.",
)


def _again(tables: Iterable[FilledTable]) -> Iterator[str]:
    names = " ".join(f"{one.table.name}.csv" for one in tables if one.table.name != MATRIX)
    yield from ("## How to make a site of these files", "")
    yield "This study was published with Themebook. Whoever has installed it can go on from these files. The command"
    yield from ("", "    themebook import findings.json --to my-study", "")
    yield "makes a folder “my-study” with the whole study, which can be changed and published again."
    if names:
        yield "If you have changed the tables, give their names instead. They hold less, but keep all ids:"
        yield from ("", f"    themebook import {names} references.bib --to my-study")


def _columns(table: FilledTable, source: str) -> Iterator[str]:
    """The columns of a table. ``source`` is the document that pages of quotes without a source refer to."""
    rows = "1 row" if len(table.rows) == 1 else f"{len(table.rows)} rows"
    yield from (f"## {table.table.name}", "", f"{gettext(table.table.holds)} It has {rows}.", "")
    yield from ("| column | what it holds |", "| --- | --- |")
    for name in _shown(table):
        meaning = table.table.meaning(name)
        if source and (table.table.name, name) == (QUOTES, "page"):
            meaning = f"{meaning}; if there is none, the page of this document: {_in_table(source)}"
        is_empty = table.rows and name in table.header and not any(row.get(name) for row in table.rows)
        yield f"| {_in_table(name)} | {meaning}{'; empty in this study' if is_empty else ''} |"


def _shown(table: FilledTable) -> list[str]:
    """The columns, of which there can be one for each of many participants."""
    if table.table.name != MATRIX:
        return list(table.header)
    return list(dict.fromkeys(f"{SPEAKER}:NAME" if name.startswith(f"{SPEAKER}:") else name for name in table.header))


def _in_table(name: str) -> str:
    """A text as code in a Markdown table, without characters that would break the table."""
    bare = name.replace("|", "/").replace("`", "'")
    return f"`{' '.join(bare.split())}`"
