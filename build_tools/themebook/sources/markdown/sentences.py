"""The sentence around each citation of a parsed text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from html import unescape
from xml.etree.ElementTree import Element

from themebook.sources.markdown.citations import Cluster
from themebook.sources.markdown.markdown_syntax import CITATION, cluster_of

BLOCKS = frozenset(
    "blockquote caption dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 li ol p pre summary table tbody td "  # noqa: SIM905
    "th thead tr ul".split()
)
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'\u201d\u2019)\]]*\s+(?=[\"'\u201c\u2018(\[\ue000]*[A-Z\ue000])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:e\.g|i\.e|cf|et al|vs|p|pp|No|Dr|Mr|Mrs|Ms|St|U\.K|U\.S|[A-Z])\.)[\"'\u201d\u2019)\]]*\s+$"
)
_LONGEST = 8
_MARK = "\ue000"

Sentence = tuple[str | Cluster, ...]


class AsTyped(str):
    """Text without links, even if it contains ``[[id]]``, which is a link in other text."""

    __slots__ = ()


def sentences_around(root: Element, plain: Callable[[str], str]) -> dict[Element, Sentence]:
    """For each citation in the tree, the sentence around it as it is read on the page."""
    found: dict[Element, Sentence] = {}
    for block in root.iter():
        if block is root or block.tag in BLOCKS:
            cited: list[Element] = []
            for flat in _runs(block, cited, plain):
                _assign(flat, cited, found)
    return found


def words_of(block: Element, plain: Callable[[str], str]) -> Sentence:
    """All text of a block as readers see it, with its citations."""
    cited: list[Element] = []
    flat = " ".join(_runs(block, cited, plain))
    return _parts(flat, cited)


def _runs(block: Element, cited: list[Element], plain: Callable[[str], str]) -> Iterator[str]:
    """The texts of a block between the blocks inside it, a mark for each citation, which is added to ``cited``."""
    for text in "".join(_flatten(block, cited)).split("\f"):
        flat = re.sub(r"\s+", " ", plain(text)).strip()
        if flat:
            yield flat


def _flatten(block: Element, cited: list[Element]) -> Iterator[str]:
    """The text of a block with marks in it: one for each citation, and a form feed for each block inside it."""
    yield block.text or ""
    for child in block:
        if child.tag == CITATION:
            cited.append(child)
            yield _MARK
        elif child.tag in BLOCKS:
            yield "\f"
        elif child.tag == "code":
            yield unescape("".join(child.itertext()))
        elif not _is_note_link(child):
            yield from _flatten(child, cited)
        yield child.tail or ""


def _is_note_link(element: Element) -> bool:
    """Whether this is the number of a footnote or its back link, which are not words of the sentence."""
    return element.get("id", "").startswith("fnref") or element.get("class") == "footnote-backref"


def _assign(flat: str, cited: list[Element], found: dict[Element, Sentence]) -> None:
    """Gives the citations of one run of text their sentences, and takes them from ``cited``."""
    for sentence in split_sentences(flat):
        marked = [cited.pop(0) for _ in range(sentence.count(_MARK))]
        found.update(dict.fromkeys(marked, _parts(sentence.strip(), marked)))


def _parts(flat: str, cited: Sequence[Element]) -> Sentence:
    first, *others = flat.split(_MARK)
    parts: list[str | Cluster] = [first]
    for element, piece in zip(cited, others, strict=True):
        parts += [cluster_of(element), piece]
    return tuple(part for part in parts if part)


def split_sentences(text: str) -> list[str]:
    """The sentences of a plain text. A full stop after a known abbreviation or an initial does not end one."""
    sentences = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        # No abbreviation is longer; the sentence before it may be.
        if not _ABBREVIATED.search(text[max(start, match.start() - _LONGEST) : match.end()]):
            sentences.append(text[start : match.end()])
            start = match.end()
    return [*sentences, text[start:]]
