"""Follows links and pictures in hand-written pages and in the findings, as MkDocs will.

MkDocs' own code and ``validation`` in mkdocs.yml decide what is wrong; places and hints are ours. Links in texts of the
findings are relative to the documentation folder, wherever the texts are shown.
"""

from __future__ import annotations

import logging
import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import _RelativePathTreeprocessor

from themebook.core.diagnostics import Diagnostic, Rule, Severity
from themebook.core.fields import Prose
from themebook.core.file_names import is_file
from themebook.core.nearest import nearest
from themebook.emit.mkdocs.preflight.anchors import PageAnchors
from themebook.emit.mkdocs.preflight.logs import mkdocs_messages
from themebook.render.site import Site
from themebook.site.routes import HOME
from themebook.sources.all_sources import Sources
from themebook.sources.markdown.scan import Scanner
from themebook.sources.markdown.scan_results import FoundAddress
from themebook.sources.markdown.texts import ScannedText
from themebook.theme import THEME

PAGE_LINK_RESOLVES = Rule(
    "page-link-resolves",
    "A link between pages must lead to an existing page, file or anchor, if `validation` asks for it.",
    Severity.WARNING,
)

_FOOTNOTE = "fnref:"
_ANCHOR_HINT = (
    "the id of a heading is its words in lower case, joined by hyphens; for links to themes and so on, write [[id]]"
)


@dataclass(frozen=True, slots=True)
class _Followed:
    """Where a link leads: the page and the place on it; or what MkDocs warns about."""

    page: str = ""
    anchor: str = ""
    warning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkChecker:
    """``files`` include the generated pages; ``site`` composes the site if a page has to be built."""

    files: Files
    config: MkDocsConfig
    anchors: PageAnchors
    scanner: Scanner
    site: Callable[[], Site]

    def check(self, sources: Sources) -> Iterator[Diagnostic]:
        """A link between pages must lead to an existing page, file or anchor."""
        for page in sources.pages:
            for link in page.found.addresses:
                yield from self._of_page(link, page.path)
        for text in sources.texts:
            yield from self._of_text(text)

    def _of_page(self, link: FoundAddress, path: str) -> Iterator[Diagnostic]:
        # One without an address has been reported.
        followed = self._follow(link.address or "", path)
        if followed.warning:
            message, hint = _in_plain_words(followed.warning, link.address or "")
            yield _problem(link, message, hint or self._nearest_file(link.address or "", path))
        elif followed.anchor and self._asks_for_anchors() and not self._has(followed):
            yield self._no_anchor(link, followed)

    def _of_text(self, text: ScannedText) -> Iterator[Diagnostic]:
        own = [link for link in text.found.addresses if (link.address or "").startswith("#")]
        others = [link for link in text.found.addresses if link not in own]
        for link in own:
            anchor = (link.address or "")[1:]
            if anchor in text.found.anchors or not anchor or not self._asks_for_anchors():
                continue
            unused = anchor.startswith(_FOOTNOTE)
            yield (
                _unused_footnote(link)
                if unused
                else _problem(link, f"there is no anchor '#{anchor}' in this text", _ANCHOR_HINT)
            )
        shown = self._on_one_line(text) if text.inline else others
        yield from (diagnostic for link in shown for diagnostic in self._of_page(link, HOME))

    def _on_one_line(self, text: ScannedText) -> Iterator[FoundAddress]:
        """The links of a text as it is shown, on one line."""
        line = Prose(markdown=" ".join(text.prose.markdown.split()), span=text.prose.span)
        return (link for link in self.scanner.scan(line).addresses if not (link.address or "").startswith("#"))

    def _follow(self, address: str, path: str) -> _Followed:
        file = self.files.get_file_from_path(path) or File(path, None, "", self.config.use_directory_urls)
        processor = _RelativePathTreeprocessor(file, self.files, self.config)
        with mkdocs_messages() as warnings:
            processor.path_to_url(address)
        if warnings and not self._add_from_theme(address, path):
            return _Followed(warning=warnings[0])
        for target, anchors in processor.links_to_anchors.items():
            return _Followed(page=target.src_uri, anchor=next(iter(anchors)))
        return _Followed()

    def _add_from_theme(self, address: str, path: str) -> bool:
        """Whether the address is of a file of the theme, which MkDocs adds to the author's files."""
        target = _RelativePathTreeprocessor._target_uri(path, unquote(re.split(r"[?#]", address)[0]))
        folders = (*map(str, self.config.theme.dirs), str(THEME))
        is_there = any(is_file(Path(folder, target)) for folder in folders)
        return is_there and not target.endswith((".html", ".py", ".md")) and not target.startswith(".")

    def _nearest_file(self, address: str, path: str) -> str:
        if address.lower().startswith("www."):
            return f"write https://{address}"
        folder, names = posixpath.dirname(path), self.files.src_uris
        # Many write a path from the documentation folder.
        is_from_top = posixpath.normpath(address) in names
        close = posixpath.normpath(address if is_from_top else posixpath.join(folder, address))
        close = close if is_from_top else nearest(close, names)
        if not close:
            return "check the path, which is relative to the folder of this page"
        return f"did you mean '{posixpath.relpath(close, folder or '.')}'?"

    def _asks_for_anchors(self) -> bool:
        return self.config.validation.links.anchors >= logging.WARNING

    def _has(self, followed: _Followed) -> bool:
        return self.anchors.has(followed.page, followed.anchor, self.site)

    def _no_anchor(self, link: FoundAddress, followed: _Followed) -> Diagnostic:
        if followed.anchor.startswith(_FOOTNOTE):
            return _unused_footnote(link)
        close = nearest(followed.anchor, self.anchors.of(followed.page, self.site))
        message = f"unknown anchor in link '{link.address}'"
        return _problem(link, message, f"did you mean '#{close}'?" if close else _ANCHOR_HINT)


def _unused_footnote(link: FoundAddress) -> Diagnostic:
    name = (link.address or "").partition(_FOOTNOTE)[2]
    return _problem(
        link, f"the footnote '{name}' is not used in this text", f"write [^{name}] in the text, or delete it"
    )


def _in_plain_words(warning: str, address: str) -> tuple[str, str]:
    """What is wrong with a link, by MkDocs' warning, and what to do, if that is known."""
    near = re.search(r" Did you mean '(.*)'\?$", warning)
    hint = f"did you mean '{near[1]}'?" if near else ""
    if "an absolute link" in warning:
        return f"'{address}' is an absolute link, which leaves this site", hint or "make it relative to this page"
    if "unrecognized relative link" in warning:
        return f"'{address}' does not look like a page or a file", hint or "write the full file name: other.md"
    if "is excluded from the built site" in warning:
        return f"'{address}' is a page that is excluded from the site", "link to another page"
    return f"there is no page or file '{address}'", hint


def _problem(link: FoundAddress, message: str, hint: str) -> Diagnostic:
    return PAGE_LINK_RESOLVES.at(link.span, message, hint)
