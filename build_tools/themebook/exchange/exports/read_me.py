"""What says what the files of the study as data are: their columns and counts, their licence, and how to cite them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from themebook.exchange.exports.data_file import DataFile, StudyData
from themebook.exchange.exports.rows import SPEAKER
from themebook.exchange.exports.tables import MATRIX, FilledTable
from themebook.exchange.exports.workbook import MOST_CHARACTERS
from themebook.render.published import Published
from themebook.sources.markdown.markdown_text import text_of_xhtml

#: What the columns of the tables hold. Those that begin with a prefix and a colon are described by the prefix.
COLUMNS = {
    "about": "what readers should know of it",
    "address": "the address of its page",
    "all": "the quotes of everybody, each counted once",
    "attribute": "what is known of the speaker or participant; a number has its unit in parentheses",
    "code": "the codes; “A > B” is a code B below A",
    "context": "what the speaker is talking about",
    "contrasts": "the findings that the quote contrasts with",
    "date": "when it was made",
    "definition": "what it means",
    "excludes": "what it is not used for",
    "findings": "how many findings belong to it, with those of its subthemes",
    "group": "the group that the participant is in",
    "id": "its id, which does not change between versions",
    "includes": "what it is used for",
    "kind": "what it is",
    "language": "the language of the words, if it is not that of the study",
    "locator": "the place in the source",
    "note": "what the authors make of it",
    "page": "the page of the source",
    "quote": "the exact words; a dialogue has a line for each turn",
    "quotes": "how many quotes it has",
    "size": "how many people a group has",
    "source": "what the quote is taken from",
    "speaker": "the pseudonym of the one who speaks; empty if several do",
    "speakers": "all who speak",
    "summary": "what it says, in a few sentences",
    "supports": "the findings that the quote supports",
    "theme": "the themes that it belongs to, its home first; “A > B” is a subtheme B of A",
    "title": "what it is about",
    "translation": "the words in another language, by its tag",
    "wave": "the round of data collection",
}


def read_me(data: StudyData, files: Sequence[DataFile]) -> str:
    """The text about these files."""
    parts = (_about(data.published), _listed(files), _READING, *map(_columns, data.tables()))
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


def _about(published: Published) -> Iterator[str]:
    graph = published.graph
    yield from ("# The study as data", "", text_of_xhtml(published.formatter.reference(graph.own_reference.key)), "")
    if licence := graph.study.licence:
        yield from (f"Licence: {licence}", "")
    yield from ("Cite the study as above. Please do not try to find out who the participants are.", "")
    yield "Drafts and attributes that are not public are in none of the files."


def _listed(files: Sequence[DataFile]) -> Iterator[str]:
    yield from ("| file | what it holds |", "| --- | --- |")
    for meaning, named in groupby(files, key=lambda file: file.meaning):
        yield f"| {', '.join(f'`{file.name}`' for file in named)} | {meaning} |"
    yield from ("", "The works that are cited for a theme are in `themes/`, under its id, in the same formats.")
    yield from ("", "The figures of the whole study are in `figures/`, as pictures (.svg) and as tables (.csv).")


_READING = (
    "Tables that end in .csv are text in UTF-8. In columns that can hold several names, semicolons separate them; one "
    "that is part of a name has a backslash before it. Words that begin with = are no formulas: open the tables as "
    f"text, or take the workbooks, in which a cell ends after {MOST_CHARACTERS:,} characters. `themebook import` reads "
    "both again.",
)


def _columns(table: FilledTable) -> Iterator[str]:
    rows = "1 row" if len(table.rows) == 1 else f"{len(table.rows)} rows"
    yield from (f"## {table.table.name}", "", f"{rows}, each for {table.table.row}.", "")
    yield from ("| column | what it holds |", "| --- | --- |")
    yield from (f"| {_in_table(name)} | {_meaning(name, table)} |" for name in table.header)


def _meaning(column: str, table: FilledTable) -> str:
    if table.table.name == MATRIX and column.startswith(f"{SPEAKER}:"):
        return "the quotes of this participant"
    return COLUMNS[column.partition(":")[0]]


def _in_table(name: str) -> str:
    """The name of a column as code in a Markdown table, without characters that would break the table."""
    bare = name.replace("|", "/").replace("`", "'")
    return f"`{' '.join(bare.split())}`"
