"""The themes of a paper: the sections of its results."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from themebook.core.diagnostics import Span
from themebook.exchange.articles import wording
from themebook.exchange.articles.document import Article, ArticleSection, Block
from themebook.exchange.articles.headings import with_headings
from themebook.exchange.imported import Path

# Sections below this depth are read as if they were at it.
_DEEPEST = 12
_FEW_WORDS = 8
_THEMES = re.compile(r"(?:(?:main|emerging|emergent|key|the) )*themes", re.IGNORECASE)
HoldsQuotes = Callable[[tuple[Block, ...]], bool]


@dataclass(frozen=True, slots=True)
class Passage:
    """The paragraphs of a section, in order. ``theme`` is the path of the theme that they are about, if any."""

    theme: Path
    section: str
    blocks: tuple[Block, ...]
    is_result: bool


@dataclass(frozen=True, slots=True)
class ThemeSection:
    path: Path
    section: str
    place: Span


@dataclass(frozen=True, slots=True)
class Outline:
    """The themes and all passages of a paper, in order. ``has_results`` is false if no section is named results."""

    themes: tuple[ThemeSection, ...]
    passages: tuple[Passage, ...]
    has_results: bool


@dataclass(slots=True)
class _Node:
    """A section on the way to a theme."""

    section: ArticleSection
    nodes: list[_Node]
    is_theme: bool = True
    number: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        found = wording.NUMBER.match(self.section.title.strip())
        number = (found["number"] or found["dotted"] or found["plain"] or "") if found else ""
        self.number = tuple(re.findall(r"\d+|[a-z]", number))

    @property
    def label(self) -> str:
        """How the title says that this is a theme: "theme", "subtheme" or not at all."""
        found = wording.THEME_LABEL.match(_unnumbered(self.section.title))
        return "" if not found else "subtheme" if found["sub"] else "theme"

    def every(self) -> Iterator[_Node]:
        yield self
        for node in self.nodes:
            yield from node.every()


def outline(article: Article, holds_quotes: HoldsQuotes) -> Outline:
    """Where the themes of a paper are. ``holds_quotes`` says whether paragraphs quote participants.

    The sections below the results are themes, to any depth; so are headings that are, or begin, paragraphs. The results
    themselves are no theme. Numbers in titles decide what is below what. Where titles say which are themes, others
    without quotes are none, and what only holds the themes is none. Sections about the sample are none without quotes.
    If no section is named results, the sections with quotes are themes, unless their titles say something else.
    """
    sections = deque(_unwrapped(article.sections))
    at_top = any(_is_results(section) for section in sections)
    has_results = at_top or any(_holds_results(section) for section in sections)
    passages: list[Passage] = []
    themes: list[ThemeSection] = []
    while sections:
        section = sections.popleft()
        if _is_results(section):
            nodes = _below_results(section, sections, passages, holds_quotes)
        elif (
            not has_results
            and not _is_known(section)
            and any(holds_quotes(one.blocks) for one in section.all_sections())
        ):
            nodes = [_node(section, 0)]
        elif not at_top and _holds_results(section):
            passages.append(Passage((), section.title, section.blocks, is_result=False))
            sections.extendleft(reversed(section.sections))
            continue
        else:
            passages.extend(Passage((), one.title, one.blocks, is_result=False) for one in section.all_sections())
            continue
        nodes = _nested(nodes)
        _decide(nodes, holds_quotes)
        _collect(nodes, (), themes, passages)
    once: dict[Path, ThemeSection] = {}
    for theme in themes:
        once.setdefault(theme.path, theme)
    return Outline(tuple(once.values()), tuple(passages), has_results)


def _unwrapped(sections: tuple[ArticleSection, ...]) -> tuple[ArticleSection, ...]:
    """The sections of a paper, without the one that is the paper itself."""
    titled = [one for one in sections if one.title]
    if len(titled) == 1 and any(_is_results(one) for one in titled[0].sections):
        return (*(one for one in sections if not one.title), *titled[0].sections)
    return sections


def _below_results(
    section: ArticleSection, following: deque[ArticleSection], passages: list[Passage], holds_quotes: HoldsQuotes
) -> list[_Node]:
    """The sections of the results. If there are none, those that follow, up to one that is named as something else."""
    top = _node(section, 0)
    passages.append(Passage((), section.title, top.section.blocks, is_result=True))
    if not top.nodes and not holds_quotes(top.section.blocks):
        while following and not _is_known(following[0]):
            top.nodes.append(_node(following.popleft(), 0))
    return top.nodes


def _is_results(section: ArticleSection) -> bool:
    title = _unnumbered(section.title)
    if "result" in section.role or "finding" in section.role:
        return True
    if _THEMES.fullmatch(title):
        return True
    starts_otherwise = wording.DISCUSSION.match(title) or wording.BEFORE_RESULTS.match(title)
    found = wording.RESULTS.search(title)
    if found is None or starts_otherwise or len(title.split()) > _FEW_WORDS:
        return False
    before = re.findall(r"[^\W\d]+", title[: found.start()].casefold())
    return wording.BEFORE_WORD_RESULTS.issuperset(before)


def _holds_results(section: ArticleSection) -> bool:
    """Whether results are below a section, such as one of two studies."""
    return not _is_known(section) and any(_is_results(one) for one in section.all_sections())


def _is_known(section: ArticleSection) -> bool:
    """Whether a section is named as something else than results or a theme."""
    title = _unnumbered(section.title)
    known = (wording.DISCUSSION, wording.BEFORE_RESULTS, wording.BACK_MATTER)
    if not title or section.role in ("intro", "methods", "materials|methods", "discussion", "conclusions"):
        return True
    return any(pattern.match(title) for pattern in known) or _is_results(section)


def _node(section: ArticleSection, depth: int) -> _Node:
    divided = with_headings(section)
    if depth >= _DEEPEST:
        return _Node(divided, [_Node(one, []) for one in divided.all_sections() if one is not divided])
    return _Node(divided, _nested([_node(one, depth + 1) for one in divided.sections]))


def _nested(nodes: list[_Node]) -> list[_Node]:
    """Sections beside each other, those below another by number or label moved there."""
    found: list[_Node] = []
    for node in nodes:
        siblings = found
        while siblings and _is_below(node, siblings[-1]):
            siblings = siblings[-1].nodes
        siblings.append(node)
    return found


def _is_below(node: _Node, other: _Node) -> bool:
    if node.number and other.number:
        return len(node.number) > len(other.number) and node.number[: len(other.number)] == other.number
    return node.label == "subtheme" and other.label == "theme"


def _decide(nodes: list[_Node], holds_quotes: HoldsQuotes) -> None:
    """Say of each section whether it is a theme."""
    every = [one for node in nodes for one in node.every()]
    labelled = any(one.label for one in every)
    for one in every:
        quotes = any(holds_quotes(below.section.blocks) for below in one.every())
        if wording.SAMPLE.search(_unnumbered(one.section.title)) and not quotes:
            for below in one.every():
                below.is_theme = False
        elif labelled and not one.label:
            holds_labelled = any(below.label for below in one.every())
            one.is_theme = quotes and not (holds_labelled and not holds_quotes(one.section.blocks))
        elif (one.nodes or not quotes) and not holds_quotes(one.section.blocks):
            one.is_theme = one.is_theme and not wording.WRAPPER.fullmatch(theme_title(one.section.title))
    for one in every:
        if one.label:
            for below in one.every():
                below.is_theme = True


def _collect(nodes: list[_Node], path: Path, themes: list[ThemeSection], passages: list[Passage]) -> None:
    for node in nodes:
        title = theme_title(node.section.title)
        here = (*path, title) if node.is_theme and title else path
        if here != path:
            themes.append(ThemeSection(here, node.section.title, node.section.place))
        passages.append(Passage(here, node.section.title, node.section.blocks, is_result=True))
        _collect(node.nodes, here, themes, passages)


def theme_title(title: str) -> str:
    """A title without numbers, "Theme 1:" and final punctuation."""
    bare = _unnumbered(title)
    if found := wording.THEME_LABEL.match(bare):
        bare = _unnumbered(bare[found.end() :]) or bare
    return bare.rstrip(" .:;,–—-") or bare


def _unnumbered(title: str) -> str:
    bare = " ".join(title.split())
    return bare[found.end() :] or bare if (found := wording.NUMBER.match(bare)) else bare
