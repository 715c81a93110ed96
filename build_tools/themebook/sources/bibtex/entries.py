"""The key and the fields of an entry as raw text with places, and diagnostics about their form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from themebook.core.characters import look_alike
from themebook.core.diagnostics import Rule, Severity, Span, rule
from themebook.core.file_names import problem_with
from themebook.core.lookalikes import first, plain
from themebook.sources.bibtex.blocks import BibReading, Slot, shortened
from themebook.sources.bibtex.values import MOST_PUT_IN, Value, join

BIB_SYNTAX = Rule("bib-syntax", "Every entry of the bibliography must be valid BibTeX.")
BIB_KEY_FORM = Rule(
    "bib-key-form",
    "The key of an entry must consist of letters, digits and the characters : . _ / + -. It must have at most 100 "
    "bytes, and must not be a name that Windows reserves, such as `con` or `nul`.",
)
BIB_FIELD_ONCE = Rule("bib-field-once", "A field must appear only once in an entry.")
BIB_STRING_KNOWN = Rule("bib-string-known", "An abbreviation used in an entry must be defined with `@string`.")
BIB_EXPANSION = Rule(
    "bib-expansion",
    "Abbreviations must not add more than 10,000 characters to one value. Abbreviations and parents must not add more "
    "to all entries together than a million characters plus twice the length of the file.",
)

_KEY = re.compile(r"[\w:./+-]+")
_NOT_IN_KEY = re.compile(r"[^\w:./+-]+")
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
    """An entry that could be split into fields; ``kind`` in lower case."""

    key: str
    kind: str
    fields: tuple[RawField, ...]
    span: Span


def spellings(key: str) -> tuple[str, ...]:
    """A key, and a replacement for it if it has characters that cannot be cited."""
    meant = (key, _NOT_IN_KEY.sub("", key), _NOT_IN_KEY.sub("", plain(key)), *key.split()[:1])
    return tuple(dict.fromkeys(name for name in meant if name))


def is_citable(key: str) -> bool:
    """Whether ``check_key`` reports nothing about a key."""
    return first(key) < 0 and _KEY.fullmatch(key) is not None and problem_with(key) is None


def check_key(key: str, place: Span, reading: BibReading) -> None:
    """Report a key that cannot be cited, and how to fix it."""
    at = first(key)
    if at >= 0:
        meant = _NOT_IN_KEY.sub("", plain(key))
        reading.unread.append(meant)
        found = look_alike(key[at], _place_in_key(key, place, reading).right(at))
        reading.found.append(replace(found, hint=f"write '{meant}', here and wherever it is cited"))
    elif not _KEY.fullmatch(key):
        corrected = _NOT_IN_KEY.sub("", key)
        message = f"the key '{shortened(key)}' contains characters that are not allowed in a key"
        hint = f"write '{corrected}'" if corrected else "use letters and digits"
        reading.unread.append(corrected)
        reading.report(BIB_KEY_FORM, place, message, f"{hint}, here and wherever it is cited")
    elif trouble := problem_with(key):
        message = f"'{shortened(key)}' cannot be a key: {trouble[0]}"
        reading.report(BIB_KEY_FORM, place, message, f"{trouble[1]}, here and wherever it is cited")


def _place_in_key(key: str, place: Span, reading: BibReading) -> Span:
    """The place of a key, given that of its entry."""
    line = reading.line(place.line)
    return place._replace(column=max(line.find(key, place.column - 1), place.column - 1) + 1)


def apart(places: Iterable[Slot], reading: BibReading) -> Iterator[tuple[Slot, Value]]:
    """All fields with their values, including those after a missing comma, which the splitter put in a value."""
    for slot in places:
        value = _value(slot, reading)
        while following := _swallowed(slot, value, reading):
            this, slot = slot._replace(value_end=slot.value + value.end), following
            bib_comma_missing(this, following, reading)
            yield this, value
            value = _value(slot, reading)
        yield slot, value


def _swallowed(slot: Slot, value: Value, reading: BibReading) -> Slot | None:
    """The field that follows the value in its slot, if there is one."""
    end = slot.value + value.end
    found = _NEXT_FIELD.match(reading.text, end, slot.value_end) if value.end and end < slot.value_end else None
    return Slot(*found.span(1), found.end(), slot.value_end) if found else None


def read_fields(key: str, places: Iterable[tuple[Slot, Value]], reading: BibReading) -> tuple[RawField, ...]:
    """The fields of the entry ``key``, each once."""
    fields: dict[str, RawField] = {}
    for slot, value in places:
        for field in _in_slot(key, slot, value, reading):
            first = fields.setdefault(field.name, field)
            if first is not field:
                message = f"`{field.name}` appears twice in '{key}'"
                hint = f"the first is on line {first.span.line}; delete one of them"
                reading.report(BIB_FIELD_ONCE, field.span, message, hint)
    return tuple(fields.values())


def _in_slot(key: str, slot: Slot, value: Value, reading: BibReading) -> Iterator[RawField]:
    """The field of a slot, unless its name is invalid."""
    place = reading.place(slot.name)
    written = _name(slot, reading)
    if _named(written, key, place, reading):
        rest = reading.text[slot.value + value.end : slot.value_end].strip()
        _check_value(written, rest, place, reading)
        text = text_of(value, f"`{written}` of '{key}'", place, reading)
        yield RawField(name=written.lower(), text=f"{text} {rest}" if rest else text, span=place)


def _name(slot: Slot, reading: BibReading) -> str:
    return reading.text[slot.name : slot.name_end]


def _value(slot: Slot, reading: BibReading) -> Value:
    return join(reading.text[slot.value : slot.value_end], reading.strings)


@cache
def is_field_name(name: str) -> bool:
    """Whether a field can have this name."""
    return _FIELD_NAME.fullmatch(name) is not None


def _named(name: str, key: str, place: Span, reading: BibReading) -> bool:
    if is_field_name(name):
        return True
    what = f"`{' '.join(name.split())}` is not the name of a field" if name else "a field has no name"
    hint = "write each field as `name = {value},`"
    reading.report(BIB_SYNTAX, place, f"in '{key}' {what}", hint)
    return False


def _check_value(name: str, rest: str, place: Span, reading: BibReading) -> None:
    if rest:
        message = f"the value of `{name}` is followed by `{shortened(rest)}`"
        hint = "put the whole value in one pair of braces; write quotation marks inside it as `` and ''"
        reading.report(BIB_SYNTAX, place, message, hint)


@rule(Severity.WARNING)
def bib_comma_missing(slot: Slot, following: Slot, reading: BibReading) -> None:
    """A field must end with a comma before the next begins."""
    name, swallowed = _name(slot, reading), _name(following, reading)
    message = f"there is no comma between `{name}` and `{swallowed}`"
    hint = f"put a comma here, after the value of `{name}`"
    reading.report(bib_comma_missing, reading.place(slot.value_end), message, hint)


def text_of(value: Value, where: str, place: Span, reading: BibReading) -> str:
    """The text of a value, or nothing if abbreviations make it too long. Reports problems with its abbreviations."""
    _report_unknown(value, where, place, reading)
    if not value.put_in:
        return value.text
    message, hint = "", "write the text itself; abbreviations are for names that recur"
    if value.put_in > MOST_PUT_IN:
        message = f"the abbreviations in {where} add more than {MOST_PUT_IN:,} characters"
    elif reading.put_in <= reading.most_put_in < reading.put_in + value.put_in:
        message = f"abbreviations have added {reading.most_put_in:,} characters up to here; no more are expanded"
    if message:
        reading.report(BIB_EXPANSION, place, message, hint)
    if value.put_in > MOST_PUT_IN:
        return ""
    reading.put_in += value.put_in
    return value.text if reading.put_in <= reading.most_put_in else ""


def _report_unknown(value: Value, where: str, place: Span, reading: BibReading) -> None:
    """Report each abbreviation that is undefined here, and what may have been meant."""
    for word in value.unknown:
        message = f"{where} uses the abbreviation `{word}`, which is not defined"
        reading.report(BIB_STRING_KNOWN, place, message, _string_hint(word, reading))


def _string_hint(word: str, reading: BibReading) -> str:
    in_braces = f"if it is text, put it in braces: {{{word}}}"
    line = reading.string_lines.get(word.lower())
    if line:
        return f"it is only defined on line {line}; move its @string up, before it is used"
    close = reading.string_names.to(word.lower())
    return f"did you mean {close}? {in_braces}" if close else in_braces
