"""What a file of the study as data is, and what all of them are made from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from themebook.exchange.exports.tables import TABLES, DataTable, FilledTable, filled
from themebook.render.published import Published


@dataclass(frozen=True, slots=True)
class StudyData:
    """The published study, with its tables, which several files share."""

    published: Published
    _filled: dict[str, FilledTable] = field(default_factory=dict, repr=False)

    def tables(self) -> Iterator[FilledTable]:
        """The tables that the study has."""
        return (self.table(table) for table in TABLES if table.exists(self.published.with_drafts))

    def table(self, table: DataTable) -> FilledTable:
        """A table, which is made once."""
        if table.name not in self._filled:
            self._filled[table.name] = filled(table, self.published)
        return self._filled[table.name]


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
