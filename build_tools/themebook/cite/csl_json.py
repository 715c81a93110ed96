"""Converts references to CSL-JSON items that citation processors format as the manuals of the styles require.

Format: https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables. Titles may contain
``<span class="nocase">`` around words that keep their capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import category, normalize

from themebook.cite.csl_dates import csl_date
from themebook.cite.title_case import as_written, sentence_case
from themebook.core.bibliography import Person, Reference
from themebook.core.languages import as_tag, is_english, tag_of_name

_TYPES = {
    **dict.fromkeys(("book", "collection", "mvbook", "proceedings", "reference"), "book"),
    **dict.fromkeys(("conference", "inproceedings"), "paper-conference"),
    **dict.fromkeys(("electronic", "online", "webpage", "www"), "webpage"),
    **dict.fromkeys(("inbook", "incollection", "suppbook"), "chapter"),
    **dict.fromkeys(("manual", "report", "techreport"), "report"),
    **dict.fromkeys(("mastersthesis", "phdthesis", "thesis"), "thesis"),
    **{kind: kind for kind in ("dataset", "legislation", "patent", "software")},
    "article": "article-journal",
    "booklet": "pamphlet",
    "inreference": "entry-encyclopedia",
    "jurisdiction": "legal_case",
    "newspaper": "article-newspaper",
    "unpublished": "manuscript",
}
_THESES = {
    "phdthesis": "Doctoral dissertation",
    "phd": "Doctoral dissertation",
    "mastersthesis": "Master\u2019s thesis",
    "mathesis": "Master\u2019s thesis",
    "bathesis": "Bachelor\u2019s thesis",
}
_PARTS = frozenset({"chapter", "paper-conference", "entry-encyclopedia"})
_SERIALS = frozenset({"article-journal", "article-magazine", "article-newspaper"})
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ARTICLE_NUMBER = re.compile(
    r"(?:art(?:icle)?\.?\s*+(?:no\.?|id)?\s*+)?(e\d[\w.]*|\d{5,})|art(?:icle)?\.?\s*(\S+)", re.I
)
_STATUS = re.compile(r"in press|forthcoming|inpress|in preparation|submitted|advance online publication", re.I)
_RESOLVER = re.compile(r"^(?:https?://(?:dx\.|www\.)?doi\.org/|doi:)\s*", re.I)

Item = dict[str, object]


def to_csl(reference: Reference) -> Item:
    """The CSL-JSON item of a reference. Its ``id`` is the key. Unknown variables are omitted."""
    item: Item = {"id": reference.key, "type": _type(reference)}
    item |= _people(reference) | _titles(reference, str(item["type"])) | _dates(reference)
    item |= _numbers(reference, str(item["type"])) | _publisher(reference, str(item["type"])) | _addresses(reference)
    return {name: value for name, value in item.items() if value}


def _type(reference: Reference) -> str:
    kind = reference.kind.lower()
    if kind == "inbook" and not reference.field("booktitle"):
        return "book"
    if kind == "article" and reference.field("entrysubtype"):
        return f"article-{reference.field('entrysubtype').lower()}"
    if kind == "misc" and reference.field("url") and not reference.field("howpublished", "publisher"):
        return "webpage"
    if kind == "article" and not reference.field("journal", "journaltitle") and reference.field("eprint"):
        return "article"
    return _TYPES.get(kind, "document")


def _people(reference: Reference) -> Item:
    return {
        "author": [_name(person) for person in reference.authors],
        "editor": [_name(person) for person in reference.editors],
        "translator": [_name(person) for person in _persons(reference.field("translator"))],
    }


def _name(person: Person) -> dict[str, str]:
    """A name as CSL variables. ``et al.`` becomes the word that citeproc recognises for it."""
    if person.literal:
        return {"literal": "others" if person.literal == "et al." else _clean(person.literal)}
    parts = {
        "family": person.family,
        "given": _spaced_initials(person.given),
        "non-dropping-particle": person.particle,
        "suffix": person.suffix,
    }
    return {part: _clean(value) for part, value in parts.items() if value}


def _persons(names: str) -> Iterable[Person]:
    """Simple names: ``Family, Given`` or ``Given Family``, with ``and`` between them."""
    for name in filter(None, re.split(r"\s+and\s+", names.strip())):
        family, _, given = (
            name.partition(",") if "," in name else (name.rpartition(" ")[2], "", name.rpartition(" ")[0])
        )
        yield Person(family=family.strip(), given=given.strip())


def _spaced_initials(given: str) -> str:
    """Turn ``EJ``, as some databases write initials, into ``E. J.``. Other names are unchanged."""
    return " ".join(f"{letter}." for letter in given) if re.fullmatch(r"[A-Z]{2,3}", given) else given


def _titles(reference: Reference, kind: str) -> Item:
    language = _language(reference)
    english = not language or is_english(language)

    def full_title(name: str) -> str:
        title = ": ".join(filter(None, (reference.field(name), reference.field(name.replace("title", "subtitle")))))
        return sentence_case(_text(title)) if english else _without_braces(_text(title))

    titles: Item = {"title": full_title("title"), "language": language}
    if kind in _PARTS:
        # Proceedings are named after their conference, and names keep their capitals.
        book = _clean(reference.field("booktitle")) if kind == "paper-conference" else full_title("booktitle")
        return titles | {"container-title": book, "collection-title": _clean(reference.field("series"))}
    if kind in _SERIALS:
        return titles | {"container-title": as_written(_clean(reference.field("journal", "journaltitle")))}
    return titles | {"collection-title": _clean(reference.field("series"))}


def _without_braces(text: str) -> str:
    return re.sub(r"[{}]", "", text)


def _language(reference: Reference) -> str:
    """The language tag. Empty if the entry has no language, several, or an unknown one."""
    language = reference.field("langid", "language", "hyphenation").strip()
    return tag_of_name(language) or as_tag(language.replace("_", "-"))


def _dates(reference: Reference) -> Item:
    month, day = reference.field("month"), reference.field("day")
    date = reference.field("date", "year")
    status = _STATUS.search(" ".join((date, reference.field("pubstate"), reference.field("note"))))
    dates: Item = {"status": status[0].lower().replace("inpress", "in press") if status else ""}
    if not _STATUS.search(date):
        dates["issued"] = csl_date(date, month=month, day=day)
    dates["accessed"] = csl_date(reference.field("urldate"))
    dates["original-date"] = csl_date(reference.field("origdate", "origyear"))
    return dates


def _numbers(reference: Reference, kind: str) -> Item:
    number = _clean(reference.field("number"))
    numbers: Item = {
        "volume": _clean(reference.field("volume")),
        "number-of-volumes": _clean(reference.field("volumes")),
        "edition": _edition(_clean(reference.field("edition"))),
        "genre": _genre(reference, kind),
        "chapter-number": _clean(reference.field("chapter")) if kind in _PARTS else "",
    }
    if kind in _SERIALS:
        return numbers | {"issue": _clean(reference.field("issue")) or number} | _pages_or_article(reference)
    numbers["page"] = _pages(reference.field("pages")) if kind in _PARTS else ""
    arxiv = reference.field("eprinttype", "archiveprefix").lower() == "arxiv"
    eprint = f"arXiv:{_clean(reference.field('eprint')).removeprefix('arXiv:')}" if arxiv else ""
    variable = "collection-number" if kind in _PARTS or kind == "book" else "number"
    return numbers | {variable: number or eprint}


def _pages_or_article(reference: Reference) -> Item:
    """The pages of an article, or its article number."""
    pages = _pages(reference.field("pages"))
    match = _ARTICLE_NUMBER.fullmatch(pages)
    number = _clean(reference.field("eid", "article-number", "articleno")) or (match and (match[1] or match[2]))
    return {"number": number, "page": "" if match else pages}


def _pages(pages: str) -> str:
    """Page ranges with a hyphen, such as ``17-34, 40``."""
    return re.sub(r"(?<!\s)\s*+(?:-{2,}|[\u2010-\u2014\u2212])\s*", "-", _clean(pages))


def _edition(edition: str) -> str:
    """Turn ``2nd`` and ``Second edition`` into ``2``. Other editions are unchanged."""
    word = re.sub(r"(?<!\s)\s*+\b(?:ed\.?|edn\.?|edition)$", "", edition, flags=re.I)
    if word.lower() in _ORDINALS:
        return str(_ORDINALS.index(word.lower()) + 1)
    return re.sub(r"^(\d+)(?:st|nd|rd|th)?$", r"\1", word)


def _genre(reference: Reference, kind: str) -> str:
    genre = _clean(reference.field("type"))
    if kind == "thesis":
        return _THESES.get(re.sub(r"\W", "", genre or reference.kind).lower(), genre)
    return genre if kind in ("report", "manuscript", "document", "patent", "dataset", "software") else ""


def _publisher(reference: Reference, kind: str) -> Item:
    """The publisher and its place, or neither if the author is also the publisher."""
    names = ("school", "institution", "publisher") if kind == "thesis" else ("publisher", "institution", "organization")
    publisher = _clean(reference.field(*names, *(() if _is_address(reference) else ("howpublished",))))
    corporate_authors = {_clean(person.literal).casefold() for person in reference.authors if person.literal}
    if publisher.casefold() in corporate_authors:
        return {}
    if not publisher and _type(reference) == "article":
        publisher = {"arxiv": "arXiv"}.get(reference.field("eprinttype", "archiveprefix").lower(), "")
    place = _clean(reference.field("address", "location")) if kind not in _SERIALS else ""
    if kind == "webpage":
        return {"container-title": publisher}
    return {"publisher": publisher, "publisher-place": place}


def _is_address(reference: Reference) -> bool:
    return "://" in reference.field("howpublished")


def _addresses(reference: Reference) -> Item:
    doi = _RESOLVER.sub("", reference.field("doi").strip())
    how = re.search(r"https?://[^\s{}]+", reference.field("howpublished"))
    url = reference.field("url").strip() or (how[0] if how else "")
    if _RESOLVER.match(url):
        doi, url = doi or _RESOLVER.sub("", url), ""
    return {"DOI": doi, "URL": url, "ISBN": _clean(reference.field("isbn")), "ISSN": _clean(reference.field("issn"))}


def _clean(text: str) -> str:
    return _without_braces(_text(text))


def _text(text: str) -> str:
    """Normalise to NFC and single spaces, and remove control characters, which are invalid in XHTML."""
    spaced = re.sub(r"[^\S\u00a0\u202f]+", " ", normalize("NFC", text)).strip()
    return "".join(character for character in spaced if category(character) != "Cc")
