"""The entries of the lists of quotes and works, with what each can be filtered by (see ``facets``).

An entry has places: for a quote its home and the findings that it is evidence for, for a work the findings that it is
cited for. All place filters must match the same place, or a list would disagree with the figure that links to it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from themebook.core import works
from themebook.core.bibliography import Person, Reference
from themebook.core.choices import Relation, Stance
from themebook.core.model import Finding, ThemePath
from themebook.core.truncate import truncate
from themebook.graph.model import EvidenceGraph, LinkedQuote, Placement
from themebook.graph.uses import LinkedReference, LiteratureUse
from themebook.sources.bibtex.bibliography import LISTED_FIELDS
from themebook.views.evidence import QuoteView, quote_view
from themebook.views.quote_facets import QuoteFacet, filter_values

# The place facets, in the order of their values in ``at``.
QUOTE_PLACES = ("theme", "subtheme", "finding", "stance")
WORK_PLACES = ("theme", "subtheme", "relation")
# The facet value for works that are only cited in text.
TEXT_ONLY = "text"
# How many authors of an uncited work are shown, and how many characters in all.
_MAX_NAMES = 3
_MAX_LENGTH = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteRow:
    """A quote with the path to its home, the number of findings that it supports, and those that it contrasts with.

    ``filter_values`` are what it can be filtered by. Its places are among them, as ``at`` (see ``_places``).
    """

    path: ThemePath
    view: QuoteView
    filter_values: Mapping[str, str]
    supports: int
    contrasts: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRow:
    """A work with its badge, its number of uses, and its relations to findings.

    ``relations`` are those other than contrast. ``contrasts`` are the ids of the findings and statements that it
    contrasts with. ``authors``, or else the editors, have the form ``Crawley, E.``. For ``filter_values``, see
    ``QuoteRow``.
    """

    key: str
    type: str
    badge: str
    uses: int
    is_own: bool
    authors: tuple[str, ...]
    year: str
    filter_values: Mapping[str, str]
    relations: tuple[Relation, ...]
    contrasts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UncitedRow:
    """An uncited work as plain text, independent of the citation style, and its badge (see ``works.badge``).

    ``listed`` are the fields of its entry that are known to be text.
    """

    text: str
    badge: str
    listed: Reference


def quote_row(graph: EvidenceGraph, facets: Iterable[QuoteFacet], linked: LinkedQuote) -> QuoteRow:
    home, *others = linked.placements
    # The home is no place of its own if the quote is evidence for a finding there.
    at_home = any(other.path == home.path for other in others)
    places = _places(_quote_place(placement) for placement in (others if at_home else linked.placements))
    return QuoteRow(
        path=linked.path,
        view=quote_view(graph, linked.quote.id),
        filter_values={**filter_values(facets, linked), "at": places},
        supports=sum(stance is Stance.SUPPORTS for stance, _ in linked.evidence_for),
        contrasts=linked.contrasts_with,
    )


def _quote_place(placement: Placement) -> tuple[str, ...]:
    finding = placement.finding
    return *_themes(placement.path), finding.id if finding else "", placement.stance or ""


def _themes(path: ThemePath) -> tuple[str, str]:
    """The theme, and the subthemes at all levels below it, joined by dots."""
    return path[0].id if path else "", ".".join(subtheme.id for subtheme in path[1:])


def title_within(path: ThemePath) -> str:
    """The title of a subtheme after those of what it is within, apart from the theme: "Culture › Rules"."""
    return " › ".join(subtheme.title for subtheme in path[1:])


def _places(places: Iterable[tuple[str, ...]]) -> str:
    """The filter value ``at``: places separated by spaces, each a list of ids joined by slashes, possibly empty."""
    return " ".join(dict.fromkeys(map("/".join, places)))


def uncited_rows(graph: EvidenceGraph) -> tuple[UncitedRow, ...]:
    """The uncited entries of the bibliography, sorted by authors, year and title.

    They are not formatted in the citation style, which takes a minute for thousands.
    """
    rows = [
        UncitedRow(text=_plain_reference(entry), badge=works.badge(entry), listed=_listed(entry))
        for entry in graph.uncited
    ]
    return tuple(sorted(rows, key=lambda row: (_sort_key(row.text), row.text)))


def _plain_reference(entry: Reference) -> str:
    """``Crawley, E.; Liebling, A. (2004). Doing prison work``, or the key if nothing else is known."""
    people = entry.authors or entry.editors
    names = "; ".join(map(_name, people[:_MAX_NAMES])) + ("; et al." if len(people) > _MAX_NAMES else "")
    year = f"({works.year(entry)})" if works.year(entry) else ""
    names_and_year = " ".join(filter(None, (names, year)))
    return truncate(". ".join(filter(None, (names_and_year, works.plain_title(entry)))) or entry.key, _MAX_LENGTH)


def _listed(entry: Reference) -> Reference:
    fields = tuple((name, value) for name, value in entry.fields if name in LISTED_FIELDS)
    return replace(entry, fields=fields, other_people=())


def _sort_key(text: str) -> str:
    """A key that ignores case and accents."""
    return "".join(char for char in unicodedata.normalize("NFKD", text).casefold() if not unicodedata.combining(char))


def work_row(graph: EvidenceGraph, linked: LinkedReference) -> WorkRow:
    entry = linked.reference
    authors, year = tuple(map(_name, entry.authors or entry.editors)), works.year(entry)
    contrasting = (use for use in linked.literature_uses if use.literature.relation is Relation.CONTRASTS)
    return WorkRow(
        key=entry.key,
        type=entry.kind,
        badge=works.badge(entry),
        uses=len(linked.uses),
        is_own=entry.key == graph.own_reference.key,
        authors=authors,
        year=year,
        filter_values={
            "author": "; ".join(authors),
            "year": year,
            "type": entry.kind,
            "verification": works.verification_status(entry).value,
            "use": str(len(linked.uses)),
            # A work that is cited for no finding still needs a place for the filters to match.
            "at": _places(map(_work_place, linked.literature_uses)) or f"//{TEXT_ONLY if linked.uses else ''}",
        },
        relations=tuple(relation for relation in linked.relations if relation is not Relation.CONTRASTS),
        contrasts=tuple(dict.fromkeys(use.owner.id for use in contrasting)),
    )


def _name(person: Person) -> str:
    family = " ".join(filter(None, (person.particle, person.family)))
    return person.literal or ", ".join(filter(None, (family, person.given, person.suffix)))


def _work_place(use: LiteratureUse) -> tuple[str, ...]:
    """The themes and the relation of a use. Statements have no theme."""
    return *_themes(use.path), use.literature.relation
