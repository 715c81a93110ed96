"""References that are plain text, such as "Lee A, Roy B. A title. J Things. 2016;3(2):1–9.", as CSL-JSON."""

from __future__ import annotations

import re
from typing import Any

DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>]{1,200}")
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"]{3,400}")
_YEAR = re.compile(r"(?<![\d–-])(1[5-9]\d\d|20\d\d)(?![\d–-])(?=(;|\)|:)?)")
_YEAR_FIRST = re.compile(
    r"(?P<authors>[^()]{2,800}?)[,.]?\s*\(\s*(?P<year>\d{4})(?!\d)[a-z]?[^()]{0,24}\)\s*[.,:]?\s*(?P<rest>.+)"
)
_VANCOUVER_NAME = re.compile(
    r"(?P<family>[^\W\d_][\w’' -]{0,40}?) (?P<given>[A-Z]{1,4}|(?:[A-Z]\.[ -]?){1,4})(?: (?:Jr|Sr|I{2,3}))?"
)
_APA_NAME = re.compile(r"(?P<family>[^\W\d_][\w’' -]{0,40}), (?P<given>(?:[A-Z]\.?[ -]?){1,4})")
_JOINED = re.compile(r"\s*(?:[,;]\s*(?:&|(?:and|e|y|und) )?|&|(?:and|e|y|und) |\.)\s*|$")
_JOURNAL = re.compile(
    r"(?P<source>[^.;\d][^;]{2,160}?)[.,;]?\s+(?:(?P<year>\d{4})[^;:()]{0,16}[;,:]\s*)?(?:vol\.? ?)?"
    r"(?P<volume>\d{1,5})\s?(?:\((?P<issue>[^()]{1,20})\))?\s*[:,]\s*(?:pp?\.? ?)?"
    r"(?P<page>[A-Za-z]{0,3}\d{1,7}(?:\s?[–-]\s?[A-Za-z]{0,3}\d{1,7})?)"
)
_PUBLISHER = re.compile(r"(?P<place>[^.;:\d]{2,60}): (?P<publisher>[^;:.\d]{2,100})[;,.]? ?(?=\d{4}|$)")
_SENTENCE = re.compile(r"[.?!]\s+(?=[^\W_a-z])")
_WEB = re.compile(r"\b(?:available|accessed|retrieved|updated|cited|disponible|disponível|zugriff)\b", re.IGNORECASE)
_INITIALS = re.compile(r", [A-Z]\.")
_MOST_ORGANISATION = 12


def csl_from_text(text: str) -> dict[str, Any]:
    """What a reference of plain text says. Its title is the whole text if that cannot be taken apart.

    Only references in the order of Vancouver, APA and Harvard are taken apart.
    """
    found: dict[str, Any] = {}
    bare = " ".join(text.split())
    if doi := DOI.search(bare):
        found["DOI"] = doi[0].rstrip(".,;)]")
    if url := _URL.search(bare):
        address = url[0].rstrip(".,;)")
        if "doi.org/" not in address:
            found["URL"] = address if address.startswith("http") else f"http://{address}"
    if year := _year(_URL.sub("", bare)):
        found["issued"] = {"date-parts": [[year]]}
    return {**found, **_parts(_URL.sub("", DOI.sub("", bare)), bare)}


def _year(text: str) -> int:
    """The year of publication: one with the punctuation that follows it, or else the last; 0 if there is none."""
    years = list(_YEAR.finditer(_WEB.split(text)[0])) or list(_YEAR.finditer(text))
    chosen = next((one for one in years if one[2]), years[-1] if years else None)
    return int(chosen[1]) if chosen else 0


def _parts(text: str, whole: str) -> dict[str, Any]:
    """The authors, the title and where it is published."""
    if found := _YEAR_FIRST.match(text):
        names, rest = found["authors"], found["rest"]
        authors = _names(names, _APA_NAME) or _names(names, _VANCOUVER_NAME) or _organisation(names)
    else:
        names, rest = _author_part(text)
        authors = _names(names, _VANCOUVER_NAME) or (_organisation(names) if rest else [])
    if not authors or not rest:
        return {"type": "document", "title": whole}
    ending = _SENTENCE.search(rest)
    title = rest[: ending.start() + (rest[ending.start()] in "?!")] if ending else rest.rstrip(" .")
    after = rest[ending.end() :] if ending else ""
    return {"author": authors, "title": title.strip() or whole, **_published(after)}


def _author_part(text: str) -> tuple[str, str]:
    """What may be the authors at the beginning, and the rest."""
    for at in (found.start() for found in re.finditer(r"[.:]\s", text[:1500])):
        names = text[:at]
        if names.endswith((" et al", " al")) or not re.search(r"(?:^|[\s.-])[A-Z]$", names):
            return names, text[at + 1 :].strip()
        if _names(names, _VANCOUVER_NAME) and not re.match(r"\s?[A-Z]\.", text[at + 1 :]):
            return names, text[at + 1 :].strip()
    return text, ""


def _names(text: str, pattern: re.Pattern[str]) -> list[dict[str, str]]:
    """The names in a list of authors, or none if any part of it is no name."""
    bare = re.sub(r",? (?:et al|and others)\.?$", "", text.strip(" .,;"))
    found: list[dict[str, str]] = []
    at = 0
    while at < len(bare):
        name = pattern.match(bare, at)
        joined = _JOINED.match(bare, name.end()) if name else None
        if name is None or joined is None or joined.end() == name.end() < len(bare):
            return []
        found.append({"family": name["family"].strip(), "given": name["given"].strip()})
        at = joined.end()
    return found


def _organisation(text: str) -> list[dict[str, str]]:
    bare = text.strip(" .,;:")
    is_name = bare[:1].isupper() and len(bare.split()) <= _MOST_ORGANISATION and not _INITIALS.search(bare)
    is_name = is_name and not any(character.isdigit() for character in bare)
    return [{"literal": bare}] if is_name else []


def _published(text: str) -> dict[str, Any]:
    if found := _JOURNAL.match(text):
        fields = {"container-title": found["source"].strip(" .,"), "volume": found["volume"], "issue": found["issue"]}
        page = re.sub(r"\s?[–-]\s?", "-", found["page"])
        return {"type": "article-journal", **{key: value for key, value in fields.items() if value}, "page": page}
    if found := _PUBLISHER.search(text):
        place = _SENTENCE.split(found["place"])[-1].strip(" .,")
        return {"type": "book", "publisher-place": place, "publisher": found["publisher"].strip(" .,")}
    return {"type": "webpage" if _WEB.search(text) else "document"}
