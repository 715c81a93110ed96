"""The ``check`` command: if it reports no errors or warnings, a strict build succeeds.

The sources are read and checked as for every build. If they have no errors, MkDocs' own validation is run on all files
of the site without rendering them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, set_exclusions

from themebook.core.diagnostics import Diagnostic, has_errors, in_order
from themebook.emit.mkdocs.preflight.anchors import PageAnchors
from themebook.emit.mkdocs.preflight.archive import archive_current
from themebook.emit.mkdocs.preflight.configuration import (
    ConfigurationFile,
    config_accepted,
    style_usable,
    theme_usable,
    unparsed,
)
from themebook.emit.mkdocs.preflight.destinations import overwritten
from themebook.emit.mkdocs.preflight.front_matter import names_in_front_matter
from themebook.emit.mkdocs.preflight.links import LinkChecker
from themebook.emit.mkdocs.preflight.logs import mkdocs_messages
from themebook.emit.mkdocs.preflight.navigation import nav_complete
from themebook.emit.mkdocs.project import CannotRun, Project, open_project
from themebook.pipeline import outline
from themebook.site.navigation import whole_navigation
from themebook.site.plan import SitePlan
from themebook.sources.all_sources import Sources
from themebook.sources.markdown.markdown_text import split_front_matter


def check_project(config_file: str) -> tuple[Diagnostic, ...]:
    """All problems in a project, sorted by place.

    Raises CannotRun, with the reasons of MkDocs, if it rejects the configuration.
    """
    with mkdocs_messages() as warnings:
        try:
            project = open_project(config_file)
        except CannotRun as error:
            if found := unparsed(Path(config_file)):
                return found
            raise CannotRun("; ".join(warnings) or str(error)) from error
    file = ConfigurationFile(project.config)
    loaded = project.read()
    every = [*loaded.diagnostics, *config_accepted(warnings, file), *theme_usable(project.config, file)]
    every += names_in_front_matter(project.pages, project.config)
    every += style_usable(project.settings, loaded.value, file, project.caches.citations)
    if not has_errors(every):
        every += _of_the_site(project, loaded.value, file)
    return in_order(every)


def _of_the_site(project: Project, sources: Sources, file: ConfigurationFile) -> Iterator[Diagnostic]:
    """Problems between generated and hand-written pages."""
    planned = outline(sources)
    misplaced = overwritten(project.files, planned, project.config)
    yield from misplaced
    # Composed only if a rule needs it, and once for all that do.
    site = cache(partial(project.compose, sources))
    yield from archive_current(project, site)
    config = _as_built(project.config, planned)
    files = _with_generated(project.files, planned, config)
    texts = {page.path: split_front_matter(page.text)[1] for page in project.pages}
    links = LinkChecker(
        files=files,
        config=config,
        anchors=PageAnchors(sources, planned, files, config, texts),
        scanner=project.scanner(),
        site=site,
    )
    yield from links.check(sources)
    # A page in the wrong place does not belong in the navigation.
    misplaced_files = {one.span.file for one in misplaced}
    yield from (one for one in nav_complete(files, config, file) if one.span.file not in misplaced_files)


def _as_built(config: MkDocsConfig, planned: SitePlan) -> MkDocsConfig:
    """The configuration as the plugin changes it."""
    built = config.copy()
    if not built.repo_url:
        built["edit_uri"] = None
    if built.nav:
        built["nav"] = whole_navigation(built.nav, planned)
    return built


def _with_generated(files: Files, planned: SitePlan, config: MkDocsConfig) -> Files:
    every, in_nav = Files(files), planned.in_nav()
    for page in planned.pages:
        level = InclusionLevel.UNDEFINED if page.path in in_nav else InclusionLevel.NOT_IN_NAV
        file = File(page.path, None, config.site_dir, config.use_directory_urls, inclusion=level)
        file.generated_by = "themebook"
        every.append(file)
    set_exclusions(every, config)
    return every
