"""The references of JATS as CSL-JSON (https://docs.citationstyles.org/en/stable/specification.html, version 1.0.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from themebook.exchange.articles.citations.reference_fields import DOI, parse_entry
from themebook.exchange.articles.document import Run
from themebook.exchange.articles.jats.dates import dates_in
from themebook.exchange.articles.jats.elements import NOT_TEXT, Element, attribute, below, text_of
from themebook.exchange.articles.jats.names import names_of
from themebook.exchange.imported import ImportedWork
from themebook.exchange.safe_xml import local_name, place_of

_CITATIONS = ("element-citation", "mixed-citation", "nlm-citation", "citation", "product")
_TYPES = {
    "journal": "article-journal",
    "book": "book",
    "bookchapter": "chapter",
    "chapter": "chapter",
    "conf-proc": "paper-conference",
    "confproc": "paper-conference",
    "conference": "paper-conference",
    "thesis": "thesis",
    "dissertation": "thesis",
    "report": "report",
    "gov": "report",
    "working-paper": "report",
    "newspaper": "article-newspaper",
    "magazine": "article-magazine",
    "data": "dataset",
    "database": "dataset",
    "software": "software",
    "patent": "patent",
    "preprint": "article",
    "web": "webpage",
    "webpage": "webpage",
    "website": "webpage",
    "uri": "webpage",
    "legal-doc": "legislation",
    "legislation": "legislation",
    "standard": "standard",
}
_FIELDS = {
    "volume": "volume",
    "issue": "issue",
    "publisher-name": "publisher",
    "publisher-loc": "publisher-place",
    "edition": "edition",
    "isbn": "ISBN",
    "issn": "ISSN",
    "elocation-id": "number",
    "conf-name": "event-title",
    "series": "collection-title",
    "version": "version",
}
_IDS = {"doi": "DOI", "pmid": "PMID", "pmcid": "PMCID", "isbn": "ISBN", "issn": "ISSN"}
_ROLES = {
    "author": "author",
    "editor": "editor",
    "translator": "translator",
    "director": "director",
    "compiler": "editor",
}
_WITHOUT_LABEL = NOT_TEXT | {"label"}
_TITLE_MARKUP = NOT_TEXT | {"fn", "xref"}


def works_of(lists: Iterator[Element], file: str) -> tuple[tuple[ImportedWork, ...], Mapping[str, tuple[str, ...]]]:
    """The works of the lists of references, and their ids by the ids of the references, which may hold several."""
    works: list[ImportedWork] = []
    ids: dict[str, tuple[str, ...]] = {}
    for reference in (one for each in lists for one in below(each, "ref")):
        key = attribute(reference, "id") or f"ref-{len(ids) + 1}"
        if key in ids:
            continue
        found = [_csl(alternatives) for alternatives in _alternatives(reference)] or [
            ({"title": text_of(reference, without=_WITHOUT_LABEL)}, "")
        ]
        named = [
            ImportedWork(
                csl={"id": key if not number else f"{key}-{number + 1}", **csl},
                printed=printed,
                is_unknown=_is_unknown(csl),
                place=place_of(reference, file),
            )
            for number, (csl, printed) in enumerate(found)
            if csl
        ]
        works.extend(named)
        ids[key] = tuple(str(one.csl["id"]) for one in named)
        for citation in below(reference, *_CITATIONS):
            if inner := attribute(citation, "id"):
                ids.setdefault(inner, ids[key])
    return tuple(works), ids


def _is_unknown(csl: Mapping[str, Any]) -> bool:
    """Whether a reference says too little to find the work: no title, or nothing but one."""
    return (
        not csl.get("title")
        or not {"author", "editor", "issued", "DOI", "URL", "container-title", "publisher"} & csl.keys()
    )


def _alternatives(reference: Element) -> Iterator[tuple[Element, ...]]:
    """The works of a reference, each with the ways in which it is given: fully tagged ones first."""
    citations = list(below(reference, *_CITATIONS, outside=frozenset(_CITATIONS)))
    tagged = [one for one in citations if local_name(one) in ("element-citation", "nlm-citation")]
    mixed = [one for one in citations if one not in tagged]
    if tagged and mixed and len(tagged) == len(mixed):
        yield from zip(tagged, mixed, strict=True)
    elif tagged and mixed:
        yield from ((one, *mixed[:1]) for one in tagged)
    else:
        yield from ((one,) for one in citations if len(text_of(one)) > 1)


def _csl(alternatives: tuple[Element, ...]) -> tuple[dict[str, Any], str]:
    """One work, from the first way in which it is given; the others fill what that leaves open.

    With it comes the reference as it is printed, if its parts are not marked and were told apart by a guess.
    """
    found: dict[str, Any] = {}
    for one in alternatives:
        for key, value in _one_csl(one).items():
            found.setdefault(key, value)
    text = text_of(alternatives[-1], without=_WITHOUT_LABEL)
    if "title" not in found:
        parsed = parse_entry((Run(text=text),)).csl
        return {**parsed, **{key: value for key, value in found.items() if key != "type"}}, text
    if "DOI" not in found and (doi := DOI.search(text)):
        found["DOI"] = doi[0].rstrip(".,;)]")
    return found, ""


def _one_csl(citation: Element) -> dict[str, Any]:
    kind = (attribute(citation, "publication-type") or attribute(citation, "citation-type")).casefold()
    fields: dict[str, Any] = {}
    for name, key in _FIELDS.items():
        if text := text_of(next(below(citation, name), None)):
            fields.setdefault(key, text)
    fields |= _titles(citation, kind)
    fields |= _people(citation)
    fields |= _pages(citation)
    fields |= dates_in(citation)
    for key, value in _identifiers(citation):
        fields.setdefault(key, value)
    return {"type": _type(kind, fields, citation), **fields}


def _titles(citation: Element, kind: str) -> dict[str, str]:
    article, chapter, part = (_title(citation, name) for name in ("article-title", "chapter-title", "part-title"))
    source = _title(citation, "source") or _title(citation, "data-title")
    own = article or chapter or part or _title(citation, "data-title")
    if own and source and own != source:
        return {"title": own, "container-title": source}
    if own or source:
        is_journal = kind == "journal" and not own
        return (
            {"container-title": source}
            if is_journal and text_of(next(below(citation, "volume"), None))
            else {"title": own or source}
        )
    return {}


def _title(citation: Element, name: str) -> str:
    return text_of(next(below(citation, name), None), without=_TITLE_MARKUP).rstrip(" .,")


def _people(citation: Element) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    groups = list(below(citation, "person-group"))
    for group in groups:
        role = _ROLES.get(attribute(group, "person-group-type").casefold(), "author")
        if names := names_of(group):
            found.setdefault(role, []).extend(names)
    loose = names_of(citation, outside=frozenset({"person-group"}))
    if loose:
        found.setdefault("author" if "author" not in found else "editor", []).extend(
            loose
        ) if "author" not in found else None
    return found


def _pages(element: Element) -> dict[str, str]:
    first, last = (text_of(next(below(element, name), None)) for name in ("fpage", "lpage"))
    whole = text_of(next(below(element, "page-range"), None))
    if first:
        return {"page": f"{first}-{last}" if last and last != first else first}
    return {"page": whole.replace("–", "-")} if whole else {}


def _identifiers(citation: Element) -> Iterator[tuple[str, str]]:
    for one in below(citation, "pub-id", "ext-link", "uri", "elocation-id", "object-id"):
        kind = (attribute(one, "pub-id-type") or attribute(one, "ext-link-type")).casefold()
        text = text_of(one)
        address = attribute(one, "href") or text
        doi = DOI.search(text) or DOI.search(address)
        if doi and (kind in ("doi", "") or "doi.org/" in address):
            yield "DOI", doi[0].rstrip(".,;)]")
        elif kind in _IDS and text:
            yield _IDS[kind], text
        elif address.startswith(("http://", "https://")) and not re.search(
            r"doi\.org/|scholar\.google|ncbi\.nlm\.nih\.gov/pubmed", address
        ):
            yield "URL", address.rstrip(".,;)")


def _type(kind: str, fields: Mapping[str, Any], citation: Element) -> str:
    if kind == "book" and fields.get("container-title"):
        return "chapter"
    if kind in _TYPES and not (kind == "journal" and "container-title" not in fields and "title" not in fields):
        return _TYPES[kind]
    if fields.get("container-title") and (fields.get("volume") or fields.get("page") or fields.get("DOI")):
        return "article-journal" if next(below(citation, "chapter-title"), None) is None else "chapter"
    if fields.get("publisher"):
        return "book"
    return "webpage" if fields.get("URL") else "document"
