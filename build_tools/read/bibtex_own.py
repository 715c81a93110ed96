"""The fields that only Themebook knows, and an entry as its author wrote it without them, cut by offsets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from build_tools.read.bibtex_blocks import Reading, Slot, fields_start, starts_line

OWN_FIELDS = ("verification", "unseen", "checked", "remark", "candidate-1")
_OWN = re.compile("|".join((*OWN_FIELDS, r"candidate-\d+")))
_COMMA = re.compile(r"\s*,")
_COMMA_AT_MOST = re.compile(r"\s*+,?\s*")
_BLANKS = re.compile(r"[ \t]*")


def is_own(name: str) -> bool:
    """Whether the field of this name (in lower case) is one that Themebook adds to those of BibTeX and biblatex."""
    return _OWN.fullmatch(name) is not None


def less_own(reading: Reading, start: int, end: int, fields: Iterable[Slot]) -> str:
    """The entry from ``start`` to ``end`` as it is written, less its own fields, given the places of all its fields.

    With a field goes a comma, the space that it stood in, and the comments after it in its line and before the next
    own field. Where the author wrote valid BibTeX, so is this.
    """
    kept, at = [], start
    for first, last in _runs(reading, fields):
        cut, cut_end = _with_layout(reading.written, reading.text, *_with_comma(reading, first, last, start, end))
        kept.append(reading.written[at:cut])
        at = cut_end
    return "".join((*kept, reading.written[at:end]))


def _runs(reading: Reading, fields: Iterable[Slot]) -> Iterator[tuple[int, int]]:
    """The offsets of own fields; those with no other field between them are one run."""
    run: tuple[int, int] | None = None
    for slot in fields:
        if not is_own(reading.text[slot.name : slot.name_end].lower()):
            continue
        if run and _COMMA_AT_MOST.fullmatch(reading.text, run[1], slot.name):
            run = run[0], slot.value_end
            continue
        if run:
            yield run
        run = slot.name, slot.value_end
    if run:
        yield run


def _with_comma(reading: Reading, first: int, last: int, start: int, end: int) -> tuple[int, int]:
    """The run with the one comma that is too many without it: that after it, or that before it where none follows.

    The comma after the key stays: without it, BibTeX takes the ``)`` of an entry in parentheses for a part of the key.
    """
    before = len(reading.text[start:first].rstrip()) + start
    follows = before if not reading.written[before:first].strip() else first
    after = _COMMA.match(reading.text, last, end)
    if reading.text[before - 1] != ",":
        return follows, last
    if after:
        return first, after.end()
    is_last = not reading.text[last : end - 1].strip()
    is_first = before == fields_start(reading.text, start)
    return (before - 1 if is_last and not is_first and follows == before else first), last


def _with_layout(written: str, text: str, first: int, last: int) -> tuple[int, int]:
    """What is to be cut with the space around it, so that no line is left empty and none joins a comment."""
    line_end = written.find("\n", last)
    if line_end >= 0 and not text[last:line_end].strip():
        return len(written[:first].rstrip()), line_end
    if starts_line(written, first):
        blanks = _BLANKS.match(written, last)
        return first, blanks.end() if blanks else last
    return len(written[:first].rstrip()), last
