"""A format that can be imported."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from themebook.core.diagnostics import Loaded
from themebook.exchange.imported import Imported, Path
from themebook.exchange.input_file import InputFile


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """What is known besides a file: the names of columns, by what they hold, and the codes that other files list."""

    columns: Mapping[str, str] = field(default_factory=dict)
    codes: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format: its name, how it is recognised by its content, and how it is read. ``read`` never raises.

    ``title`` is what people call it. ``carries`` and ``leaves`` say for the guide what of it becomes part of the study,
    and what does not. One that ``needs_codes`` is read after the others, because it joins the names of codes in a way
    that only a list of them can undo. One that ``has_columns`` is a table whose columns the author can name.
    """

    name: str
    title: str
    carries: str
    leaves: str
    recognises: Callable[[InputFile], bool]
    read: Callable[[InputFile, ImportOptions], Loaded[Imported]]
    needs_codes: bool = False
    has_columns: bool = False
