"""What JATS says of the paper itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from themebook.core.languages import as_tag, tag_of_name
from themebook.exchange.articles.citations.reference_fields import DOI
from themebook.exchange.articles.jats.authors import authors_of
from themebook.exchange.articles.jats.dates import date_of
from themebook.exchange.articles.jats.elements import NOT_TEXT, Element, attribute, below, child, children, text_of
from themebook.exchange.imported import Csl
from themebook.exchange.imported_details import ImportedAuthor, ImportedDetails
from themebook.exchange.safe_xml import local_name

_TITLE_WITHOUT = NOT_TEXT | {"xref"}
_OTHER_ABSTRACTS = (
    "graphical",
    "teaser",
    "toc",
    "key-points",
    "highlights",
    "summary",
    "plain-language-summary",
    "precis",
)
_NOT_ISSUED = ("pmc-release", "nihms-submitted", "received", "accepted", "retracted")
_STATEMENTS = {
    "ethics": re.compile(
        r"(?:^|statement of |[/;,:] ?|research |\b(?:consideraciones|considerações|aspectos|considérations|aspects) )"
        r"(?:ethic|étic|éthi|informed consent|institutional review)|ethics.{0,3}(?:statement|approval)",
        re.IGNORECASE,
    ),
    "data": re.compile(
        r"data.{0,20}(?:availab|access|shar)|availability of|disponibilidad|disponib|verfügbarkeit", re.IGNORECASE
    ),
    "funding": re.compile(
        r"^(?:funding|financial|financia|financement|förderung|finanzierung|sources? of support)", re.IGNORECASE
    ),
}
_TITLE_AGAIN = re.compile(r"^(?:funding|data availability|ethics)(?: statement)?\s?[:.]\s*", re.IGNORECASE)
_IN_BACK = ("sec", "fn", "notes", "ack")


def language_of(article: Element) -> str:
    written = attribute(article, "lang")
    return tag_of_name(written) or as_tag(written)


def details_of(article: Element, meta: Element, work: str) -> ImportedDetails:
    """What a paper says of itself. ``work`` is the id of its own entry among the works."""
    language = language_of(article)
    return ImportedDetails(
        title=title_of(meta),
        authors=authors_of(meta),
        language=language,
        work=work,
        abstract=_abstract(meta),
        funding=_funding(meta) or _statement(article, "funding"),
        ethics=_statement(article, "ethics"),
        data=_data(meta) or _statement(article, "data"),
        licence=_licence(meta),
        contact=next((text_of(one) for one in below(meta, "email") if text_of(one)), ""),
        keywords=tuple(_keywords(meta, attribute(article, "lang"))),
    )


def title_of(meta: Element) -> str:
    group = child(meta, "title-group")
    title = text_of(child(group, "article-title"), without=_TITLE_WITHOUT)
    subtitle = text_of(child(group, "subtitle"), without=_TITLE_WITHOUT)
    return f"{title.rstrip(' :')}: {subtitle}" if subtitle else title


def csl_of(article: Element, meta: Element, work: str, authors: tuple[ImportedAuthor, ...]) -> Csl:
    """The paper itself as CSL-JSON."""
    journal = child(article, "front", "journal-meta")
    found: dict[str, Any] = {"id": work, "type": "article-journal", "title": title_of(meta)}
    found["author"] = [_csl_name(one) for one in authors]
    if journal is not None:
        found["container-title"] = text_of(next(below(journal, "journal-title"), None))
        found["container-title-short"] = text_of(next(below(journal, "abbrev-journal-title"), None))
        found["ISSN"] = text_of(child(journal, "issn"))
        found["publisher"] = text_of(next(below(journal, "publisher-name"), None))
    for name, key in (("volume", "volume"), ("issue", "issue"), ("elocation-id", "number")):
        found[key] = text_of(child(meta, name))
    first, last = text_of(child(meta, "fpage")), text_of(child(meta, "lpage"))
    found["page"] = f"{first}-{last}" if last and last != first else first
    found["issued"] = _issued(meta, has_volume=bool(found["volume"]))
    for one in children(meta, "article-id"):
        kind, text = attribute(one, "pub-id-type"), text_of(one)
        if kind == "doi" and (doi := DOI.search(text)):
            found["DOI"] = doi[0]
        elif kind in ("pmid", "pmcid", "pmc"):
            found[{"pmid": "PMID"}.get(kind, "PMCID")] = (
                text if kind == "pmid" or text.startswith("PMC") else f"PMC{text}"
            )
    found["language"] = language_of(article)
    return {key: value for key, value in found.items() if value}


def _csl_name(author: ImportedAuthor) -> dict[str, str]:
    return {"family": author.family, "given": author.given} if author.given else {"literal": author.family}


def _issued(meta: Element, *, has_volume: bool) -> dict[str, Any]:
    """When it was issued: the date of its volume, with month and day if another date of that year has them."""
    dates: dict[str, tuple[str, str, str]] = {}
    for one in children(meta, "pub-date"):
        kind = attribute(one, "pub-type") or attribute(one, "date-type")
        year, month, day = (text_of(child(one, name)) for name in ("year", "month", "day"))
        if year and kind not in _NOT_ISSUED:
            dates.setdefault(kind, (year, month, day))
    if not dates:
        return {}
    print_kinds = ("collection", "ppub", "pub", "epub-ppub") if has_volume else ()
    kinds = (*print_kinds, "pub", "epub", "epub-ppub", "ppub", "collection", *dates)
    year = next(dates[kind][0] for kind in kinds if kind in dates)
    fullest = max((date for date in dates.values() if date[0] == year), key=lambda date: sum(map(bool, date)))
    return date_of(*fullest)


def _abstract(meta: Element) -> str:
    for one in children(meta, "abstract"):
        if not attribute(one, "abstract-type") or not any(
            kind in attribute(one, "abstract-type") for kind in _OTHER_ABSTRACTS
        ):
            return "\n\n".join(_abstract_parts(one))
    return ""


def _abstract_parts(abstract: Element) -> Iterator[str]:
    for one in children(abstract, "sec", "p"):
        if local_name(one) == "p":
            yield text_of(one)
            continue
        title = text_of(child(one, "title")).rstrip(" :.")
        text = " ".join(text_of(part) for part in below(one, "p"))
        yield f"{title}: {text}" if title else text


def _keywords(meta: Element, language: str) -> Iterator[str]:
    for group in children(meta, "kwd-group"):
        other = attribute(group, "lang")
        if "abbr" in attribute(group, "kwd-group-type") or (other and language and other[:2] != language[:2]):
            continue
        for keyword in below(group, "kwd"):
            if text := text_of(keyword).strip(" .,;"):
                yield text


def _funding(meta: Element) -> str:
    group = child(meta, "funding-group")
    if group is None:
        return ""
    if statement := text_of(child(group, "funding-statement")):
        return statement
    return "; ".join(_awards(group))


def _awards(group: Element) -> Iterator[str]:
    for award in below(group, "award-group"):
        source = text_of(
            next(below(award, "institution", "funding-source"), None), without=NOT_TEXT | {"institution-id"}
        )
        numbers = ", ".join(text for one in below(award, "award-id") if (text := text_of(one)))
        if source or numbers:
            yield f"{source} ({numbers})" if source and numbers else source or numbers


def _data(meta: Element) -> str:
    for one in below(meta, "custom-meta"):
        if _STATEMENTS["data"].search(text_of(child(one, "meta-name"))):
            return text_of(child(one, "meta-value"))
    return ""


def _statement(article: Element, kind: str) -> str:
    """A statement that is marked by its type or its title, anywhere but in the text of another section."""
    pattern = _STATEMENTS[kind]
    for one in below(article, *_IN_BACK, outside=frozenset({"sub-article", "response", "ref-list", "table-wrap"})):
        title = text_of(child(one, "title")) or text_of(child(one, "p", "bold"))
        marked = f"{attribute(one, 'sec-type')} {attribute(one, 'fn-type')} {attribute(one, 'notes-type')}"
        if not (pattern.search(title) or pattern.search(marked)) or len(title.split()) > 12:
            continue
        text = " ".join(text_of(part) for part in children(one, "p"))
        if text := _TITLE_AGAIN.sub("", text.removeprefix(title)).lstrip(" :."):
            return text
    return ""


def _licence(meta: Element) -> str:
    """The address of the licence, or else its text."""
    for one in below(meta, "license"):
        address = text_of(next(below(one, "license_ref"), None)) or attribute(one, "href")
        linked = next(
            (
                attribute(link, "href")
                for link in below(one, "ext-link", "uri")
                if "creativecommons" in attribute(link, "href")
            ),
            "",
        )
        if found := address or linked:
            return found
        if text := text_of(one):
            return text
    return next((text for one in below(meta, "copyright-statement") if (text := text_of(one))), "")
