"""Checks links and images in hand-written pages and in the findings, as MkDocs will.

MkDocs' own code, and ``validation`` in mkdocs.yml, decide what is wrong. This module adds places and hints. The texts
of the findings appear on pages in several folders; their links are relative to the documentation folder.
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

from themebook.check.sources import Sources
from themebook.core import rules
from themebook.core.diagnostics import Diagnostic
from themebook.core.file_names import is_file
from themebook.core.model import Prose
from themebook.core.nearest import nearest
from themebook.emit.mkdocs.preflight.anchors import PageAnchors
from themebook.emit.mkdocs.preflight.logs import capture_warnings
from themebook.render.site import Site
from themebook.site.routes import HOME, quote_page
from themebook.sources.pages.found import FoundAddress
from themebook.sources.pages.page_text import moved
from themebook.sources.pages.scan import Scanner
from themebook.sources.pages.texts import ScannedText
from themebook.theme import THEME

# A page in a folder, like most pages that show texts of the findings.
_NESTED_PAGE = quote_page("page")
_FOOTNOTE = "fnref:"
_ANCHOR_HINT = (
    "the id of a heading is its words in lower case, joined by hyphens; for links to themes and so on, write [[id]]"
)


@dataclass(frozen=True, slots=True)
class _Resolved:
    """The page and anchor that a link leads to, or the warning of MkDocs about it."""

    page: str = ""
    anchor: str = ""
    warning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkCheck:
    """Checks links. ``files`` includes the generated pages. ``site`` composes the site if a page has to be built."""

    files: Files
    config: MkDocsConfig
    anchors: PageAnchors
    scanner: Scanner
    site: Callable[[], Site]

    def diagnostics(self, sources: Sources) -> Iterator[Diagnostic]:
        """A link between pages must lead to an existing page, file or anchor."""
        for page in sources.pages:
            for link in page.found.addresses:
                yield from self._of_page(link, page.path)
        for text in sources.texts:
            yield from self._of_text(text)

    def _of_page(self, link: FoundAddress, path: str) -> Iterator[Diagnostic]:
        # A link without an address has already been reported.
        resolved = self._resolve(link.address or "", path)
        if resolved.warning:
            message, hint = _reworded(resolved.warning, link.address or "")
            yield _diagnostic(link, message, hint or self._nearest_file(link.address or "", path))
        elif resolved.anchor and self._checks_anchors() and not self._has_anchor(resolved):
            yield self._missing_anchor(link, resolved)

    def _of_text(self, text: ScannedText) -> Iterator[Diagnostic]:
        local = [link for link in text.found.addresses if (link.address or "").startswith("#")]
        others = [link for link in text.found.addresses if link not in local]
        for link in local:
            anchor = (link.address or "")[1:]
            if anchor in text.found.anchors or not anchor or not self._checks_anchors():
                continue
            is_footnote = anchor.startswith(_FOOTNOTE)
            yield (
                _unused_footnote(link)
                if is_footnote
                else _diagnostic(link, f"there is no anchor '#{anchor}' in this text", _ANCHOR_HINT)
            )
        diagnostics = [diagnostic for link in others for diagnostic in self._of_page(link, HOME)]
        yield from diagnostics or (self._of_moved_text(text) if others or text.inline else ())

    def _of_moved_text(self, text: ScannedText) -> Iterator[Diagnostic]:
        """The links of a text must also work on pages in other folders."""
        folder = _NESTED_PAGE.rpartition("/")[0]
        markdown = moved(text.prose.markdown, folder)
        prose = Prose(markdown=" ".join(markdown.split()) if text.inline else markdown, span=text.prose.span)
        for link in self.scanner.scan(prose).addresses:
            if not (link.address or "").startswith("#"):
                yield from self._of_page(link, _NESTED_PAGE)

    def _resolve(self, address: str, path: str) -> _Resolved:
        file = self.files.get_file_from_path(path) or File(path, None, "", self.config.use_directory_urls)
        processor = _RelativePathTreeprocessor(file, self.files, self.config)
        with capture_warnings() as warnings:
            processor.path_to_url(address)
        if warnings and not self._is_theme_file(address, path):
            return _Resolved(warning=warnings[0])
        for target, anchors in processor.links_to_anchors.items():
            return _Resolved(page=target.src_uri, anchor=next(iter(anchors)))
        return _Resolved()

    def _is_theme_file(self, address: str, path: str) -> bool:
        """Whether an address leads to a file of the theme, which MkDocs adds to those of the author."""
        target = _RelativePathTreeprocessor._target_uri(path, unquote(re.split(r"[?#]", address)[0]))
        folders = (*map(str, self.config.theme.dirs), str(THEME))
        exists = any(is_file(Path(folder, target)) for folder in folders)
        return exists and not target.endswith((".html", ".py", ".md")) and not target.startswith(".")

    def _nearest_file(self, address: str, path: str) -> str:
        if address.lower().startswith("www."):
            return f"write https://{address}"
        folder, names = posixpath.dirname(path), self.files.src_uris
        # Authors often write a path relative to the documentation folder.
        is_from_top = posixpath.normpath(address) in names
        close = posixpath.normpath(address if is_from_top else posixpath.join(folder, address))
        close = close if is_from_top else nearest(close, names)
        if not close:
            return "check the path, which is relative to the folder of this page"
        return f"did you mean '{posixpath.relpath(close, folder or '.')}'?"

    def _checks_anchors(self) -> bool:
        return self.config.validation.links.anchors >= logging.WARNING

    def _has_anchor(self, resolved: _Resolved) -> bool:
        return self.anchors.has(resolved.page, resolved.anchor, self.site)

    def _missing_anchor(self, link: FoundAddress, resolved: _Resolved) -> Diagnostic:
        if resolved.anchor.startswith(_FOOTNOTE):
            return _unused_footnote(link)
        close = nearest(resolved.anchor, self.anchors.of(resolved.page, self.site))
        message = f"unknown anchor in link '{link.address}'"
        return _diagnostic(link, message, f"did you mean '#{close}'?" if close else _ANCHOR_HINT)


def _unused_footnote(link: FoundAddress) -> Diagnostic:
    name = (link.address or "").partition(_FOOTNOTE)[2]
    return _diagnostic(
        link, f"the footnote '{name}' is not used in this text", f"write [^{name}] in the text, or delete it"
    )


def _reworded(warning: str, address: str) -> tuple[str, str]:
    """A clearer message for a warning of MkDocs about a link, and a hint, possibly empty."""
    suggestion = re.search(r" Did you mean '(.*)'\?$", warning)
    hint = f"did you mean '{suggestion[1]}'?" if suggestion else ""
    if "an absolute link" in warning:
        return f"'{address}' is an absolute link, which leaves this site", hint or "make it relative to this page"
    if "unrecognized relative link" in warning:
        return f"'{address}' does not look like a page or a file", hint or "write the full file name: other.md"
    if "is excluded from the built site" in warning:
        return f"'{address}' is a page that is excluded from the site", "link to another page"
    return f"there is no page or file '{address}'", hint


def _diagnostic(link: FoundAddress, message: str, hint: str) -> Diagnostic:
    return Diagnostic(rule=rules.PAGE_LINK_RESOLVES, span=link.span, message=message, hint=hint)
