"""A study that Themebook published as JSON (see ``exports/findings_json.py``), to be a study again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

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
from themebook.exchange.json_values import Part, is_positive, pairs_of, text_of, texts_of

STUDY_READABLE = Rule("study-readable", "A study as JSON must be as Themebook writes it.")
STUDY_CARRIED = Rule(
    "study-carried",
    "Of a study as JSON, prevalence, confidence, implications, limitations and some details are not imported.",
    Severity.NOTE,
)
_HINT = "download findings.json again"
_DEEPEST = 40
_NOT_CARRIED = (
    ("", ("implications", "limitations", "glossary")),
    ("study", ("aims", "setting", "sampling", "collected", "coders", "sample")),
    ("themes", ("plain", "related")),
    ("findings", ("prevalence", "confidence", "also", "unquoted")),
    ("quotes", ("highlight",)),
)


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
        self._declared = {one["id"]: one for one in self._listed(self._study, "attributes", "id", "label")}

    def study(self) -> Imported:
        return Imported(
            details=self._details(),
            lists_everybody=self._study.get("everybody") is True,
            participants=tuple(map(self._participant, self._parts["participants"].values())),
            sources=tuple(map(self._source, self._parts["sources"].values())),
            codes=tuple(self._code(name, part) for name, part in self._parts["codes"].items()),
            themes=tuple(self._theme(name, part) for name, part in self._parts["themes"].items()),
            quotes=tuple(map(self._quote, self._parts["quotes"].values())),
            findings=tuple(self._finding(part) for part in self._parts["findings"].values() if text_of(part, "claim")),
            works=tuple(
                ImportedWork(csl=part, citation_key=name, place=self._place)
                for name, part in self._parts["works"].items()
            ),
        )

    def problems(self) -> Iterator[Diagnostic]:
        if self._left_out:
            message = f"parts are not as they should be and were left out, {self._left_out} in all"
            yield STUDY_READABLE.at(self._place, message, _HINT)
        left = [
            f"{name} of {kind}" if kind else name
            for kind, names in _NOT_CARRIED
            for name in names
            if any(part.get(name) for part in self._of_kind(kind))
        ]
        if left:
            message = f"not imported: {', '.join(left)}"
            yield STUDY_CARRIED.at(self._place, message, "copy them from the findings of the study")

    def _of_kind(self, kind: str) -> Iterable[Part]:
        """The parts of a kind; the study as a whole, or what it says of itself."""
        if kind in self._parts:
            return self._parts[kind].values()
        return (self._whole,) if not kind else (self._study,)

    @property
    def _study(self) -> Part:
        study = self._whole.get("study")
        return study if isinstance(study, dict) else {}

    def _listed(self, part: Part, name: str, *needed: str) -> list[Part]:
        """The objects of a list that have the texts which are needed."""
        every = part.get(name, [])
        listed = every if isinstance(every, list) else [every]
        whole: list[Part] = [
            one for one in listed if isinstance(one, dict) and all(text_of(one, key) for key in needed)
        ]
        self._left_out += len(listed) - len(whole)
        return whole

    def _path(self, kind: str, name: str) -> Path:
        """The titles from the top down to a theme or code; empty if there is none of this id."""
        titles: list[str] = []
        part = self._parts[kind].get(name)
        while part is not None and len(titles) < _DEEPEST:
            titles.append(text_of(part, "title") or name)
            part = self._parts[kind].get(text_of(part, "parent"))
        return tuple(reversed(titles))

    def _paths(self, kind: str, names: Sequence[str]) -> tuple[Path, ...]:
        return tuple(path for name in names if (path := self._path(kind, name)))

    def _name(self, kind: str, name: str, key: str) -> str:
        """What a participant or source is called."""
        return text_of(self._parts[kind].get(name, {}), key)

    def _details(self) -> ImportedDetails:
        study = self._study
        reference = text_of(study, "reference")
        work = self._parts["works"].get(reference, {})
        people = self._listed(work, "author") if isinstance(work.get("author"), list) else []
        authors = self._listed(study, "authors", "name")
        known = people if len(people) == len(authors) else [{}] * len(authors)
        return ImportedDetails(
            title=text_of(study, "title") or text_of(work, "title"),
            authors=tuple(map(_author, authors, known)),
            work=reference if work else "",
            approach=text_of(study, "approach"),
            licence=text_of(study, "licence"),
            software=text_of(study, "software"),
            funding=text_of(study, "funding"),
            ethics=text_of(study, "ethics"),
            data=text_of(study, "data"),
            contact=text_of(study, "contact"),
            keywords=tuple(texts_of(study, "keywords")),
        )

    def _attributes(self, part: Part) -> Iterator[tuple[str, str]]:
        """What is known of a participant, with the labels that readers see. A unit stands beside the label."""
        for name, value in pairs_of(part, "attributes"):
            one = self._declared.get(name, {})
            yield _with_unit(text_of(one, "label") or name, value, text_of(one, "unit"))

    def _participant(self, part: Part) -> ImportedParticipant:
        kind, size = text_of(part, "kind"), part.get("size")
        return ImportedParticipant(
            name=text_of(part, "name") or text_of(part, "id"),
            kind=ParticipantKind(kind) if kind in list(ParticipantKind) else ParticipantKind.PERSON,
            size=size if is_positive(size) else None,
            group=self._name("participants", text_of(part, "group"), "name"),
            attributes=tuple(self._attributes(part)),
            about=text_of(part, "about"),
            place=self._place,
        )

    def _source(self, part: Part) -> ImportedSource:
        kind = text_of(part, "kind")
        speakers = (self._name("participants", name, "name") for name in texts_of(part, "participants"))
        return ImportedSource(
            title=text_of(part, "title") or text_of(part, "id"),
            kind=SourceKind(kind) if kind in list(SourceKind) else None,
            participants=tuple(filter(None, speakers)),
            date=text_of(part, "date"),
            wave=text_of(part, "wave"),
            about=text_of(part, "about"),
            place=self._place,
        )

    def _code(self, name: str, part: Part) -> ImportedCode:
        return ImportedCode(
            path=self._path("codes", name),
            definition=text_of(part, "definition"),
            includes=text_of(part, "includes"),
            excludes=text_of(part, "excludes"),
            place=self._place,
        )

    def _theme(self, name: str, part: Part) -> ImportedTheme:
        return ImportedTheme(
            path=self._path("themes", name),
            summary=text_of(part, "summary"),
            definition=text_of(part, "definition"),
            includes=text_of(part, "includes"),
            excludes=text_of(part, "excludes"),
            place=self._place,
        )

    def _quote(self, part: Part) -> ImportedQuote:
        turns = (
            (self._name("participants", turn["speaker"], "name"), turn["text"])
            for turn in self._listed(part, "turns", "speaker", "text")
        )
        page = part.get("page")
        return ImportedQuote(
            key=text_of(part, "id"),
            words=text_of(part, "text"),
            turns=tuple(turns),
            speaker=self._name("participants", text_of(part, "speaker"), "name"),
            source=self._name("sources", text_of(part, "source"), "title"),
            page=page if is_positive(page) else None,
            locator=text_of(part, "locator"),
            themes=self._paths("themes", texts_of(part, "themes")),
            codes=self._paths("codes", texts_of(part, "codes")),
            language=text_of(part, "language"),
            translations=tuple(pairs_of(part, "translations")),
            title=text_of(part, "title"),
            context=text_of(part, "context"),
            note=text_of(part, "note"),
            continues=name if (name := text_of(part, "continues")) in self._parts["quotes"] else "",
            inline=part.get("inline") is True,
            at=text_of(part, "id"),
            place=self._place,
        )

    def _finding(self, part: Part) -> ImportedFinding:
        quotes = self._parts["quotes"]
        literature = (
            CitedWork(
                work=item["work"],
                locator=text_of(item, "locator"),
                relation=_relation(text_of(item, "relation")),
                note=text_of(item, "note"),
            )
            for item in self._listed(part, "literature", "work")
            if item["work"] in self._parts["works"]
        )
        return ImportedFinding(
            key=text_of(part, "id"),
            claim=text_of(part, "claim"),
            theme=self._path("themes", text_of(part, "theme")),
            supports=tuple(name for name in texts_of(part, "supports") if name in quotes),
            contrasts=tuple(name for name in texts_of(part, "contrasts") if name in quotes),
            literature=tuple(literature),
            explanation=text_of(part, "explanation"),
            place=self._place,
        )


def _relation(word: str) -> Relation:
    return Relation(word) if word in list(Relation) else Relation.BACKGROUND


def _with_unit(label: str, value: str, unit: str) -> tuple[str, str]:
    """An attribute with its unit beside the label, as importers have it."""
    bare = value.removesuffix(f" {unit}") if unit else value
    return (f"{label} ({unit})", bare) if bare != value else (label, value)


def _author(part: Part, known: Part) -> ImportedAuthor:
    """An author. ``known`` is the same as a name of CSL, in which the family is told from the rest."""
    given, _, family = text_of(part, "name").rpartition(" ")
    literal = text_of(known, "literal")
    particle = text_of(known, "non-dropping-particle") or text_of(known, "dropping-particle")
    return ImportedAuthor(
        family=literal or " ".join(filter(None, (particle, text_of(known, "family")))) or family,
        given="" if literal else text_of(known, "given") or given,
        is_organisation=bool(literal),
        orcid=text_of(part, "orcid"),
        affiliations=tuple(texts_of(part, "affiliations")),
        roles=tuple(texts_of(part, "roles")),
    )
