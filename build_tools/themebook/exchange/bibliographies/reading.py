"""What the readers of all formats share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from themebook.core.diagnostics import Diagnostic, Loaded, Rule, Severity, in_order
from themebook.exchange.imported import Imported, ImportedWork

LONG_BEGINNING = 1 << 16
"""How many bytes of a file to recognise its format by if something long, such as an abstract, may come first."""
WORK_DESCRIBED = Rule("work-described", "A record of a bibliography must describe a work.", Severity.WARNING)


def imported_works(works: Sequence[ImportedWork], found: Iterable[Diagnostic]) -> Loaded[Imported]:
    """The works of a file, each with an id of its own, without those that say nothing of a work."""
    kept: list[ImportedWork] = []
    diagnostics = list(found)
    for work in works:
        if set(work.csl) - {"id", "type", "language", "accessed"}:
            kept.append(replace(work, csl={**work.csl, "id": str(len(kept) + 1)}))
        else:
            message = "this record has neither a title nor anything else that describes a work"
            diagnostics.append(WORK_DESCRIBED.at(work.place, message, "complete it, or delete it"))
    return Loaded(Imported(works=tuple(kept)), in_order(diagnostics))
