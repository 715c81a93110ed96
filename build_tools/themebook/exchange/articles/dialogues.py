"""Exchanges of several speakers, as turns."""

from __future__ import annotations

import re
from dataclasses import replace

from themebook.exchange.articles import wording
from themebook.exchange.articles.document import Block, BlockKind, Run
from themebook.exchange.articles.labels import is_aside, is_author_year, is_code, is_name
from themebook.exchange.articles.marked_text import MarkedText, without_marks
from themebook.exchange.articles.tails import Tail, tail_of
from themebook.exchange.articles.utterances import Utterance, label_of

_ASIDE = re.compile(r"\s*[(\[][^)\]]{1,40}[)\]]\s*$")


def dialogue(blocks: tuple[Block, ...]) -> Utterance | None:
    """The turns of paragraphs or lines that each begin with their speaker, or None if they are no exchange.

    The last may only say who took part, or where. Paragraphs without a speaker belong to the turn before. Where nothing
    is set apart, as in a list, the speakers must be codes, or one of them the interviewer, or they use the first
    person.
    """
    lines = [line for block in blocks for line in _lines(block)]
    turns: list[tuple[str, str]] = []
    # Whether the words of each turn are in quotation marks, as separate quotes are.
    quoted: list[bool] = []
    attribution = given = blocks[-1].attribution
    cited = Tail(0, is_cited=is_author_year(given))
    for index, line in enumerate(lines):
        marked = MarkedText.of(line)
        is_last = index == len(lines) - 1
        tail = tail_of(marked) if is_last and not given else None
        words = line.text[: tail.start] if tail else line.text
        attribution = tail.attribution if tail else given
        cited = tail if tail and tail.is_cited else cited
        if found := label_of(marked, words):
            said = words[found.end() :].strip()
            turns.append((speaker_label(found["label"]), without_marks(said)))
            quoted.append(without_marks(said) != said)
        elif turns and words.strip():
            turns[-1] = (turns[-1][0], f"{turns[-1][1]}\n{words.strip()}")
        elif not turns:
            return None
    labels = {speaker for speaker, _ in turns}
    if len(labels) < 2 or len(turns) < 2 or (all(quoted) and len(labels) == len(turns)):
        return None
    if blocks[0].kind is not BlockKind.SET_APART and not _are_speakers(turns):
        return None
    if cited.is_cited:
        attribution = ""
    return Utterance(
        words="",
        turns=tuple(turns),
        attribution=attribution,
        works=cited.works,
        is_cited=cited.is_cited,
        place=blocks[0].place,
    )


def _are_speakers(turns: list[tuple[str, str]]) -> bool:
    """Whether what is before the colons are people, and not terms that a list explains."""
    labels = [speaker for speaker, _ in turns]
    if any(map(is_interviewer, labels)) or all(map(is_code, labels)):
        return True
    own = sum(bool(wording.FIRST_PERSON.search(words)) for _, words in turns)
    return all(map(is_name, labels)) and 2 * own >= len(turns)


def dialogue_length(blocks: tuple[Block, ...]) -> int:
    """How many of the paragraphs from the first on are one exchange: those of one kind that begin with a speaker."""
    kind = blocks[0].kind
    count = 0
    for block in blocks:
        if (block.kind is not kind and not block.attribution) or block.display != blocks[0].display:
            break
        has_label = label_of(MarkedText.of(block), block.text) is not None
        if not has_label and (kind is BlockKind.PARAGRAPH or not count):
            break
        count += 1
        if block.attribution:
            # It says who took part in the exchange that ends here.
            break
    return count if count > 1 or not blocks[0].attribution else 0


def speaker_label(label: str) -> str:
    """A label without the marks around it, or a remark such as "(laughing)" after it."""
    aside = _ASIDE.search(label)
    bare = label[: aside.start()] if aside and is_aside(aside[0]) else label
    bare = bare.strip('“”"‘’ .,')
    return bare.strip("[]()") if bare[:1] in "[(" else bare


def is_interviewer(label: str) -> bool:
    return bool(wording.INTERVIEWER.fullmatch(label.strip(" .:")))


def _lines(block: Block) -> list[Block]:
    """The lines of a paragraph, as paragraphs."""
    found: list[list[Run]] = [[]]
    for run in block.runs:
        for index, piece in enumerate(run.text.split("\n")):
            if index:
                found.append([])
            found[-1].append(replace(run, text=piece))
    return [replace(block, runs=tuple(runs)) for runs in found if "".join(run.text for run in runs).strip()]
