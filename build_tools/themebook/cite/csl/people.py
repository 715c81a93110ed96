"""The people and bodies of a work, by role."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from themebook.cite.csl.types import IN_BOOKS
from themebook.cite.csl.typography import clean
from themebook.core.bibliography import ET_AL, Person, Reference

Names = list[dict[str, object]]

_EDITORS = ("editor", "editora", "editorb", "editorc")
# What `editortype` may say, as CSL has it. Other roles, such as `redactor`, are those of editors.
CSL_ROLES = {
    **{role: role for role in ("compiler", "composer", "curator", "director", "guest", "host", "illustrator")},
    **{role: role for role in ("interviewer", "narrator", "organizer", "performer", "producer", "translator")},
    **dict.fromkeys(("writer", "scriptwriter", "screenwriter"), "script-writer"),
    **dict.fromkeys(("execproducer", "executiveproducer"), "executive-producer"),
    **dict.fromkeys(("collaborator", "continuator", "founder"), "contributor"),
    **{"chair": "chair", "guestexpert": "guest"},
    "creator": "series-creator",
    "organiser": "organizer",
}
"""The CSL variable by the role of a person."""
_FIELDS = {
    "author": "author",
    "groupauthor": "author",
    "translator": "translator",
    "bookauthor": "container-author",
    "director": "director",
    "execproducer": "executive-producer",
    "narrator": "narrator",
    "recipient": "recipient",
    "with": "contributor",
}
# What biblatex calls annotations, such as `author+an:role = {1=director; 2=host}` or `{=execproducers}`.
_ROLE = re.compile(r"\s*(\d*)\s*=\s*([^\W\d]+)")
# Works that bodies publish under their own name, and the fields that may name the body.
_BODIES = {
    "techreport": ("institution", "organization"),
    "report": ("institution", "organization"),
    **dict.fromkeys(("standard", "dataset", "software"), ("organization", "institution", "publisher")),
    **dict.fromkeys(("manual", "misc", "online", "electronic", "www", "booklet"), ("organization", "institution")),
}


def people_of(reference: Reference, kind: str) -> dict[str, Names]:
    """The names by CSL variable. ``kind`` is the CSL type."""
    people: dict[str, Names] = {}
    for field, variable in _FIELDS.items():
        people[variable] = [*people.get(variable, []), *_names(reference.people(field))]
    roles = reference.field("author+an:role") or f"={reference.field('authortype')}"
    for variable, names in _in_roles(people.pop("author"), roles).items():
        people[variable] = [*people.get(variable, []), *names]
    for field in _EDITORS:
        if persons := reference.people(field):
            role = re.sub(r"\W", "", reference.field(f"{field}type")).lower()
            variable = CSL_ROLES.get(role, "editor")
            people[variable] = [*people.get(variable, []), *_names(persons)]
    if kind not in IN_BOOKS:
        people["container-author"] = []
    if not any(people.values()):
        body = _body(reference)
        people["author"] = [{"literal": body}] if body else []
    return people


def _in_roles(authors: Names, written: str) -> dict[str, Names]:
    """The authors by their roles, if annotations say that they are directors, hosts and the like."""
    roles = {number: CSL_ROLES.get(word.lower().removesuffix("s")) for number, word in map(_role, written.split(";"))}
    people: dict[str, Names] = {"author": []}
    for number, name in enumerate(authors, 1):
        people.setdefault(roles.get(str(number), roles.get("")) or "author", []).append(name)
    return people


def _role(written: str) -> tuple[str, str]:
    found = _ROLE.match(written)
    return (found[1], found[2]) if found else ("0", "")


def _body(reference: Reference) -> str:
    """The body that published a work of nobody else."""
    return clean(reference.field(*_BODIES.get(reference.kind.lower(), ())))


def _names(persons: Iterable[Person]) -> Names:
    return [_name(person) for person in persons]


def _name(person: Person) -> dict[str, object]:
    """A name as CSL variables. ``et al.`` becomes the word that citeproc recognises for it."""
    if person.literal:
        return {"literal": "others" if person.literal == ET_AL else clean(person.literal)}
    particle = "dropping-particle" if person.drops_particle else "non-dropping-particle"
    parts: dict[str, object] = {
        "family": clean(person.family),
        "given": clean(_spaced_initials(person.given, person.family)),
        particle: clean(person.particle),
        "suffix": clean(person.suffix),
        "comma-suffix": person.suffix_comma,
    }
    return {part: value for part, value in parts.items() if value}


def _spaced_initials(given: str, family: str) -> str:
    """Turn ``EJ``, as some databases write initials, into ``E. J.``. Other names are unchanged.

    Beside a family name in capitals, ``JAN`` is a name in capitals.
    """
    longest = 2 if family.isupper() else 3
    is_initials = re.fullmatch(r"[A-Z]{2,3}", given) is not None and len(given) <= longest
    return " ".join(f"{letter}." for letter in given) if is_initials else given


def bodies_in(names: Sequence[dict[str, object]]) -> frozenset[str]:
    """The bodies among some names, without case."""
    return frozenset(str(name["literal"]).casefold() for name in names if "literal" in name)
