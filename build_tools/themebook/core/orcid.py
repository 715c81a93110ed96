"""ORCID iDs: https://support.orcid.org/hc/en-us/articles/360006897674."""

from __future__ import annotations

import re

_PREFIX = re.compile(r"https?://orcid\.org/")
_FORM = re.compile(r"(?:[0-9]{4}-){3}[0-9]{3}[0-9X]")


def bare_orcid(text: str) -> str:
    """The iD without the address that it may be written with."""
    return _PREFIX.sub("", text.strip())


def orcid_address(text: str) -> str:
    """The address of an iD that is written with or without it; empty without an iD."""
    return f"https://orcid.org/{bare_orcid(text)}" if text else ""


def is_orcid(text: str) -> bool:
    """Whether it has the form of an iD and a correct check digit, by ISO 7064 (MOD 11-2)."""
    digits = bare_orcid(text)
    if not _FORM.fullmatch(digits):
        return False
    total = 0
    for digit in digits.replace("-", "")[:-1]:
        total = (total + int(digit)) * 2
    remainder = (12 - total % 11) % 11
    return digits[-1] == ("X" if remainder == 10 else str(remainder))
