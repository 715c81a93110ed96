"""What the splitter could not read in a .bib file: diagnostics in plain words."""

from __future__ import annotations

import re
from typing import NamedTuple

from bibtexparser.model import Block, ParsingFailedBlock

from themebook.core.bibliography import EntryPlace
from themebook.core.lookalikes import named
from themebook.sources.bibtex.blocks import BibReading, is_stray, lost_entries, opening_end, shortened, unclosed_field
from themebook.sources.bibtex.entries import BIB_SYNTAX

_TYPE = re.compile(r"@(\w*)")
_FIELD_HINT = "write each field as `name = {value},` (use braces if the value contains quotation marks)"
_NOT_ENTRIES = ("comment", "preamble", "string")
_FIELD = re.compile(r"\s*[\w-]+\s*=")
_LOST_KEY = re.compile(r"@?[^\s{(,]*[\s{(]*([^\s,{}()]+)")


class Located(NamedTuple):
    """A block of the splitter, unwrapped, with the offsets of its raw text."""

    block: Block
    start: int
    end: int


def type_of(located: Located, reading: BibReading) -> str:
    """The type of an entry, in lower case."""
    found = _TYPE.match(reading.text, located.start)
    return found[1].lower() if found else ""


def check_free_text(located: Located, reading: BibReading, *, is_rest_of_failure: bool) -> None:
    """Report text outside entries that was clearly meant as an entry. Other text is a comment."""
    text = reading.text[located.start : located.end]
    if is_stray(text) and not is_rest_of_failure:
        message = f"this is outside any entry and is ignored: `{shortened(text)}`"
        hint = "there may be an extra closing brace before it"
        reading.report(BIB_SYNTAX, reading.place(located.start), message, hint)
    for offset in lost_entries(text):
        message = f"this looks like an entry but cannot be read: `{shortened(text[offset : offset + 80])}`"
        hint = "an entry begins with its type, a brace, its key and a comma: @article{family2010,"
        place = reading.place(located.start + offset)
        reading.report(BIB_SYNTAX, place, message, hint)
        found = _LOST_KEY.match(text, offset)
        keys = (found[1],) if found else ()
        reading.unread += keys
        reading.places.append(EntryPlace(span=place, keys=keys))


def report_failure(block: ParsingFailedBlock, located: Located, reading: BibReading) -> None:
    """Report a block that the splitter cannot read, in plain words."""
    reason = str(getattr(block.error, "abort_reason", block.error))
    message, hint = _in_plain_words(reason, located, reading)
    place = reading.place(located.start)
    keys = _keys_after(reading.text[opening_end(reading.text, located.start) : located.end])
    reading.unread += keys
    is_entry = type_of(located, reading) not in _NOT_ENTRIES
    reading.places.append(EntryPlace(span=place, keys=keys, is_entry=is_entry))
    reading.report(BIB_SYNTAX, place, message, hint)


def _keys_after(inside: str) -> tuple[str, ...]:
    """The likely key of a broken entry, from the text after its brace; nothing if a field follows."""
    key = _key_after(inside)
    return tuple(dict.fromkeys([key, *key.split()[:1]])) if key and not _FIELD.match(inside) else ()


def _key_after(inside: str) -> str:
    return re.split(r"[,={}\n]", inside, maxsplit=1)[0].strip()


def _in_plain_words(reason: str, located: Located, reading: BibReading) -> tuple[str, str]:
    text, word = reading.text[located.start : located.end], type_of(located, reading)
    inside = text[opening_end(text, 0) :]
    key = shortened(_key_after(inside))
    entry = f"the entry '{key}'" if key and word not in _NOT_ENTRIES else f"this @{word}"
    if "Expected a `=` after" in reason and "found `@" not in reason:
        return f"{entry} contains something that is not a field", _FIELD_HINT
    if "comma after entry key" in reason:
        if _FIELD.match(inside):
            return f"this @{word} has no key", f"write one, and a comma: @{word}{{family2010,"
        key = next(iter(key.split()), "family2010")
        return f"there is no comma after the key '{key}'", f"write it: @{word}{{{key},"
    if "equals sign" in reason:
        return "this @string is invalid", "write it as @string{name = {text}}"
    if word == "comment":
        return "this @comment is not closed before the next entry begins", "put `%` before each line instead"
    return f"{entry} is not closed: a brace or quotation mark is missing", _unclosed_hint(located, reading)


def _unclosed_hint(located: Located, reading: BibReading) -> str:
    brace = reading.text.find("\uff5d", located.start, located.end)
    if brace >= 0:
        return f"on line {reading.place(brace).line} type }} instead of {named(reading.text[brace])}"
    culprit = unclosed_field(reading.text, located.start, located.end)
    if culprit is None:
        return "close the entry with `}` on a line of its own"
    name, offset = culprit
    return f'look at `{name}` on line {reading.place(offset).line}: every {{ needs a }} and every " another'
