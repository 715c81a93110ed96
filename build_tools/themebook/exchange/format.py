"""A format that can be imported."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from themebook.core.diagnostics import Loaded
from themebook.exchange.imported import Imported
from themebook.exchange.input_file import InputFile


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """What the author says of the input: the names of columns, by what they hold."""

    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format: its name, how it is recognised by its content, and how it is read. ``read`` never raises.

    ``title`` is what people call it. ``carries`` and ``leaves`` say for the guide what of it becomes part of the study,
    and what does not.
    """

    name: str
    title: str
    carries: str
    leaves: str
    recognises: Callable[[InputFile], bool]
    read: Callable[[InputFile, ImportOptions], Loaded[Imported]]
