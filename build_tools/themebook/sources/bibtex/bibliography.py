"""From a BibTeX file to a typed bibliography. Only the splitter of bibtexparser is used.

Its decoding steps are not: they treat ``%`` as a comment, split names at `and` inside braces, and drop entries.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Collection, Container, Iterator
from typing import NamedTuple

from bibtexparser.model import (
    Block,
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    ImplicitComment,
    ParsingFailedBlock,
    String,
)

from themebook.core.bibliography import Bibliography, EntryPlace, Person, Reference, ReferenceKey
from themebook.core.diagnostics import Loaded, Rule, Severity, Span, in_order
from themebook.core.lookalikes import named
from themebook.sources.bibtex.blocks import (
    BibReading,
    is_stray,
    locate,
    lost_entries,
    opening_end,
    shortened,
    slots,
    unclosed_field,
)
from themebook.sources.bibtex.entries import (
    BIB_KEY_FORM,
    BIB_SYNTAX,
    RawEntry,
    RawField,
    apart,
    check_key,
    read_fields,
    text_of,
)
from themebook.sources.bibtex.inheritance import place_of, with_inherited
from themebook.sources.bibtex.lookalikes import replace_look_alikes
from themebook.sources.bibtex.publishing import bib_field_chosen, is_local, is_public
from themebook.sources.bibtex.splitter import QuickSplitter
from themebook.sources.bibtex.values import MONTHS, field_text, join, read_names
from themebook.sources.source import Source

BIB_KEY_UNIQUE = Rule("bib-key-unique", "The key of an entry must be unique, regardless of case.")
BIB_NAME_FORM = Rule(
    "bib-name-form", "A name must be written `Family, Given` or `Given Family`, with `and` between names."
)
BIB_LATEX = Rule("bib-latex", "LaTeX in a field must be convertible to text.", Severity.WARNING)

_TYPE = re.compile(r"@(\w*)")
_NEARLY_SPECIAL = re.compile(r"@\w(?=(?<=c)omment\w|(?<=p)reamble\w|(?<=s)tring\w)", re.IGNORECASE)
_FIELD_HINT = "write each field as `name = {value},` (use braces if the value contains quotation marks)"
_NOT_ENTRIES = ("comment", "preamble", "string")
_FIELD = re.compile(r"\s*[\w-]+\s*=")
_LOST_KEY = re.compile(r"@?[^\s{(,]*[\s{(]*([^\s,{}()]+)")
# The fields of uncited works that a list shows or a rule reads.
_LISTED = frozenset(("title", "subtitle", "date", "year", "doi", "verification", "unseen"))

# It would print what is reported here, and with the wrong line.
logging.getLogger("bibtexparser.splitter").disabled = True


class _Located(NamedTuple):
    """A block of the splitter, unwrapped, with the offsets of its raw text."""

    block: Block
    start: int
    end: int


def read_bibliography(
    source: Source, cited: Container[str] | None = None, publish_fields: Collection[str] = ()
) -> Loaded[Bibliography]:
    """Every entry that can be read, in the order of the file, and diagnostics for the others.

    If two entries have the same key, the first is kept. ``@xdata`` entries lend their fields to others but are not
    works, so they are not among the references. ``cited`` are the keys of the works that will have a page; None means
    all. Of the other works, only what a list shows is turned into text, because that takes most of the time.
    ``publish_fields`` are the names (in lower case) of the fields that are published besides the usual ones.
    """
    reading = BibReading(source.name, source.text)
    replace_look_alikes(reading)
    blocks = tuple(_blocks(reading.text))
    _note_strings(blocks, reading)
    entries = tuple(_entries(blocks, reading))
    inherited = with_inherited(_unique(entries, reading), reading)
    bib_field_chosen(publish_fields, inherited, reading)
    references = tuple(
        _reference(entry, reading, publish_fields, whole=cited is None or entry.key in cited)
        for entry in inherited
        if entry.kind != "xdata"
    )
    bibliography = Bibliography(
        references=references,
        unread=tuple(reading.unread),
        places=tuple(sorted(reading.places, key=lambda place: place.span)),
        span=Span(source.name),
    )
    return Loaded(bibliography, in_order(reading.found))


def _blocks(text: str) -> Iterator[_Located]:
    # The splitter treats a brace after two backslashes as escaped, and `@commented` as a comment.
    text = _NEARLY_SPECIAL.sub("@_", text.replace("\\\\", "//"))
    blocks = [_unwrapped(block) for block in QuickSplitter(text).split().blocks]
    raws = [(block.raw or "", not isinstance(block, ParsingFailedBlock)) for block in blocks]
    for block, start in zip(blocks, locate(text, raws), strict=True):
        yield _Located(block, start, start + len(block.raw or ""))


def _unwrapped(block: Block) -> Block:
    if isinstance(block, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock) and block.ignore_error_block is not None:
        return block.ignore_error_block
    return block


def _note_strings(blocks: tuple[_Located, ...], reading: BibReading) -> None:
    for name, month in MONTHS.items():
        reading.define(name, month)
    for located in blocks:
        if isinstance(located.block, String):
            reading.string_lines.setdefault(located.block.key.lower(), reading.place(located.start).line)


def _entries(blocks: tuple[_Located, ...], reading: BibReading) -> Iterator[RawEntry]:
    """The entries of the file; abbreviations take effect in its order, as in BibTeX."""
    after_failure = False
    for located in blocks:
        block = located.block
        if isinstance(block, Entry):
            yield from _entry(block, located, reading)
        elif isinstance(block, ParsingFailedBlock):
            _report_failure(block, located, reading)
        elif isinstance(block, ImplicitComment):
            _check_free_text(located, reading, is_rest_of_failure=after_failure)
        elif isinstance(block, String):
            _read_string(block, reading.place(located.start), reading)
        after_failure = isinstance(block, ParsingFailedBlock)


def _entry(block: Entry, located: _Located, reading: BibReading) -> Iterator[RawEntry]:
    key, kind = unicodedata.normalize("NFC", block.key), _type_of(located, reading)
    place = reading.place(located.start)
    written = ((field.key, field.value) for field in block.fields)
    places = tuple(apart(slots(reading.text, located.start, written), reading))
    fields = read_fields(key, places, reading)
    reading.places.append(place_of(key, fields, place))
    if not kind:
        reading.report(BIB_SYNTAX, place, f"the entry '{key}' has no type", "write for example @book{")
        reading.unread.append(key)
    elif not key:
        message, hint = "this entry has no key", f"write one, and a comma: @{kind}{{family2010,"
        reading.report(BIB_KEY_FORM, place, message, hint)
    else:
        check_key(key, place, reading)
        yield RawEntry(key=key, kind=kind, fields=fields, span=place)


def _unique(entries: tuple[RawEntry, ...], reading: BibReading) -> tuple[RawEntry, ...]:
    seen: dict[str, RawEntry] = {}
    for entry in entries:
        first = seen.setdefault(entry.key.lower(), entry)
        if first is not entry:
            message = f"the key '{entry.key}' is already used by the entry on line {first.span.line}"
            hint = "delete one of them, or give it another key"
            if first.key != entry.key:
                hint = f"'{first.key}' and '{entry.key}' are the same key, because case is ignored; {hint}"
            reading.report(BIB_KEY_UNIQUE, entry.span, message, hint)
    return tuple(seen.values())


def _read_string(block: String, place: Span, reading: BibReading) -> None:
    reading.places.append(EntryPlace(span=place, is_entry=False))
    value = join(block.value, reading.strings)
    if block.value[value.end :].strip() or not block.key:
        message, hint = "this @string is invalid", "write it as @string{name = {text}}"
        reading.report(BIB_SYNTAX, place, message, hint)
    reading.define(block.key, text_of(value, f"@string `{block.key}`", place, reading))


def _type_of(located: _Located, reading: BibReading) -> str:
    found = _TYPE.match(reading.text, located.start)
    return found[1].lower() if found else ""


def _check_free_text(located: _Located, reading: BibReading, *, is_rest_of_failure: bool) -> None:
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


def _report_failure(block: ParsingFailedBlock, located: _Located, reading: BibReading) -> None:
    reason = str(getattr(block.error, "abort_reason", block.error))
    message, hint = _in_plain_words(reason, located, reading)
    place = reading.place(located.start)
    keys = _keys_after(reading.text[opening_end(reading.text, located.start) : located.end])
    reading.unread += keys
    is_entry = _type_of(located, reading) not in _NOT_ENTRIES
    reading.places.append(EntryPlace(span=place, keys=keys, is_entry=is_entry))
    reading.report(BIB_SYNTAX, place, message, hint)


def _keys_after(inside: str) -> tuple[str, ...]:
    """The likely key of a broken entry, from the text after its brace; nothing if a field follows."""
    key = _key_after(inside)
    return tuple(dict.fromkeys([key, *key.split()[:1]])) if key and not _FIELD.match(inside) else ()


def _key_after(inside: str) -> str:
    return re.split(r"[,={}\n]", inside, maxsplit=1)[0].strip()


def _in_plain_words(reason: str, located: _Located, reading: BibReading) -> tuple[str, str]:
    text, word = reading.text[located.start : located.end], _type_of(located, reading)
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


def _unclosed_hint(located: _Located, reading: BibReading) -> str:
    brace = reading.text.find("\uff5d", located.start, located.end)
    if brace >= 0:
        return f"on line {reading.place(brace).line} type }} instead of {named(reading.text[brace])}"
    culprit = unclosed_field(reading.text, located.start, located.end)
    if culprit is None:
        return "close the entry with `}` on a line of its own"
    name, offset = culprit
    return f'look at `{name}` on line {reading.place(offset).line}: every {{ needs a }} and every " another'


def _reference(entry: RawEntry, reading: BibReading, publish_fields: Collection[str], *, whole: bool) -> Reference:
    fields = tuple(field for field in entry.fields if not is_local(field, reading))
    return Reference(
        key=ReferenceKey(entry.key),
        kind=entry.kind,
        authors=_persons(entry, "author", reading),
        editors=_persons(entry, "editor", reading),
        fields=tuple(
            (field.name, _text(field, reading) if whole or field.name in _LISTED else field.text) for field in fields
        ),
        public_fields=tuple((field.name, field.text) for field in fields if is_public(field, publish_fields)),
        span=entry.span,
        field_spans=tuple((field.name, field.span) for field in fields),
    )


def _persons(entry: RawEntry, name: str, reading: BibReading) -> tuple[Person, ...]:
    field = next((field for field in entry.fields if field.name == name), None)
    if field is None:
        return ()
    names = read_names(field.text)
    for problem in names.problems:
        hint = "write each name as `Family, Given`, put `and` between names, and the name of an organisation in braces"
        reading.report(BIB_NAME_FORM, field.span, f"in `{name}` {problem}", hint)
    return names.persons


def _text(field: RawField, reading: BibReading) -> str:
    decoded = field_text(field.name, field.text)
    for latex in decoded.undecoded:
        message = f"`{shortened(latex)}` in `{field.name}` cannot be converted to text and is left unchanged"
        reading.report(BIB_LATEX, field.span, message, "write the characters themselves instead")
    return decoded.text
