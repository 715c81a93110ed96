"""What MkDocs would overwrite, refuse or warn of: found before it builds, and reported with its place."""

from themebook.emit.mkdocs.preflight.destinations import overwritten
from themebook.emit.mkdocs.preflight.outlook import check_project

__all__ = ["check_project", "overwritten"]
