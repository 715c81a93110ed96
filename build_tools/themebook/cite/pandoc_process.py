"""Runs pandoc. No other module does."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from typing import Any

import pypandoc

_READING_SECONDS = 120
# Pandoc may use this much memory to read a document of unknown origin.
_MOST_MEMORY = "1500m"


class FormattingFailed(RuntimeError):
    """Pandoc could not be run, timed out, or returned unexpected output."""


def run_pandoc(arguments: Sequence[str], data: bytes, *, seconds: float, task: str) -> bytes:
    """What pandoc makes of its input. ``task`` says what it is, for messages. Raises ``FormattingFailed``."""
    try:
        completed = subprocess.run(
            [pypandoc.get_pandoc_path(), *arguments], input=data, capture_output=True, timeout=seconds, check=True
        )
    except subprocess.TimeoutExpired as error:
        raise FormattingFailed(f"pandoc did not finish {task} in {error.timeout:.0f} seconds") from error
    except subprocess.CalledProcessError as error:
        raise FormattingFailed(f"pandoc failed: {error.stderr.decode(errors='replace').strip()}") from error
    except OSError as error:
        raise FormattingFailed(f"pandoc could not be run: {error}") from error
    return completed.stdout


def document_tree(data: bytes, format_name: str) -> dict[str, Any]:
    """The tree of a document of unknown origin, such as one of ``docx``. Raises ``FormattingFailed``.

    The document cannot make pandoc read other files or the network, and time and memory are bounded.
    Format of the tree: https://hackage.haskell.org/package/pandoc-types/docs/Text-Pandoc-Definition.html
    """
    memory = ("+RTS", f"-M{_MOST_MEMORY}", "-RTS")
    arguments = ["--sandbox", "-f", format_name, "-t", "json", *memory]
    output = run_pandoc(arguments, data, seconds=_READING_SECONDS, task="the document")
    try:
        tree = json.loads(output)
    except (ValueError, RecursionError) as error:
        raise FormattingFailed(f"pandoc gave something unexpected: {error}") from error
    if not isinstance(tree, dict) or not isinstance(tree.get("blocks"), list):
        raise FormattingFailed("pandoc gave something unexpected: there is no document in it")
    return tree
