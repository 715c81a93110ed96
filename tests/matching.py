"""Which quotes and works a filtered list shows, found in the plainest way, to hold figures and lists against."""

from __future__ import annotations

from collections.abc import Mapping

from themebook.core import works
from themebook.core.model import Finding
from themebook.graph.model import EvidenceGraph, LinkedReference, LiteratureUse, Placement


def quotes_matching(graph: EvidenceGraph, chosen: Mapping[str, str]) -> set[str]:
    """The quotes of the participant, if one is chosen, of which one bearing fits all else that is chosen."""
    wanted = {name: value for name, value in chosen.items() if name != "participant"}
    return {
        name
        for name, linked in graph.quotes.items()
        if chosen.get("participant", linked.participant.id) == linked.participant.id
        and any(wanted.items() <= _told(placement).items() for placement in linked.placements)
    }


def _told(placement: Placement) -> dict[str, str]:
    parts = {"theme": placement.theme, "subtheme": placement.subtheme, "finding": placement.finding}
    told = {name: str(part.id) for name, part in parts.items() if part}
    return told | ({"stance": placement.stance.value} if placement.stance else {})


def works_matching(graph: EvidenceGraph, chosen: Mapping[str, str]) -> set[str]:
    """The works of the year or years, if any are chosen, of which one use fits all else that is chosen."""
    first, _, last = chosen.get("year", "0-9999").partition("-")
    wanted = {name: value for name, value in chosen.items() if name != "year"}
    return {
        key
        for key, linked in graph.references.items()
        if "year" not in chosen or int(first) <= int(works.year(linked.reference) or -1) <= int(last or first)
        if not wanted or any(wanted.items() <= told.items() for told in _uses(graph, linked))
    }


def _uses(graph: EvidenceGraph, linked: LinkedReference) -> list[dict[str, str]]:
    beside = [_use(graph, use) for use in linked.uses if isinstance(use, LiteratureUse)]
    return beside or ([{"relation": "text"}] if linked.uses else [])


def _use(graph: EvidenceGraph, use: LiteratureUse) -> dict[str, str]:
    told = {"relation": use.literature.relation.value}
    if isinstance(use.owner, Finding):
        home = graph.findings[use.owner.id]
        told["theme"] = str(home.theme.id)
        told |= {"subtheme": str(home.subtheme.id)} if home.subtheme else {}
    return told
