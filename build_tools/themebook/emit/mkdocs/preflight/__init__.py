"""Finds what MkDocs would overwrite, refuse or warn about before it builds, and reports it with its place."""

from themebook.core.diagnostics import Diagnostic
from themebook.emit.mkdocs.preflight.archive import archive_current
from themebook.emit.mkdocs.preflight.destinations import overwritten
from themebook.emit.mkdocs.preflight.front_matter import names_in_front_matter
from themebook.emit.mkdocs.preflight.project import check_project
from themebook.emit.mkdocs.project import Project
from themebook.render.site import Site

__all__ = ["before_build", "check_project"]


def before_build(project: Project, site: Site) -> tuple[Diagnostic, ...]:
    """What a build reports of the project besides its sources."""
    return (
        *overwritten(project.files, site.plan, project.config),
        *names_in_front_matter(project.pages, project.config),
        *archive_current(project, lambda: site),
    )
