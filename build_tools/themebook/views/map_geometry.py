"""The geometry of the thematic map: bubbles whose area shows a count, and arcs beside a column of rows.

The drawing is scaled to the rows, which are all equally high. Lengths are therefore relative: a row is ``ROW`` high and
the space for arcs is ``WIDTH`` wide, at any size on the screen.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

ROW = 20
WIDTH = 100
BUBBLE = 20
_MIN_RADIUS = 2.0
_MAX_THICKNESS = 6.0
_MIN_REACH = 22.0
_MIN_THICKNESS = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Bubble:
    """A disc in the centre of a square with sides of twice ``BUBBLE``.

    ``wedge`` is the path of the sector for the contrasting share, empty if that is none or all.
    """

    radius: float
    wedge: str
    contrasts: bool

    @property
    def centre(self) -> int:
        return BUBBLE

    @property
    def side(self) -> int:
        return 2 * BUBBLE


def bubble(count: int, contrasting: int, maximum: int) -> Bubble:
    """A disc with an area proportional to ``count``, where the largest disc shows ``maximum``."""
    radius = max(_MIN_RADIUS, (BUBBLE - 1) * math.sqrt(count / maximum)) if count and maximum else _MIN_RADIUS
    return Bubble(
        radius=round(radius, 2),
        wedge=_wedge(radius, contrasting / count) if 0 < contrasting < count else "",
        contrasts=contrasting > 0,
    )


def sample() -> Bubble:
    """The bubble of the legend: a quarter contrasts."""
    radius = BUBBLE - 2
    return Bubble(radius=radius, wedge=_wedge(radius, 0.25), contrasts=True)


def _wedge(radius: float, share: float) -> str:
    """The path of a sector of a disc, clockwise from the top."""
    angle = 2 * math.pi * share
    x, y = BUBBLE + radius * math.sin(angle), BUBBLE - radius * math.cos(angle)
    large = int(share > 0.5)
    return f"M{BUBBLE} {BUBBLE}V{BUBBLE - radius:.2f}A{radius:.2f} {radius:.2f} 0 {large} 1 {x:.2f} {y:.2f}Z"


def arc(first: int, second: int, rows: int, *, inner: bool) -> str:
    """The path of an arc to the left of two rows, wider the further they are apart.

    An ``inner`` arc runs inside another arc between the same rows.
    """
    upper, lower = sorted((first, second))
    reach = _MIN_REACH + (WIDTH - 2 - _MIN_REACH) * math.sqrt((lower - upper) / max(rows - 1, 1))
    reach *= 0.82 if inner else 1
    top, bottom = ROW * (upper + 0.5), ROW * (lower + 0.5)
    return f"M{WIDTH} {top:g}A{reach:.2f} {(bottom - top) / 2:g} 0 0 0 {WIDTH} {bottom:g}"


def thickness(count: int, maximum: int) -> float:
    """The thickness of a line, proportional to its count.

    A ``maximum`` below four counts as four: a map of small counts has no thick lines.
    """
    return round(max(_MIN_THICKNESS, _MAX_THICKNESS * count / max(maximum, 4)), 2)
