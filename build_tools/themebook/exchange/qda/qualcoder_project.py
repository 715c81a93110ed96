"""Projects of QualCoder: the database ``data.qda`` of a project folder.

Tables: https://github.com/ccbogel/QualCoder. Categories and codes below each other are codes. A case is a participant;
the parts of texts that belong to it are its words, so that it speaks in the passages inside of them. Values of its
attributes are its own; those of a file belong to the only case of that file. What coders are called is not read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from themebook.core.choices import SourceKind
from themebook.core.diagnostics import Diagnostic, Loaded, Rule, Severity, Span
from themebook.exchange.format import ImportOptions
from themebook.exchange.imported import Imported, ImportedCode, ImportedParticipant, ImportedSource, Path
from themebook.exchange.imported_details import ImportedDetails
from themebook.exchange.input_file import InputFile
from themebook.exchange.qda.counted_text import SourceText
from themebook.exchange.qda.names import distinct, tree_paths
from themebook.exchange.qda.qualcoder_passages import NamesById, Tables, passages_of_files
from themebook.exchange.qda.sqlite import Record, has_tables, number_of, read_tables, text_of

QUALCODER_CARRIED = Rule(
    "qualcoder-carried",
    "Only what is marked in texts becomes quotes. Codes of pictures and recordings, entries of the journal, and "
    "attributes of files that do not belong to one case are not carried over.",
    Severity.NOTE,
)

_NEEDED = {
    "source": ("id", "name", "fulltext", "memo"),
    "code_name": ("cid", "name", "memo", "catid"),
    "code_cat": ("catid", "name", "memo", "supercatid"),
    "code_text": ("ctid", "cid", "fid", "seltext", "pos0", "pos1", "memo"),
}
_TABLES = {
    **_NEEDED,
    "source": (*_NEEDED["source"], "mediapath"),
    "code_name": (*_NEEDED["code_name"], "supercid"),
    "cases": ("caseid", "name", "memo"),
    "case_text": ("caseid", "fid", "pos0", "pos1"),
    "attribute": ("name", "attr_type", "value", "id"),
    "annotation": ("anid", "fid", "pos0", "pos1", "memo"),
    "code_image": ("id",),
    "code_av": ("id",),
    "journal": ("jid",),
}
_NOT_CARRIED = {
    "code_image": "codes of pictures",
    "code_av": "codes of recordings",
    "journal": "entries of the journal",
}
_RECORDINGS = ("audio:", "video:", "/audio/", "/video/")


def is_qualcoder(file: InputFile) -> bool:
    return has_tables(file, _NEEDED)


def read_qualcoder(file: InputFile, options: ImportOptions) -> Loaded[Imported]:
    """The codes, cases, sources and coded passages of a project."""
    tables, found = read_tables(file, _TABLES)
    if tables is None:
        return Loaded(Imported(), found)
    codes, paths = _codes(tables, file.start)
    cases = _Cases.of(tables)
    titles = _titles(tables["source"], "id")
    quotes, problems = passages_of_files(tables, NamesById(titles, cases.names, paths), file.start)
    imported = Imported(
        details=ImportedDetails(software="QualCoder"),
        lists_everybody=True,
        participants=tuple(_participants(tables, cases, file.start)),
        sources=tuple(_source(row, titles, cases, file.start) for row in tables["source"]),
        codes=codes,
        quotes=quotes,
    )
    return Loaded(imported, (*problems, *_not_carried(tables, cases, file.start)))


@dataclass(frozen=True, slots=True)
class _Cases:
    """The names of cases by id, and who has parts of each file, by its id."""

    names: Mapping[int | None, str]
    in_file: Mapping[int | None, tuple[str, ...]]

    @classmethod
    def of(cls, tables: Tables) -> _Cases:
        names = _titles(tables["cases"], "caseid")
        in_file: dict[int | None, dict[str, None]] = {}
        for row in tables["case_text"]:
            case = number_of(row, "caseid")
            if case in names:
                in_file.setdefault(number_of(row, "fid"), {})[names[case]] = None
        return cls(names, {file: tuple(cases) for file, cases in in_file.items()})


def _titles(rows: Sequence[Record], key: str) -> Mapping[int | None, str]:
    names = distinct(" ".join(text_of(row, "name").split()) or "Without a name" for row in rows)
    return {number_of(row, key): name for row, name in zip(rows, names, strict=True)}


def _codes(tables: Tables, place: Span) -> tuple[tuple[ImportedCode, ...], Mapping[int | None, Path]]:
    """The categories and codes, and the paths of the codes by their ids."""
    rows: dict[tuple[str, int | None], Record] = {}
    nodes: dict[tuple[str, int | None], tuple[tuple[str, int | None] | None, str]] = {}
    for kind, table, key, above in (
        ("category", "code_cat", "catid", "supercatid"),
        ("code", "code_name", "cid", "catid"),
    ):
        for row in tables[table]:
            parent = ("category", number_of(row, above))
            if kind == "code" and row["supercid"] is not None:
                parent = ("code", number_of(row, "supercid"))
            node = kind, number_of(row, key)
            rows[node] = row
            nodes[node] = parent, " ".join(text_of(row, "name").split()) or "Code without a name"
    paths = tree_paths(nodes)
    codes = tuple(ImportedCode(path=paths[node], definition=text_of(rows[node], "memo"), place=place) for node in nodes)
    return codes, {key: path for (kind, key), path in paths.items() if kind == "code"}


def _participants(tables: Tables, cases: _Cases, place: Span) -> Iterator[ImportedParticipant]:
    """The cases, each with its own attributes and those of the files that are its alone."""
    values: dict[tuple[str, int | None], list[tuple[str, str]]] = {}
    for row in tables["attribute"]:
        label, value = text_of(row, "name"), text_of(row, "value")
        if label and value:
            values.setdefault((text_of(row, "attr_type"), number_of(row, "id")), []).append((label, value))
    files: dict[str, list[int | None]] = {}
    for file, names in cases.in_file.items():
        if len(names) == 1:
            files.setdefault(names[0], []).append(file)
    for row in tables["cases"]:
        case = number_of(row, "caseid")
        name = cases.names[case]
        own = [("case", case), *(("file", file) for file in files.get(name, ()))]
        attributes: dict[str, str] = {}
        for label, value in (pair for one in own for pair in values.get(one, ())):
            attributes.setdefault(label, value)
        yield ImportedParticipant(
            name=name, attributes=tuple(attributes.items()), about=text_of(row, "memo"), place=place
        )


def _source(row: Record, titles: Mapping[int | None, str], cases: _Cases, place: Span) -> ImportedSource:
    file = number_of(row, "id")
    is_recording = text_of(row, "mediapath").startswith(_RECORDINGS)
    return ImportedSource(
        title=titles[file],
        kind=SourceKind.RECORDING if is_recording else None,
        participants=cases.in_file.get(file, ()),
        about=text_of(row, "memo"),
        text=SourceText(str(row["fulltext"] or "")).text,
        place=place,
    )


def _not_carried(tables: Tables, cases: _Cases, place: Span) -> Iterator[Diagnostic]:
    counts = {what: len(tables[table]) for table, what in _NOT_CARRIED.items()}
    files = [number_of(row, "id") for row in tables["attribute"] if text_of(row, "attr_type") == "file"]
    counts["attributes of files"] = sum(len(cases.in_file.get(file, ())) != 1 for file in files)
    for what, count in counts.items():
        if count:
            message = f"{what} are not carried over, {count} in all"
            yield QUALCODER_CARRIED.at(place, message, "add by hand what you need of them")
