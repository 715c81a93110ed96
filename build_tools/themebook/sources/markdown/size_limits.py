"""Limits on Markdown texts, so that the parser does not take minutes. A text beyond them is not parsed.

Python-Markdown follows each opening bracket, and the beginning of each tag, to where it is closed. If it is not closed,
the parser follows it to the end of the paragraph or of the text: 16,000 brackets take half a minute, and twice as many
take two minutes. A run of headings, rules or definitions without empty lines is also taken apart one by one, and the
rest is copied each time. Such texts occur by accident, for example when a data file is saved as a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from themebook.sources.markdown.code_and_html import blanked, fenced_code

#: How many characters may be read again, for a text of no length and for each character of it. In an honest text each
#: bracket is closed after a few words.
READ_AGAIN, READ_AGAIN_EACH = 1_000_000, 10
MOST_LINES = 500
MOST_DEFINITIONS = 200
MOST_HEADINGS = 5_000

_BLOCK = re.compile(r"(?:^.*\S.*$\n?)+", re.M)
_BRACKET = re.compile(r"\\.|\[|\]\(?", re.S)
_MARK = re.compile(r"[\\`*_\[\]<&@]")
# As many characters are copied in the time in which one is read again.
_COPIED = 500
_LIST_ITEM = re.compile(r"[ \t]*(?:[*+-]|\d+\.)[ \t]")
_TABLE = re.compile(r".*\n {0,3}(?=[^\n]*\|)[|:\- ]+$", re.M)
_TAG = re.compile(r"<(?:(?P<raw>pre|script|style|textarea)\b|!--|!\[CDATA\[|[a-z/!?])", re.I)
_HEADING = re.compile(r"^ {0,3}(?:#|=+[ \t]*$|-+[ \t]*$)", re.M)
_DEFINITION = re.compile(r"^ {0,3}:[ \t]", re.M)
_STEP = re.compile(r"^ {0,3}(?:#|[-*_=][-*_= \t]*$|\*\[|!!!|\?\?\?)", re.M)


@dataclass(frozen=True, slots=True, kw_only=True)
class Excess:
    """What a text has too much of, from an offset on, and what to do about it."""

    offset: int
    message: str
    hint: str


def excesses(text: str) -> Iterator[Excess]:
    """Everything in a text that would take the parser too long. The check itself takes time in proportion to the
    length.
    """
    # The parser sets fenced code aside first.
    text = blanked(text, fenced_code(text))
    budget = READ_AGAIN + READ_AGAIN_EACH * len(text)
    if (offset := _passed(_brackets(text), budget)) is not None:
        message = "from here on, too many brackets `[` are unclosed or nested"
        hint = "close each with `]`, or write `\\[` if it is text; keep data in a separate file"
        yield Excess(offset=offset, message=message, hint=hint)
    if (offset := _passed(_marks(text), budget)) is not None:
        message = "the paragraph that begins here has too many Markdown marks"
        yield Excess(offset=offset, message=message, hint="divide it with empty lines; keep data in a separate file")
    if (offset := _passed(_tags(text), budget)) is not None:
        message = "from here on, too many `<` begin an unclosed tag or comment"
        hint = "close each with `>`, or write `&lt;` if it is text"
        yield Excess(offset=offset, message=message, hint=hint)
    yield from _lines(text)


def _passed(costs: Iterator[tuple[int, int]], budget: int) -> int | None:
    """The offset of the most costly thing up to where the costs exceed the budget; None if they do not."""
    most, place = 0, 0
    for offset, cost in costs:
        budget -= cost
        if cost > most:
            most, place = cost, offset
        if budget < 0:
            return place
    return None


def _brackets(text: str) -> Iterator[tuple[int, int]]:
    """Each opening bracket with the number of characters to the closing one, or to the end of its paragraph.

    The same for the parenthesis of a link, which may contain others.
    """
    for start, end in _paragraphs(text):
        opened: list[int] = []
        for found in _BRACKET.finditer(text, start, end):
            if found[0] == "[":
                opened.append(found.start())
            elif found[0] == "](":
                closing = text.find(")", found.end(), end)
                yield found.start(), (end if closing < 0 else closing) - found.start()
            if found[0][0] == "]" and opened:
                yield opened[-1], found.start() - opened.pop()
        yield from ((offset, end - offset) for offset in opened)


def _marks(text: str) -> Iterator[tuple[int, int]]:
    """Each paragraph with what its marks cost: the parser copies the whole paragraph for most of them."""
    for start, end in _paragraphs(text):
        marks = sum(1 for _ in _MARK.finditer(text, start, end))
        yield start, marks * (end - start) // _COPIED


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """The offsets of what is parsed in one piece: paragraphs, items of lists, rows of tables."""
    for block in _BLOCK.finditer(text):
        cuts = [block.start()]
        if _TABLE.match(block[0]):
            cuts += [found.end() for found in re.finditer(r"\n", block[0])]
            cuts[1:] = [block.start() + cut for cut in cuts[1:]]
        elif _LIST_ITEM.match(block[0]):
            cuts = [block.start() + found.start() for found in re.finditer(rf"^{_LIST_ITEM.pattern}", block[0], re.M)]
        yield from zip(cuts, [*cuts[1:], block.end()], strict=True)


def _tags(text: str) -> Iterator[tuple[int, int]]:
    """Each beginning of a tag or comment with the number of characters to its end, or to the end of the text."""
    ends: dict[str, int] = {}
    lower = text.lower()
    for found in _TAG.finditer(text):
        sign = _end_sign(found)
        if ends.get(sign, -1) < found.end():
            at = lower.find(sign, found.end())
            ends[sign] = len(text) if at < 0 else at
        yield found.start(), ends[sign] - found.start()


def _end_sign(found: re.Match[str]) -> str:
    if found["raw"]:
        return f"</{found['raw'].lower()}"
    return {"<!--": "-->", "<![cdata[": "]]>", "<?": "?>"}.get(found[0].lower(), ">")


def _lines(text: str) -> Iterator[Excess]:
    limits = (
        (_STEP, MOST_LINES, "headings, rules or abbreviations"),
        # They are parsed one inside the other.
        (_DEFINITION, MOST_DEFINITIONS, "definitions"),
    )
    for pattern, most, what in limits:
        for block in _BLOCK.finditer(text):
            lines = [found.start() for found in pattern.finditer(block[0])]
            if len(lines) > most:
                message = f"more than {most} {what} follow here without an empty line between"
                yield Excess(offset=block.start() + lines[0], message=message, hint="put empty lines between them")
                break
    headings = [found.start() for found in _HEADING.finditer(text)]
    if len(headings) > MOST_HEADINGS:
        message = f"a text cannot have more than {MOST_HEADINGS:,} headings and rules; this is one more"
        yield Excess(offset=headings[MOST_HEADINGS], message=message, hint="divide it into several pages")
