"""Rules about how the parts of the sources fit together. Each function is one rule, and its docstring states it."""

from __future__ import annotations

from themebook.check import as_typed, belonging, bibliography, dates, names, study
from themebook.check.sources import Sources
from themebook.core.diagnostics import Diagnostic


def check(sources: Sources) -> tuple[Diagnostic, ...]:
    """All diagnostics of all rules."""
    every = (*belonging.RULES, *names.RULES, *as_typed.RULES, *study.RULES, *bibliography.RULES, *dates.RULES)
    return tuple(diagnostic for rule in every for diagnostic in rule(sources))
