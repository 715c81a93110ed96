"""Themes, findings, implications and limitations of a study as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from themebook.core.choices import Concern, ConfidenceLevel, ImplicationKind, Relation, Scale
from themebook.exchange.imported import (
    CitedWork,
    ImportedFinding,
    ImportedRelation,
    ImportedStatement,
    ImportedTheme,
)
from themebook.exchange.imported_assessments import ImportedConfidence, ImportedPrevalence
from themebook.exchange.json_values import Part, text_of
from themebook.exchange.study_json.details import DeclaredAttributes
from themebook.exchange.study_json.parts import Parts


def read_themes(parts: Parts) -> Iterator[ImportedTheme]:
    related = {name: tuple(_related(parts, part)) for name, part in parts.of("themes").items()}
    order = {name: number for number, name in enumerate(related)}
    for name, part in parts.of("themes").items():
        yield ImportedTheme(
            id=name,
            path=parts.path("themes", name),
            plain=parts.text(part, "plain"),
            summary=parts.text(part, "summary"),
            definition=parts.text(part, "definition"),
            includes=parts.text(part, "includes"),
            excludes=parts.text(part, "excludes"),
            related=tuple(
                ImportedRelation(theme=parts.path("themes", one.theme), how=one.how)
                for one in _not_said_before(name, related, order)
            ),
            place=parts.place,
        )


class _Related(NamedTuple):
    """The id of another theme, and how it is related."""

    theme: str
    how: str


def _related(parts: Parts, part: Part) -> Iterator[_Related]:
    """What a theme is related to. Both of two themes say it."""
    named: set[str] = {text_of(part, "id")}
    for one in parts.listed(part, "related", "theme"):
        name = parts.id(one, "theme", "themes")
        if name and name not in named:
            named.add(name)
            yield _Related(name, parts.text(one, "how"))


def _not_said_before(
    name: str, related: Mapping[str, Sequence[_Related]], order: Mapping[str, int]
) -> Sequence[_Related]:
    """What a theme is related to, without the last ones that follow from what earlier themes say, in their order."""
    kept = list(related[name])
    before = order[name]
    while kept and order[kept[-1].theme] < before and _Related(name, kept[-1].how) in related[kept[-1].theme]:
        before = order[kept.pop().theme]
    return kept


def read_findings(parts: Parts, attributes: DeclaredAttributes) -> Iterator[ImportedFinding]:
    for name, part in parts.of("findings").items():
        if not text_of(part, "claim"):
            parts.left_out += 1
            continue
        supports = parts.ids(part, "supports", "quotes")
        yield ImportedFinding(
            id=name,
            key=name,
            claim=text_of(part, "claim"),
            theme=parts.path("themes", parts.id(part, "theme", "themes")),
            other_themes=parts.paths(part, "also", "themes"),
            prevalence=_prevalence(parts, part, attributes),
            confidence=_confidence(parts, part),
            supports=supports,
            contrasts=tuple(one for one in parts.ids(part, "contrasts", "quotes") if one not in supports),
            unquoted=parts.text(part, "unquoted"),
            literature=tuple(_literature(parts, part)),
            explanation=parts.text(part, "explanation"),
            place=parts.place,
        )


def _prevalence(parts: Parts, part: Part, attributes: DeclaredAttributes) -> ImportedPrevalence | None:
    """For how many a finding is reported. Without a part of what it says, it would say something else."""
    known = parts.object(part, "prevalence")
    before = parts.left_out
    prevalence = ImportedPrevalence(
        scale=parts.choice(known, "scale", Scale),
        count=parts.number(known, "count"),
        of=parts.number(known, "of"),
        unit=parts.text(known, "unit"),
        among=attributes.of(known, "among"),
        words=parts.text(known, "words"),
    )
    if parts.left_out > before:
        return None
    is_stated = _is_stated(prevalence)
    parts.left_out += bool(known) and not is_stated
    return prevalence if is_stated else None


def _is_stated(known: ImportedPrevalence) -> bool:
    """Whether a study can say so, as ``check`` sees it."""
    if known.count is None:
        return known.scale is not None and known.of is None and not known.unit
    is_possible = known.of is None or known.count <= known.of
    return known.scale is not Scale.UNSTATED and is_possible and (known.of is not None or not known.unit)


def _confidence(parts: Parts, part: Part) -> ImportedConfidence | None:
    known = parts.object(part, "confidence")
    level = parts.choice(known, "level", ConfidenceLevel)
    if level is None:
        parts.left_out += bool(known) and "level" not in known
        return None
    return ImportedConfidence(
        level=level,
        methods=parts.choice(known, "methods", Concern),
        coherence=parts.choice(known, "coherence", Concern),
        adequacy=parts.choice(known, "adequacy", Concern),
        relevance=parts.choice(known, "relevance", Concern),
        reason=parts.text(known, "reason"),
    )


def read_statements(parts: Parts, kind: str) -> Iterator[ImportedStatement]:
    for name, part in parts.of(kind).items():
        if not text_of(part, "statement"):
            parts.left_out += 1
            continue
        yield ImportedStatement(
            id=name,
            key=name,
            statement=text_of(part, "statement"),
            kind=parts.choice(part, "kind", ImplicationKind) if kind == "implications" else None,
            audience=parts.text(part, "for"),
            findings=parts.ids(part, "findings", "findings"),
            explanation=parts.text(part, "explanation"),
            literature=tuple(_literature(parts, part)),
            place=parts.place,
        )


def _literature(parts: Parts, part: Part) -> Iterator[CitedWork]:
    for item in parts.listed(part, "literature", "work"):
        if work := parts.id(item, "work", "works"):
            yield CitedWork(
                work=work,
                relation=parts.choice(item, "relation", Relation) or Relation.BACKGROUND,
                locator=parts.text(item, "locator"),
                quoted=parts.text(item, "quoted"),
                note=parts.text(item, "note"),
            )
