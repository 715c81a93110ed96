"""Rules about what is published of an entry, which need its raw fields."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from themebook.core.diagnostics import Rule, Severity, rule
from themebook.core.nearest import nearest
from themebook.sources.bibtex.blocks import BibReading
from themebook.sources.bibtex.entries import RawEntry, RawField
from themebook.sources.bibtex.fields import is_own, is_published

BIB_URL_LOCAL = Rule(
    "bib-url-local", "A `url` must not point to a file on the author's own computer.", Severity.WARNING
)

# Paths and the addresses by which reference managers open a file.
_LOCAL = re.compile(
    r"\s*+(?:\\url\s*+)?\{?\s*+(?:[a-z]:[\\/]|/(?:home|Users)/|~/|(?:file|papers3?|zotero|mendeley|bookends|x-devonthink-item):)",
    re.IGNORECASE,
)


@rule(Severity.WARNING)
def bib_field_chosen(publish_fields: Iterable[str], entries: Iterable[RawEntry], reading: BibReading) -> None:
    """`publish_fields` must not contain a likely misspelling of a field."""
    known = {field.name for entry in entries for field in entry.fields}
    for name in publish_fields:
        close = nearest(name, known) if name not in known else ""
        if close:
            message = f"the option `publish_fields` names '{name}', but no entry has that field"
            reading.report(bib_field_chosen, reading.place(0), message, f"did you mean '{close}'?")


def is_local(field: RawField, reading: BibReading) -> bool:
    """Whether this is the address of a file on the author's computer, which may reveal who the author is."""
    local = field.name in ("url", "howpublished") and _LOCAL.match(field.text) is not None
    if local:
        message = f"`{field.name}` points to a file on your own computer, and is not published"
        reading.report(BIB_URL_LOCAL, field.span, message, "use the web address, or delete the field")
    return local


def is_public(field: RawField, publish_fields: Collection[str]) -> bool:
    return is_published(field.name) or is_own(field.name) or field.name in publish_fields
