"""The page of a work, with its verification status."""

from __future__ import annotations

from dataclasses import dataclass

from themebook.core import works
from themebook.core.bibliography import Reference
from themebook.core.choices import VerificationStatus
from themebook.core.work_labels import VERIFICATION_STATUSES
from themebook.graph.model import EvidenceGraph
from themebook.graph.uses import LinkedReference


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
    says_more = unseen or works.candidates(entry) or entry.field("remark") or entry.field("checked")
    if status is VerificationStatus.UNSTATED and not says_more:
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
