"""Names of CSL-JSON as BibTeX and biblatex have them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from themebook.exchange.bibliographies.latex import latex

# What separates names or their parts, or makes a word a part of another kind, unless braces are around it.
_SEPARATORS = re.compile(r"[,;=~]|(?:^|\s)(?:and|others)(?=\s|$)|^et al\.?$", re.IGNORECASE)


def biblatex_names(names: object) -> str:
    """The names with ``and`` between them."""
    return " and ".join(_name(name) for name in names if name) if isinstance(names, list) else ""


def _name(name: Mapping[str, str]) -> str:
    literal = name.get("literal", "")
    if literal == "others":
        return literal
    family, given, suffix = (name.get(part, "") for part in ("family", "given", "suffix"))
    prefix, dropped = name.get("non-dropping-particle", ""), name.get("dropping-particle", "")
    whole = " ".join(filter(None, (given, dropped, prefix, family, suffix)))
    # The reader refuses an ampersand in the name of a person, because it is mostly a sign of two names.
    if literal or "&" in whole or not _letters(family):
        return _braced(literal or whole)
    if not (given or suffix or dropped):
        # Several words without a comma would be taken for a given name and a family name.
        return _part(family) if not prefix and " " not in family else _braced(f"{prefix} {family}".strip())
    family = f"{_part(prefix)} {_part(family)}".strip()
    if dropped:
        return _extended(family, given, suffix, dropped)
    return ", ".join(filter(None, (family, _part(suffix)))) + f", {_part(given)}"


def _extended(family: str, given: str, suffix: str, prefix: str) -> str:
    """A name whose particle is dropped when it is cited: Alexander von Humboldt is Humboldt."""
    parts = (("family", family), ("given", _part(given)), ("suffix", _part(suffix)), ("prefix", _part(prefix)))
    return ", ".join((*(f"{part}={value}" for part, value in parts if value), "useprefix=false"))


def _part(text: str) -> str:
    return f"{{{latex(text)}}}" if _SEPARATORS.search(text) else latex(text)


def _braced(text: str) -> str:
    # An accented letter in braces is no organisation, so the first character must not be a command.
    written = latex(text)
    return f"{{{{}}{written}}}" if written.startswith("\\") else f"{{{written}}}"


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text)
