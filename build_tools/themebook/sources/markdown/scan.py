"""Finds the citations, links and views in a Markdown text, and their sentences, with the Markdown parser.

Searching the text would also find matches in code. The parser does not. Places come from matching what the parser found
against the text, in order.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pkgutil import iter_modules
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown import extensions as built_in
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from themebook.core.fields import Prose
from themebook.core.lookalikes import AT_SIGNS
from themebook.sources.markdown.attribute_text import AttributeTexts, syntax_in
from themebook.sources.markdown.citations import Cluster
from themebook.sources.markdown.markdown_syntax import (
    CITATION,
    ENTITY,
    SyntaxExtension,
    cluster_of,
    without_raw_html,
    written,
)
from themebook.sources.markdown.near_misses import NearMisses
from themebook.sources.markdown.page_text import Places, unclosed_tags
from themebook.sources.markdown.scan_results import (
    FoundAddress,
    FoundCitation,
    FoundEmbed,
    FoundExcess,
    FoundLeftover,
    FoundLink,
    FoundView,
    NearlyCitation,
    Scanned,
    UnclosedTag,
    Unreadable,
)
from themebook.sources.markdown.sentences import Sentence, sentences_around, words_of
from themebook.sources.markdown.size_limits import excesses
from themebook.sources.markdown.unrecognised import Leftover, in_raw_html, leftovers

# A text with citations, links, views, HTML or deep nesting contains one of these.
_SIGNS = re.compile(rf"[@\[\]<{AT_SIGNS}]|\{{\{{|\}}\}}|^(?:[ \t>]|\d+[.)]|[-*+] ){{40}}", re.M)

_OF_PYTHON_MARKDOWN = frozenset(module.name for module in iter_modules(built_in.__path__))
# How many pages a scanner remembers.
_REMEMBERED = 1000

# Python-Markdown is recursive, with several calls for each nested element.
DEEPEST = 100
_TOO_DEEP = f"lists, quotes or boxes are nested deeper than {DEEPEST} elements"
_ADDRESSED = {"a": "href", "img": "src"}
DEFAULT_EXTENSIONS = ("admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "tables")


def reads_no_files(extension: object) -> bool:
    """Whether what an extension does is known to depend on nothing but the text. Others may insert files."""
    package, _, name = str(extension).rpartition(".")
    if package == "pymdownx":
        return name not in ("snippets", "b64")
    return package in ("", "markdown.extensions") and name in _OF_PYTHON_MARKDOWN


class Scanner:
    """Reads texts with one set of Python-Markdown extensions, those that the site itself uses."""

    def __init__(self, extensions: Iterable[Any] = DEFAULT_EXTENSIONS, configs: dict[str, Any] | None = None) -> None:
        self._tree = _TreeReader()
        self._views: list[str] = []
        self._embeds: list[str] = []
        self._nearly = NearMisses()
        syntax = SyntaxExtension(self._views.append, self._embeds.append)
        chosen = [*extensions, syntax, self._nearly, self._tree]
        self._markdown = Markdown(extensions=chosen, extension_configs=configs or {})
        # For previews, which read the same pages again and again.
        self._read_page = lru_cache(_REMEMBERED)(self._read_page_anew)

    def scan(self, text: Prose) -> Scanned:
        """What a text contains. One without any sign of links, citations, views, HTML or nesting is not parsed."""
        if excesses := _excesses(text):
            return Scanned(excesses=excesses)
        if not _SIGNS.search(text.markdown):
            return Scanned()
        unreadable = self._convert(text)
        return Scanned(unreadable=unreadable) if unreadable else self._found(text)

    def scan_page(self, text: Prose) -> tuple[Sentence, Scanned]:
        """The words of the first top-level heading of a page, if it has one, and what the page contains."""
        return self._read_page(text)

    def _read_page_anew(self, text: Prose) -> tuple[Sentence, Scanned]:
        if excesses := _excesses(text):
            return (), Scanned(excesses=excesses)
        if unreadable := self._convert(text):
            return (), Scanned(unreadable=unreadable)
        return self._tree.title, self._found(text)

    def _found(self, text: Prose) -> Scanned:
        tree, places, exact = self._tree, Places(text), text.indent is not None
        # What is in HTML comes first, because only its place is certain.
        in_html = tuple(
            FoundLeftover(leftover=one, span=places.inside(one.html, one.written), is_exact=exact)
            for one in tree.leftovers
            if one.html
        )
        return Scanned(
            citations=tuple(
                FoundCitation(
                    cluster=cluster_of(e),
                    span=places.next(written(e)),
                    is_exact=exact,
                    sentence=tree.sentences.get(e, ()),
                    following=e.tail or "",
                )
                for e in tree.root.iter(CITATION)
            ),
            in_attributes=tuple(
                FoundCitation(cluster=cluster, span=places.next(text), is_exact=exact)
                for text, cluster in tree.in_attributes
                if isinstance(cluster, Cluster)
            ),
            links=tuple(
                FoundLink(id=target, id_offset=text.index(target), span=places.next(text), is_exact=exact)
                for text, target in (
                    *((written(e), e.get("target", "")) for e in tree.root.iter(ENTITY)),
                    *tree.in_attributes,
                )
                if isinstance(target, str)
            ),
            views=tuple(_views(self._views, self._nearly.views, places, is_exact=exact)),
            embeds=tuple(_embeds(self._embeds, self._nearly.embeds, places, is_exact=exact)),
            nearly=tuple(NearlyCitation(written=text, span=places.next(text)) for text in self._nearly.citations),
            unclosed=tuple(UnclosedTag(tag=tag, span=text.place(at)) for tag, at in unclosed_tags(text.markdown)),
            leftovers=(
                *in_html,
                *(
                    FoundLeftover(leftover=one, span=places.next(one.written), is_exact=exact)
                    for one in tree.leftovers
                    if not one.html
                ),
            ),
            addresses=tuple(FoundAddress(address=one, span=places.next_address(one)) for one in self._addresses()),
            anchors=frozenset(_sure_anchors(tree.root)),
        )

    def _addresses(self) -> Iterator[str | None]:
        """What links and pictures lead to, including definitions that other texts of the same page use."""
        every = self._tree.root.iter()
        used = [one.get(_ADDRESSED[one.tag]) for one in every if one.tag in _ADDRESSED]
        defined = dict.fromkeys(address for address, _ in self._markdown.references.values())
        yield from (*used, *(address for address in defined if address not in used))

    def _convert(self, text: Prose) -> Unreadable | None:
        """Parse a text, or return why that is not possible."""
        reason = self._trouble(text.markdown)
        if not reason:
            return None
        ends = [match.end() for match in re.finditer(r"\n|\Z", text.markdown)]
        first = bisect_left(ends, True, key=lambda end: bool(self._trouble(text.markdown[:end])))
        return Unreadable(reason=reason, span=text.place(([0, *ends])[min(first, len(ends) - 1)]))

    def _trouble(self, text: str) -> str:
        self._markdown.reset()
        self._views.clear()
        self._embeds.clear()
        self._nearly.forget()
        try:
            self._markdown.convert(text)
        except RecursionError:
            return _TOO_DEEP
        except Exception as error:
            # Extensions of the parser fail on some texts. The build would fail too.
            return f"its parser stops with '{type(error).__name__}: {error}'"
        return _TOO_DEEP if _depth(self._tree.root) > DEEPEST else ""


class _TreeReader(Extension, Treeprocessor):
    """Reads the parsed tree before anything is made from it."""

    def __init__(self) -> None:
        Extension.__init__(self)
        self.root = Element("div")
        self.title: Sentence = ()
        self.sentences: dict[Element, Sentence] = {}
        self.leftovers: tuple[Leftover, ...] = ()
        self.in_attributes: list[tuple[str, str | Cluster]] = []

    def extendMarkdown(self, md: Markdown) -> None:
        self.md = md
        # After attribute lists (8); before tables of contents (5), which put links to themselves into the headings.
        md.treeprocessors.register(self, "themebook-tree", 7.5)
        AttributeTexts.register(md, self._read_attribute)

    def run(self, root: Element) -> None:
        self.root = root
        self.in_attributes.clear()
        heading = next(root.iter("h1"), None)
        self.title = words_of(heading, self._plain) if heading is not None else ()
        self.sentences = sentences_around(root, self._plain)
        self.leftovers = (*leftovers(root), *in_raw_html(root, self.md.htmlStash.rawHtmlBlocks))

    def _read_attribute(self, text: str) -> str:
        self.in_attributes += syntax_in(text)
        return text

    def _plain(self, text: str) -> str:
        """Text of the tree without the placeholders for raw HTML, entities and escaped characters."""
        text = html.unescape(without_raw_html(text, self.md).replace(AMP_SUBSTITUTE, "&"))
        text = re.sub(r"\x02(\d+)\x03", lambda match: chr(int(match[1])), text)
        # What is left are the placeholders of other extensions, such as the space before the link back from a footnote.
        return re.sub(r"\x02[^\x03]*\x03", "", text)


def _depth(root: Element) -> int:
    """How deep the elements are nested, counted without recursion."""
    depth, level = 0, [root]
    while level:
        depth, level = depth + 1, [child for element in level for child in element]
    return depth


def _sure_anchors(root: Element) -> Iterator[str]:
    """The ids of elements, except those that may change with the words of a citation or link."""
    for element in root.iter():
        name = element.get("id")
        if name and not any(child.tag in (CITATION, ENTITY) for child in element.iter()):
            yield name


def _views(alone: Iterable[str], stray: Iterable[str], places: Places, *, is_exact: bool) -> Iterator[FoundView]:
    for name in alone:
        span = places.next_view(name)
        yield FoundView(name=name, name_offset=places.found_text.find(name), span=span, is_exact=is_exact)
    for text in stray:
        name, span = text.strip("{} \t"), places.next(text)
        yield FoundView(name=name, name_offset=text.find(name), span=span, is_exact=is_exact, alone=False)


def _embeds(alone: Iterable[str], stray: Iterable[str], places: Places, *, is_exact: bool) -> Iterator[FoundEmbed]:
    for name in alone:
        span = places.next_embed(name)
        yield FoundEmbed(id=name, id_offset=places.found_text.find(name), span=span, is_exact=is_exact)
    for text in stray:
        name, span = text.strip("![] \t").partition("|")[0], places.next_stray_embed(text)
        yield FoundEmbed(id=name.rstrip(), id_offset=text.find(name), span=span, is_exact=is_exact, alone=False)


def _excesses(text: Prose) -> tuple[FoundExcess, ...]:
    found = excesses(text.markdown)
    return tuple(FoundExcess(message=one.message, hint=one.hint, span=text.place(one.offset)) for one in found)
