"""BibTeX names to persons: ``Given von Family``, ``von Family, Suffix, Given``, ``{Body}`` and ``family=..., ...``.

Names are split in the raw text, because braces show what belongs together. Each part is decoded afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from themebook.core.bibliography import ET_AL, Person
from themebook.sources.bibtex.blocks import is_one_group, shortened
from themebook.sources.bibtex.latex import decode

#: The value for ``and others``, which formatters show as "et al.".
OTHERS = Person(literal=ET_AL)

_AND = re.compile(r"(?:^|(?<=\s))and(?=\s|$)", re.IGNORECASE)
_NESTING = re.compile(r"\\.|[{}]|[^\\{}]+", re.DOTALL)
_NESTED = re.compile(r"[\\{}]")
_WORD = re.compile(r"[^\s~]+")
_EXTENDED = re.compile(r"\s*(?:family|given|prefix|suffix|id|useprefix|juniorcomma)(?:-i)?\s*=")
_DROPS_PREFIX = re.compile(r"\buseprefix\s*=\s*false\b", re.IGNORECASE)
# No name of a person is inverted at these words: "Ministry of Justice", but also "Margaret of Austria".
_IN_BODIES = frozenset(("for", "of"))
_SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv"))


class Names(NamedTuple):
    """The persons of a field, descriptions of what is wrong with its names, and names taken for those of bodies."""

    persons: tuple[Person, ...]
    problems: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()


def read_names(raw: str, options: str = "") -> Names:
    """All names of a field in their order. ``and others`` gives ``OTHERS``; a malformed name is kept as a literal.

    ``options`` are biblatex's for the entry, such as ``useprefix=false``.
    """
    names = [raw[start:end].strip() for start, end in _between(_AND, _outer(raw), len(raw))]
    if names == [""]:
        return Names(())
    problems = tuple(problem for name in names if (problem := _problem(name)))
    persons = tuple(_person(name) for name in names if name)
    if _DROPS_PREFIX.search(options):
        persons = tuple(replace(person, drops_particle=bool(person.particle)) for person in persons)
    return Names(persons, problems, tuple(filter(_seems_body, names)))


def _outer(raw: str) -> str:
    """The text with everything in braces, and every escaped character, blanked out."""
    if not _NESTED.search(raw):
        return raw
    depth, out = 0, []
    for token in _NESTING.findall(raw):
        depth -= token == "}" and depth > 0
        out.append("\0" * len(token) if depth or token[0] in "\\{}" else token)
        depth += token == "{"
    return "".join(out)


def _between(separator: re.Pattern[str], outer: str, end: int) -> Iterator[tuple[int, int]]:
    start = 0
    for found in separator.finditer(outer):
        yield start, found.start()
        start = found.end()
    yield start, end


def _parts(raw: str) -> list[str]:
    """The text between the commas outside braces."""
    return [raw[start:end].strip() for start, end in _between(re.compile(","), _outer(raw), len(raw))]


# The same few names occur many times in a bibliography.
@lru_cache(maxsize=1 << 14)
def _problem(name: str) -> str:
    outer = _outer(name)
    commas = outer.count(",")
    if not name:
        return "there is an `and` without a name next to it"
    if _EXTENDED.match(outer):
        return ""
    if ";" in outer:
        return f"'{shortened(name)}' contains a semicolon"
    if commas > 2:
        return f"'{shortened(name)}' has more than two commas"
    if commas and re.search(r"&|\\&", name):
        return f"'{shortened(name)}' contains `&`"
    return f"'{shortened(name)}' has no family name" if commas and not _parts(name)[0] else ""


@lru_cache(maxsize=1 << 14)
def _person(name: str) -> Person:
    outer = _outer(name)
    if outer.strip("\0").lower() in ("others", "et al.", "et al") and "\0" not in outer:
        return OTHERS
    if _EXTENDED.match(outer):
        return _extended(name)
    if _is_body(name) or _problem(name) or _seems_body(name):
        return Person(literal=decode(name).text)
    parts = _parts(name)
    return _from_words(name) if len(parts) == 1 else _from_parts(parts)


def _is_body(name: str) -> bool:
    """A name in one pair of braces is an organisation, unless it is one accented letter such as ``{\\'E}``."""
    return is_one_group(name) and not name.startswith("{\\")


def _seems_body(name: str) -> bool:
    outer = _outer(name)
    return "," not in outer and not _IN_BODIES.isdisjoint(_WORD.findall(outer)[1:-1])


def _from_parts(parts: list[str]) -> Person:
    """``von Family, Given`` or ``von Family, Suffix, Given``; the particle is the run of lower-case words in front."""
    suffix, given = ("", parts[1]) if len(parts) == 2 else (parts[1], parts[2])
    if given.lower() in _SUFFIXES and suffix:
        suffix, given = given, suffix
    words = _words(parts[0])
    lower = next((index for index, word in enumerate(words[:-1]) if not _is_lower(word.text)), len(words) - 1)
    start = words[lower].start if words else 0
    return _make(given=given, particle=parts[0][:start], family=parts[0][start:], suffix=suffix)


def _from_words(name: str) -> Person:
    """``Given von Family``: the particle runs from the first lower-case word to the last that is not at the end."""
    words, suffix = _words(name), ""
    if len(words) > 2 and words[-1].text.lower() in _SUFFIXES:
        suffix = words.pop().text
        name = name[: words[-1].start + len(words[-1].text)]
    lower = [index for index, word in enumerate(words[:-1]) if _is_lower(word.text)]
    if not words or not lower or (len(lower) == len(words) - 1 and _is_lower(words[-1].text)):
        start = words[-1].start if words else 0
        return _make(given=name[:start], family=name[start:], suffix=suffix)
    von, family = words[lower[0]].start, words[lower[-1] + 1].start
    return _make(given=name[:von], particle=name[von:family], family=name[family:], suffix=suffix)


class _Word(NamedTuple):
    text: str
    start: int


def _words(raw: str) -> list[_Word]:
    return [_Word(raw[found.start() : found.end()], found.start()) for found in _WORD.finditer(_outer(raw))]


def _is_lower(word: str) -> bool:
    """Words in braces without a backslash do not count, as in BibTeX."""
    if word.startswith("{") and not word.startswith("{\\"):
        return False
    letter = next((c for c in decode(word).text if c.isalpha()), "")
    return letter.islower()


def _extended(name: str) -> Person:
    """biblatex's ``family=Beauvoir, given=Simone, prefix=de, useprefix=false``."""
    pairs = (part.partition("=") for part in _parts(name))
    values = {key.strip().lower(): value.strip().strip('"') for key, _, value in pairs}
    person = _make(
        given=values.get("given", ""),
        particle=values.get("prefix", ""),
        family=values.get("family", ""),
        suffix=values.get("suffix", ""),
    )
    return replace(
        person,
        drops_particle=bool(person.particle) and values.get("useprefix", "").lower() == "false",
        suffix_comma=values.get("juniorcomma", "").lower() == "true",
    )


def _make(*, given: str, family: str, suffix: str, particle: str = "") -> Person:
    return Person(
        family=decode(family.strip(" ~\t\n")).text,
        given=decode(given.strip(" ~\t\n")).text,
        particle=decode(particle.strip(" ~\t\n")).text,
        suffix=decode(suffix.strip(" ~\t\n")).text,
    )
