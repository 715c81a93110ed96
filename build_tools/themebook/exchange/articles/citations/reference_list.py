"""The list of references of a manuscript: where it is, and its works."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from themebook.core.diagnostics import Diagnostic, Loaded, Rule, Severity
from themebook.core.truncate import truncate
from themebook.exchange.articles.citations.cited_works import ListedWork
from themebook.exchange.articles.citations.reference_fields import parse_entry
from themebook.exchange.articles.document import ArticleSection, Block, Run
from themebook.exchange.articles.manuscripts.sections import all_blocks
from themebook.exchange.imported import ImportedWork

REFERENCE_READABLE = Rule(
    "reference-readable",
    "An entry in the list of references of a manuscript should have authors or a container, a year and a title.",
    Severity.WARNING,
)
_SHOWN = 60
_TITLE = re.compile(
    r"(?:\d{1,2}\.?\s+)?(?:references?(?: list| cited)?|list of references|bibliography|works cited|"
    r"literature(?: cited)?|cited literature|"
    r"literatur(?:verzeichnis|angaben)?|quellen(?:verzeichnis)?|références(?: bibliographiques)?|bibliographie|"
    r"referencias(?: bibliográficas)?|bibliografía|obras citadas|referências(?: bibliográficas)?|bibliografia)\s*[:.]?",
    re.IGNORECASE,
)
_CONTINUES = re.compile(r"(?:https?://|doi:|www\.|\d{1,4}[–-]\d)")


def is_list_title(title: str) -> bool:
    return bool(_TITLE.fullmatch(" ".join(title.split())))


def without_list(sections: Sequence[ArticleSection]) -> tuple[tuple[ArticleSection, ...], tuple[Block, ...]]:
    """The sections without the list of references, and its paragraphs."""
    taken: list[Block] = []
    return tuple(_kept(sections, taken)), tuple(taken)


def _kept(sections: Iterable[ArticleSection], taken: list[Block]) -> Iterator[ArticleSection]:
    for section in sections:
        if is_list_title(section.title):
            taken.extend(all_blocks((section,)))
        else:
            yield replace(section, sections=tuple(_kept(section.sections, taken)))


def listed_works(blocks: Sequence[Block]) -> Loaded[tuple[ListedWork, ...]]:
    """The works of the list, in its order. An entry that cannot be taken apart has its whole text as title."""
    works: list[ListedWork] = []
    found: list[Diagnostic] = []
    for number, block in enumerate(_entries(blocks), start=1):
        entry = parse_entry(block.runs, block.label)
        work = ImportedWork(
            csl={"id": f"listed-{number}", **entry.csl},
            printed=block.text if entry.is_whole else "",
            is_unknown=not entry.is_whole,
            place=block.place,
        )
        if not entry.is_whole:
            message = f"this entry could not be taken apart: {truncate(block.text, _SHOWN)}"
            found.append(REFERENCE_READABLE.at(block.place, message, "complete it in the bibliography"))
        works.append(ListedWork.of(entry, work))
    return Loaded(tuple(works), tuple(found))


def _entries(blocks: Sequence[Block]) -> Iterator[Block]:
    """One block for each entry: lines of one paragraph are divided, and addresses on lines of their own joined."""
    waiting: Block | None = None
    for block in (one for whole in blocks for one in _lines(whole)):
        if waiting and _CONTINUES.match(block.text):
            waiting = replace(waiting, runs=(*waiting.runs, Run(text=" "), *block.runs))
            continue
        if waiting:
            yield waiting
        waiting = block
    if waiting:
        yield waiting


def _lines(block: Block) -> Iterator[Block]:
    if "\n" not in block.text:
        yield block
        return
    line: list[Run] = []
    for run in block.runs:
        first, *others = run.text.split("\n")
        line.append(replace(run, text=first))
        for text in others:
            yield replace(block, runs=tuple(line))
            line = [replace(run, text=text)]
    yield replace(block, runs=tuple(line))
