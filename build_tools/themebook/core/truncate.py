"""How text is cut where it is longer than its room: between words, and in scripts without spaces between letters."""

from __future__ import annotations

_MARKS = " ,;:.\u2013\u2014-"


def cut(text: str, most: int) -> str:
    """The text in so many characters at most, with an ellipsis where something is left out."""
    return text if len(text) <= most else f"{opening(text, most - 1)}…"


def opening(text: str, most: int) -> str:
    """The first words in so many characters at most, without marks at their end."""
    # A space near the beginning is not where words of a script without spaces end.
    end = text.rfind(" ", 0, most + 1) if len(text) > most else len(text)
    return text[: end if end > most // 2 else most].rstrip(_MARKS)
