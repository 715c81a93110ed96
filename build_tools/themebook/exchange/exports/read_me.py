"""What says what the files of the study as data are: their columns and counts, their licence, and how to cite them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from themebook.exchange.exports.sheets import SPEAKER
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


@dataclass(frozen=True, slots=True)
class ReadMeRow:
    """A table: the name of its file, what a row is, how many there are, and its columns."""

    name: str
    row: str
    count: int
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadMe:
    """The text about the files. ``works`` is how many works the study cites."""

    published: Published
    tables: tuple[ReadMeRow, ...]
    works: int

    def text(self) -> str:
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        graph = self.published.graph
        own, codes = graph.own_reference, next(self.published.codes(), None)
        yield from ("# The study as data", "", text_of_xhtml(self.published.formatter.reference(own.key)), "")
        if licence := graph.study.licence:
            yield from (f"Licence: {licence}", "")
        yield from ("Cite the study as above. Please do not try to find out who the participants are.", "")
        yield from ("Drafts and attributes that are not public are in none of the files.", "")
        yield from ("| file | rows | each row is |", "| --- | --- | --- |")
        yield from (f"| `{table.name}` | {table.count} | {table.row} |" for table in self.tables)
        yield from (
            "",
            "`findings.json` holds the whole study for programs; `findings.schema.json` describes it.",
            *(
                ["", "`codebook.qdc` holds the codes for programs for qualitative analysis (REFI-QDA)."]
                if codes
                else []
            ),
            "",
            f"`references.bib`, `references.ris` and `references.json` hold the {self.works} works that the study "
            "cites, also in drafts, as BibTeX, RIS and CSL-JSON. Those of a theme are in `themes/`, under its id.",
            "",
            "The tables are CSV in UTF-8. In columns that can hold several names, semicolons separate them; one that "
            "is part of a name has a backslash before it. Open the tables as text: words that begin with = are no "
            "formulas. `themebook import` reads them again.",
            "",
        )
        for table in self.tables:
            yield from (f"## {table.name}", "", "| column | what it holds |", "| --- | --- |")
            yield from (f"| {_in_table(name)} | {self._meaning(name, table)} |" for name in table.columns)
            yield ""

    def _meaning(self, column: str, table: ReadMeRow) -> str:
        if table.name == "matrix.csv" and column.startswith(f"{SPEAKER}:"):
            return "the quotes of this participant"
        return COLUMNS[column.partition(":")[0]]


def _in_table(name: str) -> str:
    """The name of a column as code in a Markdown table, without characters that would break the table."""
    bare = name.replace("|", "/").replace("`", "'")
    return f"`{' '.join(bare.split())}`"
