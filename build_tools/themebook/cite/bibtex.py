"""Works as BibTeX, for readers and for re-import by Themebook."""

from __future__ import annotations

import re
from collections.abc import Iterable

from themebook.core.bibliography import Reference
from themebook.core.works import doubt
from themebook.sources.bibtex.fields import is_own

_SPACE = re.compile(r"[ \t\r\n]+")
# A trailing backslash would escape the closing brace.
_END = re.compile(r"[ \\]+\Z")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_ESCAPED_BRACES = {r"\{": r"\textbraceleft{}", r"\}": r"\textbraceright{}"}


def public_bibtex(reference: Reference) -> str:
    """The work as BibTeX for readers, with its published fields and a comment on what is not verified."""
    fields = ((name, value) for name, value in reference.public_fields if not is_own(name))
    note = doubt(reference)
    return (f"% {note}\n" if note else "") + _entry(reference, fields)


def exported_bibtex(reference: Reference) -> str:
    """The entry for re-import by Themebook, without its private fields."""
    return _entry(reference, reference.public_fields)


def _entry(reference: Reference, fields: Iterable[tuple[str, str]]) -> str:
    lines = (f"  {name} = {{{_balanced(value)}}},\n" for name, value in fields)
    return f"@{reference.kind}{{{reference.key},\n{''.join(lines)}}}"


def _balanced(latex: str) -> str:
    """The value on one line, with balanced braces.

    BibTeX also counts braces after a backslash, unlike other programs. The braces must balance either way.
    """
    text = _END.sub("", _SPACE.sub(" ", latex)).lstrip(" ")
    if not _is_balanced(text, re.compile(r"[{}]")):
        text = _BRACE.sub(lambda found: _ESCAPED_BRACES.get(found[0], found[0]), text)
    return text if _is_balanced(text, _BRACE) else _without_braces(text)


def _is_balanced(text: str, brace: re.Pattern[str]) -> bool:
    depth = 0
    for found in brace.finditer(text):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth < 0:
            return False
    return depth == 0


def _without_braces(text: str) -> str:
    return _BRACE.sub(lambda found: "" if found[0] in "{}" else found[0], text)
