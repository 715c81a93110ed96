"""The forms that filter the lists of quotes and works: their fields, facets and choices, and the labels of these.

The names of facets and the values of choices are also in addresses, so that other pages can link to a filtered list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from themebook.core import vocabulary
from themebook.core.model import Relation, Stance, Verification
from themebook.core.translation import gettext
from themebook.core.vocabulary import RelationLabels
from themebook.graph.model import EvidenceGraph
from themebook.views.listings import PARTLY, QUOTE_PLACES, TEXT_ONLY, WORK_PLACES, WorkRow, work_list


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Values and their labels. Those of a group belong to the value ``within`` of another facet."""

    title: str = ""
    within: str = ""
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A property to filter by. ``remove`` is what a button that removes the filter says."""

    name: str
    label: str
    groups: tuple[Choices, ...]
    remove: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextField:
    """A field for text; ``offers`` are suggestions."""

    name: str
    label: str
    offers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFilter:
    """A form. ``linked`` are facets that only links from other pages set; readers can remove them."""

    label: str
    places: tuple[str, ...]
    fields: tuple[TextField, ...]
    facets: tuple[Facet, ...]
    linked: tuple[Facet, ...] = ()
    sorts: tuple[tuple[str, str], ...] = ()


def list_filter(graph: EvidenceGraph, subject: str) -> ListFilter:
    """The form for the list of ``quotes`` or of ``works``."""
    return {"quotes": _quotes, "works": _works}[subject](graph)


def _quotes(graph: EvidenceGraph) -> ListFilter:
    participants = tuple((str(name), linked.participant.name) for name, linked in graph.participants.items())
    findings = tuple((str(name), linked.finding.claim) for name, linked in graph.findings.items())
    return ListFilter(
        label=gettext("Filter the quotes"),
        places=QUOTE_PLACES,
        fields=(TextField(name="q", label=gettext("Words in the quote")),),
        facets=(
            *_themes(graph),
            _facet("participant", gettext("Participant"), participants),
            _facet("stance", gettext("Stance"), _labels(vocabulary.STANCES)),
        ),
        linked=(
            Facet(
                name="finding",
                label=gettext("Finding"),
                groups=(Choices(choices=findings),),
                remove=gettext("Remove the filter for this finding"),
            ),
        ),
    )


def _works(graph: EvidenceGraph) -> ListFilter:
    rows = list(work_list(graph).rows.values())
    kinds = sorted({row.type for row in rows})
    names = (name for row in rows for name in row.authors.split("; ") if name)
    return ListFilter(
        label=gettext("Filter the works"),
        places=WORK_PLACES,
        fields=(
            TextField(name="q", label=gettext("Words in the reference")),
            TextField(name="author", label=gettext("Author"), offers=_in_order(names)),
        ),
        facets=(
            Facet(name="year", label=gettext("Year"), groups=tuple(_years(rows))),
            _facet(
                "type", gettext("Type"), ((kind, vocabulary.ENTRY_TYPES.get(kind, kind.capitalize())) for kind in kinds)
            ),
            _facet("verification", gettext("Verification"), _verifications()),
            _facet(
                "relation",
                gettext("Relation"),
                (*_labels(vocabulary.RELATIONS), (TEXT_ONLY, gettext("Cited in the text only"))),
            ),
            *_themes(graph),
        ),
        sorts=(
            ("author", gettext("Author")),
            ("year", gettext("Year, newest first")),
            ("use", gettext("Use, most used first")),
        ),
    )


def _labels(bonds: Mapping[Relation, RelationLabels] | Mapping[Stance, RelationLabels]) -> tuple[tuple[str, str], ...]:
    return tuple((str(value), bond.label) for value, bond in bonds.items())


def _verifications() -> Iterator[tuple[str, str]]:
    """The statuses, the most certain first."""
    for status, label in vocabulary.VERIFICATION.items():
        yield status, label
        if status is Verification.VERIFIED:
            yield PARTLY, gettext(vocabulary.PARTLY_VERIFIED)
    yield "unstated", gettext(vocabulary.NOT_STATED)


def _facet(name: str, label: str, choices: Iterable[tuple[str, str]]) -> Facet:
    return Facet(name=name, label=label, groups=(Choices(choices=tuple(choices)),))


def _themes(graph: EvidenceGraph) -> Iterator[Facet]:
    """Themes, and the subthemes within them."""
    themes = graph.study.themes
    yield _facet("theme", gettext("Theme"), ((str(theme.id), theme.title) for theme in themes))
    groups = (
        Choices(
            title=theme.title,
            within=theme.id,
            choices=tuple((str(subtheme.id), subtheme.title) for subtheme in theme.subthemes),
        )
        for theme in themes
        if theme.subthemes
    )
    yield Facet(name="subtheme", label=gettext("Subtheme"), groups=tuple(groups))


def _years(rows: Iterable[WorkRow]) -> Iterator[Choices]:
    """The years by decade, the latest first. A whole decade can be chosen, too."""
    years = sorted({row.year for row in rows if row.year}, reverse=True)
    for decade in dict.fromkeys(year[:-1] for year in years):
        first, last = f"{decade}0", f"{decade}9"
        own = tuple((year, year) for year in years if year[:-1] == decade)
        yield Choices(
            title=f"{first}–{last}",
            choices=((f"{first}-{last}", gettext("All of %(years)s") % {"years": f"{first}–{last}"}), *own),
        )


def _in_order(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(dict.fromkeys(names), key=lambda name: (name.casefold(), name)))
