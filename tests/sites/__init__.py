"""Whole projects that tests build."""

from pathlib import Path

#: A small study, with no hand-written page but the first.
BAKERS = Path(__file__).parent / "bakers"

#: A small study without Latin letters, in a language in which Material's own strings have none either.
CYRILLIC = Path(__file__).parent / "cyrillic"
