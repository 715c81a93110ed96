"""The format of the findings file, and how its text becomes a ``Study``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from themebook.core import model
from themebook.core.diagnostics import Diagnostic, Loaded, Span, rule
from themebook.sources.findings.exact_kinds import Choice, Flag, Id, Language, LinkField, Number
from themebook.sources.findings.kinds import FileReading, Markdown, Text, Words
from themebook.sources.findings.shapes import Key, ListOf, Shape
from themebook.sources.source import Source
from themebook.sources.yaml.nodes import MappingNode
from themebook.sources.yaml.parser import compose

SCHEMA_FILE = "findings.schema.json"
_SCHEMA_TITLE = "Themebook findings"

FIGURE = Shape(
    "a figure",
    model.Figure,
    (
        Key("value", Text(bare=True), "the number as readers will see it, in quotes", required=True),
        Key("label", Text(), "what it counts, in a few words", required=True),
    ),
)
STUDY = Shape(
    "the study",
    dict,
    (
        Key(
            "reference", LinkField("the key of a reference"), "the study's own entry in the bibliography", required=True
        ),
        Key("source", Text(bare=True), "the document that page numbers refer to, such as `accepted manuscript`"),
        Key("aims", Markdown(), "what the study set out to do"),
        Key("setting", Markdown(), "where the study was done, and with whom"),
        Key("figures", ListOf(FIGURE), "key figures of the study's design, such as the number of participants"),
    ),
)
PARTICIPANT = Shape(
    "a participant",
    model.Participant,
    (
        Key("id", Id(), "the id that links use", required=True),
        Key("name", Text(bare=True), "the pseudonym that readers see", required=True),
        Key("about", Markdown(), "what the study publishes about this person, and nothing else"),
    ),
)
TERM = Shape(
    "a glossary term",
    model.Term,
    (
        Key("term", Text(bare=True), "the word or abbreviation, as it appears in the text", required=True),
        Key("also", ListOf(Text(bare=True)), "other spellings of it"),
        Key("meaning", Text(), "what it means, in a sentence or two", required=True),
    ),
)
LITERATURE = Shape(
    "a cited work",
    model.LiteratureItem,
    (
        Key("reference", LinkField("the key of a reference"), "the work's key in the bibliography", required=True),
        Key("relation", Choice(model.Relation), "how the work relates to the claim", required=True),
        Key("locator", Text(bare=True), "the place in the work, such as `p. 19`"),
        Key("quoted", Words(), "words that the authors quote from the work, without quotation marks"),
        Key("note", Markdown(), "why the authors cite the work"),
    ),
)
PREVALENCE = Shape(
    "a prevalence",
    model.Prevalence,
    (
        Key("scale", Choice(model.Scale), "how many participants the finding is reported for", required=True),
        Key("words", Text(), "the authors' own wording, such as `Most participants`"),
    ),
)
EVIDENCE = Shape(
    "the evidence",
    model.Evidence,
    (
        Key("supports", ListOf(LinkField("the id of a quote")), "the quotes that support the finding"),
        Key("contrasts", ListOf(LinkField("the id of a quote")), "the quotes that contradict the finding or limit it"),
    ),
)
FINDING = Shape(
    "a finding",
    model.Finding,
    (
        Key("id", Id(), "the id that links use", required=True),
        Key("claim", Text(), "one sentence that makes sense on its own", required=True),
        Key("prevalence", PREVALENCE, "how many participants it is reported for", required=True),
        Key("evidence", EVIDENCE, "the quotes that are evidence for it"),
        Key("unquoted", Text(), "why there is no quote, if there is none"),
        Key("explanation", Markdown(), "more detail"),
        Key("literature", ListOf(LITERATURE), "the works that the authors cite for it"),
    ),
)
QUOTE = Shape(
    "a quote",
    model.Quote,
    (
        Key("id", Id(), "the id that links use", required=True),
        Key("participant", LinkField("the id of a participant"), "who speaks", required=True),
        Key("text", Words(), "the exact words", required=True),
        Key(
            "language",
            Language(),
            "the language of the words, if it differs from that of the site, such as `de` or `pt-BR`",
        ),
        Key("page", Number(), "the page of the source on which it begins, if known"),
        Key("context", Markdown(), "what the speaker is talking about"),
        Key("continues", LinkField("the id of a quote"), "the earlier quote that this one continues"),
        Key("inline", Flag(), "true if the words are part of one of the authors' sentences"),
    ),
)
SUBTHEME = Shape(
    "a subtheme",
    model.Subtheme,
    (
        Key("id", Id(), "the id that links and addresses use", required=True),
        Key("title", Text(), "its heading", required=True),
        Key("summary", Markdown(), "what it says, in a few sentences", required=True),
        Key("quotes", ListOf(QUOTE), "the quotes that belong here, in the order of the source"),
        Key("findings", ListOf(FINDING), "the claims made here"),
    ),
)
THEME = Shape(
    "a theme",
    model.Theme,
    (
        Key("id", Id(), "the id that links and addresses use", required=True),
        Key("title", Text(), "its heading", required=True),
        Key("summary", Markdown(), "what it says, in a few sentences", required=True),
        Key("findings", ListOf(FINDING), "the claims made for the theme as a whole"),
        Key("subthemes", ListOf(SUBTHEME), "its subthemes, in order"),
    ),
)
STATEMENT = Shape(
    "a statement",
    model.Statement,
    (
        Key("id", Id(), "the id that links use", required=True),
        Key("statement", Text(), "one sentence that makes sense on its own", required=True),
        Key(
            "findings",
            ListOf(LinkField("the id of a finding")),
            "the findings it follows from or applies to",
            required=True,
        ),
        Key("explanation", Markdown(), "more detail"),
        Key("literature", ListOf(LITERATURE), "the works that the authors cite for it"),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """One findings file as read. Large studies spread the lists over several files."""

    study: dict[str, Any] | None = None
    participants: tuple[model.Participant, ...] = ()
    glossary: tuple[model.Term, ...] = ()
    themes: tuple[model.Theme, ...] = ()
    implications: tuple[model.Statement, ...] = ()
    limitations: tuple[model.Statement, ...] = ()
    unread: tuple[str, ...] = ()
    span: Span


FILE = Shape(
    "the findings file",
    _File,
    (
        Key("study", STUDY, "the study itself; in exactly one file"),
        Key("participants", ListOf(PARTICIPANT), "who speaks"),
        Key("glossary", ListOf(TERM), "words that readers may not know; explained on every page that uses them"),
        Key("themes", ListOf(THEME), "the themes, in order"),
        Key("implications", ListOf(STATEMENT), "what follows from the findings"),
        Key("limitations", ListOf(STATEMENT), "what limits the findings"),
    ),
)
SHAPES = (
    FILE,
    STUDY,
    FIGURE,
    PARTICIPANT,
    TERM,
    THEME,
    SUBTHEME,
    QUOTE,
    FINDING,
    PREVALENCE,
    EVIDENCE,
    LITERATURE,
    STATEMENT,
)


def read_findings(sources: Sequence[Source]) -> Loaded[model.Study]:
    """The study from one findings file or the several of a folder, whose lists are joined in the order given."""
    loaded = [_read_file(source) for source in sources]
    files = [part.value for part in loaded if part.value]
    found = [diagnostic for part in loaded for diagnostic in part.diagnostics]
    start = Span(sources[0].name) if sources else Span("findings.yml")
    described = [file.study for file in files if file.study]
    # With a file that could not be read at all, what it may hold is not reported as missing.
    if len(files) == len(sources):
        found += study_once(described, start)
    head = described[0] if described else STUDY.blank(start)
    return Loaded(model.Study(**_joined(files), **head), tuple(found))


def _read_file(source: Source) -> Loaded[_File | None]:
    root, found = compose(source)
    if root is None:
        return Loaded(None, found)
    reading = FileReading(source.name, source.text.split("\n"), shapes=SHAPES)
    file = FILE.read(root, reading)
    file = replace(file, unread=tuple(reading.unread))
    return Loaded(file if isinstance(root, MappingNode) else None, tuple(reading.found))


@rule()
def study_once(described: Sequence[dict[str, Any]], start: Span) -> Iterator[Diagnostic]:
    """The study must be described exactly once."""
    if not described:
        message = "the findings do not say which study they belong to"
        hint = "add `study:` with the key of the study's entry in the bibliography as its `reference`"
        yield study_once.at(start, message, hint)
    for again in described[1:]:
        message = f"the study is described again; the first time is at {described[0]['span']}"
        yield study_once.at(again["span"], message, "keep one of them")


def _joined(files: Sequence[_File]) -> dict[str, Any]:
    lists = ("participants", "glossary", "themes", "implications", "limitations", "unread")
    return {name: tuple(item for file in files for item in getattr(file, name)) for name in lists}


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a findings file."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": _SCHEMA_TITLE}
    return {**head, **FILE.schema()}


def schema_text() -> str:
    """The schema as it is committed beside the findings for editors to use."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def is_schema(path: Path) -> bool:
    """Whether a file is a schema of the findings, of this version or another."""
    try:
        written = json.loads(path.read_text("utf-8"))
    except ValueError:
        return False
    return isinstance(written, dict) and written.get("title") == _SCHEMA_TITLE
