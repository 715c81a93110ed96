"""Who is said to speak: what is written beside a quote, taken apart into a name, a source and attributes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from themebook.core.choices import ParticipantKind, SourceKind
from themebook.exchange.articles import wording
from themebook.exchange.articles.labels import (
    CONTINUED,
    DATE,
    EDGES,
    IN_DISCUSSION,
    LOCATOR,
    NAME_AND_MORE,
    QUOTED,
    is_code,
    is_name,
    is_of_somebody,
    is_session,
    parts_of,
    without_brackets,
)

_CHILD = 12
_OLDEST = 120
_MOST_WORDS_OF_ROLE = 5
_SHORTEST_ROLE = 3
_FROM = re.compile(r"^(?:from|de|aus|in|at)\s+", re.IGNORECASE)
_GENDERS = {"f": "female", "m": "male"}
AGE, EXPERIENCE, GENDER, GROUP, ROLE, SITE, DESCRIBED = (
    *("Age (years)", "Experience (years)", "Gender", "Group", "Role", "Site"),
    "Described as",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who speaks, and where. The name is empty if nobody does, as in field notes.

    ``is_description`` is a label that names nobody in particular, such as "nurse".
    """

    name: str
    kind: ParticipantKind = ParticipantKind.PERSON
    attributes: tuple[tuple[str, str], ...] = ()
    source: str = ""
    source_kind: SourceKind | None = None
    wave: str = ""
    locator: str = ""
    is_description: bool = False

    @property
    def key(self) -> str:
        """The same for labels that differ only in spaces, case and punctuation, such as ``FM1`` and ``FM #1``.

        What is between two numbers stays, as in ``P1-11``.
        """
        name = re.sub(r"(?<=\d)[\W_]+(?=\d)", "\0", self.name.casefold())
        return re.sub(r"[^\w\0]|_", "", name) or self.name


def parse_attribution(text: str) -> Attribution | None:
    """Who a label names, or None if there is none.

    A pseudonym or a code is the name. What only describes is the name itself then: "16 year-old mother" is a
    participant of that name, a group discussion is a group, and "IDI" is someone interviewed. Beside a person, an
    interview or a discussion is the source. Codes of several people are a group. A part becomes an attribute under a
    plain label only if it is recognised; every other part is kept under "Described as". A number of years below 12
    without "old" may mean experience, so it is kept as it is.
    """
    bare = CONTINUED.sub("", without_brackets(" ".join(text.split()).strip(EDGES)))
    if not bare:
        return None
    if (more := NAME_AND_MORE.fullmatch(bare)) and not is_session(more[1]):
        bare = f"{more[1]}, {more[2]}"
    parts = tuple(parts_of(bare))
    name, rest = _named(parts)
    if not name:
        return _described(bare, parts)
    found = Attribution(name=name, kind=ParticipantKind.GROUP if ", " in name else ParticipantKind.PERSON)
    if inside := IN_DISCUSSION.fullmatch(name):
        found = _in_source(found, inside[1], SourceKind.TRANSCRIPT)
    for part in rest:
        found = _with(found, part)
    if role := _role_in_code(name):
        found = replace(found, attributes=(*found.attributes, (ROLE, role)))
    return replace(found, attributes=_with_ages(found))


def _named(parts: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The name among the parts, and the others. A pseudonym goes before a code, and a bare code before others."""
    for part in parts:
        if found := QUOTED.fullmatch(part):
            return found[1].strip(EDGES), _others(parts, part)
        if IN_DISCUSSION.fullmatch(part):
            return part, _others(parts, part)
    codes = [part for part in parts if is_code(part) and not is_session(part)]
    if several := _several(codes):
        return several, tuple(part for part in parts if part not in codes)
    if codes:
        bare = [part for part in codes if not re.search(r"[a-zß-ÿ]{3}", part)]
        chosen = (bare or codes)[0]
        return chosen, _others(parts, chosen)
    if interview := next(filter(_is_numbered_interview, parts), ""):
        return interview, _others(parts, interview)
    if parts and (is_name(parts[0]) or (len(parts) > 1 and is_of_somebody(parts[0]))):
        return parts[0], parts[1:]
    return "", parts


def _is_numbered_interview(part: str) -> bool:
    """Whether a part is a numbered interview, which names the person interviewed if nothing else does."""
    is_other = wording.NOTES.search(part) or wording.DISCUSSION_ID.search(part) or wording.PHASE.match(part)
    return bool(wording.INTERVIEW_ID.match(part) and re.search(r"\d", part)) and not is_other


def _several(codes: list[str]) -> str:
    """The labels of people who speak together, such as "P2, P3"; empty for the labels of one person."""
    kinds = {re.sub(r"[\d\W_]", "", code).casefold() for code in codes}
    return ", ".join(codes) if len(codes) > 1 and len(kinds) == 1 and len(set(codes)) > 1 else ""


def _others(parts: tuple[str, ...], part: str) -> tuple[str, ...]:
    at = parts.index(part)
    return (*parts[:at], *parts[at + 1 :])


def _role_in_code(name: str) -> str:
    """The role in labels such as "Mother 2"."""
    words = " ".join(re.findall(r"[^\W\d_]+", name))
    is_role = len(words) >= _SHORTEST_ROLE and wording.ROLE.fullmatch(words) and not wording.NOBODY.fullmatch(words)
    return words if is_role and words != name else ""


def _with_ages(found: Attribution) -> tuple[tuple[str, str], ...]:
    """The attributes, each once. A bare number is an age beside a gender or a pseudonym."""
    labels = {label for label, _ in found.attributes}
    may_be_age = AGE not in labels and (GENDER in labels or not any(one.isdigit() for one in found.name))
    pairs = (
        (AGE if may_be_age and label == DESCRIBED and re.fullmatch(r"[1-9]\d", value) else label, value)
        for label, value in found.attributes
    )
    return tuple(dict.fromkeys(pairs))


def _with(found: Attribution, part: str) -> Attribution:
    """An attribution with one more of its parts."""
    bare = without_brackets(part)
    if LOCATOR.fullmatch(bare):
        return replace(found, locator=f"{found.locator}, {bare}" if found.locator else bare)
    if DATE.fullmatch(bare) and found.source:
        return _in_source(found, bare, None)
    if wording.PHASE.match(bare):
        number = re.search(r"\d{1,2}|\b(?:one|two|three)$", bare, re.IGNORECASE)
        return _in_source(replace(found, wave=number[0] if number else bare), bare, None)
    if wording.DISCUSSION_ID.search(bare):
        return _in_source(found, bare, SourceKind.TRANSCRIPT)
    if wording.INTERVIEW_ID.search(bare):
        return _in_source(found, bare, SourceKind.NOTES if wording.NOTES.search(bare) else SourceKind.TRANSCRIPT)
    return replace(found, attributes=(*found.attributes, *_attributes(bare)))


def _in_source(found: Attribution, title: str, kind: SourceKind | None) -> Attribution:
    bare = _FROM.sub("", title)
    whole = f"{found.source}, {bare}" if found.source else bare
    return replace(found, source=whole, source_kind=found.source_kind or kind)


def _attributes(part: str) -> Iterator[tuple[str, str]]:
    """What a part says of a person."""
    rest = part
    if found := wording.EXPERIENCE.search(part):
        yield EXPERIENCE, found[1]
        rest = rest.replace(found[0], " ")
    elif found := wording.AGE.search(part):
        number = found[1] or found[2] or found[3]
        if not (found[3] and int(number) < _CHILD) and int(number) <= _OLDEST:
            yield AGE, number
            rest = rest.replace(found[0], " ")
    rest = " ".join(rest.split()).strip(EDGES)
    gender = wording.GENDER.match(rest)
    if gender and (gender[0].casefold() == rest.casefold() or gender[0].casefold() in ("female", "male")):
        yield GENDER, _GENDERS.get(gender[0].casefold(), gender[0].lower())
        rest = rest[gender.end() :].strip(EDGES)
    if rest and not wording.NOBODY.fullmatch(rest):
        yield _label(rest), found_group[1] if (found_group := wording.GROUP.match(rest)) else rest


def _label(text: str) -> str:
    """The label of the attribute that a text is a value of."""
    if wording.GROUP.match(text):
        return GROUP
    if wording.SITE.search(text) and not wording.ROLE.search(text):
        return SITE
    is_role = wording.ROLE.search(text) and not any(character.isdigit() for character in text)
    return ROLE if is_role and len(text.split()) <= _MOST_WORDS_OF_ROLE else DESCRIBED


def _described(text: str, parts: tuple[str, ...]) -> Attribution:
    """Someone who has no name: a group, or a person who is called what they are described as."""
    has_role = bool(parts) and wording.ROLE.search(parts[0]) and not wording.NOBODY.fullmatch(parts[0])
    in_discussion = any(wording.DISCUSSION_ID.search(part) for part in parts)
    if in_discussion and (not has_role or wording.DISCUSSION_ID.search(parts[0])):
        sites = tuple((SITE, part) for part in parts[1:] if wording.SITE.search(part))
        return Attribution(name=text, kind=ParticipantKind.GROUP, attributes=sites)
    found = Attribution(name="")
    for part in parts:
        found = _with(found, part)
    named = tuple(part for part in parts if not LOCATOR.fullmatch(part))
    if found.source_kind is SourceKind.NOTES and not found.attributes:
        return found
    people = tuple(part for part in named if not is_session(part) and not DATE.fullmatch(part))
    name = ", ".join(people) or ", ".join(named) or text
    return Attribution(
        name=name[:1].upper() + name[1:],
        attributes=tuple(pair for pair in _with_ages(found) if pair != (DESCRIBED, name)),
        source=found.source if people else "",
        source_kind=found.source_kind if people else None,
        wave=found.wave if people else "",
        locator=found.locator,
        is_description=not is_of_somebody(name) and (bool(people) or not any(one.isdigit() for one in text)),
    )
