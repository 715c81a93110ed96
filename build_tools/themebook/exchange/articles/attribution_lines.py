"""Paragraphs that only say who spoke in the paragraph before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from themebook.exchange.articles.document import Block, BlockKind
from themebook.exchange.articles.labels import NAME_AND_MORE, Certainty, certainty, without_brackets
from themebook.exchange.articles.marked_text import OPENING_MARKS

# What is no paragraph, such as a heading, passes as it is.
T = TypeVar("T")

_LONGEST = 120
_DASHES = "—–-― "
_DASHED = re.compile(r"[-–—―]{1,3}\s*\S.{0,120}")
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）")  # noqa: RUF001
ENDED = re.compile(r"[.!?…:][\"”’»)\]]*$")
LABELLED = re.compile(r"[(\[][^()\[\]]{1,80}[)\]]$")
_OWN_LABEL = re.compile(rf"{LABELLED.pattern}|^[^\s:]{{1,12}}(?: \d+)?:\s")


def with_attributions(pieces: Iterable[T]) -> Iterator[T]:
    """The pieces, with paragraphs that only say who spoke as the attributions of those before them."""
    waiting: T | None = None
    for piece in pieces:
        if isinstance(piece, Block) and isinstance(waiting, Block) and _says_who(piece, waiting):
            name = _bare(piece.text)
            if not waiting.attribution and not waiting.text.rstrip(_DASHES + "()[].").endswith(name.rstrip(".")):
                waiting = replace(waiting, kind=BlockKind.SET_APART, attribution=name)
            continue
        if waiting is not None:
            yield waiting
        waiting = piece
    if waiting is not None:
        yield waiting


def _says_who(block: Block, before: Block) -> bool:
    """Whether a paragraph only says who spoke in the one before."""
    text = block.text.strip()
    if before.attribution and before.attribution != _bare(text):
        return False
    if not before.text.strip() or len(text) > _LONGEST or "\n" in text:
        return False
    marked = _DASHED.fullmatch(text) or _IN_BRACKETS.fullmatch(text)
    quoted = before.text[0] in OPENING_MARKS or before.kind is BlockKind.SET_APART
    # What ends in a label of its own, or begins with one, is somebody's words, unless it is a name with more.
    is_said = _OWN_LABEL.search(text) is not None and NAME_AND_MORE.fullmatch(text) is None
    may_follow = quoted and not is_said and LABELLED.search(before.text.rstrip()) is None
    bare = may_follow and names_somebody(text) and not ENDED.search(text) and text[0].isupper()
    # After a dash, words can also be the next item of a list, or an answer.
    needed = Certainty.MAYBE if quoted and not ENDED.search(text.rstrip(")]）")) else Certainty.SURE  # noqa: RUF001
    return (bool(marked) or bare) and not before.text.rstrip().endswith(":") and certainty(_bare(text)) >= needed


def _bare(text: str) -> str:
    """A line without the dash before it and the brackets around it."""
    return without_brackets(text.strip(_DASHES))


def names_somebody(text: str) -> bool:
    """Whether a line without brackets says who spoke. Titles can have words such as "community", but seldom more."""
    return certainty(text) is Certainty.SURE
