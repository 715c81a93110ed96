"""Which quotes and works a filtered list shows, found in the plainest way, to hold figures and lists against."""

from __future__ import annotations

from collections.abc import Mapping

from themebook.core import works
from themebook.core.data import Participant
from themebook.core.model import Finding, Study, Theme, ThemePath
from themebook.graph.model import EvidenceGraph, Placement
from themebook.graph.uses import LinkedReference, LiteratureUse


def subthemes_of(study: Study) -> list[Theme]:
    """All subthemes, in order."""
    return [path[-1] for path in study.paths() if len(path) > 1]


def quotes_matching(graph: EvidenceGraph, chosen: Mapping[str, str]) -> set[str]:
    """The quotes of the participant and of one with these attributes, if they are chosen, with a placement that matches
    all else that is chosen.
    """
    wanted = {name: value for name, value in chosen.items() if name in ("theme", "subtheme", "finding", "stance")}
    known = {name.removeprefix("attribute-"): value for name, value in chosen.items() if name.startswith("attribute-")}
    return {
        name
        for name, linked in graph.quotes.items()
        if ("participant" not in chosen or chosen["participant"] in {speaker.id for speaker in linked.speakers})
        and all(any(known_of(voice).get(one) == value for voice in linked.voices) for one, value in known.items())
        and any(matches(_values(placement), wanted) for placement in linked.placements)
    }


def known_of(participant: Participant) -> dict[str, str]:
    """The attributes of a participant, as they are written."""
    return {pair.name.id: pair.value for pair in participant.attributes}


def matches(values: Mapping[str, set[str]], wanted: Mapping[str, str]) -> bool:
    """Whether all that is chosen is among the values of a place."""
    return all(value in values[name] for name, value in wanted.items())


def theme_values(path: ThemePath) -> dict[str, set[str]]:
    """The theme at the top of a path, and the subthemes below it."""
    return {"theme": {part.id for part in path[:1]}, "subtheme": {part.id for part in path[1:]}}


def _values(placement: Placement) -> dict[str, set[str]]:
    finding = {placement.finding.id} if placement.finding else set()
    return theme_values(placement.path) | {
        "finding": finding,
        "stance": {placement.stance.value} if placement.stance else set(),
    }


def works_matching(graph: EvidenceGraph, chosen: Mapping[str, str]) -> set[str]:
    """The works of the year or years, if any are chosen, with a use that matches all else that is chosen."""
    first, _, last = chosen.get("year", "0-9999").partition("-")
    wanted = {name: value for name, value in chosen.items() if name != "year"}
    return {
        key
        for key, linked in graph.references.items()
        if "year" not in chosen or int(first) <= int(works.year(linked.reference) or -1) <= int(last or first)
        if not wanted or any(matches(values, wanted) for values in _uses(graph, linked))
    }


def _uses(graph: EvidenceGraph, linked: LinkedReference) -> list[dict[str, set[str]]]:
    beside = [_use(graph, use) for use in linked.uses if isinstance(use, LiteratureUse)]
    return beside or ([{**theme_values(()), "relation": {"text"}}] if linked.uses else [])


def _use(graph: EvidenceGraph, use: LiteratureUse) -> dict[str, set[str]]:
    path = graph.findings[use.owner.id].path if isinstance(use.owner, Finding) else ()
    return {**theme_values(path), "relation": {use.literature.relation.value}}
