"""A study that Themebook published as JSON (see ``exports/findings_json.py``), to be a study again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from themebook.core.choices import ParticipantKind, Relation, SourceKind
from themebook.core.diagnostics import Diagnostic, Loaded, Rule, Severity, Span
from themebook.exchange.exports.findings_json import FORMAT
from themebook.exchange.format import ImportOptions
from themebook.exchange.imported import (
    CitedWork,
    Imported,
    ImportedAuthor,
    ImportedCode,
    ImportedDetails,
    ImportedFinding,
    ImportedParticipant,
    ImportedQuote,
    ImportedSource,
    ImportedTheme,
    ImportedWork,
    Path,
)
from themebook.exchange.input_file import InputFile

STUDY_READABLE = Rule("study-readable", "A study as JSON must be as Themebook writes it.")
STUDY_CARRIED = Rule(
    "study-carried",
    "Of a study as JSON, prevalence, confidence, implications and limitations are not imported.",
    Severity.NOTE,
)
_HINT = "download findings.json again"
_DEEPEST = 40
_NOT_CARRIED = ("implications", "limitations")

Part = Mapping[str, Any]


def recognises(file: InputFile) -> bool:
    """Whether a file is JSON that says that it is a study."""
    return file.beginning.startswith("{") and f'"{FORMAT}"' in file.beginning


def read(file: InputFile, _: ImportOptions) -> Loaded[Imported]:
    """The study, as far as tables and text carry it. Parts that are not as they should be are left out."""
    text, found = file.decoded
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError) as error:
        reason = str(error) if isinstance(error, ValueError) else "it is nested too deeply"
        problem = STUDY_READABLE.at(file.start, f"'{file.name}' cannot be read: {reason}", _HINT)
        return Loaded(Imported(), (*found, problem))
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        problem = STUDY_READABLE.at(file.start, f"'{file.name}' is no study that Themebook published", _HINT)
        return Loaded(Imported(), (*found, problem))
    reader = _Reader(whole, file.start)
    return Loaded(reader.study(), (*found, *reader.problems()))


class _Reader:
    """Reads one study. ``parts`` are the parts of each kind by their ids, in order."""

    def __init__(self, whole: Part, place: Span) -> None:
        self._whole = whole
        self._place = place
        self._left_out = 0
        kinds = ("themes", "findings", "quotes", "participants", "sources", "codes", "works")
        self._parts = {kind: {part["id"]: part for part in self._listed(whole, kind, "id")} for kind in kinds}

    def study(self) -> Imported:
        return Imported(
            details=self._details(),
            lists_everybody=bool(self._parts["participants"]),
            participants=tuple(map(self._participant, self._parts["participants"].values())),
            sources=tuple(map(self._source, self._parts["sources"].values())),
            codes=tuple(self._code(name, part) for name, part in self._parts["codes"].items()),
            themes=tuple(self._theme(name, part) for name, part in self._parts["themes"].items()),
            quotes=tuple(map(self._quote, self._parts["quotes"].values())),
            findings=tuple(self._finding(part) for part in self._parts["findings"].values() if _text(part, "claim")),
            works=tuple(
                ImportedWork(csl=part, citation_key=name, place=self._place)
                for name, part in self._parts["works"].items()
            ),
        )

    def problems(self) -> Iterator[Diagnostic]:
        if self._left_out:
            message = f"parts are not as they should be and were left out, {self._left_out} in all"
            yield STUDY_READABLE.at(self._place, message, _HINT)
        left = [name for name in _NOT_CARRIED if self._whole.get(name)]
        findings = self._parts["findings"].values()
        left += [name for name in ("prevalence", "confidence") if any(part.get(name) for part in findings)]
        if left:
            message = f"not imported: {', '.join(left)}"
            yield STUDY_CARRIED.at(self._place, message, "copy them from the findings of the study")

    def _listed(self, part: Part, name: str, *needed: str) -> list[Part]:
        """The objects of a list that have the texts which are needed."""
        every = part.get(name, [])
        listed = every if isinstance(every, list) else [every]
        whole: list[Part] = [one for one in listed if isinstance(one, dict) and all(_text(one, key) for key in needed)]
        self._left_out += len(listed) - len(whole)
        return whole

    def _path(self, kind: str, name: str) -> Path:
        """The titles from the top down to a theme or code; empty if there is none of this id."""
        titles: list[str] = []
        part = self._parts[kind].get(name)
        while part is not None and len(titles) < _DEEPEST:
            titles.append(_text(part, "title") or name)
            part = self._parts[kind].get(_text(part, "parent"))
        return tuple(reversed(titles))

    def _paths(self, kind: str, names: Sequence[str]) -> tuple[Path, ...]:
        return tuple(path for name in names if (path := self._path(kind, name)))

    def _name(self, kind: str, name: str, key: str) -> str:
        """What a participant or source is called."""
        return _text(self._parts[kind].get(name, {}), key)

    def _details(self) -> ImportedDetails:
        study = self._whole.get("study")
        study = study if isinstance(study, dict) else {}
        reference = _text(study, "reference")
        work = self._parts["works"].get(reference, {})
        return ImportedDetails(
            title=_text(study, "title") or _text(work, "title"),
            authors=tuple(map(_author, self._listed(study, "authors", "name"))),
            work=reference if work else "",
            approach=_text(study, "approach"),
            licence=_text(study, "licence"),
        )

    def _units(self) -> Mapping[str, str]:
        study = self._whole.get("study")
        listed = self._listed(study, "attributes", "label") if isinstance(study, dict) else []
        return {_text(one, "label"): _text(one, "unit") for one in listed}

    def _participant(self, part: Part) -> ImportedParticipant:
        units = self._units()
        kind, size = _text(part, "kind"), part.get("size")
        return ImportedParticipant(
            name=_text(part, "name") or _text(part, "id"),
            kind=ParticipantKind(kind) if kind in list(ParticipantKind) else ParticipantKind.PERSON,
            size=size if _is_number(size) else None,
            group=self._name("participants", _text(part, "group"), "name"),
            attributes=tuple(
                _with_unit(label, value, units.get(label, "")) for label, value in _pairs(part, "attributes")
            ),
            about=_text(part, "about"),
            place=self._place,
        )

    def _source(self, part: Part) -> ImportedSource:
        kind = _text(part, "kind")
        speakers = (self._name("participants", name, "name") for name in _texts(part, "participants"))
        return ImportedSource(
            title=_text(part, "title") or _text(part, "id"),
            kind=SourceKind(kind) if kind in list(SourceKind) else None,
            participants=tuple(filter(None, speakers)),
            date=_text(part, "date"),
            wave=_text(part, "wave"),
            about=_text(part, "about"),
            place=self._place,
        )

    def _code(self, name: str, part: Part) -> ImportedCode:
        return ImportedCode(
            path=self._path("codes", name),
            definition=_text(part, "definition"),
            includes=_text(part, "includes"),
            excludes=_text(part, "excludes"),
            place=self._place,
        )

    def _theme(self, name: str, part: Part) -> ImportedTheme:
        return ImportedTheme(
            path=self._path("themes", name),
            summary=_text(part, "summary"),
            definition=_text(part, "definition"),
            includes=_text(part, "includes"),
            excludes=_text(part, "excludes"),
            place=self._place,
        )

    def _quote(self, part: Part) -> ImportedQuote:
        turns = (
            (self._name("participants", turn["speaker"], "name"), turn["text"])
            for turn in self._listed(part, "turns", "speaker", "text")
        )
        page = part.get("page")
        return ImportedQuote(
            key=_text(part, "id"),
            words=_text(part, "text"),
            turns=tuple(turns),
            speaker=self._name("participants", _text(part, "speaker"), "name"),
            source=self._name("sources", _text(part, "source"), "title"),
            page=page if _is_number(page) else None,
            locator=_text(part, "locator"),
            themes=self._paths("themes", _texts(part, "themes")),
            codes=self._paths("codes", _texts(part, "codes")),
            language=_text(part, "language"),
            translations=tuple(_pairs(part, "translations")),
            title=_text(part, "title"),
            context=_text(part, "context"),
            note=_text(part, "note"),
            continues=name if (name := _text(part, "continues")) in self._parts["quotes"] else "",
            inline=part.get("inline") is True,
            at=_text(part, "id"),
            place=self._place,
        )

    def _finding(self, part: Part) -> ImportedFinding:
        quotes = self._parts["quotes"]
        literature = (
            CitedWork(
                work=item["work"],
                locator=_text(item, "locator"),
                relation=_relation(_text(item, "relation")),
                note=_text(item, "note"),
            )
            for item in self._listed(part, "literature", "work")
            if item["work"] in self._parts["works"]
        )
        return ImportedFinding(
            key=_text(part, "id"),
            claim=_text(part, "claim"),
            theme=self._path("themes", _text(part, "theme")),
            supports=tuple(name for name in _texts(part, "supports") if name in quotes),
            contrasts=tuple(name for name in _texts(part, "contrasts") if name in quotes),
            literature=tuple(literature),
            explanation=_text(part, "explanation"),
            place=self._place,
        )


def _text(part: Part, name: str) -> str:
    value = part.get(name)
    return value if isinstance(value, str) else ""


def _texts(part: Part, name: str) -> list[str]:
    values = part.get(name)
    return [value for value in values if isinstance(value, str)] if isinstance(values, list) else []


def _pairs(part: Part, name: str) -> Iterator[tuple[str, str]]:
    values = part.get(name)
    if isinstance(values, dict):
        yield from ((key, value) for key, value in values.items() if isinstance(value, str))


def _relation(word: str) -> Relation:
    return Relation(word) if word in list(Relation) else Relation.BACKGROUND


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10**9


def _with_unit(label: str, value: str, unit: str) -> tuple[str, str]:
    """An attribute with its unit beside the label, as importers have it."""
    bare = value.removesuffix(f" {unit}") if unit else value
    return (f"{label} ({unit})", bare) if bare != value else (label, value)


def _author(part: Part) -> ImportedAuthor:
    given, _, family = _text(part, "name").rpartition(" ")
    return ImportedAuthor(
        family=family,
        given=given,
        orcid=_text(part, "orcid"),
        affiliations=tuple(_texts(part, "affiliations")),
        roles=tuple(_texts(part, "roles")),
    )
