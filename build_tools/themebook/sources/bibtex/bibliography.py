"""From a BibTeX file to a typed bibliography. Only the splitter of bibtexparser is used.

Its decoding steps are not: they treat ``%`` as a comment, split names at `and` inside braces, and drop entries.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence

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
from themebook.sources.bibtex.blocks import (
    BibReading,
    locate,
    shortened,
    slots,
)
from themebook.sources.bibtex.braced_titles import are_a_habit, without_outer_braces
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
from themebook.sources.bibtex.fields import OTHER_PEOPLE
from themebook.sources.bibtex.inheritance import listed, place_of, with_inherited
from themebook.sources.bibtex.lookalikes import replace_look_alikes
from themebook.sources.bibtex.publishing import bib_field_chosen, is_local, is_public
from themebook.sources.bibtex.splitter import QuickSplitter
from themebook.sources.bibtex.unreadable import Located, check_free_text, report_failure, type_of
from themebook.sources.bibtex.values import MONTHS, field_text, join, read_names
from themebook.sources.source import Source

BIB_KEY_UNIQUE = Rule("bib-key-unique", "The key of an entry must be unique, regardless of case.")
BIB_NAME_FORM = Rule(
    "bib-name-form", "A name must be written `Family, Given` or `Given Family`, with `and` between names."
)
BIB_NAME_BODY = Rule("bib-name-body", "The name of an organisation must be in braces.", Severity.WARNING)
BIB_LATEX = Rule("bib-latex", "LaTeX in a field must be convertible to text.", Severity.WARNING)

_NEARLY_SPECIAL = re.compile(r"@\w(?=(?<=c)omment\w|(?<=p)reamble\w|(?<=s)tring\w)", re.IGNORECASE)
# The fields of uncited works that a list shows or a rule reads.
LISTED_FIELDS = frozenset(("title", "subtitle", "date", "year", "doi", "verification", "unseen"))

# It would print what is reported here, and with the wrong line.
logging.getLogger("bibtexparser.splitter").disabled = True


def read_bibliography(
    sources: Sequence[Source], cited: Collection[str] | None = None, publish_fields: Collection[str] = ()
) -> Loaded[Bibliography]:
    """Every entry that can be read, in the order of the files, and diagnostics for the others.

    Abbreviations, keys and parents are those of all files together. If two entries have the same key, the first is
    kept. ``@xdata`` entries lend their fields to others but are not works, so they are not among the references.
    ``cited`` are the keys of the works that will have a page; None means all. Of the other works, only what a list
    shows is turned into text, because that takes most of the time. ``publish_fields`` are the names (in lower case) of
    the fields that are published besides the usual ones.
    """
    reading = BibReading()
    for name, month in MONTHS.items():
        reading.define(name, month)
    entries = [entry for source in sources for entry in _entries_of(source, reading)]
    inherited = with_inherited(_unique(entries, reading), reading)
    bib_field_chosen(publish_fields, inherited, reading)
    titles = [field.text for entry in inherited for field in entry.fields if field.name == "title"]
    reading.braces_titles = are_a_habit(titles)
    aliases = _aliases(inherited, reading)
    wanted = None if cited is None else {*cited, *(key for alias, key in aliases.items() if alias in cited)}
    references = tuple(
        _reference(entry, reading, publish_fields, whole=wanted is None or entry.key in wanted)
        for entry in inherited
        if entry.kind != "xdata"
    )
    bibliography = Bibliography(
        references=references,
        unread=tuple(reading.unread),
        places=tuple(sorted(reading.places, key=lambda place: place.span)),
        files=tuple(source.name for source in sources),
        aliases=aliases,
    )
    return Loaded(bibliography, in_order(reading.found))


def _entries_of(source: Source, reading: BibReading) -> Iterator[RawEntry]:
    reading.open(source.name, source.text)
    replace_look_alikes(reading)
    blocks = tuple(_blocks(reading.text))
    _note_strings(blocks, reading)
    yield from _entries(blocks, reading)


def _aliases(entries: Iterable[RawEntry], reading: BibReading) -> dict[str, ReferenceKey]:
    """The keys of works by their other keys, which biblatex has in the field ``ids``."""
    keys = {entry.key for entry in entries}
    aliases: dict[str, ReferenceKey] = {}
    for entry in entries:
        for field in (field for field in entry.fields if field.name == "ids"):
            for alias in listed((field.text,)):
                other = alias if alias in keys else aliases.get(alias, entry.key)
                if other != entry.key:
                    message = f"`ids` of '{entry.key}' has '{alias}', which already is a key of '{other}'"
                    reading.report(BIB_KEY_UNIQUE, field.span, message, "delete it in one of them")
                aliases.setdefault(alias, ReferenceKey(entry.key))
    for key in keys:
        aliases.pop(key, None)
    return aliases


def _blocks(text: str) -> Iterator[Located]:
    # The splitter treats a brace after two backslashes as escaped, and `@commented` as a comment.
    text = _NEARLY_SPECIAL.sub("@_", text.replace("\\\\", "//"))
    blocks = [_unwrapped(block) for block in QuickSplitter(text).split().blocks]
    raws = [(block.raw or "", not isinstance(block, ParsingFailedBlock)) for block in blocks]
    for block, start in zip(blocks, locate(text, raws), strict=True):
        yield Located(block, start, start + len(block.raw or ""))


def _unwrapped(block: Block) -> Block:
    if isinstance(block, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock) and block.ignore_error_block is not None:
        return block.ignore_error_block
    return block


def _note_strings(blocks: tuple[Located, ...], reading: BibReading) -> None:
    for located in blocks:
        if isinstance(located.block, String):
            reading.string_lines.setdefault(located.block.key.lower(), reading.place(located.start).line)


def _entries(blocks: tuple[Located, ...], reading: BibReading) -> Iterator[RawEntry]:
    """The entries of the file; abbreviations take effect in its order, as in BibTeX."""
    after_failure = False
    for located in blocks:
        block = located.block
        if isinstance(block, Entry):
            yield from _entry(block, located, reading)
        elif isinstance(block, ParsingFailedBlock):
            report_failure(block, located, reading)
        elif isinstance(block, ImplicitComment):
            check_free_text(located, reading, is_rest_of_failure=after_failure)
        elif isinstance(block, String):
            _read_string(block, reading.place(located.start), reading)
        after_failure = isinstance(block, ParsingFailedBlock)


def _entry(block: Entry, located: Located, reading: BibReading) -> Iterator[RawEntry]:
    key, kind = unicodedata.normalize("NFC", block.key), type_of(located, reading)
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


def _unique(entries: Iterable[RawEntry], reading: BibReading) -> tuple[RawEntry, ...]:
    seen: dict[str, RawEntry] = {}
    for entry in entries:
        first = seen.setdefault(entry.key.lower(), entry)
        if first is not entry:
            message = f"the key '{entry.key}' is already used by the entry {_where(first.span, entry.span)}"
            hint = "delete one of them, or give it another key"
            if first.key != entry.key:
                hint = f"'{first.key}' and '{entry.key}' are the same key, because case is ignored; {hint}"
            reading.report(BIB_KEY_UNIQUE, entry.span, message, hint)
    return tuple(seen.values())


def _where(span: Span, seen_from: Span) -> str:
    return f"on line {span.line}" if span.file == seen_from.file else f"at {span}"


def _read_string(block: String, place: Span, reading: BibReading) -> None:
    reading.places.append(EntryPlace(span=place, is_entry=False))
    value = join(block.value, reading.strings)
    if block.value[value.end :].strip() or not block.key:
        message, hint = "this @string is invalid", "write it as @string{name = {text}}"
        reading.report(BIB_SYNTAX, place, message, hint)
    reading.define(block.key, text_of(value, f"@string `{block.key}`", place, reading))


def _reference(entry: RawEntry, reading: BibReading, publish_fields: Collection[str], *, whole: bool) -> Reference:
    fields = tuple(field for field in entry.fields if not is_local(field, reading))
    return Reference(
        key=ReferenceKey(entry.key),
        kind=entry.kind,
        authors=_persons(entry, "author", reading),
        editors=_persons(entry, "editor", reading),
        other_people=_other_people(entry, reading) if whole else (),
        fields=tuple(
            (field.name, _text(field, reading) if whole or field.name in LISTED_FIELDS else field.text)
            for field in fields
        ),
        public_fields=tuple((field.name, field.text) for field in fields if is_public(field, publish_fields)),
        span=entry.span,
        field_spans=tuple((field.name, field.span) for field in fields),
    )


def _other_people(entry: RawEntry, reading: BibReading) -> tuple[tuple[str, tuple[Person, ...]], ...]:
    names = (field.name for field in entry.fields if field.name in OTHER_PEOPLE)
    return tuple((name, _persons(entry, name, reading)) for name in names)


def _persons(entry: RawEntry, name: str, reading: BibReading) -> tuple[Person, ...]:
    field = next((field for field in entry.fields if field.name == name), None)
    if field is None:
        return ()
    options = next((field.text for field in entry.fields if field.name == "options"), "")
    names = read_names(field.text, options)
    for problem in names.problems:
        hint = "write each name as `Family, Given`, put `and` between names, and the name of an organisation in braces"
        reading.report(BIB_NAME_FORM, field.span, f"in `{name}` {problem}", hint)
    for body in names.bodies:
        message = f"in `{name}` '{shortened(body)}' has no braces, and is taken for the name of an organisation"
        braces = f"{{{shortened(body)}}}"
        hint = f"write `{name} = {{{braces}}}`" if len(names.persons) == 1 else f"write `{braces}` between the `and`s"
        reading.report(BIB_NAME_BODY, field.span, message, hint)
    return names.persons


def _text(field: RawField, reading: BibReading) -> str:
    written = without_outer_braces(field.name, field.text) if reading.braces_titles else field.text
    decoded = field_text(field.name, written)
    for latex in decoded.undecoded:
        message = f"`{shortened(latex)}` in `{field.name}` cannot be converted to text and is left unchanged"
        reading.report(BIB_LATEX, field.span, message, "write the characters themselves instead")
    for command in decoded.left_out:
        message = f"the command `{shortened(command)}` in `{field.name}` is unknown and is left out; its text is kept"
        reading.report(BIB_LATEX, field.span, message, "delete the command, or write what it should look like")
    return decoded.text
