"""The forms that filter the lists of quotes and works: their fields, facets and choices, with labels.

The names of facets and the values of choices are also the query parameters of links to a filtered list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from themebook.core import vocabulary, work_labels
from themebook.core.choices import Relation, Stance
from themebook.core.label_types import RelationLabels
from themebook.core.translation import gettext
from themebook.graph.model import EvidenceGraph
from themebook.site.list_pages import ListPage, page_of
from themebook.views.list_rows import QUOTE_PLACES, TEXT_ONLY, WORK_PLACES, WorkRow, title_within, work_row
from themebook.views.quote_facets import quote_facets


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Values and their labels. A titled group belongs to the value ``within`` of another facet."""

    title: str = ""
    within: str = ""
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A property to filter by. ``remove`` is the label of the button that removes the filter."""

    name: str
    label: str
    groups: tuple[Choices, ...]
    remove: str = ""

    @property
    def has_choices(self) -> bool:
        return any(group.choices for group in self.groups)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextField:
    """A text field with suggestions."""

    name: str
    label: str
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFilter:
    """A form. The facets ``link_only`` can only be set by links from other pages; readers can remove them."""

    label: str
    listed: ListPage
    places: tuple[str, ...]
    fields: tuple[TextField, ...]
    facets: tuple[Facet, ...]
    link_only: tuple[Facet, ...] = ()
    sort_orders: tuple[tuple[str, str], ...] = ()


def list_filter(graph: EvidenceGraph, subject: str) -> ListFilter:
    """The form for the list of ``quotes`` or of ``references``."""
    return {"quotes": _quotes, "references": _works}[subject](graph)


def _quotes(graph: EvidenceGraph) -> ListFilter:
    findings = tuple((str(name), linked.finding.claim) for name, linked in graph.findings.items())
    return ListFilter(
        label=gettext("Filter the quotes"),
        listed=page_of("quotes", len(graph.quotes), ""),
        places=QUOTE_PLACES,
        fields=(TextField(name="q", label=gettext("Words in the quote")),),
        facets=(
            *_themes(graph),
            *(_facet(facet.name, facet.label, facet.choices) for facet in quote_facets(graph)),
            _facet("stance", gettext("Stance"), _labels(vocabulary.STANCES) if graph.findings else ()),
        ),
        link_only=(
            Facet(
                name="finding",
                label=vocabulary.KINDS["finding"].label,
                groups=(Choices(choices=findings),),
                remove=gettext("Remove the filter for this finding"),
            ),
        ),
    )


def _works(graph: EvidenceGraph) -> ListFilter:
    rows = [work_row(graph, linked) for linked in graph.references.values()]
    kinds = sorted({row.type for row in rows})
    names = (name for row in rows for name in row.authors if name)
    return ListFilter(
        label=gettext("Filter the works"),
        listed=page_of("references", len(rows), ""),
        places=WORK_PLACES,
        fields=(
            TextField(name="q", label=gettext("Words in the reference")),
            TextField(name="author", label=gettext("Author"), suggestions=_alphabetical(names)),
        ),
        facets=(
            Facet(name="year", label=gettext("Year"), groups=tuple(_years(rows))),
            _facet("type", gettext("Type"), ((kind, _entry_type(kind)) for kind in kinds)),
            _facet("verification", gettext("Verification"), _verifications()),
            _facet(
                "relation",
                gettext("Relation"),
                (*_labels(vocabulary.RELATIONS), (TEXT_ONLY, gettext("Not tied to a finding"))),
            ),
            *_themes(graph),
        ),
        sort_orders=(
            ("author", gettext("Author")),
            ("year", gettext("Year, newest first")),
            ("use", gettext("Use, most used first")),
        ),
    )


def _entry_type(kind: str) -> str:
    """The label of a type of entry, which names the type itself if the vocabulary does not have it."""
    return work_labels.ENTRY_TYPES.get(kind) or gettext("Other: %(type)s") % {"type": kind}


def _labels(labels: Mapping[Relation, RelationLabels] | Mapping[Stance, RelationLabels]) -> tuple[tuple[str, str], ...]:
    return tuple((str(value), relation.label) for value, relation in labels.items())


def _verifications() -> Iterator[tuple[str, str]]:
    """The verification statuses, most certain first."""
    return ((status.value, labels.label) for status, labels in work_labels.VERIFICATION_STATUSES.items())


def _facet(name: str, label: str, choices: Iterable[tuple[str, str]]) -> Facet:
    return Facet(name=name, label=label, groups=(Choices(choices=tuple(choices)),))


def _themes(graph: EvidenceGraph) -> Iterator[Facet]:
    """Themes, and the subthemes within them, those at deeper levels after the titles of what they are within."""
    themes = graph.study.themes
    yield _facet("theme", vocabulary.KINDS["theme"].label, ((str(theme.id), theme.title) for theme in themes))
    groups = (
        Choices(
            title=theme.title,
            within=theme.id,
            choices=tuple((path[-1].id, title_within(path)) for path in theme.with_paths() if len(path) > 1),
        )
        for theme in themes
        if theme.subthemes
    )
    yield Facet(name="subtheme", label=vocabulary.KINDS["subtheme"].label, groups=tuple(groups))


def _years(rows: Iterable[WorkRow]) -> Iterator[Choices]:
    """The years by decade, latest first. A whole decade is also a choice."""
    years = sorted({row.year for row in rows if row.year}, reverse=True)
    for decade in dict.fromkeys(year[:-1] for year in years):
        first, last = f"{decade}0", f"{decade}9"
        single_years = tuple((year, year) for year in years if year[:-1] == decade)
        yield Choices(
            title=f"{first}–{last}",
            choices=((f"{first}-{last}", gettext("All of %(years)s") % {"years": f"{first}–{last}"}), *single_years),
        )


def _alphabetical(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(dict.fromkeys(names), key=lambda name: (name.casefold(), name)))
