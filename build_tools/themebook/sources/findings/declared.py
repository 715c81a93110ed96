"""The shapes of the findings file, derived from the dataclasses of the study."""

from __future__ import annotations

from dataclasses import MISSING, fields
from enum import StrEnum
from functools import cache, partial
from keyword import iskeyword
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from themebook.core import assessments, data, model, study_details
from themebook.core.fields import EntityId, LinkTo, Meaning, PairKind, Prose, StringKind
from themebook.sources.findings.exact_kinds import Choice, Flag, Id, Language, LinkField, Number
from themebook.sources.findings.pairs import PairsField, TurnField
from themebook.sources.findings.shapes import Key, ListOf, Shape
from themebook.sources.findings.value_kinds import Markdown, Text, ValueKind, VerbatimWords

# What messages and the guide call each thing, in the order of the guide.
_NAMES = {
    study_details.Author: "an author",
    model.Figure: "a figure",
    model.Sample: "the sample",
    data.Attribute: "an attribute",
    data.Participant: "a participant",
    data.DataSource: "a source",
    data.Code: "a code",
    model.Term: "a glossary term",
    model.Theme: "a theme",
    model.Subtheme: "a subtheme",
    model.Related: "a related theme",
    data.Quote: "a quote",
    model.Finding: "a finding",
    assessments.Prevalence: "a prevalence",
    assessments.Confidence: "the confidence",
    model.Evidence: "the evidence",
    model.LiteratureItem: "a cited work",
    model.Implication: "an implication",
    model.Statement: "a limitation",
}
_KINDS: dict[Any, ValueKind] = {
    str: Text(),
    StringKind.NAME: Text(bare=True),
    StringKind.VERBATIM: VerbatimWords(),
    StringKind.LANGUAGE: Language(),
    EntityId: Id(),
    Prose: Markdown(),
    int: Number(),
    bool: Flag(),
    PairKind.NAMES: PairsField("names with values", Text(bare=True)),
    PairKind.VERBATIM: PairsField("languages with words", VerbatimWords()),
    PairKind.TURN: TurnField(VerbatimWords()),
}


@cache
def shape_of(declared: type) -> Shape:
    """The shape of a dataclass of the study."""
    # Themes contain subthemes, which contain others: the keys are only looked up when they are needed.
    return Shape(_NAMES[declared], partial(_made, declared), partial(keys_of, declared))


def _made(declared: type, **values: Any) -> Any:
    """A dataclass of the study from the values of its keys. Keys that are words of Python have fields with a ``_``."""
    return declared(**{f"{key}_" if iskeyword(key) else key: value for key, value in values.items()})


@cache
def keys_of(declared: type, *, under: str = "") -> tuple[Key, ...]:
    """The keys that the fields of a dataclass declare, as far as they are written ``under`` this key."""
    types = get_type_hints(declared, include_extras=True)
    # What all items may have comes last, except the id.
    base = data.Item if issubclass(declared, data.Item) else study_details.StudyDetails
    common = {field.name for field in fields(base)} - {"id"}
    return tuple(
        Key(
            field.name.removesuffix("_"),
            _kind(types[field.name]),
            field.metadata[Meaning].text,
            required=field.default is MISSING,
        )
        for field in sorted(fields(declared), key=lambda field: field.name in common)
        if Meaning in field.metadata and field.metadata[Meaning].under == under
    )


def _kind(declared: Any) -> ValueKind:
    """The kind of value that a type declares."""
    origin, arguments = get_origin(declared), get_args(declared)
    if origin in (Union, UnionType):
        (some,) = (one for one in arguments if one is not NoneType)
        return _kind(some)
    if origin is tuple:
        return ListOf(_kind(arguments[0]))
    if origin is Annotated:
        mark = arguments[1]
        return LinkField(mark.what) if isinstance(mark, LinkTo) else _KINDS[mark]
    if declared in _KINDS:
        return _KINDS[declared]
    return Choice(declared) if issubclass(declared, StrEnum) else shape_of(declared)


def _keys_of_file() -> tuple[Key, ...]:
    return (Key("study", STUDY, "the study itself; in exactly one file"), *keys_of(model.Study))


STUDY = Shape("the study", dict, partial(keys_of, model.Study, under="study"))
FILE = Shape("the findings file", dict, cache(_keys_of_file))
SHAPES = (FILE, STUDY, *map(shape_of, _NAMES))
