"""What importers find about a finding as a whole: for how many it is reported, and how certain it is."""

from __future__ import annotations

from dataclasses import dataclass

from themebook.core.choices import Concern, ConfidenceLevel, Scale


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedPrevalence:
    """How many a finding is reported for. ``among`` are pairs of the name and the value of an attribute."""

    scale: Scale | None = None
    count: int | None = None
    of: int | None = None
    unit: str = ""
    among: tuple[tuple[str, str], ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedConfidence:
    """How much confidence the authors have in a finding, and the concerns about its components."""

    level: ConfidenceLevel
    methods: Concern | None = None
    coherence: Concern | None = None
    adequacy: Concern | None = None
    relevance: Concern | None = None
    reason: str = ""
