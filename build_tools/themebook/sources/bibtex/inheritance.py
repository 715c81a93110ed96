"""Inheritance from the entries that ``crossref`` and ``xdata`` name, by biblatex's rules."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace

from themebook.core.bibliography import EntryPlace
from themebook.core.diagnostics import Rule, Span
from themebook.core.nearest import Nearest
from themebook.sources.bibtex.blocks import BibReading
from themebook.sources.bibtex.entries import BIB_EXPANSION, RawEntry, RawField, spellings
from themebook.sources.bibtex.fields import is_own

BIB_PARENT_EXISTS = Rule(
    "bib-parent-exists", "A `crossref` or `xdata` must name an existing entry, and must not be circular."
)

_LINKS = ("crossref", "xdata")
# Fields that say the same in another way.
_DATE, _JOURNAL = ("date", "year", "month", "day"), ("journal", "journaltitle")
_SAME = {**dict.fromkeys(_DATE, ("date", "year")), **dict.fromkeys(_JOURNAL, _JOURNAL)}
_AND = re.compile(r"((?<!\s)\s++and\s+)")
_GRANULAR = re.compile(r"xdata\s*+=\s*+(?P<key>\S+?)-(?P<field>[a-z]+)(?:-(?P<number>[1-9]\d{0,3}))?", re.IGNORECASE)
_LONGEST_CHAIN = 40
_COST = 20
_PARTS = (
    "bookinbook",
    "conference",
    "inbook",
    "incollection",
    "inproceedings",
    "inreference",
    "suppbook",
    "suppcollection",
)
# biblatex does not inherit fields for sorting and labels. Fields that identify one
# work, and those that only Themebook knows, are not inherited either.
_KEPT_BACK = (
    *("crossref", "xdata", "xref", "ids", "entryset", "entrysubtype", "execute", "label", "options", "presort"),
    *("related", "relatedoptions", "relatedstring", "relatedtype", "shorthand", "shorthandintro", "sortkey"),
    *("sorttitle", "indextitle", "shorttitle", "doi", "url", "urldate", "eprint", "eprinttype", "file", "abstract"),
    *("annotation", "annote", "keywords", "pages", "pagetotal", "timestamp"),
)


def with_inherited(entries: tuple[RawEntry, ...], reading: BibReading) -> tuple[RawEntry, ...]:
    """The entries with the fields of their parents after their own. If both have a field, the entry's own wins."""
    family = _Family(entries, reading)
    return tuple(
        RawEntry(key=entry.key, kind=entry.kind, fields=family.fields(entry, ()), span=entry.span) for entry in entries
    )


def place_of(key: str, fields: Iterable[RawField], span: Span) -> EntryPlace:
    """The place of an entry under every name that it may be cited or taken as a parent by, with its own parents."""
    names = {field.name: tuple(listed((field.text,))) for field in fields if field.name in (*_LINKS, "xref", "ids")}
    parents = tuple(name for link in (*_LINKS, "xref") for name in names.get(link, ()))
    keys = (*spellings(key), *names.get("ids", ()))
    return EntryPlace(span=span, keys=keys, parents=parents)


class _Family:
    def __init__(self, entries: tuple[RawEntry, ...], reading: BibReading) -> None:
        self._reading = reading
        self._by_key = {entry.key.lower(): entry for entry in entries}
        for entry in entries:
            for alias in listed(field.text for field in entry.fields if field.name == "ids"):
                self._by_key.setdefault(alias.lower(), entry)
        self._done: dict[str, tuple[RawField, ...]] = {}
        self._names = Nearest(other.key for other in self._by_key.values())

    def fields(self, entry: RawEntry, path: tuple[RawEntry, ...]) -> tuple[RawField, ...]:
        """Own and inherited fields; ``path`` is the entries that lead here, from child to parent."""
        if entry.key not in self._done:
            fields = {field.name: self._with_parts(entry, field, path) for field in entry.fields}
            for link in (field for field in entry.fields if field.name in _LINKS):
                for parent in self._parents(entry, link, path):
                    self._take_over(fields, self.fields(parent, (*path, entry)), entry, parent, link)
            self._done[entry.key] = tuple(fields.values())
        return self._done[entry.key]

    def _with_parts(self, entry: RawEntry, field: RawField, path: tuple[RawEntry, ...]) -> RawField:
        """A field with parts of other entries in place of ``xdata=key-field-1``, which biblatex calls granular."""
        if "xdata" not in field.text or field.name in (*_LINKS, "ids"):
            return field
        parts = _AND.split(field.text)
        taken = [self._part(entry, field, part, path) if number % 2 == 0 else part for number, part in enumerate(parts)]
        return replace(field, text="".join(taken))

    def _part(self, entry: RawEntry, field: RawField, written: str, path: tuple[RawEntry, ...]) -> str:
        """What a reference to a part of another entry stands for. Other text and invalid references are unchanged."""
        found = _GRANULAR.fullmatch(written.strip())
        if not found:
            return written
        link = replace(field, name="xdata", text=found["key"])
        for parent in self._parents(entry, link, path):
            value = next(
                (one.text for one in self.fields(parent, (*path, entry)) if one.name == found["field"].lower()), ""
            )
            parts = _AND.split(value)[::2] if found["number"] else [value]
            number = int(found["number"] or 1)
            if value and number <= len(parts):
                return parts[number - 1] if self._can_take(_COST + len(value), link) else ""
            message = (
                f"`{field.name}` of '{entry.key}' takes `{found['field']}` {number} of '{parent.key}', which it lacks"
            )
            self._reading.report(BIB_PARENT_EXISTS, field.span, message, "correct it, or write the value itself")
        return written

    def _take_over(
        self,
        fields: dict[str, RawField],
        inherited: Iterable[RawField],
        entry: RawEntry,
        parent: RawEntry,
        link: RawField,
    ) -> None:
        """Add what the entry inherits from one parent, unless the limit for all parents is reached."""
        own = frozenset(fields)
        for field in inherited:
            # A field costs more than its text, even if the entry already has its own.
            if not self._can_take(_COST + len(field.text), link):
                return
            for name in _inherited_as(field.name, entry, parent, link.name):
                if not own.isdisjoint(_SAME.get(name, ())):
                    continue
                fields.setdefault(name, RawField(name=name, text=field.text, span=field.span))

    def _can_take(self, size: int, link: RawField) -> bool:
        """Count what an entry takes from another. False, with a diagnostic the first time, once that is too much."""
        most, before = self._reading.most_put_in, self._reading.taken_over
        self._reading.taken_over += size
        if before <= most < self._reading.taken_over:
            message = f"entries have inherited {most:,} characters up to here; no more are inherited"
            hint = "write the fields you need in the entries themselves"
            self._reading.report(BIB_EXPANSION, link.span, message, hint)
        return self._reading.taken_over <= most

    def _parents(self, entry: RawEntry, link: RawField, path: tuple[RawEntry, ...]) -> Iterator[RawEntry]:
        for key in dict.fromkeys(listed((link.text,))):
            parent = self._by_key.get(key.lower())
            if parent is None:
                self._report_missing(entry, link, key)
            elif parent is entry or parent in path or len(path) >= _LONGEST_CHAIN:
                self._report_circle(link, (*path, entry, parent))
            else:
                yield parent

    def _report_missing(self, entry: RawEntry, link: RawField, key: str) -> None:
        message = f"the `{link.name}` of '{entry.key}' names '{key}', which does not exist"
        close = self._names.to(key)
        hint = f"did you mean '{close}'?" if close and close != entry.key else "add that entry, or delete the field"
        self._reading.report(BIB_PARENT_EXISTS, link.span, message, hint)

    def _report_circle(self, link: RawField, path: tuple[RawEntry, ...]) -> None:
        circle = path[path.index(path[-1]) :]
        if len(circle) == 1:
            message = f"the `{link.name}` of '{path[-2].key}' is more than {_LONGEST_CHAIN} entries deep"
        else:
            message = f"this `{link.name}` is circular: " + " -> ".join(f"'{entry.key}'" for entry in circle)
        self._reading.report(BIB_PARENT_EXISTS, link.span, message, "delete the field in one of the entries")


def listed(texts: Iterable[str]) -> Iterator[str]:
    """The keys in fields that list keys between commas."""
    for text in texts:
        plain = unicodedata.normalize("NFC", text.replace("{", "").replace("}", ""))
        yield from (key for part in plain.split(",") if (key := part.strip()))


def _inherited_as(name: str, child: RawEntry, parent: RawEntry, link: str) -> tuple[str, ...]:
    """The name of a parent's field in the child, if it is inherited."""
    if name in _KEPT_BACK or is_own(name):
        return ()
    if link == "xdata" or name not in ("title", "subtitle", "titleaddon"):
        return (name,)
    if parent.kind.startswith("mv"):
        return (f"main{name}",)
    if child.kind in _PARTS:
        return (f"book{name}",)
    return (f"journal{name}",) if parent.kind == "periodical" else (name,)
