"""Who takes part in a project, and who speaks where.

A participant is a case of the project. What a case refers to shows what it said:

- Passages that the case refers to, or that are coded with the code of a case (a code with its id, or one that it refers
  to), are its own words, and so are the passages inside of them. Such codes are no codes of the study.
- If a case refers to one source only, and no other case to the same source, all of that source is its words.
- Otherwise nobody is named as the speaker. The source lists the cases as its participants.

Some programs write the variables of a source as a case without a name, or in the source. They then belong to the only
case with a name that refers to the source. If there is none, the source stands for a participant, as a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from themebook.core.diagnostics import Diagnostic, Loaded, Rule, Severity
from themebook.exchange.imported import ImportedParticipant
from themebook.exchange.qda.names import distinct
from themebook.exchange.qda.refi.elements import (
    below,
    children,
    id_of,
    name_of,
    targets,
)
from themebook.exchange.qda.refi.notes import Notes
from themebook.exchange.qda.refi.package import Package
from themebook.exchange.qda.refi.variables import Variables, VariableValue
from themebook.exchange.safe_xml import place_of

VARIABLES_OF_ONE = Rule(
    "variables-of-one",
    "Variables of a source that several cases refer to do not say whose they are. They are not carried over.",
    Severity.NOTE,
)

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class ProjectPeople:
    """The participants, and their names: by source, by selection and by code. ``dates`` are those of sources.

    ``speaker_of`` has the sources that are one participant's words.
    """

    participants: tuple[ImportedParticipant, ...]
    in_source: Mapping[str, tuple[str, ...]]
    speaker_of: Mapping[str, str]
    of_selection: Mapping[str, tuple[str, ...]]
    of_code: Mapping[str, str]
    dates: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Case:
    """A participant, with the ids of the case and of what it refers to."""

    participant: ImportedParticipant
    id: str
    sources: tuple[str, ...] = ()
    selections: tuple[str, ...] = ()


def _code_people(root: etree._Element) -> Mapping[str, str]:
    """The ids of the codes that stand for a case, with the id of the case."""
    codes = {id_of(code) for code in below(root, "Code")} - {""}
    found: dict[str, str] = {}
    for case in below(root, "Case"):
        for code in (id_of(case), *targets(case, "CodeRef")):
            if code in codes:
                found.setdefault(code, id_of(case))
    return found


def read_people(
    package: Package, notes: Notes, variables: Variables, titles: Mapping[str, str]
) -> Loaded[ProjectPeople]:
    """The participants, and who speaks where. ``titles`` are those of the sources, by their ids."""
    values, found = _values_of_sources(package, variables)
    cases, unreadable = _cases(package, notes, variables)
    days = {source: day for source, known in values.items() if (day := _day(known))}
    attributes = {
        source: tuple((one.label, one.value) for one in known if not (one.is_date and source in days))
        for source, known in values.items()
    }
    cases, unclear = _with_attributes(cases, attributes, titles, package)
    in_source = _by_reference((case, case.sources) for case in cases)
    of_selection = _by_reference((case, case.selections) for case in cases)
    speaker_of = {
        case.sources[0]: case.participant.name
        for case in cases
        if len(case.sources) == 1 and len(in_source[case.sources[0]]) == 1
    }
    by_id = {case.id: case.participant.name for case in cases if case.id}
    of_code = {code: by_id[case] for code, case in _code_people(package.root).items() if case in by_id}
    participants = tuple(case.participant for case in cases)
    people = ProjectPeople(participants, in_source, speaker_of, of_selection, of_code, days)
    return Loaded(people, (*found, *unreadable, *unclear))


def _by_reference(references: Iterable[tuple[_Case, tuple[str, ...]]]) -> Mapping[str, tuple[str, ...]]:
    """The names of the participants that refer to something, by its id."""
    names: dict[str, list[str]] = {}
    for case, ids in references:
        for one in ids:
            names.setdefault(one, []).append(case.participant.name)
    return {one: tuple(found) for one, found in names.items()}


def _is_of_source(case: etree._Element) -> bool:
    """Whether a case only holds the variables of a source."""
    only_source = len(targets(case, "SourceRef")) == 1 and not targets(case, "SelectionRef")
    return only_source and not name_of(case)


def _cases(package: Package, notes: Notes, variables: Variables) -> Loaded[list[_Case]]:
    elements = [case for case in below(package.root, "Case") if not _is_of_source(case)]
    names = distinct(name_of(case) or f"Case {number}" for number, case in enumerate(elements, start=1))
    found: list[Diagnostic] = []
    cases = []
    for element, name in zip(elements, names, strict=True):
        values, problems = variables.values_of(element, package.name)
        found += problems
        participant = ImportedParticipant(
            name=name,
            attributes=_once((one.label, one.value) for one in values),
            about=notes.about(element),
            place=place_of(element, package.name),
            guessed_from="" if name_of(element) else f"a case without a name in {package.title}",
        )
        cases.append(
            _Case(participant, id_of(element), targets(element, "SourceRef"), targets(element, "SelectionRef"))
        )
    return Loaded(cases, tuple(found))


def _values_of_sources(package: Package, variables: Variables) -> Loaded[dict[str, list[VariableValue]]]:
    """The values that sources have, whether in themselves or in a case without a name."""
    holders = [(id_of(source), source) for sources in below(package.root, "Sources") for source in children(sources)]
    holders += [(targets(case, "SourceRef")[0], case) for case in below(package.root, "Case") if _is_of_source(case)]
    found: list[Diagnostic] = []
    values: dict[str, list[VariableValue]] = {}
    for source, element in holders:
        known, problems = variables.values_of(element, package.name)
        found += problems
        if known:
            values.setdefault(source, []).extend(known)
    return Loaded(values, tuple(found))


def _day(values: list[VariableValue]) -> str:
    """The day of a source, if one of its variables is a day and no other is."""
    days = {one.value[:10] for one in values if one.is_date}
    day = days.pop() if len(days) == 1 else ""
    return day if _DAY.fullmatch(day) else ""


def _with_attributes(
    cases: list[_Case],
    attributes: Mapping[str, tuple[tuple[str, str], ...]],
    titles: Mapping[str, str],
    package: Package,
) -> Loaded[list[_Case]]:
    """The cases with the attributes that their sources have, and those that sources stand for."""
    users: dict[str, list[int]] = {}
    for number, case in enumerate(cases):
        for source in case.sources:
            users.setdefault(source, []).append(number)
    elements = (one for sources in below(package.root, "Sources") for one in children(sources))
    places = {id_of(one): place_of(one, package.name) for one in elements}
    found: list[Diagnostic] = []
    cases = list(cases)
    new = [source for source in attributes if attributes[source] and source in titles and source not in users]
    for source, known in attributes.items():
        place = places.get(source, place_of(package.root, package.name))
        if len(users.get(source, ())) == 1:
            case = cases[users[source][0]]
            both = _once((*case.participant.attributes, *known))
            cases[users[source][0]] = replace(case, participant=replace(case.participant, attributes=both))
        elif source in users and known:
            message = f"the variables of '{titles.get(source, source)}' are not carried over: several cases refer to it"
            found.append(VARIABLES_OF_ONE.at(place, message, "add them to the participants by hand"))
    names = distinct((*(case.participant.name for case in cases), *(titles[source] for source in new)))
    for source, name in zip(new, names[len(cases) :], strict=True):
        guess = f"the variables of the source '{titles[source]}' in {package.title}"
        participant = ImportedParticipant(
            name=name, attributes=_once(attributes[source]), place=places[source], guessed_from=guess
        )
        cases.append(_Case(participant, "", (source,)))
    return Loaded(cases, tuple(found))


def _once(attributes: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The attributes, each label with its first value."""
    known: dict[str, str] = {}
    for label, value in attributes:
        known.setdefault(label, value)
    return tuple(known.items())
