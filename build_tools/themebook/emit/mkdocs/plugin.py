"""The MkDocs plugin: it reports diagnostics, adds the generated pages, and adds Themebook's syntax to the Markdown.

Everything about the study is decided elsewhere.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import write_file

from themebook.core.fixed_dates import FIXED_DATE
from themebook.core.printable import print_safely
from themebook.core.translation import gettext
from themebook.core.web_addresses import web_address
from themebook.emit.made_files import site_files
from themebook.emit.mkdocs.cards import cards_to_draw
from themebook.emit.mkdocs.generated_page import GeneratedPage, is_wanted_early, titles_in
from themebook.emit.mkdocs.options import ThemebookOptions
from themebook.emit.mkdocs.page_citations import PageCitations
from themebook.emit.mkdocs.preflight import before_build
from themebook.emit.mkdocs.preflight.logs import count_hidden_warnings
from themebook.emit.mkdocs.project import (
    caches_of,
    language_of,
    others,
    project_of,
    settings_of,
    sources_of,
    unusable,
)
from themebook.emit.mkdocs.reporting import compose_or_refuse, report
from themebook.emit.mkdocs.shells import use_shells
from themebook.emit.mkdocs.site_folder import SiteFolder
from themebook.emit.mkdocs.theme_settings import add_theme, note_unused_search
from themebook.emit.site_scripts import SiteScripts
from themebook.render.environment import TemplateCache
from themebook.render.markdown_ext.extension import ThemebookExtension
from themebook.render.published import Published
from themebook.render.sections import Section, first_paragraph, parse, sections
from themebook.render.site import Site
from themebook.search.index import Indexing, IndexingFailed
from themebook.search.records import Record, is_left_out_of_search, records
from themebook.search.settings import script_settings
from themebook.site.navigation import whole_navigation
from themebook.site.routes import HOME, HOMES
from themebook.social.drawing import Drawing, DrawingFailed
from themebook.social.metadata import SiteMetadata
from themebook.social.sharing import ANY_PAGE, description
from themebook.sources.markdown.front_matter import FRONT_MATTER_KEY
from themebook.theme import translate_templates

log = logging.getLogger("mkdocs.plugins.themebook")


class ThemebookPlugin(BasePlugin[ThemebookOptions]):  # type: ignore[no-untyped-call]
    """The plugin object lives as long as ``mkdocs serve`` runs."""

    _folder: SiteFolder | None = None
    _dirty = False
    _serving = False
    # Whether pages are made only when they are asked for (see ``preview``).
    is_preview = False

    def __init__(self) -> None:
        super().__init__()
        # Background tasks of the current build.
        self._background: list[Drawing | Indexing] = []

    @property
    def site(self) -> Site:
        """The site of the last build."""
        return self._site

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Keep the plugin object between rebuilds: MkDocs does so if it defines this event."""
        self._serving = command == "serve"
        self._dirty = dirty
        print_safely()
        count_hidden_warnings()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        _refuse_unusable(config)
        settings = settings_of(config, self.config)
        # Templates print these addresses as they are.
        config.site_url = config.site_url and web_address(config.site_url)
        config.repo_url = config.repo_url and web_address(config.repo_url)
        if not config.repo_url:
            config.edit_uri = None
        self._bundles = add_theme(config)
        note_unused_search(config)
        config.watch.extend(str(path) for path in sources_of(settings))
        return config

    def _read_and_link(self, *, config: MkDocsConfig) -> None:
        """Check everything before anything is written. First of all, refuse a second build of the same site."""
        project = project_of(config, self.config, Path(config.config_file_path))
        self._folder = SiteFolder(config, project.folders.sources, in_place=self._dirty or self.is_preview)
        loaded = project.read()
        report(loaded.diagnostics)
        self._site = compose_or_refuse(project, loaded.value)
        report(before_build(project, self._site))
        self._citations = PageCitations(self._site, config)
        self._published = Published.of(self._site, config.site_url or "")
        self._metadata = SiteMetadata(self._site, self._published, config.site_url or "")
        downloads = {"themebook_pdf": self.config.pdf, "themebook_offline": self.config.offline}
        config.extra.update(self._site.for_theme(), **downloads)
        self._extension = ThemebookExtension(self._site)
        # Python-Markdown accepts extensions by name and as objects.
        extensions: list[Any] = [*others(config.markdown_extensions), self._extension]
        config.markdown_extensions = extensions

    @event_priority(-100)
    def _begin_folder(self, *, config: MkDocsConfig) -> None:
        if self._folder:
            self._folder.begin()

    on_pre_build = CombinedEvent(_read_and_link, _begin_folder)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        if config.nav:
            config.nav = whole_navigation(config.nav, self._site.plan)
        self._start_drawing(config)
        in_nav, titles = self._site.plan.in_nav(), titles_in(config.nav)
        self._generated: dict[str, GeneratedPage] = {}
        self._sections: dict[str, tuple[Section, ...]] = {}
        is_early = is_wanted_early(config)
        for planned in self._site.plan.pages:
            file = File.generated(config, planned.path, content="")
            if planned.path not in in_nav:
                file.inclusion = InclusionLevel.NOT_IN_NAV
            files.append(file)
            title = titles.get(planned.path)
            page = GeneratedPage(planned, self._site.renderer, title, file, config)
            page.is_early = is_early
            self._generated[planned.path] = page
            self._citations.add(page)
        return files

    def _start_drawing(self, config: MkDocsConfig) -> None:
        """Draw the cards, if there are to be any, while the pages are made."""
        # The pages of ``mkdocs serve`` are not shared.
        self._cards = {} if self._serving else cards_to_draw(self._site, config, self.config)
        if self._cards:
            cache = caches_of(config, self.config).cards
            self._background.append(Drawing(tuple(self._cards.values()), Path(config.site_dir), cache))

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Refuse to build empty pages, which other plugins would cause that replace files."""
        for file in files.documentation_pages():
            if file.src_uri in self._generated and not isinstance(file.page, GeneratedPage):
                raise PluginError(f"Themebook: another plugin has replaced the generated page {file.src_uri}.")
        return nav

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        path = page.file.src_uri
        self._extension.page = path
        # MkDocs dates each page in the sitemap with the day of the build. The sitemap of our theme has no dates.
        page.update_date = f"{FIXED_DATE:%Y-%m-%d}"
        if path in HOMES:
            page.meta[FRONT_MATTER_KEY] = {"kind": gettext("Home")}
        elif path not in self._generated:
            above = [(section.title, "") for section in reversed(list(page.ancestors))]
            page.meta[FRONT_MATTER_KEY] = {"crumbs": [(gettext("Home"), HOME), *above]}
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        if not isinstance(page, GeneratedPage):
            self._describe(page, self._read(html, page), config)
            self._citations.add(page)
        return html

    @event_priority(100)
    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """Render a generated page only now, so that never more than one is in memory. Add what is about each page."""
        if isinstance(page, GeneratedPage):
            page.begin()
            self._describe(page, page.opening, config)
        about = {"cite": self._citations.block(page), "metadata": self._metadata.of(page.file.src_uri)}
        page.meta[FRONT_MATTER_KEY] = {**page.meta[FRONT_MATTER_KEY], **about}
        return context

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        if isinstance(page, GeneratedPage) and not page.is_early:
            page.end()
        return output

    def _describe(self, page: Page, opening: str, config: MkDocsConfig) -> None:
        """Give the theme the description of the page and its card."""
        path = page.file.src_uri
        page.meta.setdefault("description", description(opening) or config.site_description or "")
        card = self._cards.get(path, self._cards.get(ANY_PAGE))
        if card and not card.lacking:
            page.meta[FRONT_MATTER_KEY] = {**page.meta[FRONT_MATTER_KEY], "card": card}

    def _read(self, html: str, page: Page) -> str:
        """Keep the text of a hand-written page for the search. Returns its first paragraph."""
        self._warn_of_late_citations(page.file.src_uri)
        parsed = parse(html)
        if not is_left_out_of_search(page.meta):
            self._sections[page.file.src_uri] = sections(parsed)
        return first_paragraph(parsed)

    def _warn_of_late_citations(self, path: str) -> None:
        for key in sorted(self._extension.cited_late):
            log.warning(
                "Themebook: %s cites '%s' in text that another plugin or hook added, and the work has no page, because "
                "nothing else cites it; cite it in a text of your own too",
                path,
                key,
            )
        self._extension.cited_late.clear()

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Start to make the search index, between converting and writing the pages."""
        translate_templates(env)
        env.bytecode_cache = TemplateCache(caches_of(config, self.config).templates)
        use_shells(env)
        self._addresses = {file.src_uri: file.url.removeprefix("./") for file in files.documentation_pages()}
        settings = {**script_settings(self._site, "pagefind"), **(config.extra.get("themebook") or {})}
        bundles = {one.path: one.text for one in self._bundles}
        self.scripts = SiteScripts(self._site, settings, self._records, bundles)
        self.made_files = site_files(self.scripts, self._site, self._published, config, self.config, files)
        if settings["search"] == "pagefind":
            self._background.append(Indexing(self.scripts.records, Path(config.site_dir), language_of(config)))
        return env

    def _records(self) -> tuple[Record, ...]:
        searched = {
            *self._sections,
            *(one for one, page in self._generated.items() if not is_left_out_of_search(page.meta)),
        }
        openings = {path: page.opening for path, page in self._generated.items() if not page.planned.subject}
        addresses = {path: address for path, address in self._addresses.items() if path in searched}
        return records(self._site, openings, self._sections, addresses)

    def _finish_files(self, *, config: MkDocsConfig) -> None:
        """Write the scripts and the data, and wait for the cards and the search index."""
        for path, make in self.made_files.items():
            write_file(make(), str(Path(config.site_dir) / path))
        # One that is interrupted or fails is abandoned, so it stays in the list until it is finished.
        while self._background:
            try:
                self._background[-1].finish()
            except (DrawingFailed, IndexingFailed) as error:
                raise PluginError(f"Themebook: {' '.join(str(error).split())}") from error
            self._background.pop()
        caches_of(config, self.config).prune()

    @event_priority(-100)
    def _finish_folder(self, *, config: MkDocsConfig) -> None:
        if self._folder:
            self._folder.finish()

    on_post_build = CombinedEvent(_finish_files, _finish_folder)

    @event_priority(-100)
    def on_build_error(self, *, error: Exception) -> None:
        """Keep the last good site. Report a full disk and the like in one line."""
        kept = self._folder is not None and self._folder.keeps_last
        self.on_shutdown()
        if isinstance(error, OSError) and not self.is_preview:
            last = "the last one is as it was" if kept else "what is in its folder is incomplete"
            raise PluginError(f"The site was not built, and {last}: {error}") from error

    def on_shutdown(self) -> None:
        """Also called if the build is interrupted from the keyboard."""
        while self._background:
            self._background.pop().abandon()
        if self._folder:
            self._folder.abandon()
            self._folder = None

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        """Link the edit button of a generated page to the line of the source that it is made from."""
        if isinstance(page, GeneratedPage):
            span = page.planned.span
            base = f"{config.repo_url.rstrip('/')}/{self.config.source_view}" if config.repo_url else ""
            page.edit_url = web_address(f"{base}{quote(span.file)}#L{span.line}") if base else None
        return page


def _refuse_unusable(config: MkDocsConfig) -> None:
    """Raise PluginError with one line if Themebook cannot build a site with this configuration."""
    if reason := unusable(config):
        raise PluginError(reason)
