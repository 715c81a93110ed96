"""Whole projects that tests build."""

from pathlib import Path

#: A small study, with no hand-written page but the first.
BAKERS = Path(__file__).parent / "bakers"
