"""What authors choose from where a key allows only certain words, and what follows from such a choice."""

from __future__ import annotations

from enum import StrEnum


class Stance(StrEnum):
    """How a quote relates to a finding."""

    SUPPORTS = "supports"
    CONTRASTS = "contrasts"


class Relation(StrEnum):
    """How a cited work relates to a finding."""

    AGREES = "agrees"
    CONTRASTS = "contrasts"
    EXPLAINS = "explains"
    METHOD = "method"
    BACKGROUND = "background"


class Scale(StrEnum):
    """How many participants a finding is reported for."""

    ALL = "all"
    MOST = "most"
    SOME = "some"
    ONE = "one"
    UNSTATED = "unstated"


class ImplicationKind(StrEnum):
    """What an implication is about, or that it is a claim that recommends nothing."""

    PRACTICE = "practice"
    TRAINING = "training"
    RESEARCH = "research"
    CLAIM = "claim"


class Verification(StrEnum):
    """How certain it is that an entry of the bibliography is the cited work, with these details."""

    VERIFIED = "verified"
    RECALLED = "recalled"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"


class VerificationStatus(StrEnum):
    """The verification status of a work as readers see it, most certain first; the values are those of the filter."""

    VERIFIED = "verified"
    PARTLY = "partly"
    RECALLED = "recalled"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"
    UNSTATED = "unstated"
