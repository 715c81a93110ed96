"""The fields of one entry as raw text with their places, and what is wrong with their form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from build_tools import rules
from build_tools.diagnostics import Span
from build_tools.read.bibtex_blocks import Reading, Slot, shortened
from build_tools.read.bibtex_values import Value, join
from build_tools.read.kinds import nearest

_NEXT_FIELD = re.compile(r"\s*([^\W\d][\w:.+/-]*)\s*=\s*")
_FIELD_NAME = re.compile(r"""[^\s{}"#%'(),=\\]+""")


@dataclass(frozen=True, slots=True, kw_only=True)
class RawField:
    """A field with its pieces joined, before LaTeX is decoded; ``name`` in lower case."""

    name: str
    text: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class RawEntry:
    """An entry that could be split into fields; ``kind`` in lower case, ``source`` as the author wrote it."""

    key: str
    kind: str
    fields: tuple[RawField, ...]
    source: str
    span: Span


def read_fields(key: str, places: Iterator[Slot], reading: Reading) -> tuple[RawField, ...]:
    """The fields of the entry ``key``, each once, those that lack a comma between them apart."""
    fields: dict[str, RawField] = {}
    for slot in places:
        for field in _in_slot(key, slot, reading):
            first = fields.setdefault(field.name, field)
            if first is not field:
                message = f"`{field.name}` stands twice in '{key}'"
                hint = f"the first is in line {first.span.line}; delete one of them"
                reading.report(rules.BIB_FIELD_ONCE, field.span, message, hint)
    return tuple(fields.values())


def _in_slot(key: str, slot: Slot, reading: Reading) -> Iterator[RawField]:
    """The field of a slot, and any that the splitter took for a part of its value because a comma is missing."""
    name, name_end, at, end = slot
    while True:
        place = reading.place(name)
        value = join(reading.text[at:end], reading.strings)
        swallowed = _NEXT_FIELD.match(reading.text, at + value.end, end) if value.end else None
        rest = "" if swallowed else reading.text[at + value.end : end].strip()
        written = reading.text[name:name_end]
        if _named(written, key, place, reading):
            _check_value(written, rest, place, reading)
            report_unknown(value, f"`{written}` of '{key}'", place, reading)
            yield RawField(name=written.lower(), text=_with_rest(value, rest), span=place)
        if not swallowed:
            return
        _report_comma(written, swallowed[1], reading.place(at + value.end), reading)
        (name, name_end), at = swallowed.span(1), swallowed.end()


def _with_rest(value: Value, rest: str) -> str:
    return f"{value.text} {rest}" if rest else value.text


def _named(name: str, key: str, place: Span, reading: Reading) -> bool:
    if _FIELD_NAME.fullmatch(name):
        return True
    what = f"`{' '.join(name.split())}` is not the name of a field" if name else "a field has no name"
    hint = "write each field as `name = {value},`"
    reading.report(rules.BIB_SYNTAX, place, f"in '{key}' {what}", hint)
    return False


def _check_value(name: str, rest: str, place: Span, reading: Reading) -> None:
    if rest:
        message = f"the value of `{name}` goes on after its end with `{shortened(rest)}`"
        hint = "put the whole value in one pair of braces; write quotation marks inside it as `` and ''"
        reading.report(rules.BIB_SYNTAX, place, message, hint)


def _report_comma(name: str, swallowed: str, place: Span, reading: Reading) -> None:
    message = f"there is no comma between `{name}` and `{swallowed}`"
    reading.report(rules.BIB_COMMA_MISSING, place, message, f"put a comma here, after the value of `{name}`")


def report_unknown(value: Value, where: str, place: Span, reading: Reading) -> None:
    """Says of each abbreviation that nobody has defined at this point what may have been meant."""
    for word in value.unknown:
        message = f"{where} uses the abbreviation `{word}`, which is not defined"
        reading.report(rules.BIB_STRING_KNOWN, place, message, _string_hint(word, reading))


def _string_hint(word: str, reading: Reading) -> str:
    in_braces = f"if it is meant as text, put it in braces: {{{word}}}"
    line = reading.string_lines.get(word.lower())
    if line:
        return f"it is defined only in line {line}; move its @string up, before it is used"
    close = nearest(word.lower(), reading.strings)
    return f"did you mean {close}? {in_braces}" if close else in_braces
