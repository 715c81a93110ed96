"""The geometry of the thematic map: bubbles whose area tells a number, and arcs beside a column of rows.

The drawing is stretched to the height of the rows, which are all alike, so that lengths are relative: a row is ``ROW``
high and the room for arcs is ``WIDTH`` wide, however large they come out.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

ROW = 20
WIDTH = 100
BUBBLE = 20
_SMALLEST = 2.0
_THICKEST = 6.0
_NARROWEST = 22.0
_THINNEST = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Bubble:
    """A disc in a square of twice ``BUBBLE``, its middle in the middle; ``wedge`` is the path of the part of it that
    contrasts, empty where none or all does."""

    radius: float
    wedge: str
    contrasts: bool


def bubble(count: int, part: int, most: int) -> Bubble:
    """A disc whose area is to that of the largest as ``count`` is to ``most``, with a part of it set off."""
    radius = max(_SMALLEST, (BUBBLE - 1) * math.sqrt(count / most)) if count and most else _SMALLEST
    return Bubble(
        radius=round(radius, 2), wedge=_wedge(radius, part / count) if 0 < part < count else "", contrasts=part > 0
    )


def _wedge(radius: float, share: float) -> str:
    """The sector of a disc that begins at the top and runs clockwise."""
    angle = 2 * math.pi * share
    x, y = BUBBLE + radius * math.sin(angle), BUBBLE - radius * math.cos(angle)
    large = int(share > 0.5)
    return f"M{BUBBLE} {BUBBLE}V{BUBBLE - radius:.2f}A{radius:.2f} {radius:.2f} 0 {large} 1 {x:.2f} {y:.2f}Z"


def arc(first: int, second: int, rows: int, *, inner: bool) -> str:
    """The path of an arc at the left of two rows, wider the further they are apart; ``inner`` runs inside of another
    arc between the same rows."""
    upper, lower = sorted((first, second))
    reach = _NARROWEST + (WIDTH - 2 - _NARROWEST) * math.sqrt((lower - upper) / max(rows - 1, 1))
    reach *= 0.82 if inner else 1
    top, bottom = ROW * (upper + 0.5), ROW * (lower + 0.5)
    return f"M{WIDTH} {top:g}A{reach:.2f} {(bottom - top) / 2:g} 0 0 0 {WIDTH} {bottom:g}"


def thickness(count: int, most: int) -> float:
    """The thickness of a line, proportional to what it stands for; four or fewer give lines that differ as much as
    their numbers do."""
    return round(max(_THINNEST, _THICKEST * count / max(most, 4)), 2)
