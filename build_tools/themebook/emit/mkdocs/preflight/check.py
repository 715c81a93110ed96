"""The ``check`` command: if it reports no errors or warnings, a strict build succeeds.

The sources are read and checked as in every build. If they have no errors, MkDocs' own validation then checks all files
of the site, without rendering them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, set_exclusions

from themebook.check.sources import Sources
from themebook.core.diagnostics import Diagnostic, has_errors, in_order
from themebook.emit.mkdocs.preflight.anchors import PageAnchors
from themebook.emit.mkdocs.preflight.configuration import (
    ConfigurationFile,
    configuration_warnings,
    style_usable,
    theme_usable,
    unparsed,
)
from themebook.emit.mkdocs.preflight.destinations import overwritten
from themebook.emit.mkdocs.preflight.front_matter import front_matter_names
from themebook.emit.mkdocs.preflight.links import LinkCheck
from themebook.emit.mkdocs.preflight.logs import capture_warnings
from themebook.emit.mkdocs.preflight.navigation import nav_complete
from themebook.emit.mkdocs.project import CannotRun, Project, open_project
from themebook.pipeline import compose, outline
from themebook.site.navigation import whole_navigation
from themebook.site.plan import SitePlan
from themebook.sources.pages.markdown_text import split_front_matter


def check_project(config_file: str) -> tuple[Diagnostic, ...]:
    """All diagnostics of a project, sorted by place. Raises CannotRun if MkDocs rejects the configuration."""
    with capture_warnings() as warnings:
        try:
            project = open_project(config_file)
        except CannotRun:
            if syntax_errors := unparsed(Path(config_file)):
                return syntax_errors
            raise
    file = ConfigurationFile(project.config)
    loaded = project.read()
    diagnostics = [*loaded.diagnostics, *configuration_warnings(warnings, file), *theme_usable(project.config, file)]
    diagnostics += front_matter_names(project.pages, project.config)
    diagnostics += style_usable(project.settings, loaded.value, file)
    if not has_errors(diagnostics):
        diagnostics += _check_site(project, loaded.value, file)
    return in_order(diagnostics)


def _check_site(project: Project, sources: Sources, file: ConfigurationFile) -> Iterator[Diagnostic]:
    """Check the files, links and navigation of the generated and hand-written pages together."""
    plan = outline(sources)
    misplaced = overwritten(project.files, plan, project.config)
    yield from misplaced
    config = _as_built(project.config, plan)
    files = _with_generated(project.files, plan, config)
    texts = {page.path: split_front_matter(page.text)[1] for page in project.pages}
    links = LinkCheck(
        files=files,
        config=config,
        anchors=PageAnchors(sources, plan, files, config, texts),
        scanner=project.scanner(),
        site=partial(compose, sources, project.settings.style_or_file),
    )
    yield from links.diagnostics(sources)
    # A misplaced page should not be reported as missing from the navigation too.
    reported = {diagnostic.span.file for diagnostic in misplaced}
    yield from (diagnostic for diagnostic in nav_complete(files, config, file) if diagnostic.span.file not in reported)


def _as_built(config: MkDocsConfig, plan: SitePlan) -> MkDocsConfig:
    """The configuration as the plugin changes it."""
    built = config.copy()
    if not built.repo_url:
        built["edit_uri"] = None
    if built.nav:
        built["nav"] = whole_navigation(built.nav, plan)
    return built


def _with_generated(files: Files, plan: SitePlan, config: MkDocsConfig) -> Files:
    all_files, in_nav = Files(files), plan.in_nav()
    for page in plan.pages:
        level = InclusionLevel.UNDEFINED if page.path in in_nav else InclusionLevel.NOT_IN_NAV
        file = File(page.path, None, config.site_dir, config.use_directory_urls, inclusion=level)
        file.generated_by = "themebook"
        all_files.append(file)
    set_exclusions(all_files, config)
    return all_files
