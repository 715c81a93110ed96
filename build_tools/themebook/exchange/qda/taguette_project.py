"""Projects of Taguette: the database that it exports or keeps (SQLite).

Tables: https://gitlab.com/remram44/taguette. Documents are HTML, in which the positions of highlights count the UTF-8
bytes of the text without tags. Each highlight also has a copy of its words, which is right if the two differ. Tags are
codes; a dot or slash in their names can put them below others. Who made a highlight is not read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from themebook.core.diagnostics import Diagnostic, Loaded, Rule, Severity, Span
from themebook.exchange.format import ImportOptions
from themebook.exchange.imported import Imported, ImportedCode, ImportedQuote, ImportedSource, Path
from themebook.exchange.imported_details import ImportedDetails
from themebook.exchange.input_file import InputFile
from themebook.exchange.qda.counted_text import CountedText
from themebook.exchange.qda.html_text import HtmlText, html_text
from themebook.exchange.qda.names import distinct
from themebook.exchange.qda.passages import MarkedPassage, PassageSource, quotes_of
from themebook.exchange.qda.sqlite import Record, has_tables, number_of, read_tables, text_of
from themebook.exchange.qda.taguette import paths_of

ONE_TAGUETTE_PROJECT = Rule(
    "one-taguette-project", "A database of Taguette to import should have one project.", Severity.WARNING
)
HIGHLIGHT_WORDS = Rule(
    "highlight-words", "The words of a highlight should be those at its positions in the document.", Severity.WARNING
)

_TABLES = {
    "projects": ("id", "name"),
    "documents": ("id", "name", "description", "contents", "project_id"),
    "highlights": ("id", "document_id", "start_offset", "end_offset", "snippet"),
    "tags": ("id", "project_id", "path", "description"),
    "highlight_tags": ("highlight_id", "tag_id"),
}


def is_taguette(file: InputFile) -> bool:
    return has_tables(file, _TABLES)


def read_taguette(file: InputFile, options: ImportOptions) -> Loaded[Imported]:
    """The tags, documents and highlights of the first project."""
    tables, found = read_tables(file, _TABLES)
    if tables is None or not tables["projects"]:
        missing = () if found else (ONE_TAGUETTE_PROJECT.at(file.start, "there is no project in the database"),)
        return Loaded(Imported(), (*found, *missing))
    first, *others = sorted(tables["projects"], key=lambda row: number_of(row, "id") or 0)
    if others:
        message = f"only the project '{text_of(first, 'name')}' was read, the first of {len(others) + 1}"
        hint = "export the project that you want from Taguette"
        found = (*found, ONE_TAGUETTE_PROJECT.at(file.start, message, hint))
    documents = [row for row in tables["documents"] if row["project_id"] == first["id"]]
    tags = [row for row in tables["tags"] if row["project_id"] == first["id"]]
    paths = paths_of({text_of(row, "path") for row in tags})
    marks = _Marks.of(tables["highlights"], tables["highlight_tags"], _paths_by_id(tags, paths), file.start)
    titles = distinct(text_of(row, "name") or "Document without a name" for row in documents)
    sources, quotes, problems = _read_documents(documents, titles, marks)
    imported = Imported(
        details=ImportedDetails(title=text_of(first, "name"), software="Taguette"),
        sources=sources,
        codes=tuple(
            ImportedCode(path=paths[tag], definition=text_of(row, "description"), place=file.start)
            for row in tags
            if (tag := text_of(row, "path")) in paths
        ),
        quotes=quotes,
    )
    return Loaded(imported, (*found, *problems))


def _paths_by_id(tags: Sequence[Record], paths: Mapping[str, Path]) -> Mapping[int | None, Path]:
    return {number_of(row, "id"): paths[tag] for row in tags if (tag := text_of(row, "path")) in paths}


@dataclass(frozen=True, slots=True)
class _Marks:
    """The highlights by document, and the paths of their tags by highlight."""

    highlights: Mapping[int | None, Sequence[Record]]
    codes: Mapping[int | None, Sequence[Path]]
    place: Span

    @classmethod
    def of(
        cls, highlights: Sequence[Record], tagged: Sequence[Record], paths: Mapping[int | None, Path], place: Span
    ) -> _Marks:
        by_document: dict[int | None, list[Record]] = {}
        for row in highlights:
            by_document.setdefault(number_of(row, "document_id"), []).append(row)
        codes: dict[int | None, list[Path]] = {}
        for row in tagged:
            tag = number_of(row, "tag_id")
            if tag in paths:
                codes.setdefault(number_of(row, "highlight_id"), []).append(paths[tag])
        return cls(by_document, codes, place)


def _read_documents(
    documents: Sequence[Record], titles: Sequence[str], marks: _Marks
) -> tuple[tuple[ImportedSource, ...], tuple[ImportedQuote, ...], tuple[Diagnostic, ...]]:
    sources: list[ImportedSource] = []
    quotes: list[ImportedQuote] = []
    found: list[Diagnostic] = []
    for row, title in zip(documents, titles, strict=True):
        content = html_text(text_of(row, "contents"))
        about = text_of(row, "description")
        sources.append(ImportedSource(title=title, about=about, text=content.text, place=marks.place))
        part, problems = _quotes(marks.highlights.get(number_of(row, "id"), ()), title, content, marks)
        quotes += part
        found += problems
    return tuple(sources), tuple(quotes), tuple(found)


def _quotes(highlights: Sequence[Record], title: str, content: HtmlText, marks: _Marks) -> Loaded[list[ImportedQuote]]:
    found: list[Diagnostic] = []
    passages = []
    elsewhere = []
    for row in highlights:
        passage = _passage(row, content, marks)
        words = html_text(text_of(row, "snippet")).text.strip()
        if not words or _is_at(words, passage, content):
            passages.append(passage)
            continue
        message = f"the words of {passage.id} are not at its positions in '{title}'; those that it has itself were used"
        found.append(HIGHLIGHT_WORDS.at(marks.place, message, "check its words; it has no line number"))
        elsewhere.append(
            ImportedQuote(
                key=passage.id, words=words, source=title, codes=passage.codes, at=passage.id, place=marks.place
            )
        )
    quotes, problems = quotes_of(PassageSource(title, CountedText(content.text)), passages)
    return Loaded([*quotes, *elsewhere], (*found, *problems))


def _passage(row: Record, content: HtmlText, marks: _Marks) -> MarkedPassage:
    number = number_of(row, "id")
    start, end = number_of(row, "start_offset"), number_of(row, "end_offset")
    is_valid = start is not None and end is not None and 0 <= start <= end
    return MarkedPassage(
        id=f"highlight {number}",
        start=content.position(start, is_end=False) if is_valid and start is not None else -1,
        end=content.position(end, is_end=True) if is_valid and end is not None else -1,
        place=marks.place,
        codes=tuple(marks.codes.get(number, ())),
    )


def _is_at(words: str, passage: MarkedPassage, content: HtmlText) -> bool:
    if passage.start < 0 or passage.end - passage.start > 2 * len(words) + 1000:
        return False
    return "".join(content.text[passage.start : passage.end].split()) == "".join(words.split())
