"""What a study says of findings and statements, in the sentences of its authors' article, as plain text."""

from __future__ import annotations

from collections.abc import Mapping

from themebook.core.choices import ConfidenceLevel, Scale
from themebook.core.model import Finding, Statement
from themebook.core.translation import N_, Labels, gettext
from themebook.graph.attributes import in_words
from themebook.graph.model import EvidenceGraph
from themebook.sources.markdown.markdown_text import text_of_xhtml
from themebook.views.confidence import confidence_view
from themebook.views.evidence import kind_of_statement
from themebook.views.said_of import said_of, said_of_in_short

_ENDS = (".", "!", "?", "…", "。")
_CLOSING_MARKS = "”’»“」\"'\u202f"
_CONFIDENCE: Mapping[ConfidenceLevel, str] = Labels(
    {
        ConfidenceLevel.HIGH: N_("Confidence in this finding is high."),
        ConfidenceLevel.MODERATE: N_("Confidence in this finding is moderate."),
        ConfidenceLevel.LOW: N_("Confidence in this finding is low."),
        ConfidenceLevel.VERY_LOW: N_("Confidence in this finding is very low."),
    }
)


def full_stop_after(words: str) -> str:
    """The full stop that a sentence needs after these words; empty if they end it, even in quotation marks."""
    return "" if words.rstrip(_CLOSING_MARKS).endswith(_ENDS) else "."


def sentence(words: str) -> str:
    return f"{words}{full_stop_after(words)}"


def prevalence_sentence(graph: EvidenceGraph, finding: Finding) -> str:
    """For how many a finding is reported, in the authors' own words if they give any; empty if they do not say."""
    prevalence = finding.prevalence
    if prevalence is None or not (prevalence.words or _is_stated(finding)):
        return ""
    if not prevalence.words:
        return sentence(text_of_xhtml(said_of(graph, finding)))
    among = in_words(graph.study, prevalence.among)
    words = f"{prevalence.words.rstrip('.')} ({among})" if among else prevalence.words
    return sentence(gettext("Prevalence: %(words)s") % {"words": words})


def claim_with_prevalence(graph: EvidenceGraph, finding: Finding) -> str:
    """The claim of a finding, and in a few words for how many it is reported."""
    if not _is_stated(finding):
        return sentence(finding.claim)
    return sentence(f"{finding.claim.rstrip('.')} ({said_of_in_short(graph, finding)})")


def _is_stated(finding: Finding) -> bool:
    prevalence = finding.prevalence
    return prevalence is not None and (prevalence.count is not None or prevalence.scale not in (None, Scale.UNSTATED))


def confidence_sentences(finding: Finding) -> str:
    """How much confidence the authors have in a finding, and their concerns, without the reason; or nothing."""
    view = confidence_view(finding)
    if not (view and finding.confidence):
        return ""
    concerns = (sentence(f"{component}: {concern}") for component, concern in view.concerns)
    return " ".join([_CONFIDENCE[finding.confidence.level], *concerns])


def kind_and_audience(statement: Statement) -> str:
    """What an implication is about and whom it or a limitation addresses, as a heading in a paragraph; or nothing."""
    kind, whom = kind_of_statement(statement), statement.for_
    if kind and whom:
        return sentence(gettext("%(kind)s, for %(whom)s") % {"kind": kind, "whom": whom})
    words = gettext("For %(whom)s") % {"whom": whom} if whom else kind
    return sentence(words) if words else ""
