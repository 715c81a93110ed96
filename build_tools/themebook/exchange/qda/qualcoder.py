"""The coding report of QualCoder, as CSV or XLSX. Format: ``report_codes.py`` of https://github.com/ccbogel/QualCoder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from themebook.core.diagnostics import Rule, Severity
from themebook.exchange.format import ImportOptions
from themebook.exchange.imported import Imported, ImportedParticipant, Path
from themebook.exchange.qda.report_reading import ReportRow, quotes_of
from themebook.exchange.tables.columns import plain_header
from themebook.exchange.tables.row_reader import Row, RowReader
from themebook.exchange.tables.table import TableCell

CODING_IS_TEXT = Rule(
    "coding-is-text", "A coding that is imported must be of text, and not of a picture or a recording.", Severity.NOTE
)

_CASE_VARIABLE = "CaseVar_"
_OTHERS = {"imid:": "a picture", "avid:": "a recording"}


def read_codings(reader: RowReader, _: ImportOptions) -> Imported:
    """The codings of text, of which there is a row for each code. Cases speak; their variables are attributes."""
    text = reader.columns.text
    categories = [index for index, cell in enumerate(reader.table.header) if plain_header(cell.text) == "category"]
    times: Counter[tuple[str, ...]] = Counter()

    def of_row(row: Row, words: TableCell) -> ReportRow | None:
        what = _OTHERS.get(text(row, "id")[:5])
        if what:
            message = f"the coding '{text(row, 'id')}' with '{text(row, 'code')}' is of {what}, and was left out"
            reader.found.append(CODING_IS_TEXT.at(words.place, message, "describe it in words, if readers need it"))
            return None
        path = _path(row, text(row, "code"), categories, len(reader.table.header))
        place = (text(row, "speaker"), text(row, "source"), words.text.strip())
        # Words that have one code twice were said twice.
        times[(*place, *path)] += 1
        return ReportRow(at=f"coding {text(row, 'id')}", identity=(*place, str(times[(*place, *path)])), codes=(path,))

    return Imported(quotes=quotes_of(reader, of_row), participants=tuple(_participants(reader)))


def _path(row: Row, code: str, categories: Sequence[int], width: int) -> Path:
    """The path of a code. The report names its categories from the bottom up, in fewer cells if it has fewer."""
    names = [_text(row, index) for index in categories[: max(0, len(categories) - _missing(row, width))]]
    return (*reversed([name for name in names if name]), code)


def _text(row: Row, index: int) -> str:
    """The text of a cell; none if the row is too short even for a shifted one."""
    return row[index].text.strip() if 0 <= index < len(row) else ""


def _missing(row: Row, width: int) -> int:
    return max(0, width - len(row))


def _participants(reader: RowReader) -> Iterator[ImportedParticipant]:
    """The cases with their variables. What is after the categories is further left in a row that has fewer of them."""
    header = reader.table.header
    variables = [
        (index, cell.text.strip().removeprefix(_CASE_VARIABLE))
        for index, cell in enumerate(header)
        if cell.text.strip().startswith(_CASE_VARIABLE)
    ]
    for row in reader.table.rows:
        values = ((name, _text(row, index - _missing(row, len(header)))) for index, name in variables)
        if name := reader.columns.text(row, "speaker"):
            attributes = tuple((label, value) for label, value in values if value)
            yield ImportedParticipant(name=name, place=row[0].place, attributes=attributes)
