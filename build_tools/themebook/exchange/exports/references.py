"""The works of the study, or of a theme, for reference managers: BibTeX, RIS and CSL-JSON, published fields only."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from themebook.cite.bibtex import public_bibtex
from themebook.cite.citing import public_item, work_ris
from themebook.cite.csl import Item
from themebook.core.bibliography import Reference
from themebook.render.published import Published
from themebook.sources.bibtex.fields import is_own


def work_with_status(reference: Reference, item: Item) -> Item:
    """A work as CSL-JSON in which ``custom`` says what is not verified about it, instead of the note."""
    custom = {name: value for name, value in reference.fields if is_own(name) and value}
    whole = {**public_item(reference, item), "note": item.get("note"), "custom": custom}
    return {name: value for name, value in whole.items() if value not in (None, {})}


@dataclass(frozen=True, slots=True, kw_only=True)
class WorksFormat:
    """A format of works: the ending of its files, its name, its media type, how a work is written, and what is before,
    between and after the works.
    """

    ending: str
    name: str
    media_type: str
    entry: Callable[[Reference, Item], str]
    opening: str = ""
    between: str = "\n\n"
    closing: str = "\n"


def _csl_json(reference: Reference, item: Item) -> str:
    return json.dumps(public_item(reference, item), ensure_ascii=False)


WORKS = (
    WorksFormat(
        ending=".bib",
        name="BibTeX",
        media_type="application/x-bibtex",
        entry=lambda reference, _: public_bibtex(reference),
    ),
    WorksFormat(ending=".ris", name="RIS", media_type="application/x-research-info-systems", entry=work_ris),
    WorksFormat(
        ending=".json",
        name="CSL-JSON",
        media_type="application/vnd.citationstyles.csl+json",
        entry=_csl_json,
        opening="[\n",
        between=",\n",
        closing="\n]\n",
    ),
)


@dataclass(frozen=True, slots=True)
class WorksTexts:
    """The texts of works in all formats. Each entry is made once, although several files can have it."""

    _published: Published
    _entries: dict[tuple[str, str], str] = field(default_factory=dict, repr=False)

    def text(self, form: WorksFormat, keys: Iterable[str]) -> str:
        """The works with these keys."""
        return form.opening + form.between.join(self._entry(form, key) for key in keys) + form.closing

    def of_theme(self, form: WorksFormat, theme: str) -> str:
        """The works that are cited for the findings of a theme and its subthemes, in the order of the study."""
        linked = self._published.graph.themes.get(theme)
        cited = (item.reference.id for one in (linked.findings if linked else ()) for item in one.literature)
        return self.text(form, dict.fromkeys(cited))

    def _entry(self, form: WorksFormat, key: str) -> str:
        made = self._entries.get((form.ending, key))
        if made is None:
            reference = self._published.graph.references[key].reference
            made = self._entries[form.ending, key] = form.entry(reference, self._published.formatter.item(key))
        return made
