"""How to cite each page of a build, for the theme."""

from __future__ import annotations

import re
from html import unescape

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from themebook.cite.citing import PageCitation, how_to_cite
from themebook.core.translation import gettext
from themebook.emit.mkdocs.generated_page import GeneratedPage
from themebook.render.site import Site

# Stands for an address that only the reader's browser knows. Styles treat it as any other address.
_UNKNOWN = "https://address.invalid/"
_LINK_TO_UNKNOWN = re.compile(rf'<a [^>]*href="{re.escape(_UNKNOWN)}"[^>]*>{re.escape(_UNKNOWN)}</a>')


class PageCitations:
    """The home page and those of quotes, findings and so on cite the study, those of works the work. All others cite
    themselves.

    The references of the latter are formatted together, when the first of them is needed.
    """

    def __init__(self, site: Site, config: MkDocsConfig) -> None:
        self._site = site
        self._name = config.site_name
        # An offline copy of a site that is not on the web has no address to cite.
        self._has_no_address = (config.extra.get("themebook") or {}).get("published") == ""
        self._pages: dict[str, PageCitation] = {}
        self._entries: dict[str, str] = {}

    def add(self, page: Page) -> None:
        """Note a page that may have to cite itself. Its title must be known."""
        if not self._subject(page):
            citation = PageCitation(
                path=page.file.src_uri, title=_plain_title(page), site=self._name, address=self._address(page)
            )
            self._pages[citation.path] = citation

    def block(self, page: Page) -> str:
        """The block of a page as HTML."""
        subject = self._subject(page)
        if subject:
            cited = how_to_cite(self._site.graph, self._site.formatter, subject, self._address(page))
        else:
            # In a copy of a published site, pages get their addresses only after they were added here.
            self.add(page)
            citation = self._pages[page.file.src_uri]
            cited = citation.how_to_cite(self._entry(citation))
        block = self._site.renderer.cite_block(page.file.src_uri, cited)
        return _with_unknown_addresses(block) if _UNKNOWN in block else block

    def _subject(self, page: Page) -> str:
        """The id or key of what a page is about, if it is about one thing. The home page is about the study."""
        if page.is_homepage:
            return self._site.graph.own_reference.key
        subject = page.planned.subject if isinstance(page, GeneratedPage) else ""
        return subject if subject in self._site.plan.targets else ""

    def _address(self, page: Page) -> str:
        return "" if self._has_no_address else page.canonical_url or _UNKNOWN

    def _entry(self, citation: PageCitation) -> str:
        if citation.path not in self._entries:
            self._entries |= self._site.formatter.others([one.item for one in self._pages.values()])
        return self._entries[citation.path]


def _with_unknown_addresses(block: str) -> str:
    """A block with places for the address, which a script fills in."""
    place = f"<span data-tb-address>{gettext('the address of this page')}</span>"
    return _LINK_TO_UNKNOWN.sub(place, block).replace(_UNKNOWN, place)


def _plain_title(page: Page) -> str:
    """The title of a page as plain text. MkDocs takes it from a heading as HTML without tags."""
    title = str(page.title or "")
    return unescape(title) if title == page._title_from_render else title
