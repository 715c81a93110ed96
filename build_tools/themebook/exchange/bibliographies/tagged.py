"""Files of records whose lines begin with tags, such as ``TY  - JOUR``: RIS, and the format of MEDLINE.

rispy is not used to read them, because it loses records that do not end, and knows no places.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from themebook.core.diagnostics import Diagnostic, Loaded, Rule, Severity, Span
from themebook.exchange.input_file import InputFile

WORK_READABLE = Rule("work-readable", "What a file to import has for each work must be readable.", Severity.WARNING)

# Tags of RIS have two characters; those of MEDLINE have up to four, and the hyphen is always the fifth.
_LINE = re.compile(r"(?P<tag>[A-Z][A-Z0-9](?= {1,3}-)|[A-Z]{3}(?= -)|[A-Z]{4}(?=-)) *-(?: (?P<value>.*)|$)")
_RIS_END = "ER"


@dataclass(slots=True)
class TaggedRecord:
    """The fields of a record in their order: tag, value, and the number of its line. ``place`` is that of the first."""

    place: Span
    fields: list[tuple[str, str]] = field(default_factory=list)

    def all(self, *tags: str) -> list[str]:
        """The values of tags that are not empty, in the order of the tags."""
        return [value for tag in tags for name, value in self.fields if name == tag and value]

    def first(self, *tags: str) -> str:
        return next(iter(self.all(*tags)), "")


def tagged_records(file: InputFile, begins: str) -> Loaded[tuple[TaggedRecord, ...]]:
    """The records of a file, each of which begins with the same tag. What belongs to no record is reported."""
    text, found = file.decoded
    records: list[TaggedRecord] = []
    stray: list[Diagnostic] = []
    is_open = False
    for number, line in enumerate(text.split("\n"), 1):
        tagged = _LINE.match(line.strip("\ufeff\x0c"))
        if tagged and tagged["tag"] == begins:
            records.append(TaggedRecord(Span(file.name, number)))
            is_open = True
        if tagged and not is_open and tagged["tag"] != _RIS_END:
            stray.append(_stray(Span(file.name, number), begins))
            # Only the first line of it is reported.
            records.append(TaggedRecord(Span(file.name, number)))
            is_open = True
        if tagged and is_open:
            records[-1].fields.append((tagged["tag"], (tagged["value"] or "").strip()))
            is_open = tagged["tag"] != _RIS_END
        elif is_open and line.strip():
            tag, value = records[-1].fields[-1]
            records[-1].fields[-1] = tag, f"{value}\n{line.strip()}".strip()
    return Loaded(tuple(record for record in records if record.first(begins)), (*found, *stray))


def _stray(place: Span, begins: str) -> Diagnostic:
    message = f"this record does not begin with {begins}, so it is left out"
    return WORK_READABLE.at(place, message, f"begin it with a line for {begins}")
