"""The authors of a paper in JATS, with where they work and what they did."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from themebook.core.orcid import bare_orcid
from themebook.exchange.articles.jats.elements import NOT_TEXT, Element, attribute, below, children, text_of
from themebook.exchange.articles.jats.names import name_of
from themebook.exchange.imported_details import ImportedAuthor

_AFFILIATION_WITHOUT = NOT_TEXT | {"label", "sup", "email", "institution-id", "ext-link"}
# The initials of those who work there.
_NOT_PLACE = re.compile(r"[;,]?\s?\((?:[A-Z]\.[\s-]?){1,5}\)")
_EMAIL = re.compile(r"\be-?mails?\s?:", re.IGNORECASE)
_NAMES = ("name", "string-name", "collab", "name-alternatives", "anonymous")


def authors_of(meta: Element) -> tuple[ImportedAuthor, ...]:
    """Those who wrote a paper, in order; editors and others are left out."""
    affiliations = {
        attribute(one, "id"): affiliation for one in below(meta, "aff") if (affiliation := _affiliation(one))
    }
    shared = tuple(
        _affiliation(one) for one in below(meta, "aff", outside=frozenset({"contrib"})) if not attribute(one, "id")
    )
    found = []
    for contributor in _contributors(meta):
        if author := _author(contributor, affiliations, shared):
            found.append(author)
    return tuple(found)


def _contributors(meta: Element) -> Iterator[Element]:
    for group in children(meta, "contrib-group"):
        if attribute(group, "content-type") in ("editors", "editor", "reviewers"):
            continue
        for one in below(group, "contrib", outside=frozenset({"contrib", "collab"})):
            if attribute(one, "contrib-type").casefold() in ("", "author", "corresp", "collab", "person"):
                yield one


def _author(contributor: Element, affiliations: Mapping[str, str], shared: tuple[str, ...]) -> ImportedAuthor | None:
    element = next(below(contributor, *_NAMES, outside=frozenset(_NAMES)), None)
    if element is None:
        return None
    element = next(below(element, "name", "string-name"), element)
    name = name_of(element)
    if not name:
        return None
    given = " ".join(part for part in (name.get("given", ""), name.get("suffix", "")) if part)
    linked = [affiliations[one] for one in _linked(contributor) if one in affiliations]
    own = [_affiliation(one) for one in below(contributor, "aff")]
    return ImportedAuthor(
        family=name.get("family") or name["literal"],
        given=given,
        orcid=_orcid(contributor),
        affiliations=tuple(dict.fromkeys(one for one in (*own, *linked) if one))
        or (shared if len(shared) == 1 else ()),
        roles=tuple(dict.fromkeys(_roles(contributor))),
    )


def _linked(contributor: Element) -> Iterator[str]:
    for one in below(contributor, "xref"):
        if attribute(one, "ref-type") == "aff":
            yield from attribute(one, "rid").split()


def _orcid(contributor: Element) -> str:
    for one in below(contributor, "contrib-id", "ext-link"):
        text = text_of(one) or attribute(one, "href")
        if "orcid" in f"{attribute(one, 'contrib-id-type')} {attribute(one, 'ext-link-type')} {text}".casefold():
            return bare_orcid(text).removeprefix("orcid.org/").strip("/ ")
    uri = next(
        (attribute(one, "href") for one in below(contributor, "uri") if "orcid.org" in attribute(one, "href")), ""
    )
    return bare_orcid(uri)


def _roles(contributor: Element) -> Iterator[str]:
    for role in below(contributor, "role"):
        if text := text_of(role) or attribute(role, "vocab-term"):
            yield text


def _affiliation(element: Element) -> str:
    original = next(
        (one for one in below(element, "institution") if attribute(one, "content-type") == "original"), None
    )
    if original is not None:
        return _EMAIL.split(text_of(original))[0].rstrip(" ,;.")
    text = _NOT_PLACE.sub("", text_of(element, without=_AFFILIATION_WITHOUT)).replace(" ,", ",")
    return _EMAIL.split(text)[0].strip(" ,.;")
