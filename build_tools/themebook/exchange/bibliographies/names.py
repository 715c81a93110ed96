"""Names as people and databases write them, converted to CSL-JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable

from themebook.exchange.bibliographies.texts import plain

CslName = dict[str, str]

_SUFFIX = re.compile(r"(?:[JS]r|I{2,3}|IV|2nd|3rd|4th)\.?", re.IGNORECASE)
_INITIALS = re.compile(r"(?P<family>\S.*?) (?P<given>[A-Z]{1,3})(?: (?P<suffix>Jr|Sr|2nd|3rd|4th))?")
_INITIAL, _FAMILY = re.compile(r"[^\W\d_]\."), re.compile(r"(?:[a-z]+ )*[^\W\d_][\w'\u2019-]+")
_OTHERS = re.compile(r"(?:and |\& )?(?:et\.? al\.?|others)", re.IGNORECASE)
_PARTS = ("family", "given", "non-dropping-particle", "dropping-particle", "suffix")
"""The parts of a name in CSL-JSON."""


def names_in(written: Iterable[str]) -> list[CslName]:
    """Names in the form ``Family, Given, Suffix``; what has no comma is one name, such as that of an organisation."""
    return [name for one in written if (name := name_in(one))]


def name_in(written: str) -> CslName:
    """One such name. Empty if there is none."""
    text = plain(written).strip(" ;")
    if _OTHERS.fullmatch(text):
        return {"literal": "others"}
    if ",," in text:
        # How EndNote marks a comma in the name of an organisation.
        return {"literal": text.replace(",,", ",").strip(", ")}
    family, *rest = (part.strip() for part in text.split(","))
    given, suffix = _apart(rest)
    if not family or not any((given, suffix)):
        literal = family or given or suffix
        return _with_initials(literal) or ({"literal": literal} if literal else {})
    return {part: value for part, value in zip(_PARTS, (family, given, "", "", suffix), strict=True) if value}


def _with_initials(written: str) -> CslName:
    """The name of a person in the form ``Ann B. van Miller``. Empty if there is no initial, as in most other names."""
    words = written.split()
    last = max((number for number, word in enumerate(words) if _INITIAL.fullmatch(word)), default=-1)
    family = " ".join(words[last + 1 :])
    return {"family": family, "given": " ".join(words[: last + 1])} if last >= 0 and _FAMILY.fullmatch(family) else {}


def _apart(rest: list[str]) -> tuple[str, str]:
    """The given name and the suffix, from what follows the family name."""
    suffix = next((part for part in rest if _SUFFIX.fullmatch(part)), "")
    given = ", ".join(part for part in rest if part and part != suffix)
    words = given.split()
    if not suffix and len(words) > 1 and _SUFFIX.fullmatch(words[-1]):
        return " ".join(words[:-1]), words[-1]
    return given, suffix


def name_with_initials(written: str) -> CslName:
    """A name of PubMed such as ``Braun V`` or ``King ML Jr``."""
    found = _INITIALS.fullmatch(plain(written))
    if not found:
        return name_in(written)
    return {part: found[part] for part in ("family", "given", "suffix") if found[part]}


def names_of(value: object) -> list[CslName]:
    """Names of CSL-JSON in their regular form. What is not a name is left out."""
    written = value if isinstance(value, list) else [value]
    return [name for one in written if (name := _name_of(one))]


def _name_of(value: object) -> CslName:
    if not isinstance(value, dict):
        return name_in(plain(value))
    name = {part: text for part in _PARTS if (text := plain(value.get(part)))}
    if not name.get("family"):
        # Some programs have the parts of a name without the family name, or call an organisation ``name``.
        literal = plain(value.get("literal") or value.get("name")) or " ".join(name.values())
        return {"literal": "others" if _OTHERS.fullmatch(literal) else literal} if literal else {}
    return name
