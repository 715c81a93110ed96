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
    """How many participants a finding is reported for, most first."""

    ALL = "all"
    MOST = "most"
    MANY = "many"
    HALF = "half"
    SEVERAL = "several"
    SOME = "some"
    FEW = "few"
    ONE = "one"
    UNSTATED = "unstated"


class ParticipantKind(StrEnum):
    """Who a participant is. A group speaks as one. An interviewer speaks, but is never counted."""

    PERSON = "person"
    GROUP = "group"
    INTERVIEWER = "interviewer"


class SourceKind(StrEnum):
    """What a source of quotes is."""

    TRANSCRIPT = "transcript"
    RECORDING = "recording"
    NOTES = "notes"
    DOCUMENT = "document"
    PUBLICATION = "publication"
    SURVEY = "survey"


class AttributeKind(StrEnum):
    """What the values of an attribute are. It follows from how the attribute is declared."""

    CATEGORY = "category"
    NUMBER = "number"
    TEXT = "text"


class ConfidenceLevel(StrEnum):
    """How much confidence the authors have in a finding: the levels of GRADE-CERQual."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very-low"


class Concern(StrEnum):
    """How serious the concerns about one component of the confidence in a finding are: those of GRADE-CERQual."""

    NONE = "none"
    MINOR = "minor"
    MODERATE = "moderate"
    SERIOUS = "serious"


class ImplicationKind(StrEnum):
    """What an implication is about, or that it is a claim that recommends nothing."""

    PRACTICE = "practice"
    TRAINING = "training"
    POLICY = "policy"
    THEORY = "theory"
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
