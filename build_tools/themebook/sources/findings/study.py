"""How the text of the findings becomes a ``Study``.

The dataclasses of ``core`` declare the keys of the file, beginning with ``model.Study``. ``declared`` derives a
``Shape`` from each, whose ``read`` (in ``shapes``) makes the dataclass from a YAML node. ``value_kinds``,
``exact_kinds`` and ``pairs`` read values.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from themebook.core import model
from themebook.core.diagnostics import Diagnostic, Loaded, Span, rule
from themebook.sources.findings.declared import FILE, SHAPES, STUDY
from themebook.sources.findings.value_kinds import FileReading
from themebook.sources.source import Source
from themebook.sources.yaml.nodes import MappingNode
from themebook.sources.yaml.parser import parse_yaml

SCHEMA_FILE = "findings.schema.json"
_SCHEMA_TITLE = "Themebook findings"


class _File(NamedTuple):
    """One findings file as read: its values by key, and the ids in parts that could not be read."""

    values: Mapping[str, Any]
    unread: tuple[str, ...]


def read_findings(sources: Sequence[Source]) -> Loaded[model.Study]:
    """The study from one findings file or the several of a folder, whose lists are joined in the order given."""
    loaded = [_read_file(source) for source in sources]
    files = [part.value for part in loaded if part.value]
    found = [diagnostic for part in loaded for diagnostic in part.diagnostics]
    start = Span(sources[0].name) if sources else Span("findings.yml")
    described = [file.values["study"] for file in files if file.values.get("study")]
    # With a file that could not be read at all, what it may hold is not reported as missing.
    if len(files) == len(sources):
        found += study_once(described, start)
    head = described[0] if described else STUDY.blank(start)
    return Loaded(model.Study(**_joined(files), **head), tuple(found))


def _read_file(source: Source) -> Loaded[_File | None]:
    root, found = parse_yaml(source)
    if root is None:
        return Loaded(None, found)
    reading = FileReading(source.name, source.text.split("\n"), shapes=SHAPES)
    values = FILE.read(root, reading)
    file = _File(values, tuple(reading.unread)) if isinstance(root, MappingNode) else None
    return Loaded(file, tuple(reading.found))


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
    """The lists of all files. Large studies spread them over several."""
    lists = [key.name for key in FILE.keys if key.name != "study"]
    joined = {name: tuple(item for file in files for item in file.values.get(name, ())) for name in lists}
    return {**joined, "unread": tuple(name for file in files for name in file.unread)}


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a findings file."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": _SCHEMA_TITLE}
    definitions = {shape.definition: shape.whole_schema() for shape in SHAPES if shape is not FILE}
    return {**head, **FILE.whole_schema(), "$defs": definitions}


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
