"""What a file of the study as data is, and what all of them are made from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial

from themebook.core.translation import gettext
from themebook.exchange.exports.figures.drawn_figure import DrawnFigure
from themebook.exchange.exports.figures.study_figures import StudyFigure, study_figures
from themebook.exchange.exports.references import WorksTexts
from themebook.exchange.exports.tables import TABLES, FilledTable, filled
from themebook.graph.model import EvidenceGraph
from themebook.render.published import Published


class StudyData:
    """The published study, and its tables, works and figures, which are made once, although several files have them."""

    def __init__(self, published: Published) -> None:
        self.published = published
        self.works = WorksTexts(published)
        self.table = cache(partial(filled, published=published))
        self.figures = tuple(study_figures(published.with_drafts))
        self.drawn = cache(partial(_drawn, published.graph))

    def tables(self) -> Iterator[FilledTable]:
        """The tables that the study has."""
        return (self.table(table) for table in TABLES if table.exists(self.published.with_drafts))


def _drawn(graph: EvidenceGraph, figure: StudyFigure) -> DrawnFigure:
    return figure.make(graph)


def _always(_: EvidenceGraph) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class DataFile:
    """A file in the folder of the data: its name, what it holds, and how it is made.

    ``holds`` is a sentence to be translated, the same for all formats of the same. ``exists`` says whether a study with
    this graph, drafts included, has such a file. ``follows`` is the address of the specification of its format, if
    there is one that programs know it by.
    """

    name: str
    holds: str
    media_type: str
    make: Callable[[StudyData], str | bytes]
    exists: Callable[[EvidenceGraph], bool] = _always
    follows: str = ""

    @property
    def meaning(self) -> str:
        """What it holds, in the language of the site."""
        return gettext(self.holds)


def as_bytes(make: Callable[[], str | bytes]) -> bytes:
    """What a function makes, as it is written to a file."""
    made = make()
    return made.encode() if isinstance(made, str) else made
