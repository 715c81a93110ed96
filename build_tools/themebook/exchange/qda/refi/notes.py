"""Memos of a project, and what they are attached to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from themebook.core.diagnostics import Diagnostic, Loaded, Rule, Severity
from themebook.exchange.qda.refi.elements import below, children, id_of, identity, name_of, targets, text_in
from themebook.exchange.qda.refi.package import Package
from themebook.exchange.qda.refi.texts import text_of_element
from themebook.exchange.safe_xml import local_name, place_of

NOTES_CARRIED = Rule(
    "notes-carried",
    "A note should be attached to a code, a source or a passage. Others are not carried over.",
    Severity.NOTE,
)
LINKS_CARRIED = Rule(
    "links-carried", "Links between parts of a project are not carried over, apart from links to notes.", Severity.NOTE
)

# Of all texts of notes together, each as often as it is attached. A small file could grow without bounds otherwise.
_MOST_CHARACTERS = 20_000_000
_NOT_ATTACHED = ("Project", "Set", "Link", "Note", "Graph", "Notes")


@dataclass(frozen=True, slots=True)
class Notes:
    """The texts of notes by id, and the notes that links attach to other parts, by the ids of these."""

    texts: Mapping[str, str]
    linked: Mapping[str, Sequence[str]]

    def about(self, element: etree._Element) -> str:
        """What an element is described with: its description, then its notes and those of its codings."""
        parts = (element, *children(element, "Coding"))
        ids = [note for part in parts for note in (*targets(part, "NoteRef"), *self.linked.get(id_of(part), ()))]
        texts = (text_in(element, "Description"), *(self.texts.get(note, "") for note in ids))
        return "\n\n".join(dict.fromkeys(text for text in texts if text))


def read_notes(package: Package) -> Loaded[Notes]:
    """All notes, with a report of those that are attached to nothing that is carried over, and of links."""
    notes = {id_of(note): note for parent in below(package.root, "Notes") for note in children(parent, "Note")}
    linked: dict[str, list[str]] = {}
    others = []
    for link in below(package.root, "Link"):
        ends = identity(link.get("originGUID")), identity(link.get("targetGUID"))
        if (ends[0] in notes) == (ends[1] in notes):
            others.append(link)
            continue
        note, end = ends if ends[0] in notes else ends[::-1]
        linked.setdefault(end, []).append(note)
    uses = Counter(note for attached in linked.values() for note in attached)
    uses.update(_attached(package.root))
    texts, found = _texts(package, {note: element for note, element in notes.items() if uses[note]}, uses)
    reports = (*_loose(package, [notes[note] for note in notes if not uses[note]]), *_links(package, others))
    return Loaded(Notes(texts, linked), (*found, *reports, *_marked(package, list(notes.values()))))


def _attached(root: etree._Element) -> Iterator[str]:
    for reference in below(root, "NoteRef"):
        if local_name(reference.getparent()) not in _NOT_ATTACHED:
            yield identity(reference.get("targetGUID"))


def _texts(package: Package, notes: Mapping[str, etree._Element], uses: Counter[str]) -> Loaded[dict[str, str]]:
    texts = {}
    found: list[Diagnostic] = []
    total = 0
    for note, element in notes.items():
        content, problems = text_of_element(element, package)
        text = content.text.strip() if content else text_in(element, "Description")
        total += len(text) * uses[note]
        if total > _MOST_CHARACTERS:
            message = f"notes from '{name_of(element)}' on are not carried over, because they are too long together"
            found.append(NOTES_CARRIED.at(place_of(element, package.name), message, "copy what you need by hand"))
            break
        texts[note] = text
        found += problems
    return Loaded(texts, tuple(found))


def _loose(package: Package, notes: list[etree._Element]) -> Iterator[Diagnostic]:
    for note in notes:
        message = f"the note '{name_of(note)}' is not carried over: no code, source or passage has it"
        yield NOTES_CARRIED.at(place_of(note, package.name), message, "copy what of it should be published")


def _marked(package: Package, notes: list[etree._Element]) -> Iterator[Diagnostic]:
    """What is coded in notes, which are no words of participants."""
    marked = [one for note in notes for one in children(note, "PlainTextSelection", "Coding")]
    if marked:
        message = f"codes in notes are not carried over, {len(marked)} in all"
        yield NOTES_CARRIED.at(place_of(marked[0], package.name), message, "add as quotes what you need of them")


def _links(package: Package, links: list[etree._Element]) -> Iterator[Diagnostic]:
    if links:
        message = f"links between codes or passages are not carried over, {len(links)} in all"
        yield LINKS_CARRIED.at(place_of(links[0], package.name), message, "make findings of what they say")
