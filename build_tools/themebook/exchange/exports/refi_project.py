"""The published quotes as a project of REFI-QDA (``.qdpx``), which programs for qualitative analysis open.

Format: https://www.qdasoftware.org, version 1.0 of the exchange of projects: a zip file with ``project.qde`` and, below
``sources/``, the texts. The order of elements is that of its schema.

A project is about texts, so each source is one, made of its quotes. Themes and codes are both codes, below one for each
kind if there are both. Participants are cases. Findings are notes of the quotes that they rest on, and so are contexts
and analytic notes. What has no place in the format is in ``findings.json``: translations, the literature, kinds of
participants and groups.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from zipfile import ZipFile

from lxml import etree

from themebook.core import works
from themebook.core.choices import Stance
from themebook.core.data import Participant
from themebook.core.fixed_dates import FIXED_DATE, zip_member
from themebook.core.model import Finding, Theme
from themebook.core.translation import gettext
from themebook.core.truncate import truncate
from themebook.core.vocabulary import KINDS, PAGE_TITLES, relation_labels
from themebook.exchange.exports.refi import ORIGIN, Guids, add, add_code, add_codes, as_xml, description_of, root_of
from themebook.exchange.exports.refi_texts import MarkedWords, QuoteInText, TextOfQuotes, texts_of, title_of
from themebook.exchange.exports.rows import attribute_names, attribute_values
from themebook.graph.data_model import LinkedParticipant
from themebook.graph.model import LinkedQuote
from themebook.render.published import Published

NAMESPACE = "urn:QDA-XML:project:1.0"
_LONGEST_NAME = 60


def refi_project(published: Published) -> bytes:
    """The project. Its ids are the same in every build, and those of codes are the same as in the codebook."""
    project = _Project(published)
    files = {"project.qde": as_xml(project.xml())}
    files |= {f"sources/{project.guid_of(text)}.txt": text.text for text in project.texts}
    stream = io.BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, text in files.items():
            archive.writestr(zip_member(name), text.encode())
    return stream.getvalue()


@dataclass(frozen=True, slots=True)
class _Note:
    """A text about quotes: its id and name."""

    guid: str
    name: str
    text: str


@dataclass(frozen=True)
class _Project:
    """A project while it is written."""

    published: Published
    _said: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    """The ids of what each participant says, by the kind of reference to it."""
    _notes: dict[str, _Note] = field(default_factory=dict)

    @cached_property
    def texts(self) -> tuple[TextOfQuotes, ...]:
        return tuple(texts_of(self.published))

    @cached_property
    def guids(self) -> Guids:
        return Guids.of(self.published)

    @cached_property
    def _made(self) -> dict[str, str]:
        """By whom and when something was made. Some programs need a date, so it is that of the publication, roughly."""
        year = works.year(self.published.graph.own_reference) or f"{FIXED_DATE.year}"
        return {"creatingUser": self.guids.part("user", ORIGIN), "creationDateTime": f"{year}-01-01T00:00:00Z"}

    def guid_of(self, text: TextOfQuotes) -> str:
        return self.guids.part("source", text.source.id if text.source else "")

    def xml(self) -> etree._Element:
        user, made = self._made.values()
        root = root_of("Project", NAMESPACE, name=title_of(self.published))
        root.set("creatingUserGUID", user)
        root.set("creationDateTime", made)
        add(add(root, "Users"), "User", guid=user, name=ORIGIN)
        # The sources are written first, because cases and notes refer to what is in them.
        sources = etree.Element("Sources")
        for text in self.texts:
            self._add_source(sources, text)
        parts = (self._codebook(), self._variables(), self._cases(), sources, self._all_notes())
        root.extend(part for part in parts if len(part))
        add(root, "Description", _only_quotes())
        return root

    def _codebook(self) -> etree._Element:
        book = etree.Element("CodeBook")
        themes = self.published.graph.study.themes
        codes = self.published.graph.study.codes
        if themes or codes:
            top = add(book, "Codes")
            both = bool(themes and codes)
            self._add_themes(self._group(top, "themes", PAGE_TITLES["themes"]) if both else top, themes)
            above = self._group(top, "codes", gettext("Codes")) if both else top
            add_codes(above, codes, self.published, self.guids)
        return book

    def _group(self, above: etree._Element, kind: str, title: str) -> etree._Element:
        """A code that only has others below it."""
        return add(above, "Code", guid=self.guids.part("all", kind), name=title, isCodable="false")

    def _add_themes(self, above: etree._Element, themes: Iterable[Theme]) -> None:
        for theme in themes:
            texts = (theme.summary, theme.definition, theme.includes, theme.excludes)
            description = description_of(self.published, *texts)
            guid = self.guids.part("theme", theme.id)
            self._add_themes(add_code(above, guid, theme.title, description), theme.subthemes)

    def _variables(self) -> etree._Element:
        variables = etree.Element("Variables")
        for name, label in attribute_names(self.published).items():
            guid = self.guids.part("attribute", name)
            add(variables, "Variable", guid=guid, name=label, typeOfVariable="Text")
        return variables

    def _cases(self) -> etree._Element:
        cases = etree.Element("Cases")
        for linked in self.published.graph.participants.values():
            self._add_case(cases, linked)
        return cases

    def _add_case(self, cases: etree._Element, linked: LinkedParticipant) -> None:
        """A participant, with the sources that have nobody else's words, and all selections of words of this one."""
        one = linked.participant
        case = add(cases, "Case", guid=self.guids.part("participant", one.id), name=one.name)
        if about := self.published.prose(one.about):
            add(case, "Description", about)
        for name, value in attribute_values(linked).items():
            known = add(case, "VariableValue")
            add(known, "VariableRef", targetGUID=self.guids.part("attribute", name))
            add(known, "TextValue", value)
        for kind in ("SourceRef", "SelectionRef"):
            for guid in self._said.get((kind, one.id), ()):
                add(case, kind, targetGUID=guid)

    def _add_source(self, sources: etree._Element, text: TextOfQuotes) -> None:
        guid = self.guid_of(text)
        path = f"internal://{guid}.txt"
        source = add(sources, "TextSource", guid=guid, name=text.title, plainTextPath=path, **self._made)
        about = self.published.prose(text.source.about) if text.source else ""
        add(source, "Description", "\n\n".join(filter(None, (about, _only_quotes()))))
        if speaker := text.only_speaker():
            self._says(speaker, "SourceRef", source)
        for quote in text.quotes:
            self._add_quote(source, quote, text.text)

    def _add_quote(self, source: etree._Element, quote: QuoteInText, text: str) -> None:
        """A selection with codes and notes.

        What a case refers to without having a code may only be meant to show who speaks. So of quotes without codes,
        and of dialogues, the words of each turn are marked once more.
        """
        linked = quote.linked
        selection = self._add_selection(source, "quote", linked.quote.id, quote.words, text)
        codes = list(self._codes_of(linked))
        for code in codes:
            coding = add(selection, "Coding", guid=self.guids.part("coding", f"{linked.quote.id}:{code}"), **self._made)
            add(coding, "CodeRef", targetGUID=code)
        for note in self._notes_of(linked):
            self._notes.setdefault(note.guid, note)
            add(selection, "NoteRef", targetGUID=note.guid)
        if quote.words.speaker and codes:
            self._says(quote.words.speaker, "SelectionRef", selection)
            return
        for number, turn in enumerate(quote.turns, 1):
            if turn.speaker:
                marked = self._add_selection(source, "turn", f"{linked.quote.id}:{number}", turn, text)
                self._says(turn.speaker, "SelectionRef", marked)

    def _says(self, speaker: Participant, reference: str, element: etree._Element) -> None:
        self._said.setdefault((reference, speaker.id), []).append(str(element.get("guid")))

    def _add_selection(
        self, source: etree._Element, kind: str, name: str, words: MarkedWords, text: str
    ) -> etree._Element:
        """A selection, which is called by the first words in it."""
        return add(
            source,
            "PlainTextSelection",
            guid=self.guids.part(kind, name),
            name=truncate(" ".join(text[words.start : words.end].split()), _LONGEST_NAME),
            startPosition=str(words.start),
            endPosition=str(words.end),
            **self._made,
        )

    def _codes_of(self, linked: LinkedQuote) -> Iterator[str]:
        yield from (self.guids.part("theme", path[-1].id) for path in self.published.theme_paths(linked))
        yield from (self.guids.code(path[-1].id) for path in self.published.code_paths(linked))

    def _notes_of(self, linked: LinkedQuote) -> Iterator[_Note]:
        """The context and note of a quote, and the findings that it is evidence for."""
        quote = linked.quote
        for kind, prose in (("context", quote.context), ("note", quote.note)):
            if text := self.published.prose(prose):
                yield _Note(self.guids.part(kind, quote.id), f"{quote.id} ({kind})", text)
        for stance, finding in linked.evidence_for:
            yield self._finding(stance, finding)

    def _finding(self, stance: Stance, finding: Finding) -> _Note:
        """The claim of a finding for quotes that support it, or for those that contrast with it."""
        guid = self.guids.part(stance.value, finding.id)
        if stance is Stance.SUPPORTS:
            return _Note(guid, finding.id, finding.claim)
        toward = relation_labels(stance).toward(KINDS["finding"].one)
        return _Note(guid, f"{finding.id} ({stance.value})", f"{toward}: {finding.claim}")

    def _all_notes(self) -> etree._Element:
        notes = etree.Element("Notes")
        for note in self._notes.values():
            element = add(notes, "Note", guid=note.guid, name=note.name, **self._made)
            add(element, "PlainTextContent", note.text)
        return notes


def _only_quotes() -> str:
    return gettext(
        "The text of each source consists of the published quotes only. It is not the transcript. The line above each "
        "quote says who speaks, and where the quote is from."
    )
