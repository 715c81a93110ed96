"""Truncate text between words, or between letters in scripts without spaces."""

from __future__ import annotations

_MARKS = " ,;:.\u2013\u2014\u2026-"
_TITLE_LENGTH = 60


def truncate(text: str, most: int) -> str:
    """The text in at most this many characters, with an ellipsis if something is left out."""
    return text if len(text) <= most else f"{opening(text, most - 1)}…"


def opening(text: str, most: int) -> str:
    """The first words in at most this many characters, without punctuation at the end."""
    # In a script without spaces, a space near the beginning is not the end of a word.
    end = text.rfind(" ", 0, most + 1) if len(text) > most else len(text)
    return text[: end if end > most // 2 else most].rstrip(_MARKS)


def short_title(text: str) -> str:
    """The opening words, cut between words, with an ellipsis if the text is shortened."""
    return truncate(" ".join(text.split()), _TITLE_LENGTH)
