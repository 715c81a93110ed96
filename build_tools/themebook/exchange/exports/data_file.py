"""What a file of the study as data is, and what all of them are made from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial

from themebook.exchange.exports.figures.study_figures import study_figures
from themebook.exchange.exports.references import WorksTexts
from themebook.exchange.exports.tables import TABLES, FilledTable, filled
from themebook.render.published import Published


class StudyData:
    """The published study, and its tables, works and figures, which are made once, although several files have them."""

    def __init__(self, published: Published) -> None:
        self.published = published
        self.works = WorksTexts(published)
        self.table = cache(partial(filled, published=published))
        #: By the name of each figure, the function that makes it.
        self.figures = {
            name: cache(partial(make, published.graph)) for name, make in study_figures(published.with_drafts).items()
        }

    def tables(self) -> Iterator[FilledTable]:
        """The tables that the study has."""
        return (self.table(table) for table in TABLES if table.exists(self.published.with_drafts))


def _always(_: Published) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class DataFile:
    """A file in the folder of the data: its name, what it holds, in words that follow its name, and how it is made.

    ``media_type`` is its media type. ``exists`` says whether a study has such a file. ``follows`` is the address of the
    specification of its format, if there is one that programs know it by.
    """

    name: str
    holds: str
    media_type: str
    make: Callable[[StudyData], str | bytes]
    exists: Callable[[Published], bool] = _always
    follows: str = ""
