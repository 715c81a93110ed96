"""What MkDocs would overwrite, refuse or warn of: found before it builds, and reported with its place."""

from themebook.preflight.destinations import overwritten
from themebook.preflight.outlook import check_project

__all__ = ["check_project", "overwritten"]
