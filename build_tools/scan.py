"""Which citations, links and views stand in a Markdown text, and in which sentence, as the Markdown parser reads it.

A search through the text would also find what stands in code; the parser does not. Places are then told by matching
what the parser found, in order, against the text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from build_tools.bounds import excesses
from build_tools.diagnostics import Span
from build_tools.markdown_syntax import CITATION, ENTITY, VIEW_PATTERN, SyntaxExtension, cluster_of, written
from build_tools.model import Prose
from build_tools.read.citations import BRACKETED, Cluster, parse_bracketed
from build_tools.sentences import flatten, sentences_around
from build_tools.written import Places, unclosed_tags

DEFAULT_EXTENSIONS = ("admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "tables")


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
    """A view ``{{ name }}`` and its place. One that does not stand alone on its line is not shown."""

    name: str
    span: Span
    alone: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class UnclosedTag:
    """An HTML element that is opened in a text and not closed there, or closed without being opened; and its place."""

    tag: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class NearlyCitation:
    """A bracket with a ``@key`` in it that is no citation, because a part of it has none; and its place."""

    written: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundExcess:
    """What a text has too much of to be parsed in a reasonable time, what to do about it, and its place."""

    message: str
    hint: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanned:
    """All that was found in one text, in its order; of a text with excesses nothing else, because it is not parsed."""

    citations: tuple[FoundCitation, ...] = ()
    links: tuple[FoundLink, ...] = ()
    views: tuple[FoundView, ...] = ()
    nearly: tuple[NearlyCitation, ...] = ()
    unclosed: tuple[UnclosedTag, ...] = ()
    excesses: tuple[FoundExcess, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A hand-written page: its path below the documentation folder, its title, and what was found in it."""

    path: str
    title: str
    found: Scanned
    span: Span


class Scanner:
    """Reads texts with one set of Python-Markdown extensions, those that the site itself uses."""

    def __init__(self, extensions: Iterable[Any] = DEFAULT_EXTENSIONS, configs: dict[str, Any] | None = None) -> None:
        self._keep = _KeepTree()
        self._views: list[str] = []
        self._nearly = _Nearly()
        chosen = [*extensions, SyntaxExtension(self._note_view), self._nearly, self._keep]
        self._markdown = Markdown(extensions=chosen, extension_configs=configs or {})

    def scan(self, text: Prose) -> Scanned:
        """What stands in a text. A text without any sign of the syntax or of HTML is not parsed."""
        if excesses := _excesses(text):
            return Scanned(excesses=excesses)
        if not any(sign in text.markdown for sign in ("@", "[[", "{{", "<")):
            return Scanned()
        self._convert(text)
        return self._found(text)

    def scan_page(self, text: Prose) -> tuple[str, Scanned]:
        """The words of the first top-level heading of a page, if it has one, and what stands in the page."""
        if excesses := _excesses(text):
            return "", Scanned(excesses=excesses)
        self._convert(text)
        heading = next(self._keep.root.iter("h1"), None)
        if heading is None:
            return "", self._found(text)
        # The table of contents, which has been at work on the tree since, puts a link to itself into each heading.
        for link in heading.findall("a[@class='headerlink']"):
            heading.remove(link)
        title = self._plain("".join(flatten(heading, [])))
        return " ".join(title.split()), self._found(text)

    def _found(self, text: Prose) -> Scanned:
        root, places = self._keep.root, Places(text)
        sentences = sentences_around(root, self._plain)
        alone = tuple(FoundView(name=name, span=places.next_view()) for name in self._views)
        return Scanned(
            citations=tuple(
                FoundCitation(cluster=cluster_of(e), span=places.next(written(e)), sentence=sentences.get(e, ()))
                for e in root.iter(CITATION)
            ),
            links=tuple(FoundLink(id=e.get("target", ""), span=places.next(written(e))) for e in root.iter(ENTITY)),
            views=(*alone, *_stray_views(self._nearly.views, places)),
            nearly=tuple(NearlyCitation(written=text, span=places.next(text)) for text in self._nearly.citations),
            unclosed=tuple(UnclosedTag(tag=tag, span=text.place(at)) for tag, at in unclosed_tags(text.markdown)),
        )

    def _convert(self, text: Prose) -> None:
        self._markdown.reset()
        self._views.clear()
        self._nearly.forget()
        self._markdown.convert(text.markdown)

    def _plain(self, text: str) -> str:
        """Text of the tree without the marks by which the parser keeps raw HTML, entities and escaped characters."""
        stash = self._markdown.htmlStash.rawHtmlBlocks

        def kept(match: re.Match[str]) -> str:
            raw = stash[int(match[1])]
            return html.unescape(re.sub(r"<[^>]*>", "", raw)) if isinstance(raw, str) else ""

        return re.sub(r"\x02(\d+)\x03", lambda match: chr(int(match[1])), re.sub(r"\x02wzxhzdk:(\d+)\x03", kept, text))

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


class _Nearly(Extension):
    """Notes what looks like a citation or view and is none, and leaves it where it is."""

    def __init__(self) -> None:
        super().__init__()
        self.citations: list[str] = []
        self.views: list[str] = []

    def forget(self) -> None:
        self.citations.clear()
        self.views.clear()

    def extendMarkdown(self, md: Markdown) -> None:
        refused = _Noting(BRACKETED, self.citations, lambda text: parse_bracketed(text) is None, md)
        # Directly before the processor that will refuse it (165).
        md.inlinePatterns.register(refused, "themebook-nearly", 165.5)
        md.inlinePatterns.register(_Noting(VIEW_PATTERN, self.views, bool, md), "themebook-stray-view", 165.6)


class _Noting(InlineProcessor):
    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, pattern: str, found: list[str], matters: Callable[[str], bool], md: Markdown) -> None:
        super().__init__(pattern, md)
        self._found = found
        self._matters = matters

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[None, None, None]:  # type: ignore[override]
        if self._matters(m[0]):
            self._found.append(m[0])
        return None, None, None


def _excesses(text: Prose) -> tuple[FoundExcess, ...]:
    found = excesses(text.markdown)
    return tuple(FoundExcess(message=one.message, hint=one.hint, span=text.place(one.offset)) for one in found)


def _stray_views(written: Iterable[str], places: Places) -> Iterator[FoundView]:
    for text in written:
        yield FoundView(name=text.strip("{} \t"), span=places.next(text), alone=False)
