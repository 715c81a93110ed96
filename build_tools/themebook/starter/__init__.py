"""The first files of a new study: a small invented one that builds as it is, to be replaced part by part."""

from themebook.starter.licences import LICENCES
from themebook.starter.new_study import NewStudy, Unsuitable, language_of
from themebook.starter.writing import refuse_used, write_study

__all__ = ["LICENCES", "NewStudy", "Unsuitable", "language_of", "refuse_used", "write_study"]
