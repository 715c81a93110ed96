"""The columns that tables can have, and what authors call them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from themebook.core.file_names import problem_with
from themebook.core.languages import as_tag, tag_of_name
from themebook.exchange.tables.table import Table, TableCell
from themebook.sources.findings.exact_kinds import ID_PATTERN

ATTRIBUTE = "attribute"
TRANSLATION = "translation"
OVERARCHING = "overarching theme"
SUBTHEME = "subtheme"
ID = "id"
COUNTED_UNDER = "counted under"

# What a column holds, and the other names under which it is recognised.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "quote": (
        *("quotation", "excerpt", "words", "verbatim", "extract", "illustrative quote", "example quote"),
        *("zitat", "cita", "citação", "citation", "verbatim quote"),
    ),
    "speaker": (
        *("participant", "respondent", "interviewee", "informant", "pseudonym", "participant id", "person"),
        *("sprecher", "sprecherin", "befragte", "participante", "hablante", "falante", "locuteur"),
    ),
    OVERARCHING: ("higher order theme", "high order theme", "high order themes", "superordinate theme", "global theme"),
    "theme": ("themes", "main theme", "thema", "hauptthema", "tema", "thème"),
    SUBTHEME: ("sub theme", "subthemes", "sub themes", "category", "unterthema", "subtema", "sous thème"),
    "code": ("codes", "tag", "tags", "label", "kode", "kodes", "código", "códigos"),
    "source": ("document", "transcript", "file", "interview", "quelle", "dokument", "fuente", "fonte", "documento"),
    "page": ("page number", "seite", "página"),
    "locator": ("line", "lines", "timestamp", "position"),
    "language": ("lang",),
    TRANSLATION: ("translated quote",),
    "title": (),
    "context": (),
    "note": ("memo", "comment", "comments", "notes"),
    "kind": ("type",),
    "group": (),
    "size": ("group size",),
    "about": ("description of the participant",),
    "date": (),
    "wave": ("round",),
    "summary": (),
    "definition": ("description", "meaning"),
    "includes": ("inclusion criteria", "when to use"),
    "excludes": ("exclusion criteria", "when not to use"),
    "claim": ("finding", "key finding", "review finding", "summary of review finding"),
    "explanation": (),
    "unquoted": (),
    "supports": (),
    "contrasts": (),
    ID: (),
}
# In the tables that a site offers, what follows from the rest, and what cannot be told from a cell.
_DERIVED = frozenset(("address", "speakers", COUNTED_UNDER, "findings", "quotes", "all"))
_OF_SPEAKER = "speaker:"
_ONLY_IN_JSON = frozenset(("prevalence", "works"))
_NAMES = {name: key for key, names in COLUMNS.items() for name in (key, *names)}
_PREFIXED = re.compile(r"(?P<key>attribute|translation)\s*:\s*(?P<rest>\S.*)", re.IGNORECASE)
_IN_PARENTHESES = re.compile(r" ?\([^()]*\)$")
_NUMBERED = re.compile(r"(?P<key>.+?)[ _]?\d")


@dataclass(frozen=True, slots=True)
class Columns:
    """The indexes of the columns of one table, by what they hold, and the headers of those that hold nothing known.

    The keys are those of ``COLUMNS``, ``attribute:LABEL`` and ``translation:TAG``. Several columns can hold subthemes
    or codes. One of ids has at least one that a study can have.
    """

    indexes: Mapping[str, tuple[int, ...]]
    unknown: tuple[TableCell, ...]

    def texts(self, row: Sequence[TableCell], key: str) -> list[TableCell]:
        """The cells of a row in the columns of a key that have text in them."""
        cells = (row[index] for index in self.indexes.get(key, ()) if index < len(row))
        return [cell for cell in cells if cell.text.strip()]

    def text(self, row: Sequence[TableCell], key: str) -> str:
        return next((cell.text.strip() for cell in self.texts(row, key)), "")

    def labelled(self, row: Sequence[TableCell], key: str) -> list[tuple[str, str]]:
        """The label of each column such as ``attribute:LABEL``, with the text of the row there."""
        labels = (name.partition(":")[2] for name in self.indexes if name.startswith(f"{key}:"))
        return [(label, text) for label in labels if (text := self.text(row, f"{key}:{label}"))]

    def __contains__(self, key: str) -> bool:
        return key in self.indexes


def columns_of(table: Table, named: Mapping[str, str]) -> Columns:
    """What the columns of a table hold, by their headers. ``named`` are the headers that the author names, by key."""
    given = {plain_header(header): key for key, header in named.items()}
    indexes: dict[str, list[int]] = {}
    unknown = []
    for index, cell in enumerate(table.header):
        header = plain_header(cell.text)
        key = _prefixed(given[header]) if header in given else _key(cell.text)
        if header not in given and (key in named or key in indexes) and key not in (SUBTHEME, "code"):
            key = ""
        if key == ID and not _has_ids(table, index):
            key = ""
        if key:
            indexes.setdefault(key, []).append(index)
        elif header:
            unknown.append(cell)
    return Columns({key: tuple(places) for key, places in indexes.items()}, tuple(unknown))


def has_header(table: Table, header: str) -> bool:
    return any(plain_header(cell.text) == plain_header(header) for cell in table.header)


def is_id(text: str) -> bool:
    return re.fullmatch(ID_PATTERN, text) is not None and not problem_with(text)


def _has_ids(table: Table, index: int) -> bool:
    """Whether a column has an id as we write them. What other programs call an id is mostly a number."""
    return any(is_id(row[index].text.strip()) for row in table.rows if index < len(row))


def is_published(table: Table, columns: Columns) -> bool:
    """Whether a table is one that a site offers."""
    return ID in columns and has_header(table, "address")


def is_derived(header: str) -> bool:
    """Whether a column of a table that a site offers follows from the rest."""
    return plain_header(header) in _DERIVED or header.startswith(_OF_SPEAKER)


def is_only_in_json(header: str) -> bool:
    """Whether a column of a table that a site offers is for readers, and only the study as JSON has all of it."""
    return plain_header(header) in _ONLY_IN_JSON


def _key(header: str) -> str:
    plain = _IN_PARENTHESES.sub("", plain_header(header))
    numbered = _NUMBERED.fullmatch(plain)
    return _prefixed(header) or _NAMES.get(plain) or (_NAMES.get(numbered["key"], "") if numbered else "")


def _prefixed(header: str) -> str:
    """The key of a header such as ``attribute:Role`` or ``translation:en``, or one of ``COLUMNS``."""
    found = _PREFIXED.fullmatch(header.strip())
    if not found:
        return header if header in COLUMNS else ""
    key, rest = found["key"].lower(), found["rest"].strip()
    if key == TRANSLATION:
        rest = as_tag(rest) or tag_of_name(rest) or rest
    return f"{key}:{rest}"


def plain_header(header: str) -> str:
    """A header as it is compared: without capitals, hyphens and underscores."""
    return re.sub(r"[\s_-]+", " ", header).strip().casefold()
