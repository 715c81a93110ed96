"""For how many participants one finding is reported, in words."""

from __future__ import annotations

from html import escape

from themebook.core.choices import Scale
from themebook.core.model import Finding
from themebook.core.translation import gettext, ngettext
from themebook.core.vocabulary import KINDS, PREVALENCE, PREVALENCE_WITH_UNIT, SCALES, SCALES_WITH_UNIT
from themebook.graph.attributes import in_words
from themebook.graph.model import EvidenceGraph

#: Extents beside those of the scale (see ``extent_of``).
COUNTED, AMONG_SOME = "counted", "among"


def said_of(graph: EvidenceGraph, finding: Finding) -> str:
    """A sentence in XHTML, such as "Said of <strong>5 of 7 officers</strong>"; empty if the study does not say."""
    prevalence = finding.prevalence
    if prevalence is None:
        return ""
    if prevalence.count is None:
        sentence = _scale_in_sentence(graph, prevalence.scale or Scale.UNSTATED)
    else:
        sentence = _count_in_sentence(graph, finding, prevalence.count)
    return f"{sentence} ({escape(in_words(graph.study, prevalence.among))})" if prevalence.among else sentence


def said_of_in_short(graph: EvidenceGraph, finding: Finding) -> str:
    """The same in a few words, as plain text, such as "5 of 7 officers"."""
    prevalence = finding.prevalence
    if prevalence is None:
        return ""
    if prevalence.count is None:
        words = scale_in_short(graph, prevalence.scale or Scale.UNSTATED)
    else:
        words = _count_in_short(graph, finding, prevalence.count)
    return f"{words}, {in_words(graph.study, prevalence.among)}" if prevalence.among else words


def _scale_in_sentence(graph: EvidenceGraph, scale: Scale) -> str:
    unit = escape(graph.sample.unit)
    return PREVALENCE_WITH_UNIT[scale] % {"unit": unit} if unit else PREVALENCE[scale]


def scale_in_short(graph: EvidenceGraph, scale: Scale) -> str:
    """A value of the scale in words, such as "most officers"."""
    unit = graph.sample.unit
    return SCALES_WITH_UNIT[scale] % {"unit": unit} if unit else SCALES[scale]


def _count_in_sentence(graph: EvidenceGraph, finding: Finding, count: int) -> str:
    """How many, and of how many, if that is known."""
    number, unit = _of_how_many(graph, finding, count), escape(_unit(graph, finding))
    if not number:
        words = ngettext(
            "Said of <strong>%(num)s participant</strong>", "Said of <strong>%(num)s participants</strong>", count
        )
        return words % {"num": count}
    if unit:
        words = gettext("Said of <strong>%(count)s of %(number)s %(unit)s</strong>")
        return words % {"count": count, "number": number, "unit": unit}
    words = ngettext(
        "Said of <strong>%(count)s of %(num)s participant</strong>",
        "Said of <strong>%(count)s of %(num)s participants</strong>",
        number,
    )
    return words % {"count": count, "num": number}


def _count_in_short(graph: EvidenceGraph, finding: Finding, count: int) -> str:
    number, unit = _of_how_many(graph, finding, count), _unit(graph, finding)
    if not number:
        return KINDS["participant"].counted(count)
    if unit:
        return gettext("%(count)s of %(number)s %(unit)s") % {"count": count, "number": number, "unit": unit}
    words = ngettext("%(count)s of %(num)s participant", "%(count)s of %(num)s participants", number)
    return words % {"count": count, "num": number}


def _unit(graph: EvidenceGraph, finding: Finding) -> str:
    """What a count is of: what the finding says, or else what those who took part are called."""
    return (finding.prevalence.unit if finding.prevalence else "") or graph.sample.unit


def _of_how_many(graph: EvidenceGraph, finding: Finding, count: int) -> int:
    """What a count is a part of: what the authors say, or else all who took part or of whom it is said; 0 if the study
    does not list all of these.
    """
    prevalence = finding.prevalence
    if prevalence and prevalence.of:
        return prevalence.of
    if not (prevalence and prevalence.among):
        return graph.sample.size
    number = graph.findings[finding.id].number_among if graph.sample.listed == graph.sample.size else 0
    # The authors may count others than the attributes in the file say. No part is larger than its whole.
    return number if number >= count else 0


def extent_of(graph: EvidenceGraph, finding: Finding) -> str:
    """How far a finding reaches: the value on the scale that the study gives, or that follows from a count of all or of
    one; else ``COUNTED``. ``AMONG_SOME`` if it is only said of a part of those who took part.
    """
    prevalence = finding.prevalence
    if prevalence is None or (prevalence.count is None and prevalence.scale in (None, Scale.UNSTATED)):
        return Scale.UNSTATED
    if prevalence.among:
        return AMONG_SOME
    if prevalence.scale:
        return prevalence.scale
    if prevalence.count == graph.sample.size and not prevalence.unit:
        return Scale.ALL
    return Scale.ONE if prevalence.count == 1 and not prevalence.unit else COUNTED
