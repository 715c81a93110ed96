"""The anchors of pages: from reading the page if that is certain, otherwise from building it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils.meta import get_data

from themebook.emit.mkdocs.preflight.logs import mkdocs_messages
from themebook.render.markdown_ext.extension import ThemebookExtension
from themebook.render.sections import ids, parse
from themebook.render.site import Site
from themebook.site.plan import SitePlan
from themebook.site.routes import CITE_ANCHOR
from themebook.sources.all_sources import Sources


class PageAnchors:
    """The ids of each page. A page is only built if reading did not find an id."""

    def __init__(
        self, sources: Sources, plan: SitePlan, files: Files, config: MkDocsConfig, texts: Mapping[str, str]
    ) -> None:
        self._files, self._config, self._texts = files, config, texts
        self._sure = {page.path: set(page.found.anchors) for page in sources.pages}
        for target in plan.targets.values():
            if target.fragment:
                self._sure.setdefault(target.path, set()).add(target.fragment)
        self._built: dict[str, frozenset[str]] = {}
        self._site: Site | None = None

    def has(self, path: str, anchor: str, site: Callable[[], Site]) -> bool:
        """Whether the page has the id. ``site`` is called once, if a page has to be built to find out."""
        return anchor in self._sure.get(path, ()) or anchor in self.of(path, site)

    def of(self, path: str, site: Callable[[], Site]) -> frozenset[str]:
        """All ids of a page."""
        if path not in self._built:
            self._site = self._site or site()
            self._built[path] = self._build(path, self._site)
        return self._built[path]

    def _build(self, path: str, site: Site) -> frozenset[str]:
        file = self._files.get_file_from_path(path)
        planned = next((page for page in site.plan.pages if page.path == path), None)
        if file is None or (planned is None and path not in self._texts):
            return frozenset()
        if planned:
            return frozenset({*ids(parse(site.renderer.html(site.renderer.page(planned)).html)), CITE_ANCHOR})
        page = Page(None, file, self._config)
        page.markdown, page.meta = get_data(self._texts[path])
        with mkdocs_messages():
            page.render(_with(ThemebookExtension(site, path), self._config), self._files)
        return frozenset(page.present_anchor_ids or ())


def _with(extension: ThemebookExtension, config: MkDocsConfig) -> MkDocsConfig:
    """The configuration with our extension, as the plugin adds it."""
    added = config.copy()
    added["markdown_extensions"] = [*config.markdown_extensions, extension]
    return added
