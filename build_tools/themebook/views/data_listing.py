"""The page that lists the study as data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DataEntry:
    """What files hold, as a sentence, and their names: one for each format of the same."""

    meaning: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DataFigure:
    """The title of a figure, and the name of its files: a picture and a table."""

    title: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DataListing:
    """All files. ``read_me`` is the name of that about the others.

    ``has_works_of_themes`` says whether pages of themes offer the works that are cited there.
    """

    read_me: str
    entries: tuple[DataEntry, ...]
    figures: tuple[DataFigure, ...]
    has_works_of_themes: bool
