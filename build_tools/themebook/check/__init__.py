"""Rules about how the parts of the sources fit together, one function each."""

from __future__ import annotations

from themebook.check import (
    belonging,
    bibliography,
    dates,
    details,
    embeds,
    ids,
    participants,
    quotes,
    study,
    syntax,
    texts,
    uncited,
)
from themebook.core.diagnostics import Diagnostic
from themebook.sources.all_sources import Sources

_MODULES = (belonging, ids, syntax, embeds, texts, participants, quotes, details, study, bibliography, dates, uncited)


def check(sources: Sources) -> tuple[Diagnostic, ...]:
    """All diagnostics of the rules in this folder. Rules about the form of a file are reported where it is read."""
    return tuple(diagnostic for module in _MODULES for rule in module.RULES for diagnostic in rule(sources))
