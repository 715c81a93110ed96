"""What MkDocs would overwrite, refuse or warn of: found before it builds, and reported with its place."""

from build_tools.preflight.destinations import overwritten
from build_tools.preflight.outlook import check_project

__all__ = ["check_project", "overwritten"]
