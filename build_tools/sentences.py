"""The sentence around each citation of a parsed text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from xml.etree.ElementTree import Element

from build_tools.markdown_syntax import CITATION, ENTITY, cluster_of
from build_tools.read.citations import Cluster

_BLOCKS = frozenset(
    "blockquote caption dd div dt figcaption h1 h2 h3 h4 h5 h6 li p summary td th".split()  # noqa: SIM905
)
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'\u201d\u2019)\]]*\s+(?=[\"'\u201c\u2018(\[\ue000]*[A-Z\ue000])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:e\.g|i\.e|cf|et al|vs|p|pp|No|Dr|Mr|Mrs|Ms|St|U\.K|U\.S|[A-Z])\.)[\"'\u201d\u2019)\]]*\s+$"
)
_LONGEST = 8
_MARK = "\ue000"


def sentences_around(root: Element, plain: Callable[[str], str]) -> dict[Element, tuple[str | Cluster, ...]]:
    """For each citation in the tree, the sentence around it."""
    found: dict[Element, tuple[str | Cluster, ...]] = {}
    for block in root.iter():
        if block.tag in _BLOCKS:
            cited: list[Element] = []
            flat = re.sub(r"\s+", " ", plain("".join(flatten(block, cited))))
            _assign(flat, cited, found)
    return found


def flatten(block: Element, cited: list[Element]) -> Iterator[str]:
    """The text of a block, a mark for each citation, without the text of the blocks inside it."""
    yield block.text or ""
    for child in block:
        if child.tag == CITATION:
            cited.append(child)
            yield _MARK
        elif child.tag == ENTITY:
            yield child.get("words") or f"[[{child.get('target', '')}]]"
        elif child.tag not in _BLOCKS:
            yield from flatten(child, cited)
        yield child.tail or ""


def _assign(flat: str, cited: Sequence[Element], found: dict[Element, tuple[str | Cluster, ...]]) -> None:
    remaining = iter(cited)
    for sentence in split_sentences(flat):
        marked = [next(remaining) for _ in range(sentence.count(_MARK))]
        pieces = sentence.strip().split(_MARK)
        parts: list[str | Cluster] = [pieces[0]]
        for element, piece in zip(marked, pieces[1:], strict=True):
            parts += [cluster_of(element), piece]
        found.update(dict.fromkeys(marked, tuple(part for part in parts if part)))


def split_sentences(text: str) -> list[str]:
    """The sentences of a plain text; a full stop after a known abbreviation or an initial ends none."""
    sentences = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        # No abbreviation is longer; the sentence before it may be.
        if not _ABBREVIATED.search(text[max(start, match.start() - _LONGEST) : match.end()]):
            sentences.append(text[start : match.end()])
            start = match.end()
    return [*sentences, text[start:]]
