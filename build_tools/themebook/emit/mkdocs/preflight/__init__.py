"""Finds what MkDocs would overwrite, refuse or warn about before it builds, and reports it with its place."""

from themebook.emit.mkdocs.preflight.destinations import overwritten
from themebook.emit.mkdocs.preflight.project import check_project

__all__ = ["check_project", "overwritten"]
