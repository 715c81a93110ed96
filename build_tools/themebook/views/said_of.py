"""For how many participants one finding is reported, in words."""

from __future__ import annotations

from html import escape

from themebook.core.assessments import Prevalence
from themebook.core.choices import Scale
from themebook.core.model import Finding, Study
from themebook.core.translation import gettext, ngettext
from themebook.core.vocabulary import KINDS, PREVALENCE, SCALES
from themebook.graph.attributes import in_words, number_among


def said_of(study: Study, finding: Finding) -> str:
    """A sentence in XHTML, such as "Said of <strong>5 of 7 officers</strong>"; empty if the study does not say."""
    prevalence = finding.prevalence
    if prevalence is None:
        return ""
    if prevalence.count is None:
        sentence = PREVALENCE[prevalence.scale or Scale.UNSTATED]
    else:
        sentence = _count_in_sentence(study, prevalence, prevalence.count)
    return f"{sentence} ({escape(in_words(study, prevalence.among))})" if prevalence.among else sentence


def said_of_in_short(study: Study, finding: Finding) -> str:
    """The same in a few words, as plain text, such as "5 of 7 officers"."""
    prevalence = finding.prevalence
    if prevalence is None:
        return ""
    if prevalence.count is None:
        words = SCALES[prevalence.scale or Scale.UNSTATED]
    else:
        words = _count_in_short(study, prevalence, prevalence.count)
    return f"{words}, {in_words(study, prevalence.among)}" if prevalence.among else words


def _count_in_sentence(study: Study, prevalence: Prevalence, count: int) -> str:
    """How many, and of how many, if that is known."""
    number, unit = _of_how_many(study, prevalence), escape(study.sample_unit)
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


def _count_in_short(study: Study, prevalence: Prevalence, count: int) -> str:
    number, unit = _of_how_many(study, prevalence), study.sample_unit
    if not number:
        return KINDS["participant"].counted(count)
    if unit:
        return gettext("%(count)s of %(number)s %(unit)s") % {"count": count, "number": number, "unit": unit}
    words = ngettext("%(count)s of %(num)s participant", "%(count)s of %(num)s participants", number)
    return words % {"count": count, "num": number}


def _of_how_many(study: Study, prevalence: Prevalence) -> int:
    """What a count is a part of: what the authors say, or else all who took part or of whom it is said; 0 if the study
    does not list all of these.
    """
    if prevalence.of:
        return prevalence.of
    if not prevalence.among:
        return study.sample_size
    number = number_among(study, prevalence.among) if study.listed == study.sample_size else 0
    # The authors may count others than the attributes in the file say. No part is larger than its whole.
    return number if number >= (prevalence.count or 0) else 0


def scale_of(study: Study, finding: Finding) -> Scale | None:
    """The value on the scale that the study gives, or that follows from a count of all participants or of one; None
    for any other count.
    """
    prevalence = finding.prevalence
    if prevalence is None:
        return Scale.UNSTATED
    if prevalence.scale or prevalence.count is None:
        return prevalence.scale or Scale.UNSTATED
    if prevalence.count == _of_how_many(study, prevalence) and not prevalence.among:
        return Scale.ALL
    return Scale.ONE if prevalence.count == 1 else None
