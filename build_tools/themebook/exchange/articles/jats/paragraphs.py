"""The paragraphs of JATS, with what is set apart in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice

from themebook.core.diagnostics import Span
from themebook.exchange.articles.document import Block, BlockKind, Run
from themebook.exchange.articles.jats.elements import NOT_TEXT, Element, attribute, below, child, children, text_of
from themebook.exchange.articles.long_paragraphs import divided
from themebook.exchange.safe_xml import local_name, place_of

_BLOCKS = frozenset(
    "disp-quote disp-quote-group list def-list boxed-text verse-group speech p statement preformat".split()  # noqa: SIM905
)
_BREAK = "\0"
_SPACE = re.compile(r"[ \t\r\n]+")
_RANGE = re.compile(r"\s*[–—-]\s*")
# Nobody cites more works at once.
_LONGEST_RANGE = 200
_ATTRIBUTIONS = ("attrib", "speaker", "quote-source", "participant")
# Deeper paragraphs are left out.
_DEEPEST = 60


@dataclass(slots=True)
class Paragraphs:
    """Reads the paragraphs of one file. ``works`` are the ids of works by the ids of references, in their order."""

    file: str
    works: Mapping[str, tuple[str, ...]]
    displays: int = 0
    too_deep: list[Span] = field(default_factory=list)
    _places: dict[str, int] = field(init=False, default_factory=dict)
    _places_of_works: dict[str, int] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for place, (reference, works) in enumerate(self.works.items()):
            self._places[reference] = place
            for work in works:
                self._places_of_works.setdefault(work, place)

    def blocks(
        self, element: Element, kind: BlockKind = BlockKind.PARAGRAPH, display: int | None = None
    ) -> list[Block]:
        """The paragraphs that one element is: a paragraph, a list, a block quotation or a box."""
        return _Reader(self, kind, display).read(element)

    def between(self, work: str, reference: str) -> tuple[str, ...]:
        """The works after one and before a reference, in the order of the list."""
        first, last = self._places_of_works.get(work), self._places.get(reference)
        if first is None or last is None or last - first > _LONGEST_RANGE:
            return ()
        return tuple(one for key in islice(self.works, first + 1, last) for one in self.works[key])

    def next_display(self) -> int:
        self.displays += 1
        return self.displays


@dataclass(slots=True)
class _Reader:
    """What is read of one element: finished paragraphs, and the runs of the one that is being read."""

    all: Paragraphs
    kind: BlockKind
    display: int | None
    blocks: list[Block] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    attribution: str = ""
    depth: int = 0

    def read(self, element: Element) -> list[Block]:
        self._element(element, italic=False, bold=False)
        self._flush(place_of(element, self.all.file))
        return self.blocks

    def _element(self, element: Element, *, italic: bool, bold: bool) -> None:
        """An element, with the style that it is in."""
        name = local_name(element)
        self.depth += 1
        if self.depth < _DEEPEST:
            if name in ("disp-quote", "disp-quote-group"):
                self._quotation(element)
            elif name in ("list", "def-list"):
                self._list(element)
            elif name == "speech":
                self._speech(element)
            elif name == "verse-group":
                self._verses(element)
            elif name == "preformat":
                self._lines(element)
            else:
                self._content(element, italic=italic, bold=bold)
        else:
            self.all.too_deep.append(place_of(element, self.all.file))
        self.depth -= 1

    def _content(self, element: Element, *, italic: bool, bold: bool) -> None:
        place = place_of(element, self.all.file)
        self._text(element.text, italic=italic, bold=bold)
        for one in element:
            name = local_name(one)
            if name in _BLOCKS:
                self._flush(place)
                self._element(one, italic=False, bold=False)
                self._flush(place_of(one, self.all.file))
            elif name and name not in NOT_TEXT and name not in ("title", "label", "caption"):
                self._inline(one, name, italic=italic, bold=bold)
            self._text(one.tail, italic=italic, bold=bold)

    def _inline(self, element: Element, name: str, *, italic: bool, bold: bool) -> None:
        if name == "xref":
            self._reference(element, italic=italic, bold=bold)
        elif name == "break":
            self.runs.append(Run(text=_BREAK, italic=italic, bold=bold))
        elif self._is_attribution(element, name):
            self.attribution = text_of(element)
        else:
            self._element(
                element, italic=_emphasised(name, "italic", now=italic), bold=_emphasised(name, "bold", now=bold)
            )

    def _is_attribution(self, element: Element, name: str) -> bool:
        """Whether an element says who speaks. What cites a work is read as a part of the paragraph."""
        marked = self.kind is BlockKind.SET_APART and attribute(element, "content-type").casefold() in _ATTRIBUTIONS
        cited = any(one in self.all.works for each in below(element, "xref") for one in attribute(each, "rid").split())
        return (name == "attrib" or marked) and not cited

    def _reference(self, element: Element, *, italic: bool, bold: bool) -> None:
        kind = attribute(element, "ref-type")
        text = _SPACE.sub(" ", text_of(element))
        ids = attribute(element, "rid").split()
        works = tuple(work for one in ids for work in self.all.works.get(one, ()))
        if kind in ("fn", "table-fn", "aff", "corresp", "author-notes") and not works:
            return
        works = (*self._between(ids), *works) if works and kind in ("bibr", "ref", "") else ()
        self.runs.append(Run(text=text, italic=italic, bold=bold, works=tuple(dict.fromkeys(works))))

    def _between(self, ids: list[str]) -> tuple[str, ...]:
        """The works of a range such as [3–6], of which only the ends are references."""
        if len(self.runs) < 2 or not self.runs[-2].works or not _RANGE.fullmatch(self.runs[-1].text):
            return ()
        return self.all.between(self.runs[-2].works[-1], ids[0])

    def _text(self, text: str | None, *, italic: bool, bold: bool) -> None:
        if text:
            self.runs.append(Run(text=text, italic=italic, bold=bold))

    def _flush(self, place: Span) -> None:
        """Finish the paragraph that is being read."""
        runs = tuple(_tidy(self.runs))
        if runs:
            whole = Block(runs=runs, kind=self.kind, place=place, attribution=self.attribution, display=self.display)
            self.blocks.extend(divided(whole))
        elif self.attribution and self.blocks and not self.blocks[-1].attribution:
            self.blocks[-1] = replace(self.blocks[-1], attribution=self.attribution)
        self.runs, self.attribution = [], ""

    def _quotation(self, element: Element) -> None:
        display = self.display if self.display is not None else self.all.next_display()
        inner = _Reader(self.all, BlockKind.SET_APART, display, depth=self.depth)
        if label := text_of(child(element, "label")) or text_of(child(element, "title")):
            inner.runs.append(Run(text=label))
            inner._flush(place_of(element, self.all.file))
        inner._content(element, italic=False, bold=False)
        inner._flush(place_of(element, self.all.file))
        self.blocks.extend(inner.blocks)

    def _list(self, element: Element) -> None:
        for item in children(element, "list-item", "def-item"):
            kind = self.kind if self.kind is BlockKind.SET_APART else BlockKind.LIST_ITEM
            inner = _Reader(self.all, kind, self.display, depth=self.depth)
            if term := text_of(child(item, "term")).rstrip(" :"):
                inner.runs.append(Run(text=f"{term}: "))
                # The term is in one paragraph with what follows.
                for paragraph in below(item, "p"):
                    inner._content(paragraph, italic=False, bold=False)
                    inner._flush(place_of(paragraph, self.all.file))
            else:
                inner._content(item, italic=False, bold=False)
            inner._flush(place_of(item, self.all.file))
            self.blocks.extend(inner.blocks)

    def _speech(self, element: Element) -> None:
        """A turn of a dialogue, written as "Speaker: words"."""
        inner = _Reader(self.all, BlockKind.SET_APART, self.display, depth=self.depth)
        if speaker := text_of(child(element, "speaker")).rstrip(" :"):
            inner.runs.append(Run(text=f"{speaker}: ", bold=True))
        for paragraph in children(element, "p"):
            inner._content(paragraph, italic=False, bold=False)
        inner._flush(place_of(element, self.all.file))
        self.blocks.extend(inner.blocks)

    def _verses(self, element: Element) -> None:
        inner = _Reader(self.all, BlockKind.SET_APART, self.display, depth=self.depth)
        for line in below(element, "verse-line"):
            inner._content(line, italic=False, bold=False)
            inner.runs.append(Run(text=_BREAK))
        inner.attribution = text_of(child(element, "attrib"))
        inner._flush(place_of(element, self.all.file))
        self.blocks.extend(inner.blocks)

    def _lines(self, element: Element) -> None:
        """Text whose line breaks are its own, such as a poem."""
        inner = _Reader(self.all, self.kind, self.display, depth=self.depth)
        inner._content(element, italic=False, bold=False)
        inner.runs = [replace(run, text=run.text.strip("\n").replace("\n", _BREAK)) for run in inner.runs]
        inner._flush(place_of(element, self.all.file))
        self.blocks.extend(inner.blocks)


def _emphasised(name: str, style: str, *, now: bool) -> bool:
    return (name == style) != now if name == style else now and name != "roman"


def _tidy(runs: list[Run]) -> Iterator[Run]:
    """Runs with single spaces, none at the ends, and breaks of lines only where the paper has them."""
    kept: list[Run] = []
    before = " "
    for run in runs:
        text = _SPACE.sub(" ", run.text)
        text = text.lstrip(" ") if before in (" ", "\n") else text
        text = re.sub(f" ?{_BREAK} ?", "\n", text)
        if text:
            before = text[-1]
            kept.append(replace(run, text=text))
    while kept and not kept[-1].text.rstrip():
        kept.pop()
    while kept and not kept[0].text.strip():
        kept.pop(0)
    if kept:
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
        kept[0] = replace(kept[0], text=kept[0].text.lstrip())
    yield from kept
