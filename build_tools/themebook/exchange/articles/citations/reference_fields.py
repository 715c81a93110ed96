"""One entry of a list of references, taken apart into the fields of CSL-JSON, whatever its style."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from themebook.exchange.articles.citations.names import CAPITAL, Name, is_organisation, parse_names
from themebook.exchange.articles.citations.reference_titles import QUOTED, STOP, add_titles
from themebook.exchange.articles.document import Run

# Longer entries are kept as they are.
_LONGEST = 2_000
_LABEL = re.compile(r"\s*(?:\[(\d{1,4})\]|\((\d{1,4})\)|(\d{1,4})[.)])\s+|\s*(\d{1,4})\s+(?=[^\W\d_])")
DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>]{1,200}")
_DOI = re.compile(rf"(?:https?://(?:dx\.)?doi\.org/|\bdoi:?\s*)*\b({DOI.pattern})", re.IGNORECASE)
_URL = re.compile(r"<?\bhttps?://[^\s<>\"]+>?|\bwww\.[^\s<>\"]+", re.IGNORECASE)
_ASIDES = re.compile(
    r"(?:\[?(?:accessed|retrieved|last accessed|cited|zugriff|abgerufen|consulté|consultado|acesso|recuperado|"
    r"acessado)\b[^\].]{0,60}?(?:\d{4}|from|de|von|em)[\]:,]*)|\b(?:available (?:at|from|online)|verfügbar unter|"
    r"disponible (?:en|sur)|disponível em|retrieved from|recuperado de)\b:?|\bPMC?(?:ID)?:\s*\w+|"
    r"\[?(?:PubMed|Google Scholar|CrossRef|Crossref)\]?",
    re.IGNORECASE,
)
YEAR = (
    r"(?:(?:1[5-9]|20)\d\d(?:[a-z](?!\w))?(?:[/–-](?:1[5-9]|20)\d\d)?|n\.\s?d\.(?:-?[a-z]{1,2}(?!\w))?|no date|"
    r"in press|forthcoming|in preparation|submitted|o\.\s?J\.|s\.\s?[adf]\.|im Druck|en prensa|no prelo|sous presse|"
    r"à paraître)"
)
_IN_BRACKETS = re.compile(rf"[(\[](?:c\.|ca\.)?\s?({YEAR})(?:[,;:]?\s[^()]{{1,40}})?[)\]]\s*[.,:]?\s*", re.IGNORECASE)
_ALONE = re.compile(rf"(?:(?<=[.,”\"’')?!])\s+|^)({YEAR})(?:[.,:]\s+|\.?$)", re.IGNORECASE)
_AFTER_JOURNAL = re.compile(r"(?<!\d)((?:1[5-9]|20)\d\d)(?:\s[A-Z][a-z]{2,8}\.?(?:[\s-]\d{1,2})?)?\s?(?:;|:\s?\d)")
_LAST_YEAR = re.compile(r"(?<![\d–-])((?:1[5-9]|20)\d\d)[a-z]?(?![\d–-])")
_INITIALS_BEHIND = rf"[^\W\d_][^,.;:]{{0,40}}\s{CAPITAL}{{1,4}}(?:\s(?:Jr|Sr|I{{2,3}}))?"
_VANCOUVER = re.compile(rf"({_INITIALS_BEHIND}(?:,\s(?:{_INITIALS_BEHIND}|et al))*(?:,?\s(?:et al|editors?))?)\.\s+")
_FAMILY_FIRST = rf"[^\W\d_][^,.;:]{{0,40}},\s(?:{CAPITAL}\.[\s-]?){{1,5}}"
_NATURE = re.compile(rf"({_FAMILY_FIRST}(?:,\s?{_FAMILY_FIRST})*(?:,?\s?(?:&|and)\s{_FAMILY_FIRST}|,?\s?et al\.)?)\s?")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedReference:
    """An entry: its number in the list if it has one, its fields, and the year with its suffix as it is printed.

    ``is_whole`` is false if it could not be taken apart. It then has its whole text as title.
    """

    label: str
    csl: Mapping[str, Any]
    year: str
    is_whole: bool


def parse_entry(runs: tuple[Run, ...], label: str = "") -> ListedReference:
    """Take one entry apart. Its CSL-JSON has no id."""
    text = " ".join("".join(run.text for run in runs).split())
    if found := _LABEL.match(text):
        label, text = label or next(group for group in found.groups() if group), text[found.end() :]
    whole = text
    if len(text) > _LONGEST:
        return ListedReference(
            label=label, csl={"type": "document", "title": whole[:_LONGEST]}, year="", is_whole=False
        )
    fields: dict[str, Any] = {}
    text = _without_addresses(text, fields)
    italics = tuple(" ".join(run.text.split()).strip(" .,") for run in runs if run.italic and len(run.text.strip()) > 2)
    authors, year, rest = _divided(text, italics)
    if year:
        fields |= _issued(year)
    if names := parse_names(authors):
        fields["author"] = list(names)
    add_titles(rest, italics, fields)
    is_whole = (
        bool(fields.get("title"))
        and bool(year or names)
        and any(name in fields for name in ("author", "editor", "container-title", "publisher", "URL"))
    )
    if not is_whole:
        fields["title"] = whole
    fields["type"] = _type(fields)
    return ListedReference(label=label, csl=fields, year=year, is_whole=is_whole)


def _without_addresses(text: str, fields: dict[str, Any]) -> str:
    if found := _DOI.search(text):
        fields["DOI"] = _closed(found[1].rstrip(".,;"))
        text = f"{text[: found.start()]} {text[found.end() :]}"
    if found := _URL.search(text):
        address = _closed(found[0].strip("<>").rstrip(".,;"))
        fields["URL"] = address if "://" in address else f"http://{address}"
        text = f"{text[: found.start()]} {text[found.end() :]}"
    return re.sub(r"\s+([.,;])", r"\1", " ".join(_ASIDES.sub(" ", text).split())).strip()


def _closed(address: str) -> str:
    """An address without a closing bracket that was not opened in it."""
    return address[:-1] if address.endswith((")", "]")) and "(" not in address and "[" not in address else address


def _issued(year: str) -> dict[str, Any]:
    if found := re.match(r"\d{4}", year):
        return {"issued": {"date-parts": [[int(found[0])]]}}
    words = year.casefold()
    if "press" in words or "druck" in words or "prensa" in words or "prelo" in words or "presse" in words:
        return {"status": "in press"}
    return {"status": words} if words in ("forthcoming", "submitted", "in preparation") else {}


def _divided(text: str, italics: tuple[str, ...]) -> tuple[str, str, str]:
    """The authors, the year, and what is left, with the title in front."""
    for pattern in (_IN_BRACKETS, _ALONE):
        found = pattern.search(text)
        if found and _may_be_authors(text[: found.start()], italics):
            return text[: found.start()].strip(), found[1], text[found.end() :].strip()
        if (
            found
            and found.end() < len(text) - 1
            and not _AFTER_JOURNAL.search(text)
            and _is_title(text[: found.start()])
        ):
            return "", found[1], f"{text[: found.start()].strip(' .,')}. {text[found.end() :]}"
    years = list(_AFTER_JOURNAL.finditer(text)) or list(_LAST_YEAR.finditer(text))
    year = years[-1][1] if years else ""
    authors, rest = _authors_in_front(text)
    return authors, year, rest


def _is_title(text: str) -> bool:
    return len(text.strip()) > 3


def _may_be_authors(text: str, italics: tuple[str, ...]) -> bool:
    """Whether what is before the year names people or an organisation, and is not a title."""
    bare = text.strip(" .,")
    if not bare or bare[0] in '“"«‘' or bare in italics or re.search(r"\d|:\s", bare):
        return False
    if re.search(
        rf"(?:^|[\s.,-]){CAPITAL}\.|,\s*{CAPITAL}{{1,3}}(?:[,.\s]|$)|\bet al\b|\s{CAPITAL}{{1,3}}(?:,|$)", bare
    ):
        return len(bare) < 1_500 and not re.search(r"[.?!]\s+[^\W\d_]+(?:\s[a-zà-ÿ]\w+){3}", bare)
    words = re.findall(r"[^\W\d_][\w’'-]*", bare)
    small = [word for word in words if word[0].islower() and len(word) > 3]
    return len(words) <= 25 and len(small) <= (2 if is_organisation(bare) else 0)


def _authors_in_front(text: str) -> tuple[str, str]:
    """The authors before the first full stop of an entry without a year there, such as those of Vancouver style."""
    if found := _VANCOUVER.match(text):
        return found[1], text[found.end() :]
    if found := _NATURE.match(text):
        return found[1], text[found.end() :].lstrip(" ,")
    for found in STOP.finditer(text):
        before = text[: found.start()]
        if _may_be_authors(before, ()) and parse_names(before):
            return before, text[found.end() :]
        break
    if found := QUOTED.search(text):
        return text[: found.start()].strip(" ,"), text[found.start() :]
    return "", text


def _type(fields: Mapping[str, Any]) -> str:
    if "editor" in fields or ("container-title" in fields and "volume" not in fields and "page" in fields):
        return "chapter"
    if "container-title" in fields:
        is_article = any(name in fields for name in ("volume", "issue", "DOI", "status"))
        return "article-journal" if is_article else "chapter"
    if "genre" in fields:
        return "report" if fields["genre"] == "Report" else "thesis"
    if "publisher" in fields:
        return "book"
    return "webpage" if "URL" in fields else "document"


def authors_of(csl: Mapping[str, Any]) -> tuple[Name, ...]:
    """The authors of a work, or its editors."""
    return tuple(csl.get("author") or csl.get("editor") or ())
