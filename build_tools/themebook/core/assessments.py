"""What authors say of a finding as a whole: for how many it is reported, and how much confidence they have in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from themebook.core.choices import Concern, ConfidenceLevel, Scale
from themebook.core.fields import Pairs, Prose, Written, means


@dataclass(frozen=True, slots=True, kw_only=True)
class Prevalence(Written):
    """How many participants a finding is reported for: on a scale, as a count, or both."""

    scale: Scale | None = field(default=None, metadata=means("how many participants the finding is reported for"))
    count: int | None = field(default=None, metadata=means("their exact number, if the authors give it"))
    of: int | None = field(default=None, metadata=means("of how many, if not of all who took part"))
    unit: str = field(
        default="", metadata=means("what the count is of, in the plural, if not of participants, such as `groups`")
    )
    among: Pairs = field(
        default=(), metadata=means("of whom it is said, if not of all participants, such as `{role: nurse}`")
    )
    words: str = field(default="", metadata=means("the authors' own wording, such as `Most participants`"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Confidence(Written):
    """How much confidence the authors have in a finding, and why: the components of GRADE-CERQual.

    See Lewin et al. (2018), https://doi.org/10.1186/s13012-017-0688-3.
    """

    level: ConfidenceLevel = field(metadata=means("how much confidence the authors have in the finding"))
    methods: Concern | None = field(default=None, metadata=means("concerns about how the study was done"))
    coherence: Concern | None = field(default=None, metadata=means("concerns about how well the data fit the finding"))
    adequacy: Concern | None = field(default=None, metadata=means("concerns about how rich the data are, and how many"))
    relevance: Concern | None = field(
        default=None, metadata=means("concerns about how well the people and the setting fit the question")
    )
    reason: Prose | None = field(default=None, metadata=means("why the authors have this confidence"))
