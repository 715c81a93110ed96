"""Titles of works and of what contains them."""

from __future__ import annotations

import re

from themebook.cite.csl.title_case import as_written, has_lower_case_words, sentence_case, without_braces
from themebook.cite.csl.types import IN_BOOKS, IN_SERIALS, LEGAL, ON_MEDIA
from themebook.cite.csl.typography import clean, curly, plain_field
from themebook.core.bibliography import Reference
from themebook.core.languages import as_tag, is_english, tag_of_name

# A title that ends so needs no colon before its subtitle.
_ENDS_SENTENCE = re.compile(r"[?!.:\u2026\u2014][\"'\u2019\u201d)}\]]*$")
_CONFERENCE = re.compile(
    r"\b(?:proceedings|proc\.|conference|conf\.|congress|symposium|workshop|meeting|convention|annual|international)|'\d\d",
    re.IGNORECASE,
)
_SERIES = {"newseries": "new series", "oldseries": "old series"}
_LOWER_CASE_WORD = re.compile(r"[^\W\d_]+(?![\w{])")
_ARXIV_JOURNAL = re.compile(r"arXiv(?: preprint)?(?: arXiv)?[ :].*", re.IGNORECASE)


class WorkTitles:
    """The titles of one work. ``kind`` is its CSL type, and ``language`` its language if it has none of its own."""

    def __init__(self, reference: Reference, kind: str, language: str) -> None:
        self._reference = reference
        self._kind = kind
        self.language = language_of(reference)
        self._is_english = is_english(self.language or language)

    def variables(self) -> dict[str, str]:
        """The titles as CSL variables."""
        own, volume, container = self._own(), "", ""
        entry_type = self._reference.kind
        main = self._full("maintitle")
        if entry_type in ("periodical", "suppperiodical") or self._kind == "periodical":
            container = self._journal()
            if self._reference.field("issuetitle"):
                own, container = self._full("issuetitle"), container or self._as_written("title")
        elif self._kind in IN_BOOKS:
            written = self._reference.field("booktitle")
            # Proceedings are named after their conference, and names keep their capitals.
            is_name = self._kind == "paper-conference" and _CONFERENCE.search(written) is not None
            keeps_capitals = is_name and not has_lower_case_words(written)
            book = self._as_written("booktitle") if keeps_capitals else self._full("booktitle")
            container, volume = (main, book) if main else (book or self._journal(), "")
        elif self._kind in IN_SERIALS or self._kind in LEGAL:
            container = self._journal()
        elif self._kind in ON_MEDIA:
            container = main or self._full("booktitle")
        elif self._kind == "webpage":
            # Zotero has the name of a site as an addition.
            container = main or plain_field(self._reference, "titleaddon")
        elif main:
            own, volume = main, own
        return {
            "title": own,
            "title-short": self._short(own),
            "volume-title": volume,
            "container-title": container,
            "container-title-short": plain_field(self._reference, "shortjournal") if container else "",
            "collection-title": self._series(),
            "original-title": plain_field(self._reference, "origtitle"),
            "event-title": plain_field(self._reference, "eventtitle"),
            "language": self.language,
        }

    def _own(self) -> str:
        """The title of a law or of a court case is a name."""
        return self._as_written("title") if self._kind in LEGAL else self._full("title")

    def _short(self, own: str) -> str:
        short = self._cased(self._reference.field("shorttitle"))
        return short if short != own else ""

    def _journal(self) -> str:
        journal = self._as_written("journaltitle") or self._as_written("journal", sub="journalsubtitle")
        return "" if _ARXIV_JOURNAL.fullmatch(journal) else journal

    def _series(self) -> str:
        """The series. That of a journal may be a number or a word of biblatex."""
        series = plain_field(self._reference, "series")
        if self._kind not in IN_SERIALS:
            return series
        return (
            f"{series}{_ordinal(int(series))} series"
            if re.fullmatch(r"\d{1,3}", series)
            else _SERIES.get(series.lower(), series)
        )

    def _as_written(self, name: str, sub: str = "") -> str:
        joined = self._joined(name, sub or name.replace("title", "subtitle"))
        return as_written(curly(clean(joined))) if joined else ""

    def _full(self, name: str) -> str:
        """A title with its subtitle and addition, in sentence case if it is English."""
        if not self._reference.field(name):
            return ""
        title = self._cased(self._reference.field(name))
        subtitle = self._reference.field(name.replace("title", "subtitle"))
        if subtitle:
            # The case of each is its own.
            title = _with(title, ":", self._cased(self._with_capital(subtitle)))
        # That of the work itself is what kind of work it is.
        addition = self._reference.field(f"{name}addon") if name != "title" else ""
        return _with(title, ".", self._cased(addition)) if addition else title

    def _cased(self, title: str) -> str:
        text = curly(clean(title))
        if self._is_english:
            # Library catalogues have a space before a colon, and some authors have a colon after a question mark.
            text = re.sub(r"([?!]):\s", r"\1 ", re.sub(r"\s+:\s", ": ", text))
        return sentence_case(text) if self._is_english else without_braces(text)

    def _joined(self, name: str, sub: str) -> str:
        title, subtitle = self._reference.field(name).strip(), self._reference.field(sub).strip()
        return _with(title, ":", self._with_capital(subtitle)) if title and subtitle else title or subtitle

    def _with_capital(self, subtitle: str) -> str:
        first = _LOWER_CASE_WORD.match(subtitle)
        is_lower = first is not None and first[0].islower() and self._is_english
        return subtitle[0].upper() + subtitle[1:] if is_lower else subtitle


def _ordinal(number: int) -> str:
    is_teen = number % 100 in (11, 12, 13)
    return {1: "st", 2: "nd", 3: "rd"}.get(0 if is_teen else number % 10, "th")


def _with(title: str, mark: str, rest: str) -> str:
    """A title and what follows, with a mark between them unless the title ends with one."""
    return f"{title} {rest}" if _ENDS_SENTENCE.search(title) else f"{title}{mark} {rest}"


def language_of(reference: Reference) -> str:
    """The language tag. Empty if the entry has no language, several, or an unknown one."""
    language = reference.field("langid", "language", "hyphenation").strip()
    return tag_of_name(language) or as_tag(language.replace("_", "-"))
