"""Checks before a build: reports what MkDocs would overwrite, reject or warn about, with the place in the sources."""

from themebook.emit.mkdocs.preflight.check import check_project
from themebook.emit.mkdocs.preflight.destinations import overwritten

__all__ = ["check_project", "overwritten"]
