"""The colours of pictures: those of the light theme, whose names are the same in ``themebook.css``."""

from __future__ import annotations

INK, MUTED, LINE, PAPER = "#1f2a30", "#55626a", "#d9dcd6", "#fdfdfb"
BAR, CONTRAST = "#b0813a", "#85568a"
_TINT = "#0d5c63"
# How much of the tint each level has, as in ``figures.css``.
_SHARES = (0, 10, 22, 34, 46, 58)
# By the extents of prevalence.
_SCALE = {"all": 100, "most": 88, "many": 77, "half": 67, "several": 58, "some": 49, "few": 40, "one": 31}
_OTHERS = {"counted": (BAR, 100), "among": (BAR, 55), "unstated": (LINE, 100)}


def tint_colour(level: int) -> str:
    """The background of a cell by its tint; empty for none."""
    return _mixed(_TINT, _SHARES[level]) if level else ""


def scale_colour(extent: str) -> str:
    """The colour of an extent of prevalence."""
    colour, share = _OTHERS.get(extent) or (_TINT, _SCALE[extent])
    return _mixed(colour, share)


def _mixed(colour: str, percent: int) -> str:
    """A colour on paper, as opaque as this."""
    pairs = zip(_channels(colour), _channels(PAPER), strict=True)
    return "#" + "".join(f"{round((one * percent + paper * (100 - percent)) / 100):02x}" for one, paper in pairs)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))
