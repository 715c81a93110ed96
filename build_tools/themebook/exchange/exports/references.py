"""The works of the study, or of a theme, for reference managers: BibTeX, RIS and CSL-JSON, published fields only."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from themebook.cite.bibtex import public_bibtex
from themebook.cite.citing import public_item, work_ris
from themebook.cite.csl import Item
from themebook.core.bibliography import Reference
from themebook.exchange.exports.published import Published
from themebook.sources.bibtex.fields import is_own


def bibtex(published: Published, keys: Iterable[str]) -> str:
    return "\n\n".join(public_bibtex(one) for one in _references(published, keys)) + "\n"


def ris(published: Published, keys: Iterable[str]) -> str:
    records = (work_ris(one, published.formatter.item(one.key)) for one in _references(published, keys))
    return "\n\n".join(records) + "\n"


def csl_json(published: Published, keys: Iterable[str]) -> str:
    items = [public_item(one, published.formatter.item(one.key)) for one in _references(published, keys)]
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def work_with_status(reference: Reference, item: Item) -> Item:
    """A work as CSL-JSON in which ``custom`` says what is not verified about it, instead of the note."""
    custom = {name: value for name, value in reference.fields if is_own(name) and value}
    whole = {**public_item(reference, item), "note": item.get("note"), "custom": custom}
    return {name: value for name, value in whole.items() if value not in (None, {})}


def works_of_theme(published: Published, theme: str) -> list[str]:
    """The keys of the works that are cited for the findings of a theme and its subthemes, in the order of the study."""
    linked = published.graph.themes.get(theme)
    found = (item.reference.id for one in (linked.findings if linked else ()) for item in one.literature)
    return list(dict.fromkeys(str(key) for key in found))


def _references(published: Published, keys: Iterable[str]) -> Iterator[Reference]:
    return (published.graph.references[key].reference for key in keys)


@dataclass(frozen=True, slots=True)
class DataWorks:
    """A format of works: the ending of its files, its name and media type, and how works are written, by their keys."""

    ending: str
    name: str
    media_type: str
    text: Callable[[Published, list[str]], str]


WORKS = (
    DataWorks(".bib", "BibTeX", "application/x-bibtex", bibtex),
    DataWorks(".ris", "RIS", "application/x-research-info-systems", ris),
    DataWorks(".json", "CSL-JSON", "application/vnd.citationstyles.csl+json", csl_json),
)
