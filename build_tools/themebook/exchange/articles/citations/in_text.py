"""Citations in the paragraphs of a manuscript, resolved to works."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from themebook.core.diagnostics import Diagnostic, Loaded, Rule, Severity
from themebook.exchange.articles.citations.citation_forms import TextCitation, mentions, numbers_in
from themebook.exchange.articles.citations.cited_works import ListedWork, WorksInText
from themebook.exchange.articles.document import ArticleSection, Block, BlockKind, Run
from themebook.exchange.articles.manuscripts.sections import all_blocks
from themebook.exchange.imported import ImportedWork

CITED_LISTED = Rule("cited-listed", "What a manuscript cites should be in its list of references, once.", Severity.NOTE)
_RAISED = re.compile(r"[\[(]?\d{1,3}(?:\s?[,;–—-]\s?\d{1,3}){0,40}[\])]?")
_QUOTATION = 1_500
# Numbers in parentheses count as citations if this share of the list is cited by them.
_SHARE = 0.5


@dataclass(slots=True)
class _Place:
    """A citation in a paragraph: where it begins and ends, and the works that it cites."""

    start: int
    end: int
    works: tuple[str, ...]
    locator: str = ""


@dataclass(slots=True)
class _Resolver:
    works: WorksInText
    parentheses_count: bool
    found: list[Diagnostic] = field(default_factory=list)
    last: _Place | None = None

    def places(self, block: Block) -> list[_Place]:
        """The citations of a paragraph in order. May add a locator to the last of the paragraph before."""
        text, here = block.text, list[_Place]()
        for mention in _all_mentions(block):
            if not mention.year and not mention.numbers:
                self._locate(mention, block, here)
            elif (not here or mention.start >= here[-1].end) and (works := self._resolved(mention, block, text)):
                here.append(_Place(mention.start, mention.end, works, mention.locator))
        if block.kind is not BlockKind.SET_APART or here:
            self.last = here[-1] if here else None
        return here

    def _resolved(self, mention: TextCitation, block: Block, text: str) -> tuple[str, ...]:
        if mention.numbers:
            is_raised = mention.start == 0 or text[mention.start - 1] not in "(["
            counts = is_raised or text[mention.start - 1] == "[" or self.parentheses_count
            return self.works.by_numbers(mention.numbers) if counts else ()
        if listed := self.works.listed_for(mention):
            if len(listed) > 1:
                self._doubtful(mention, block, "may mean several works of the list; the first was taken")
            return (listed[0].id,)
        if not mention.names:
            return ()
        if self.works.listed:
            self._doubtful(mention, block, "is not in the list of references")
        return (self.works.unlisted_for(mention, block.place),)

    def _doubtful(self, mention: TextCitation, block: Block, problem: str) -> None:
        name = " and ".join(mention.names) or mention.title or "a work"
        hint = "check the citation, and the entry in the bibliography"
        self.found.append(CITED_LISTED.at(block.place, f"{name} ({mention.year}) {problem}", hint))

    def _locate(self, mention: TextCitation, block: Block, here: list[_Place]) -> None:
        """A place such as "(p. 19)" after a quotation from the work that was cited before."""
        before = here[-1] if here else self.last if block.kind is BlockKind.SET_APART else None
        if before is None or (here and mention.start - before.end > _QUOTATION):
            return
        if not before.locator:
            before.locator = mention.locator
        here.append(_Place(mention.start, mention.end, before.works, mention.locator))


def cited(
    sections: Sequence[ArticleSection], listed: tuple[ListedWork, ...]
) -> Loaded[tuple[tuple[ArticleSection, ...], tuple[ImportedWork, ...]]]:
    """The sections with the works that their paragraphs cite, and the works that are cited without being listed."""
    works = WorksInText(listed)
    blocks = tuple(all_blocks(sections))
    resolver = _Resolver(works, _parentheses_count(blocks, works))
    places = {id(block): resolver.places(block) for block in blocks}
    marked = tuple(_with_places(section, places) for section in sections)
    return Loaded((marked, tuple(works.unlisted())), tuple(resolver.found))


def _all_mentions(block: Block) -> Iterator[TextCitation]:
    raised = list(_raised(block))
    found = [one for one in mentions(block.text) if not any(r.start <= one.start < r.end for r in raised)]
    return iter(sorted([*found, *raised], key=lambda one: one.start))


def _raised(block: Block) -> Iterator[TextCitation]:
    """Numbers above the line."""
    at = 0
    for run in block.runs:
        if run.raised and _RAISED.fullmatch(run.text.strip(" ,")):
            yield TextCitation(start=at, end=at + len(run.text), numbers=numbers_in(run.text.strip(" ,()[]")))
        at += len(run.text)


def _parentheses_count(blocks: Sequence[Block], works: WorksInText) -> bool:
    """Whether numbers in parentheses are citations: few are in other brackets, and they cite much of the list."""
    if not works.is_numbered:
        return False
    kinds: Counter[str] = Counter()
    numbers: set[str] = set()
    for block in blocks:
        for one in _all_mentions(block):
            if one.numbers:
                kind = block.text[one.start - 1] if one.start else ""
                kinds[kind] += 1
                if kind == "(":
                    numbers.update(one.numbers)
    return kinds["["] < kinds["("] and len(numbers) >= len(works.listed) * _SHARE


def _with_places(section: ArticleSection, places: Mapping[int, list[_Place]]) -> ArticleSection:
    blocks = tuple(replace(one, runs=_marked(one.runs, places[id(one)])) for one in section.blocks)
    return replace(section, blocks=blocks, sections=tuple(_with_places(one, places) for one in section.sections))


def _marked(runs: tuple[Run, ...], places: list[_Place]) -> tuple[Run, ...]:
    """The runs, divided where citations begin and end. A citation is one run, which looks as it begins."""
    found: list[Run] = []
    waiting, at = deque(runs), 0
    for place in places:
        found += _taken(waiting, place.start - at)
        inside = _taken(waiting, place.end - place.start)
        if inside:
            text = "".join(run.text for run in inside)
            found.append(replace(inside[0], text=text, works=place.works, locator=place.locator))
        at = place.end
    return (*found, *waiting)


def _taken(runs: deque[Run], length: int) -> list[Run]:
    """The runs of the first characters, which are removed from the list."""
    found: list[Run] = []
    while runs and length > 0:
        run = runs.popleft()
        if len(run.text) > length:
            runs.appendleft(replace(run, text=run.text[length:]))
            run = replace(run, text=run.text[:length])
        found.append(run)
        length -= len(run.text)
    return found
