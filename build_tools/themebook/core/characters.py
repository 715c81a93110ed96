"""Diagnostics for look-alike characters."""

from __future__ import annotations

from themebook.core.diagnostics import Diagnostic, Span, rule
from themebook.core.lookalikes import QUOTATION_MARKS, instead_of, named, to_type


@rule()
def look_alike(character: str, span: Span, hint: str = "") -> Diagnostic:
    """Syntax, ids and keys must be typed with plain hyphens, spaces, quotation marks and letters.

    The diagnostic names the character and what to type instead; ``hint`` says what the result should be.
    """
    message = f"this is {named(character)}, {instead_of(character)}"
    # If the hint says what should be there, there is no need to name the plain quotation mark.
    is_quotation = character in QUOTATION_MARKS
    advice = hint if hint and is_quotation else f"{to_type(character)}: {hint}" if hint else to_type(character)
    return look_alike.at(span, message, advice)
