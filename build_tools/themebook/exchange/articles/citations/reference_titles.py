"""The part of a reference after authors and year: its title, and what it is in or who published it."""

from __future__ import annotations

import re
from typing import Any

from themebook.exchange.articles.citations.names import CAPITAL, parse_names

QUOTED = re.compile(
    r"(?:(?P<double>[“\"«„])|[‘'])(?P<title>[^”\"»“]{3,500}?)(?P<mark>[.,?!]?)(?(double)[”\"»“]|[’'])(?=[\s.,;:]|$)[.,]?\s*"
)
STOP = re.compile(rf"(?<![\s.(]{CAPITAL})(?<!\bvs)(?<!\bSt)(?<!\bDr)([.?!])[”\"’)]?\s+(?=[“\"‘(\[]?[^\W_])")
_FEW = 4
_LONGEST_NAME = 120
_JOURNAL = re.compile(
    r"(?P<container>[^\d].{1,200}?)[.,]?\s+(?:vol(?:ume)?\.?\s*|Jg\.\s*|v\.\s*)?(?P<volume>\d{1,4}(?:[-–/]\d{1,4})?)"
    r"(?:\s*\((?P<issue>[^)]{1,30})\)|[,.]\s*(?:no|nr|n[º°]|issue|heft|núm)\.?\s*(?P<number>[\w–-]{1,12}))?"
    r"(?:\s*[,:;.]\s*(?P<rest>.*))?",
    re.IGNORECASE | re.DOTALL,
)
_PAGES = re.compile(
    r"\s*(?:pp?\.?\s*|S\.\s*|págs?\.\s*)?(?P<pages>[A-Za-z]{0,2}\d{1,8}[A-Za-z]?(?:\s?[–—-]\s?[A-Za-z]{0,2}\d{1,8}[A-Za-z]?)?)"
    r"(?:[.,;\s]|$)"
)
_PAGES_NAMED = re.compile(
    r"[,(\s]*(?:pp\.?|p\.|S\.|págs?\.|pages)\s*([A-Za-z]?\d{1,6}(?:\s?[–—-]\s?[A-Za-z]?\d{1,6})?)\)?", re.IGNORECASE
)
_ARTICLE = re.compile(r"\b(?:article|art\.|artikel|artículo|artigo)\s*(?:no\.?\s*)?(\w{2,15})", re.IGNORECASE)
_EDITION = re.compile(
    r"[,\s]*[(\[]?\b((?:\d{1,2}(?:st|nd|rd|th)|second|third|fourth|fifth|rev(?:ised)?\.?|\d{1,2}\.)\s?(?:ed(?:ition|n)?\b\.?|Aufl(?:age)?\b\.?))"
    r"[)\]]?",
    re.IGNORECASE,
)
_THESIS = re.compile(
    r"\b(?:doctoral|phd|ph\.d\.|master['’]?s?|bachelor['’]?s?)?\s?(?:dissertation|thesis|tesis|tese|thèse|masterarbeit)\b",
    re.IGNORECASE,
)
_THESIS_IN_BRACKETS = re.compile(
    r"\s*[(\[]([^()\[\]]{0,60}(?:dissertation|thesis|tesis|tese|thèse|masterarbeit)[^()\[\]]{0,100})[)\]][.\s]*$",
    re.IGNORECASE,
)
_REPORT = re.compile(
    r"\(?\b(?:report|working paper|technical report|white paper)\s+(?:no\.?\s*)?([\w.-]{1,15})?\)?", re.IGNORECASE
)
_IN_BOOK = re.compile(r"(?:^|[.,]\s*)(?:In|in|En|em|Em|Dans|in):?\s+(?=\S)")
_EDITED = re.compile(
    r"(?P<names>[^()]{3,300}?)[,\s]*\(?\b(?:Eds?|Editors?|Hrsg|Hg|Orgs?|Coords?|Dirs?|éds?)\b\.?\)?[.,:]*\s+(?P<book>.+)",
    re.DOTALL,
)
_BOOK_THEN_EDITORS = re.compile(r",\s+(?:edited by|eds?\.|hrsg\. von|ed\. by)\s+", re.IGNORECASE)
_END_OF_NAMES = re.compile(rf"\s*\(|,\s*\d|(?<![\s.]{CAPITAL})(?<!\b{CAPITAL}{CAPITAL})\.\s")
_PUBLISHER = re.compile(
    r"\b(?:press|publish\w*|routledge|sage|springer|wiley|verlag|palgrave|elsevier|books?|mcgraw|blackwell|university|"
    r"editorial|éditions|editora|ediciones|beltz|suhrkamp|penguin|harper\w*|norton|author|government|ministry|office)\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\(?(?:advance online publication|online first|epub ahead of print|ahead of print)\)?", re.IGNORECASE
)
_PLACE = re.compile(rf"(?P<place>{CAPITAL}[^:.;()]{{1,60}}):\s*(?P<publisher>[^:;()]{{2,100}}?)[.,;)]*\s*$")
_JOURNAL_ONLY = re.compile(r"[^\d().]{2,120},?\s\d{1,4}\s?\(\d{1,4}\)")
_ORGANISATION_HINT = re.compile(r"universi|college|school|hochschule|institut", re.IGNORECASE)


def add_titles(rest: str, italics: tuple[str, ...], fields: dict[str, Any]) -> None:
    """The title, and what it is in or who published it."""
    title, after = _title_in_front(rest, italics)
    if found := _THESIS_IN_BRACKETS.search(title):
        title, after = title[: found.start()], f"{found[1]}, {after}"
    if found := _EDITION.search(title):
        fields["edition"] = found[1].strip()
        title = title[: found.start()] + title[found.end() :]
    if title := title.strip(" .,:;"):
        fields["title"] = title
    after = after.strip(" .,")
    if not after or _thesis(after, fields):
        return
    if (found := _IN_BOOK.match(after)) and not _JOURNAL_ONLY.match(after[found.end() :]):
        _book(after[found.end() :], fields)
    elif not _journal(after, fields):
        _publisher(after, fields)


def _title_in_front(rest: str, italics: tuple[str, ...]) -> tuple[str, str]:
    if (found := QUOTED.match(rest)) and rest[found.end() : found.end() + 1] not in (":", "("):
        mark = found["mark"] if found["mark"] in "?!" else ""
        return found["title"] + mark, rest[found.end() :]
    for italic in italics:
        at = rest.find(italic)
        if at == 0:
            return italic, rest[len(italic) :]
        if at > 0 and (before := rest[:at]).rstrip()[-1:] in ".?!,:":
            if re.search(r"(?:^|[.,?!]\s*)(?:In|in|En|Em):?\s.*$", before):
                break
            return before.rstrip(" .,"), rest[at:]
    if found := re.search(r"[.,?!]\s+(?:In:?|in:)\s+(?=\S)", rest):
        stop = STOP.search(rest)
        if not stop or found.start() <= stop.start():
            return rest[: found.start() + (rest[found.start()] in "?!")], rest[found.start() + 1 :]
    for found in STOP.finditer(rest):
        following = STOP.search(rest, found.end())
        # A question is often only the first half of a title.
        if found[1] == "." or not following or len(rest[found.end() : following.start()].split()) < _FEW:
            return rest[: found.start() + (found[1] != ".")], rest[found.end() :]
    return rest, ""


def _thesis(after: str, fields: dict[str, Any]) -> bool:
    if not (found := _THESIS.search(after)):
        return False
    fields["genre"] = found[0].strip()
    parts = [part.strip(" .[]()") for part in re.split(r"[,.:;\[\]()]", after) if _ORGANISATION_HINT.search(part)]
    if parts:
        fields["publisher"] = parts[0]
    return True


def _journal(after: str, fields: dict[str, Any]) -> bool:
    """A journal with its volume, as ``Journal, 62(14), 45-52``, ``Journal. 2012;31(1):96`` and the like."""
    text = re.sub(r"[.,]?\s*\(?(?:1[5-9]|20)\d\d(?:\s[A-Z][a-z]{2,8}\.?(?:[\s-]\d{1,2})?)?\)?\s?;\s*", " ", after)
    found = _JOURNAL.match(text)
    if not found or (":" in found["container"] and _PLACE.search(after)):
        return False
    if not (found["issue"] or found["number"] or found["rest"]) and re.match(r"(?:1[5-9]|20)\d\d$", found["volume"]):
        return False
    fields["container-title"] = found["container"].strip(" .,:")
    fields["volume"] = found["volume"]
    if issue := found["issue"] or found["number"]:
        fields["issue"] = re.sub(r"^(?:no|nr|issue)\.?\s*", "", issue, flags=re.IGNORECASE)
    rest = found["rest"] or ""
    if article := _ARTICLE.search(rest):
        fields["number"] = article[1]
    elif pages := _PAGES_NAMED.search(rest) or _PAGES.match(rest):
        fields["page"] = _range(pages[1])
    return True


def _range(pages: str) -> str:
    return re.sub(r"\s?[–—-]\s?", "-", pages)


def _book(text: str, fields: dict[str, Any]) -> None:
    """The book that a chapter is in."""
    if found := _PAGES_NAMED.search(text):
        fields["page"] = _range(found[1])
        text = f"{text[: found.start()]} {text[found.end() :]}".replace("()", " ")
    elif found := re.search(r"[,:]\s*(\d{1,4}\s?[–—-]\s?\d{1,4})\.?\s*", text):
        fields["page"] = _range(found[1])
        text = f"{text[: found.start()]}. {text[found.end() :]}"
    if found := _EDITION.search(text):
        fields["edition"] = found[1].strip()
        text = text[: found.start()] + text[found.end() :]
    if found := _EDITED.match(text):
        fields["editor"] = list(parse_names(found["names"]))
        text = found["book"]
    elif found := _BOOK_THEN_EDITORS.search(text):
        names = f" {text[found.end() :]}"
        end = _END_OF_NAMES.search(names)
        fields["editor"] = list(parse_names(names[: end.start()] if end else names))
        text = f"{text[: found.start()]}. {names[end.start() :].strip(' .,()') if end else ''}"
    title, after = _title_in_front(text, ())
    fields["container-title"] = title.strip(" .,:()")
    if after.strip(" .,"):
        _publisher(after, fields)


def _publisher(after: str, fields: dict[str, Any]) -> None:
    text = re.sub(r"[,;.]?\s*\(?(?:1[5-9]|20)\d\d\)?[.;]?\s*$", "", after).strip(" .,;()")
    if found := _EDITION.search(text):
        fields["edition"] = found[1].strip()
        text = (text[: found.start()] + text[found.end() :]).strip(" .,;()")
    if found := _REPORT.match(text):
        fields["genre"] = "Report"
        if found[1]:
            fields["number"] = found[1].rstrip(".")
        text = text[found.end() :].strip(" .,;()")
    if found := _AHEAD.search(text):
        text = text[: found.start()].strip(" .,;()")
    if found := _PLACE.search(text):
        fields["publisher-place"] = found["place"].strip()
        fields["publisher"] = found["publisher"].strip()
    elif text and len(text) < _LONGEST_NAME and text != fields.get("title"):
        is_journal = ("DOI" in fields or "status" in fields) and not _PUBLISHER.search(text)
        fields["container-title" if is_journal and "container-title" not in fields else "publisher"] = text
