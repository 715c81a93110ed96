"""The page of a work and the index of works, with the verification status of each work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from themebook.core import works
from themebook.core.bibliography import Reference
from themebook.core.model import VerificationStatus
from themebook.core.vocabulary import VERIFICATION_STATUSES
from themebook.graph.model import EvidenceGraph, LinkedReference

# Puts the keys of works in the order of the list of references.
InOrder = Callable[[Iterable[str]], Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationView:
    """The verification status of a work, what it means, and the details that its entry gives."""

    status: VerificationStatus
    heading: str
    explanation: str
    unseen: tuple[str, ...]
    remark: str
    candidates: tuple[str, ...]
    checked: str


def _verification_view(entry: Reference) -> VerificationView | None:
    """The status of a work, or None if its entry says nothing about it."""
    status, unseen = works.verification_status(entry), works.unseen(entry)
    if status is VerificationStatus.UNSTATED and not unseen:
        return None
    labels = VERIFICATION_STATUSES[status]
    return VerificationView(
        status=status,
        heading=labels.heading,
        explanation=labels.explanation,
        unseen=unseen,
        remark=entry.field("remark"),
        candidates=works.candidates(entry),
        checked=entry.field("checked"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferencePage:
    """A work with its verification status, and the works by the same authors, each with its badge."""

    linked: LinkedReference
    entry: Reference
    verification: VerificationView | None
    is_own: bool
    has_trail: bool
    same_authors: tuple[tuple[str, str], ...]


def reference_page(graph: EvidenceGraph, key: str) -> ReferencePage:
    linked = graph.references[key]
    entry = linked.reference
    return ReferencePage(
        linked=linked,
        entry=entry,
        verification=_verification_view(entry),
        is_own=key == graph.own_reference.key,
        has_trail=bool(linked.literature_uses),
        same_authors=tuple((other.key, works.badge(other)) for other in linked.same_authors),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationGroup:
    """The keys of the works with one verification status."""

    label: str
    works: tuple[str, ...]

    @property
    def count(self) -> int:
        return len(self.works)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferencesPage:
    """The index of works: the number of works with a page, that of uncited entries, and the works by status."""

    works: int
    uncited: int
    by_verification: tuple[VerificationGroup, ...]


def references_page(graph: EvidenceGraph, in_order: InOrder, _subject: str) -> ReferencesPage:
    groups: dict[VerificationStatus, list[str]] = {}
    for key in in_order(graph.references):
        groups.setdefault(works.verification_status(graph.references[key].reference), []).append(key)
    views = (
        VerificationGroup(label=VERIFICATION_STATUSES[status].short, works=tuple(keys))
        for status, keys in groups.items()
    )
    return ReferencesPage(
        works=len(graph.references),
        uncited=len(graph.uncited),
        by_verification=tuple(sorted(views, key=lambda group: group.label)),
    )
