"""Participants and sources, from how quotes are attributed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from themebook.core.choices import ParticipantKind
from themebook.core.diagnostics import Span
from themebook.exchange.articles import wording
from themebook.exchange.articles.attributions import DESCRIBED, Attribution, parse_attribution
from themebook.exchange.articles.dialogues import is_interviewer
from themebook.exchange.imported import ImportedParticipant, ImportedSource

# Mira-studio, but not Anna-Maria
_NAME_AND_SETTING = re.compile(r"([^\W\d_a-z][^\W\d_]{1,25})\s?[-–—]\s?([“\"‘'a-zß-ÿ][^,;]{1,40})")
_ONLY_DESCRIBED = "The paper gives only this description, so it may be more than one person."


@dataclass(frozen=True, slots=True)
class Mention:
    """An attribution as it is written, where it is, and where that is in words for authors.

    ``in_exchange`` says that it is the label of a turn.
    """

    text: str
    place: Span
    guessed_from: str
    in_exchange: bool = False


@dataclass(frozen=True, slots=True)
class People:
    """Participants and sources, with the names of both by attribution as it is written."""

    participants: tuple[ImportedParticipant, ...]
    sources: tuple[ImportedSource, ...]
    speakers: Mapping[str, str]
    source_of: Mapping[str, str]
    locator_of: Mapping[str, str]


def people(mentions: tuple[Mention, ...]) -> People:
    """Those who are mentioned, each once. Labels that differ only in case, spaces and punctuation are one.

    If the same number was given to people in several group discussions, the discussion becomes a part of the name.
    """
    read = _with_settings([(mention, found) for mention in mentions if (found := _parsed(mention))])
    discussions: dict[str, set[str]] = {}
    for _, found in read:
        if wording.DISCUSSION_ID.search(found.source):
            discussions.setdefault(found.key, set()).add(found.source)
    participants: dict[str, ImportedParticipant] = {}
    sources: dict[str, ImportedSource] = {}
    speakers: dict[str, str] = {}
    for mention, found in read:
        one = found
        if len(discussions.get(found.key, ())) > 1 and found.source:
            one = replace(found, name=f"{found.name}, {found.source}")
        if one.name:
            participants[one.key] = _merged(participants.get(one.key), one, mention)
            speakers[mention.text] = participants[one.key].name
        if one.source:
            sources[one.source] = _source(sources.get(one.source), one, speakers.get(mention.text, ""), mention)
    titles = {mention.text: found.source for mention, found in read}
    locators = {mention.text: found.locator for mention, found in read}
    return People(tuple(participants.values()), tuple(sources.values()), speakers, titles, locators)


def _with_settings(read: list[tuple[Mention, Attribution]]) -> list[tuple[Mention, Attribution]]:
    """The attributions, with labels such as "Anna-studio" divided, if several people have the same setting."""
    divided = {found.name: match for _, found in read if (match := _NAME_AND_SETTING.fullmatch(found.name))}
    settings: dict[str, set[str]] = {}
    for match in divided.values():
        settings.setdefault(match[2], set()).add(match[1])
    if not any(len(names) > 1 for names in settings.values()):
        return read
    return [(mention, _divided(found, divided.get(found.name))) for mention, found in read]


def _divided(found: Attribution, match: re.Match[str] | None) -> Attribution:
    if match is None:
        return found
    return replace(found, name=match[1], attributes=((DESCRIBED, match[2]), *found.attributes), is_description=False)


def _parsed(mention: Mention) -> Attribution | None:
    text = mention.text
    if mention.in_exchange and is_interviewer(text):
        return Attribution(name=text, kind=ParticipantKind.INTERVIEWER)
    if wording.EVERYBODY.fullmatch(text):
        return Attribution(name=text, kind=ParticipantKind.GROUP)
    if mention.in_exchange and (len(text) == 1 or wording.NOBODY.fullmatch(text)):
        return Attribution(name=text, is_description=True)
    return parse_attribution(text)


def _merged(known: ImportedParticipant | None, found: Attribution, mention: Mention) -> ImportedParticipant:
    """A participant with what one more attribution says. Different values of one attribute are kept as descriptions."""
    attributes = dict(known.attributes) if known else {}
    described = [attributes.pop(DESCRIBED)] if DESCRIBED in attributes else []
    for label, value in found.attributes:
        if label != DESCRIBED and attributes.setdefault(label, value).casefold() == value.casefold():
            continue
        if value not in "; ".join(described):
            described.append(value)
    if described:
        attributes[DESCRIBED] = "; ".join(described)
    about = _ONLY_DESCRIBED if found.is_description else ""
    if known:
        return replace(known, attributes=tuple(attributes.items()))
    return ImportedParticipant(
        name=found.name,
        kind=found.kind,
        attributes=tuple(attributes.items()),
        about=about,
        place=mention.place,
        guessed_from=mention.guessed_from,
    )


def _source(known: ImportedSource | None, found: Attribution, name: str, mention: Mention) -> ImportedSource:
    if known:
        is_new = name and name not in known.participants
        return replace(known, participants=(*known.participants, name)) if is_new else known
    return ImportedSource(
        title=found.source,
        kind=found.source_kind,
        participants=(name,) if name else (),
        wave=found.wave,
        place=mention.place,
        guessed_from=mention.guessed_from,
    )
