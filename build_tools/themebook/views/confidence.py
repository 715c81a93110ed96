"""How much confidence the authors have in a finding."""

from __future__ import annotations

from dataclasses import dataclass

from themebook.core.fields import Prose
from themebook.core.model import Finding
from themebook.core.vocabulary import CONCERNS, CONFIDENCE_COMPONENTS, CONFIDENCE_LEVELS


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfidenceView:
    """The level of confidence, the concerns about each component that was assessed, and the reason, if it is given."""

    level: str
    concerns: tuple[tuple[str, str], ...]
    reason: Prose | None


def confidence_view(finding: Finding) -> ConfidenceView | None:
    """None if the authors do not say."""
    if finding.confidence is None:
        return None
    assessed = ((label, getattr(finding.confidence, name)) for name, label in CONFIDENCE_COMPONENTS.items())
    return ConfidenceView(
        level=CONFIDENCE_LEVELS[finding.confidence.level],
        concerns=tuple((label, CONCERNS[concern]) for label, concern in assessed if concern),
        reason=finding.confidence.reason,
    )
