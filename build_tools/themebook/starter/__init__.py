"""The first files of a new study: what was imported, or a small example that builds as it is."""

from themebook.starter.contents import imported_contents
from themebook.starter.licences import LICENCES, licence_named
from themebook.starter.new_study import NewStudy, Unsuitable, language_of
from themebook.starter.writing import refuse_used, write_study

__all__ = [
    "LICENCES",
    "NewStudy",
    "Unsuitable",
    "imported_contents",
    "language_of",
    "licence_named",
    "refuse_used",
    "write_study",
]
