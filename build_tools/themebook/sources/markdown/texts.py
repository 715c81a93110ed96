"""All Markdown texts in the findings, with their owners."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from themebook.core.data import Code, Quote
from themebook.core.fields import Prose
from themebook.core.model import Finding, Statement, Study, Theme
from themebook.sources.markdown.scan import Scanner
from themebook.sources.markdown.scan_results import Scanned


class StudyText(Enum):
    """The texts of the study itself, by the names of the views that show them."""

    AIMS = "aims"
    SETTING = "setting"
    DETAILS = "study"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScannedText:
    """What one Markdown text of the findings contains.

    ``owner`` is the id of the thing that has the text, if that is not the study. An ``inline`` text is shown on one
    line.
    """

    owner: str | StudyText
    prose: Prose
    found: Scanned
    inline: bool = False


def scan_study(study: Study, scanner: Scanner) -> tuple[ScannedText, ...]:
    """All texts of the study that contain a citation, link or view, in the order of the file."""
    scanned = (
        ScannedText(owner=owner, prose=prose, found=scanner.scan(prose), inline=inline)
        for owner, prose, inline in _texts(study)
        if prose
    )
    return tuple(text for text in scanned if text.found != Scanned())


_Text = tuple[str | StudyText, Prose | None, bool]


def _texts(study: Study) -> Iterator[_Text]:
    yield StudyText.AIMS, study.aims, False
    yield StudyText.SETTING, study.setting, False
    for text in (study.sampling, study.coders, study.funding, study.ethics, study.data):
        yield StudyText.DETAILS, text, False
    for participant in study.participants:
        yield participant.id, participant.about, False
    for source in study.sources:
        yield source.id, source.about, False
    for codes in study.all_codes():
        yield from _of_definition(codes[-1])
    for quote in study.quotes:
        yield from _of_quote(quote)
    for path in study.paths():
        yield from _of_theme(path[-1])
    for statement in study.statements():
        yield from _of_claim(statement)


def _of_theme(theme: Theme) -> Iterator[_Text]:
    yield theme.id, theme.plain, False
    yield theme.id, theme.summary, False
    yield from _of_definition(theme)
    for quote in theme.quotes:
        yield from _of_quote(quote)
    for finding in theme.findings:
        yield from _of_claim(finding)


def _of_definition(item: Theme | Code) -> Iterator[_Text]:
    # That of a code is also on one line in the codebook.
    yield item.id, item.definition, False
    yield item.id, item.includes, False
    yield item.id, item.excludes, False


def _of_quote(quote: Quote) -> Iterator[_Text]:
    yield quote.id, quote.context, False
    yield quote.id, quote.note, False


def _of_claim(claim: Finding | Statement) -> Iterator[_Text]:
    if isinstance(claim, Finding) and claim.confidence:
        yield claim.id, claim.confidence.reason, False
    yield claim.id, claim.explanation, False
    for item in claim.literature:
        yield claim.id, item.note, True
