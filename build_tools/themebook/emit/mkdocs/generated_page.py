"""Generated pages as pages of MkDocs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents, get_toc

from themebook.render.renderer import Renderer
from themebook.render.sections import ids, parse
from themebook.site.plan import PlannedPage
from themebook.site.routes import CITE_ANCHOR
from themebook.sources.markdown.front_matter import FRONT_MATTER_KEY


class GeneratedPage(Page):
    """A page that is rendered from the study instead of Markdown. It has no Markdown for other plugins to change.

    A page belongs to its file from the start, so MkDocs makes no page of its own for that file. It has its content only
    while it is being written, because MkDocs would keep that of all pages in memory. With ``is_early`` it has it from
    when MkDocs renders it to the end of the build.
    """

    def __init__(
        self, planned: PlannedPage, renderer: Renderer, title: str | None, file: File, config: MkDocsConfig
    ) -> None:
        super().__init__(title or planned.title, file, config)
        self.planned = planned
        self.is_early = False
        self._opening: str | None = None
        self._renderer = renderer
        self._ids: set[str] | None = None

    @property
    def is_draft(self) -> bool:
        """Whether it is about a draft, or something that belongs to one."""
        return self.planned.subject in self._renderer.drafts

    def read_source(self, config: MkDocsConfig) -> None:
        self.markdown, self.meta = "", dict(self._renderer.front_matter(self.planned))

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """What MkDocs calls long before it writes the page."""
        self.links_to_anchors = {}
        if self.is_early:
            self.begin()
        else:
            self.end()

    def begin(self) -> None:
        """Render the content, if it is not there yet."""
        if not self.content:
            content = self._renderer.page(self.planned)
            page = self._renderer.html(content)
            self._opening = content.opening
            self.content, self.toc = page.html, get_toc(cast(Any, page.toc))

    def end(self) -> None:
        """Let go of the content, and of what the plugin adds for the theme."""
        self.content, self.toc = "", TableOfContents([])
        self.meta[FRONT_MATTER_KEY] = self._renderer.front_matter(self.planned)[FRONT_MATTER_KEY]

    @property
    def opening(self) -> str:
        """The first paragraph of its text, as plain text."""
        if self._opening is None:
            # The few pages whose openings are asked for early keep their content until they are written.
            self.begin()
        return self._opening or ""

    @property
    def present_anchor_ids(self) -> set[str]:  # type: ignore[override]
        """The ids on the page, to which hand-written pages may link."""
        if self._ids is None:
            html = self.content or self._renderer.html(self._renderer.page(self.planned)).html
            # The theme adds how to cite the page.
            self._ids = {*ids(parse(html)), CITE_ANCHOR}
        return self._ids


def is_wanted_early(config: MkDocsConfig) -> bool:
    """Whether other plugins, or templates that are no pages, may want the content of pages before these are written."""
    # Themebook's own plugin has one method for each of these.
    of_pages = any(len(config.plugins.events[event]) > 1 for event in ("page_content", "env"))
    of_templates = any(config.plugins.events[event] for event in ("pre_template", "template_context", "post_template"))
    return of_pages or of_templates or bool(config.extra_templates)


def titles_in(nav: object) -> dict[str, str]:
    """The titles that the author gave to pages in the navigation, by their paths.

    MkDocs ignores them for pages that exist before the navigation does.
    """
    return dict(_titles_in(nav))


def _titles_in(nav: Any) -> Iterator[tuple[str, str]]:
    for entry in nav if isinstance(nav, list) else ():
        for title, below in entry.items() if isinstance(entry, dict) else ():
            if isinstance(below, str):
                yield below, title
            else:
                yield from _titles_in(below)
