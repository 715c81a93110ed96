"""Which citations, links and views stand in a Markdown text, and in which sentence, as the Markdown parser reads it.

A search through the text would also find what stands in code; the parser does not. Places are then told by matching
what the parser found, in order, against the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from build_tools.diagnostics import Span
from build_tools.markdown_syntax import CITATION, ENTITY, SyntaxExtension, cluster_of, written
from build_tools.model import Prose
from build_tools.read.citations import BRACKETED, Cluster, parse_bracketed

DEFAULT_EXTENSIONS = ("admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "tables")

_BLOCKS = frozenset(
    "blockquote caption dd div dt figcaption h1 h2 h3 h4 h5 h6 li p summary td th".split()  # noqa: SIM905
)
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'\u201d\u2019)\]]*\s+(?=[\"'\u201c\u2018(\[\ue000]*[A-Z\ue000])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:e\.g|i\.e|cf|et al|vs|p|pp|No|Dr|Mr|Mrs|Ms|St|U\.K|U\.S|[A-Z])\.)[\"'\u201d\u2019)\]]*\s+$"
)
_MARK = "\ue000"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCitation:
    """A citation, its place, and the sentence around it: text and citations in turn, this one among them."""

    cluster: Cluster
    span: Span
    sentence: tuple[str | Cluster, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundLink:
    """A link ``[[id]]`` and its place."""

    id: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundView:
    """A view ``{{ name }}`` and its place."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class NearlyCitation:
    """A bracket with a ``@key`` in it that is no citation, because a part of it has none; and its place."""

    written: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanned:
    """All that was found in one text, in its order."""

    citations: tuple[FoundCitation, ...] = ()
    links: tuple[FoundLink, ...] = ()
    views: tuple[FoundView, ...] = ()
    nearly: tuple[NearlyCitation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A hand-written page: its path below the documentation folder, its title, and what was found in it."""

    path: str
    title: str
    found: Scanned


class Scanner:
    """Reads texts with one set of Python-Markdown extensions, those that the site itself uses."""

    def __init__(self, extensions: Iterable[Any] = DEFAULT_EXTENSIONS, configs: dict[str, Any] | None = None) -> None:
        self._keep = _KeepTree()
        self._views: list[str] = []
        self._nearly = _NearlyCitations()
        chosen = [*extensions, SyntaxExtension(self._note_view), self._nearly, self._keep]
        self._markdown = Markdown(extensions=chosen, extension_configs=configs or {})

    def scan(self, text: Prose) -> Scanned:
        """What stands in a text. A text without any sign of the syntax is not parsed."""
        if "@" not in text.markdown and "[[" not in text.markdown and "{{" not in text.markdown:
            return Scanned()
        self._markdown.reset()
        self._views.clear()
        self._nearly.found.clear()
        self._markdown.convert(text.markdown)
        root, places = self._keep.root, _Places(text)
        sentences = _sentences(root)
        return Scanned(
            citations=tuple(
                FoundCitation(cluster=cluster_of(e), span=places.next(written(e)), sentence=sentences.get(e, ()))
                for e in root.iter(CITATION)
            ),
            links=tuple(FoundLink(id=e.get("target", ""), span=places.next(written(e))) for e in root.iter(ENTITY)),
            views=tuple(FoundView(name=name, span=places.next_view()) for name in self._views),
            nearly=tuple(NearlyCitation(written=text, span=places.next(text)) for text in self._nearly.found),
        )

    def title(self, text: str) -> str:
        """The words of the first top-level heading of a page, or an empty string."""
        match = re.search(r"^# +(.+?)(?:\s+#*)?(?:\s*\{[^}]*\})?\s*$", _without_code(text), re.M)
        return match[1] if match else ""

    def _note_view(self, name: str) -> str:
        self._views.append(name)
        return ""


class _KeepTree(Extension, Treeprocessor):
    """Keeps the parsed tree before anything is made of it."""

    def __init__(self) -> None:
        Extension.__init__(self)
        self.root = Element("div")

    def extendMarkdown(self, md: Markdown) -> None:
        md.treeprocessors.register(self, "themebook-keep", 16)

    def run(self, root: Element) -> None:
        self.root = root


class _NearlyCitations(Extension):
    """Notes what looks like a citation to the parser of the syntax and is refused by it, and leaves it where it is."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def extendMarkdown(self, md: Markdown) -> None:
        # Directly before the processor that will refuse it (165).
        md.inlinePatterns.register(_Noting(self.found, md), "themebook-nearly", 165.5)


class _Noting(InlineProcessor):
    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, found: list[str], md: Markdown) -> None:
        super().__init__(BRACKETED, md)
        self._found = found

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[None, None, None]:  # type: ignore[override]
        if parse_bracketed(m[0]) is None:
            self._found.append(m[0])
        return None, None, None


class _Places:
    """Finds what was written in the text, each time from where the last one of the same spelling was found."""

    def __init__(self, text: Prose) -> None:
        self._text = text
        self._plain = _without_code(text.markdown)
        self._from: dict[str, int] = {}

    def next(self, spelling: str) -> Span:
        return self._next(_loosely(spelling))

    def next_view(self) -> Span:
        return self._next(r"(?m)^\{\{")

    def _next(self, pattern: str) -> Span:
        found = re.compile(pattern).search(self._plain, self._from.get(pattern, 0))
        if not found:
            return self._text.span
        self._from[pattern] = found.end()
        return self._text.place(found.start())


def _loosely(spelling: str) -> str:
    """A pattern for what the parser says was written.

    It takes off the marks of quotes and the indents of lists where a line goes on, and puts a placeholder for what it
    has already dealt with.
    """

    def piece(found: re.Match[str]) -> str:
        if found["space"]:
            return r"\s[\s>]*"
        return ".+?" if found["dealt"] else re.escape(found[0])

    return re.sub(r"(?P<space>\s+)|(?P<dealt>\x02[^\x03]*\x03)|[^\s\x02]+", piece, spelling)


_CODE = re.compile(
    r"^(?P<fence>`{3,}|~{3,}).*?^(?P=fence)[ \t]*$|(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)|<!--.*?-->", re.M | re.S
)


def _without_code(text: str) -> str:
    """The text with everything in code and comments blanked out, each character still at its offset."""
    return _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)


def _sentences(root: Element) -> dict[Element, tuple[str | Cluster, ...]]:
    """For each citation in the tree, the sentence around it."""
    found: dict[Element, tuple[str | Cluster, ...]] = {}
    for block in root.iter():
        if block.tag in _BLOCKS:
            cited: list[Element] = []
            flat = re.sub(r"\s+", " ", "".join(_flatten(block, cited)))
            _assign(flat, cited, found)
    return found


def _flatten(block: Element, cited: list[Element]) -> Iterator[str]:
    """The text of a block, a mark for each citation, without the text of the blocks inside it."""
    yield block.text or ""
    for child in block:
        if child.tag == CITATION:
            cited.append(child)
            yield _MARK
        elif child.tag == ENTITY:
            yield child.get("words") or f"[[{child.get('target', '')}]]"
        elif child.tag not in _BLOCKS:
            yield from _flatten(child, cited)
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
        if not _ABBREVIATED.search(text[start : match.end()]):
            sentences.append(text[start : match.end()])
            start = match.end()
    return [*sentences, text[start:]]
