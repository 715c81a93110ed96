"""Diagnostics for look-alike characters."""

from __future__ import annotations

from themebook.core import rules
from themebook.core.diagnostics import Diagnostic, Span
from themebook.core.lookalikes import QUOTATION_MARKS, instead_of, named, to_type


def look_alike(character: str, span: Span, hint: str = "") -> Diagnostic:
    """A diagnostic that names the character and what to type instead; ``hint`` says what the result should be."""
    message = f"this is {named(character)}, {instead_of(character)}"
    # Where it is known what should be there, quotation marks are not what is missing.
    is_quotation = character in QUOTATION_MARKS
    advice = hint if hint and is_quotation else f"{to_type(character)}: {hint}" if hint else to_type(character)
    return Diagnostic(rule=rules.LOOK_ALIKE, span=span, message=message, hint=advice)
