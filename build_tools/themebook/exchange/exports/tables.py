"""The tables of the study, each of which becomes a file of one or several formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from themebook.core.translation import N_
from themebook.exchange.exports import rows
from themebook.exchange.exports.rows import MakeRows, Row
from themebook.exchange.tables.columns import ATTRIBUTE, COUNTED_UNDER, TRANSLATION
from themebook.graph.model import EvidenceGraph
from themebook.render.published import Published

QUOTES, MATRIX = "quotes", "matrix"
_COUNTS = ("page", "size", "findings", "quotes", "all")


@dataclass(frozen=True, slots=True, kw_only=True)
class DataTable:
    """A table: the name of its files, what it holds, a sentence to be translated, and how its rows are made.

    ``columns`` are those that it always has, and ``others`` those that it has for each attribute and so on, by what
    their names have before a colon; both with what they hold. ``exists`` says whether a study has such things, drafts
    included.
    """

    name: str
    holds: str
    make: MakeRows
    columns: Mapping[str, str] = field(hash=False)
    exists: Callable[[EvidenceGraph], bool]
    others: Mapping[str, str] = field(default_factory=dict, hash=False)

    def is_count(self, column: str) -> bool:
        """Whether a column has whole numbers."""
        return column in _COUNTS or (self.name == MATRIX and column.startswith(f"{rows.SPEAKER}:"))

    def meaning(self, column: str) -> str:
        """What a column holds, in words."""
        return self.columns.get(column) or self.others[column.partition(":")[0]]


@dataclass(frozen=True, slots=True)
class FilledTable:
    """A table of a study, with its columns in order. Rows may lack columns."""

    table: DataTable
    header: tuple[str, ...]
    rows: tuple[Row, ...]


_UNIT = "the unit of a number is in the name of the column"


def _named(kind: str) -> Mapping[str, str]:
    """The columns by which a thing of a kind is found again."""
    return {
        "id": f"the id of the {kind}, which stays the same in later versions of the study",
        "address": f"the address of the page of the {kind}",
    }


TABLES = (
    DataTable(
        name=QUOTES,
        holds=N_("A table with a row for each quote: its speaker, themes, codes, source and findings."),
        make=rows.quotes,
        columns={
            "quote": "the exact words; a dialogue has a line for each turn, which begins with who speaks",
            "speaker": "the pseudonym of who speaks; empty if nobody does, or several people do",
            "theme": "the themes and subthemes that the quote belongs to, its home first",
            "code": "the codes that the quote has",
            "source": "the title of what the quote is taken from, such as a transcript",
            "page": "the page of the source",
            "locator": "the place in the source, such as a line or a time",
            "language": "the language of the words, such as `de`, if it is not that of the study",
            "title": "the title that the authors give the quote",
            "context": "what the speaker is talking about",
            "note": "what the authors make of the quote",
            "speakers": "the pseudonyms of all who speak",
            "supports": "the findings that the quote supports",
            "contrasts": "the findings that the quote contrasts with",
            COUNTED_UNDER: "the themes and subthemes where the quote counts: those that it belongs to, and those of "
            "the findings that it supports or contrasts with. It also counts for every theme above one of these",
            **_named("quote"),
        },
        others={
            ATTRIBUTE: f"what is known of the speaker, if there is only one; {_UNIT}",
            TRANSLATION: "the words in another language, which is in the name of the column",
        },
        exists=lambda graph: bool(graph.quotes),
    ),
    DataTable(
        name="findings",
        holds=N_("A table with a row for each finding: its evidence, and the works that are cited for it."),
        make=rows.findings,
        columns={
            "claim": "what the study found, in a sentence",
            "theme": "the themes and subthemes that the finding belongs to, its home first",
            "prevalence": "how many participants it is reported for, as the site says it",
            "explanation": "more detail",
            "unquoted": "why there is no quote, if there is none",
            "supports": "the ids of the quotes that support the finding",
            "contrasts": "the ids of the quotes that contrast with it",
            "works": "the keys of the works that are cited for it, which are in `references.bib`",
            **_named("finding"),
        },
        exists=lambda graph: bool(graph.findings),
    ),
    DataTable(
        name="participants",
        holds=N_("A table with a row for each participant: what is known of them."),
        make=rows.participants,
        columns={
            "speaker": "the pseudonym of the participant",
            "kind": "`person`, `group` (several people together) or `interviewer`",
            "group": "the group that the participant is in",
            "size": "how many people are in a group",
            "about": "what readers should know of the participant",
            "quotes": "the number of quotes in which the participant speaks",
            **_named("participant"),
        },
        others={ATTRIBUTE: f"what is known of the participant; {_UNIT}"},
        exists=lambda graph: bool(graph.participants),
    ),
    DataTable(
        name="themes",
        holds=N_("A table with a row for each theme and subtheme: its definition and counts."),
        make=rows.themes,
        columns={
            "theme": "the theme or subtheme, after those that it is part of",
            "summary": "what it says, in a few sentences",
            "definition": "what it means",
            "includes": "what belongs to it",
            "excludes": "what does not belong to it",
            "findings": "the number of its findings, with those of its subthemes",
            "quotes": f"the number of quotes that count for it (see `{COUNTED_UNDER}` in the table of quotes)",
            **_named("theme"),
        },
        exists=lambda graph: bool(graph.themes),
    ),
    DataTable(
        name=MATRIX,
        holds=N_("A table with a row for each theme and subtheme: the number of quotes of each participant."),
        make=rows.matrix,
        columns={
            "theme": "the theme or subtheme, after those that it is part of",
            "all": "the number of all quotes that count for it; one in which several participants speak counts once",
            **_named("theme"),
        },
        others={rows.SPEAKER: "the number of quotes that count for the theme and in which this participant speaks"},
        exists=lambda graph: bool(graph.themes),
    ),
    DataTable(
        name="codebook",
        holds=N_("A table with a row for each code: its definition."),
        make=rows.codes,
        columns={
            "code": "the code, after those that it is below",
            "definition": "what it means",
            "includes": "what it is used for",
            "excludes": "what it is not used for",
            "quotes": "the number of quotes that have this code or one below it",
            **_named("code"),
        },
        exists=lambda graph: bool(graph.codes),
    ),
    DataTable(
        name="sources",
        holds=N_("A table with a row for each source, such as a transcript."),
        make=rows.sources,
        columns={
            "source": "the title of the source",
            "kind": "what it is: `transcript`, `recording`, `notes`, `document`, `publication` or `survey`",
            "speaker": "the pseudonyms of those who speak in it",
            "date": "when it was made",
            "wave": "the round of data collection",
            "about": "what readers should know of the source",
            "quotes": "the number of quotes that are taken from it",
            **_named("source"),
        },
        exists=lambda graph: bool(graph.sources),
    ),
)


def filled(table: DataTable, published: Published) -> FilledTable:
    """A table with the rows that a study has."""
    made = tuple(table.make(published))
    return FilledTable(table, tuple(_header(table.columns, made)), made)


def _header(columns: Iterable[str], made: Iterable[Row]) -> list[str]:
    """The columns that every such table has, and where rows have them those that only some have."""
    found: dict[str, tuple[int, ...]] = {name: (number,) for number, name in enumerate(columns)}
    # Rows that have the same columns are most of a table. A new column is placed after the one before it.
    for names in dict.fromkeys(tuple(row) for row in made):
        before: tuple[int, ...] = (-1,)
        for number, name in enumerate(names):
            before = found.setdefault(name, (*before, number))
    return sorted(found, key=lambda name: found[name])
