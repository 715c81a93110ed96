"""Participants, sources, codes and quotes of a study as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from themebook.core.choices import ParticipantKind, SourceKind
from themebook.exchange.imported import ImportedCode, ImportedParticipant, ImportedQuote, ImportedSource
from themebook.exchange.json_values import Part
from themebook.exchange.study_json.details import DeclaredAttributes
from themebook.exchange.study_json.parts import Parts


def read_participants(parts: Parts, attributes: DeclaredAttributes) -> Iterator[ImportedParticipant]:
    for name, part in parts.of("participants").items():
        yield ImportedParticipant(
            id=name,
            name=parts.name("participants", name),
            kind=parts.choice(part, "kind", ParticipantKind) or ParticipantKind.PERSON,
            size=parts.number(part, "size"),
            group=parts.named(part, "group", "participants"),
            attributes=attributes.of(part, "attributes"),
            about=parts.text(part, "about"),
            place=parts.place,
        )


def read_sources(parts: Parts) -> Iterator[ImportedSource]:
    for name, part in parts.of("sources").items():
        yield ImportedSource(
            id=name,
            title=parts.name("sources", name),
            kind=parts.choice(part, "kind", SourceKind),
            participants=tuple(
                parts.name("participants", one) for one in parts.ids(part, "participants", "participants")
            ),
            date=parts.text(part, "date"),
            wave=parts.text(part, "wave"),
            about=parts.text(part, "about"),
            place=parts.place,
        )


def read_codes(parts: Parts) -> Iterator[ImportedCode]:
    for name, part in parts.of("codes").items():
        yield ImportedCode(
            id=name,
            path=parts.path("codes", name),
            definition=parts.text(part, "definition"),
            includes=parts.text(part, "includes"),
            excludes=parts.text(part, "excludes"),
            place=parts.place,
        )


def read_quotes(parts: Parts) -> Iterator[ImportedQuote]:
    homes = {one for theme in parts.of("themes").values() for one in parts.ids(theme, "quotes", "quotes")}
    for name, part in parts.of("quotes").items():
        yield ImportedQuote(
            id=name,
            key=name,
            words=parts.text(part, "text"),
            turns=tuple(_turns(parts, part)),
            speaker=parts.named(part, "speaker", "participants"),
            source=parts.named(part, "source", "sources"),
            page=parts.number(part, "page"),
            locator=parts.text(part, "locator"),
            themes=parts.paths(part, "themes", "themes"),
            has_home=name in homes,
            codes=parts.paths(part, "codes", "codes"),
            language=parts.text(part, "language"),
            translations=tuple(parts.pairs(part, "translations")),
            title=parts.text(part, "title"),
            context=parts.text(part, "context"),
            note=parts.text(part, "note"),
            continues=parts.id(part, "continues", "quotes"),
            inline=parts.flag(part, "inline"),
            highlight=parts.flag(part, "highlight"),
            at=name,
            place=parts.place,
        )


def _turns(parts: Parts, part: Part) -> Iterator[tuple[str, str]]:
    for turn in parts.listed(part, "turns", "speaker", "text"):
        yield parts.named(turn, "speaker", "participants"), parts.text(turn, "text")
