"""What is marked in the texts of a project: selections with their codes, notes and speakers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from themebook.core.diagnostics import Diagnostic, Loaded
from themebook.exchange.imported import Path
from themebook.exchange.qda.passages import MarkedPassage
from themebook.exchange.qda.refi.codebook import CODE_OF_CODEBOOK
from themebook.exchange.qda.refi.elements import children, id_of, targets
from themebook.exchange.qda.refi.notes import Notes
from themebook.exchange.qda.refi.people import ProjectPeople
from themebook.exchange.qda.refi.selections import Selection
from themebook.exchange.safe_xml import place_of


@dataclass(frozen=True, slots=True)
class Shared:
    """What all sources of a project share: the file in messages, codes, notes and people."""

    file: str
    paths: Mapping[str, Path]
    notes: Notes
    people: ProjectPeople


def passages_of(selections: tuple[Selection, ...], title: str, shared: Shared) -> Loaded[tuple[MarkedPassage, ...]]:
    """The selections with what they refer to. Codes that are not in the codebook are reported."""
    found = [problem for one in selections for problem in _unknown_codes(one.element, shared)]
    return Loaded(tuple(_passage(one, title, shared) for one in selections), tuple(found))


def _passage(selection: Selection, title: str, shared: Shared) -> MarkedPassage:
    element = selection.element
    codes = _codes(element)
    note = shared.notes.about(element)
    speakers = _said_by(element, codes, shared.people)
    has_codes = any(code in shared.paths or code not in shared.people.of_code for code in codes)
    return MarkedPassage(
        id=id_of(element),
        start=selection.positions.start,
        end=selection.positions.end,
        place=place_of(element, shared.file),
        codes=tuple(dict.fromkeys(shared.paths[code] for code in codes if code in shared.paths)),
        note=note,
        speakers=speakers,
        only_shows_speaker=bool(speakers) and not has_codes and not note,
        seconds=selection.seconds,
        guessed_from=f"the transcript of '{title}' around a marked part of it" if selection.is_guess else "",
    )


def _codes(selection: etree._Element) -> tuple[str, ...]:
    return tuple(code for coding in children(selection, "Coding") for code in targets(coding, "CodeRef"))


def _said_by(element: etree._Element, codes: tuple[str, ...], people: ProjectPeople) -> tuple[str, ...]:
    """Who speaks in a selection, as far as a case refers to it or it has the code of one."""
    by_code = (people.of_code[code] for code in codes if code in people.of_code)
    return tuple(dict.fromkeys((*people.of_selection.get(id_of(element), ()), *by_code)))


def _unknown_codes(element: etree._Element, shared: Shared) -> Iterator[Diagnostic]:
    for code in _codes(element):
        if code not in shared.paths and code not in shared.people.of_code:
            message = f"a selection has the code '{code}', which is not in the codebook"
            yield CODE_OF_CODEBOOK.at(place_of(element, shared.file), message, "export the project again")
