"""What is marked in the texts of a project of QualCoder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from themebook.core.diagnostics import Diagnostic, Loaded, Rule, Severity, Span
from themebook.exchange.imported import ImportedQuote, Path
from themebook.exchange.qda.counted_text import CountedText, Positions, SourceText, counted
from themebook.exchange.qda.passages import MarkedPassage, PassageSource, quotes_of
from themebook.exchange.qda.sqlite import Record, number_of, text_of

CODED_WORDS = Rule(
    "coded-words",
    "The words of a coded passage must be those at its positions in the text, which may have been edited since.",
    Severity.WARNING,
)

Tables = Mapping[str, Sequence[Record]]

_LONGEST = 100_000
_MARKING = ("code_text", "annotation", "case_text")


@dataclass(frozen=True, slots=True)
class NamesById:
    """What ids stand for: the titles of files, the names of cases and the paths of codes."""

    files: Mapping[int | None, str]
    cases: Mapping[int | None, str]
    codes: Mapping[int | None, Path]


def passages_of_files(tables: Tables, names: NamesById, place: Span) -> Loaded[tuple[ImportedQuote, ...]]:
    """The coded passages and annotations of all files as quotes."""
    by_file: dict[int | None, dict[str, list[Record]]] = {}
    for table in _MARKING:
        for row in tables[table]:
            by_file.setdefault(number_of(row, "fid"), {}).setdefault(table, []).append(row)
    quotes: list[ImportedQuote] = []
    found: list[Diagnostic] = []
    for row in tables["source"]:
        file = number_of(row, "id")
        part, problems = _quotes(names.files[file], str(row["fulltext"] or ""), by_file.pop(file, {}), names, place)
        quotes += part
        found += problems
    unknown = sum(number_of(row, "cid") not in names.codes for row in tables["code_text"])
    if unknown:
        message = f"passages are coded with codes that the project no longer has, {unknown} in all"
        found.append(CODED_WORDS.at(place, message))
    lost = sum(len(rows.get(table, ())) for rows in by_file.values() for table in ("code_text", "annotation"))
    if lost:
        message = f"passages of files that the project no longer has are not carried over, {lost} in all"
        found.append(CODED_WORDS.at(place, message))
    return Loaded(tuple(quotes), tuple(found))


def _quotes(
    title: str, text: str, rows: Mapping[str, list[Record]], names: NamesById, place: Span
) -> Loaded[list[ImportedQuote]]:
    coded = rows.get("code_text", [])
    positions = [Positions(*_span(row), text_of(row, "seltext")) for row in coded]
    way, _ = counted(SourceText(text), positions, breaks_as_one=False)
    found: list[Diagnostic] = []
    passages = []
    elsewhere: list[ImportedQuote] = []
    for row in coded:
        passage, problem = _coded(row, way, title, names, place)
        if problem:
            found.append(problem)
            elsewhere.append(_without_place(passage, text_of(row, "seltext"), title))
        else:
            passages.append(passage)
    annotated = list(_annotated(rows.get("annotation", ()), place))
    if annotated and not text:
        message = f"annotations of '{title}' are not carried over, because it has no text, {len(annotated)} in all"
        found.append(CODED_WORDS.at(place, message))
    passages += [*annotated, *_said(rows.get("case_text", ()), names, place)]
    quotes, problems = quotes_of(PassageSource(title, way), passages if text else ())
    return Loaded([*quotes, *elsewhere], (*found, *problems))


def _span(row: Record) -> tuple[int, int]:
    start, end = number_of(row, "pos0"), number_of(row, "pos1")
    return (start, end) if start is not None and end is not None and 0 <= start <= end else (-1, -1)


def _coded(
    row: Record, way: CountedText, title: str, names: NamesById, place: Span
) -> tuple[MarkedPassage, Diagnostic | None]:
    """A coded passage, and a report if the words are no longer where they were coded."""
    start, end = _span(row)
    code = names.codes.get(number_of(row, "cid"))
    identity = f"coding-{number_of(row, 'ctid')}"
    note = text_of(row, "memo")
    passage = MarkedPassage(id=identity, start=start, end=end, place=place, codes=(code,) if code else (), note=note)
    words = text_of(row, "seltext")
    # What is too long for a quote is reported with the other passages.
    if (
        not words
        or end - start > _LONGEST
        or (start >= 0 and "".join(way.words(start, end).split()) == "".join(words.split()))
    ):
        return passage, None
    message = f"the words of '{identity}' are not at its positions {start} to {end} of '{title}'"
    return passage, CODED_WORDS.at(place, message, "check its words; it has no line number")


def _without_place(passage: MarkedPassage, words: str, title: str) -> ImportedQuote:
    return ImportedQuote(
        key=passage.id,
        words=words,
        source=title,
        codes=passage.codes,
        note=passage.note,
        place=passage.place,
        at=passage.id,
    )


def _annotated(rows: Sequence[Record], place: Span) -> Iterator[MarkedPassage]:
    for row in rows:
        start, end = _span(row)
        note = text_of(row, "memo")
        yield MarkedPassage(id=f"annotation-{number_of(row, 'anid')}", start=start, end=end, place=place, note=note)


def _said(rows: Sequence[Record], names: NamesById, place: Span) -> Iterator[MarkedPassage]:
    """The parts of a text that belong to a case."""
    for row in rows:
        name = names.cases.get(number_of(row, "caseid"))
        start, end = _span(row)
        if name and start >= 0:
            yield MarkedPassage(id="", start=start, end=end, place=place, speakers=(name,), only_shows_speaker=True)
