"""CSL-JSON, as Zotero, Mendeley, Paperpile, Zettlr and Crossref export it."""

from __future__ import annotations

import re

from themebook.core.diagnostics import Loaded
from themebook.exchange.bibliographies.csl_values import TYPES, in_notes, regular
from themebook.exchange.bibliographies.json_items import JsonItem, json_items
from themebook.exchange.bibliographies.keys import looks_like_key
from themebook.exchange.bibliographies.reading import LONG_BEGINNING, imported_works
from themebook.exchange.bibliographies.texts import shown
from themebook.exchange.format import ImportOptions
from themebook.exchange.imported import Imported, ImportedWork
from themebook.exchange.input_file import InputFile

_TYPE = re.compile(rf'"type"\s*+:\s*+"(?:{"|".join(sorted(TYPES))}|[a-z]+-(?:article|chapter|content))"')
_VARIABLE = re.compile(
    r'"(?:title|issued|author|editor|container-title|DOI|URL|publisher|page|citation-key|citation-label)"\s*+:'
)


def recognises(file: InputFile) -> bool:
    text = file.first(LONG_BEGINNING)
    return text[:1] in ("[", "{") and bool(_TYPE.search(text)) and bool(_VARIABLE.search(text))


def read(file: InputFile, options: ImportOptions) -> Loaded[Imported]:
    items, found = json_items(file)
    return imported_works([_work(item) for item in items], found)


def _work(item: JsonItem) -> ImportedWork:
    return ImportedWork(place=item.place, csl=regular(item.values), citation_key=_key(item))


def _key(item: JsonItem) -> str:
    values = item.values
    given = (
        values.get("citation-key"),
        values.get("citation-label"),
        _key_in_note(values.get("note")),
        values.get("id"),
    )
    return next((key for key in map(shown, given) if looks_like_key(key)), "")


def _key_in_note(note: object) -> str:
    return str(in_notes(note).get("citation-key", "")) if isinstance(note, str) else ""
