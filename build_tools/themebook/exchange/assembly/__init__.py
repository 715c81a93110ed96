"""From what importers found to a study. Read ``study`` first."""

from themebook.exchange.assembly.study import AssembledStudy, assemble

__all__ = ["AssembledStudy", "assemble"]
