"""The sources of a project: their texts, and the quotes in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from lxml import etree

from themebook.core.choices import SourceKind
from themebook.core.diagnostics import Diagnostic, Loaded, Rule, Severity
from themebook.exchange.imported import ImportedQuote, ImportedSource
from themebook.exchange.input_file import base_name
from themebook.exchange.qda.counted_text import CountedText, Positions, SourceText, counted
from themebook.exchange.qda.names import distinct
from themebook.exchange.qda.passages import PassageSource, quotes_of
from themebook.exchange.qda.refi.elements import (
    below,
    children,
    has_child,
    id_of,
    name_of,
    targets,
)
from themebook.exchange.qda.refi.package import Package
from themebook.exchange.qda.refi.quotes import Shared, passages_of
from themebook.exchange.qda.refi.selections import TIMED, Selection, has_times, selections_of
from themebook.exchange.qda.refi.texts import TEXT_OF_SOURCE, text_of_element
from themebook.exchange.safe_xml import local_name, place_of

SELECTION_OF_TEXT = Rule(
    "selection-of-text",
    "Only selections of text become quotes. Selections of pictures and of recordings without a timed transcript, and "
    "codes of whole sources, are not carried over.",
    Severity.WARNING,
)
LINE_BREAKS_COUNTED = Rule(
    "line-breaks-counted",
    "It should be clear whether a project counts the two characters of a line break of Windows as one or as two.",
    Severity.WARNING,
)

# What each kind of source is, and the element that has its text, if that is not the source itself.
SOURCE_KINDS: Mapping[str, tuple[SourceKind | None, str]] = {
    "TextSource": (None, ""),
    "PDFSource": (SourceKind.DOCUMENT, "Representation"),
    "PictureSource": (SourceKind.DOCUMENT, "TextDescription"),
    "AudioSource": (SourceKind.RECORDING, "Transcript"),
    "VideoSource": (SourceKind.RECORDING, "Transcript"),
}
_PATHS = ("plainTextPath", "path", "richTextPath", "currentPath")
# Of the texts of all sources. Many sources of a small file can refer to the same text.
_MOST_CHARACTERS = 200_000_000
_IN_PARTS = ("PDFSelection", "PictureSelection", *TIMED)


@dataclass(frozen=True, slots=True)
class SourceTitles:
    """The titles of the sources by element, and by id."""

    of: Mapping[etree._Element, str]
    by_id: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ProjectSources:
    sources: tuple[ImportedSource, ...]
    quotes: tuple[ImportedQuote, ...]


def read_titles(root: etree._Element) -> SourceTitles:
    """Titles that differ from each other. A source without a name has that of its file, without the ending."""
    elements = [one for sources in below(root, "Sources") for one in children(sources, *SOURCE_KINDS)]
    files = (next((PurePath(base_name(path)).stem for path in map(one.get, _PATHS) if path), "") for one in elements)
    names = [name_of(one) or file or "Source without a name" for one, file in zip(elements, files, strict=True)]
    of = dict(zip(elements, distinct(names), strict=True))
    return SourceTitles(of, {id_of(element): title for element, title in of.items()})


def read_sources(package: Package, titles: SourceTitles, shared: Shared) -> Loaded[ProjectSources]:
    """The sources and the quotes in them. ``about`` of a source is its description, its notes and its sets."""
    sets = _sets(package.root)
    breaks_as_one = "atlas.ti" in (package.root.get("origin") or "").lower()
    sources: list[ImportedSource] = []
    quotes: list[ImportedQuote] = []
    found: list[Diagnostic] = []
    room = _MOST_CHARACTERS
    for element, title in titles.of.items():
        texts, problems = _texts(element, title, package, room)
        found += problems
        own: list[ImportedQuote] = []
        for number, (text_element, text) in enumerate(texts or [(element, SourceText(""))], start=1):
            part_title = title if number == 1 else f"{title}, transcript {number}"
            part, problems = _quotes(element, text_element, text, part_title, shared, breaks_as_one=breaks_as_one)
            sources.append(_source(element, text_element, text.text, part_title, sets, shared))
            own += part
            found += problems
            room -= len(text.text)
        pages, problems = _quotes_of_pages(element, title, package, shared)
        known = {quote.words for quote in own}
        quotes += (*own, *(quote for quote in pages if quote.words not in known))
        found += (*problems, *_not_carried(element, title, [one for one, _ in texts], shared.file))
    return Loaded(ProjectSources(tuple(sources), _with_keys(quotes)), tuple(found))


def _texts(
    element: etree._Element, title: str, package: Package, room: int
) -> Loaded[list[tuple[etree._Element, SourceText]]]:
    """The texts of a source, with the elements that have them, as long as there is room for so many characters."""
    inside = SOURCE_KINDS[local_name(element)][1]
    candidates = list(children(element, inside)) if inside else [element]
    found: list[Diagnostic] = []
    texts = []
    for candidate in candidates:
        if room <= 0:
            message = f"the text of '{title}' is not carried over, because all texts together are too long"
            found.append(TEXT_OF_SOURCE.at(place_of(candidate, package.name), message, "export a part of the project"))
            break
        text, problems = text_of_element(candidate, package)
        found += problems
        if text:
            texts.append((candidate, text))
            room -= len(text.text)
        elif not problems:
            why = "only a formatted file" if candidate.get("richTextPath") else "neither a text nor the name of a file"
            message = f"the text of '{title}' is not known: the project has {why}"
            hint = "export the project again, or add the quotes by hand"
            found.append(TEXT_OF_SOURCE.at(place_of(candidate, package.name), message, hint))
    return Loaded(texts, tuple(found))


def _quotes(
    element: etree._Element,
    text_element: etree._Element,
    text: SourceText,
    title: str,
    shared: Shared,
    *,
    breaks_as_one: bool,
) -> Loaded[list[ImportedQuote]]:
    if not text.text:
        return Loaded([], ())
    recording = element if text_element is _timed_transcript(element) else None
    selections, found = selections_of(text_element, recording, shared.file)
    way, is_certain = counted(text, [one.positions for one in selections], breaks_as_one=breaks_as_one)
    passages, unknown = passages_of(selections, title, shared)
    speaker = shared.people.speaker_of.get(id_of(element), "")
    quotes, problems = quotes_of(PassageSource(title, way, speaker), passages)
    unclear = () if is_certain else (_line_breaks(text_element, title, shared.file),)
    return Loaded(quotes, (*found, *unknown, *problems, *unclear))


def _quotes_of_pages(
    element: etree._Element, title: str, package: Package, shared: Shared
) -> Loaded[list[ImportedQuote]]:
    """The quotes of selections in a PDF file that come with their own text.

    Their pages are left out: programs count them from 0 or from 1.
    """
    found: list[Diagnostic] = []
    quotes: list[ImportedQuote] = []
    room = _MOST_CHARACTERS
    speaker = shared.people.speaker_of.get(id_of(element), "")
    for selection, representation in _pages(element):
        text, problems = text_of_element(representation, package) if room > 0 else Loaded(None, ())
        found += problems
        if text:
            room -= len(text.text)
            whole = Selection(selection, Positions(0, len(text.text)))
            passages, unknown = passages_of((whole,), title, shared)
            cut, problems = quotes_of(PassageSource(title, CountedText(text.text), speaker), passages)
            quotes += [replace(quote, locator="", at="") for quote in cut]
            found += (*unknown, *problems)
    return Loaded(quotes, tuple(found))


def _pages(element: etree._Element) -> Iterator[tuple[etree._Element, etree._Element]]:
    for selection in children(element, "PDFSelection"):
        for representation in children(selection, "Representation"):
            yield selection, representation


def _line_breaks(element: etree._Element, title: str, file: str) -> Diagnostic:
    message = f"nothing shows whether line breaks of '{title}' are counted as one character or as two; two was assumed"
    hint = "check a quote from the end of the source; if it is shifted, give its text Unix line breaks and export again"
    return LINE_BREAKS_COUNTED.at(place_of(element, file), message, hint)


def _timed_transcript(element: etree._Element) -> etree._Element | None:
    """The transcript in which the selections of a recording are looked up: the first with times."""
    return next(filter(has_times, children(element, "Transcript")), None)


def _source(
    element: etree._Element,
    text_element: etree._Element,
    text: str,
    title: str,
    sets: Mapping[str, Sequence[str]],
    shared: Shared,
) -> ImportedSource:
    parts = dict.fromkeys([shared.notes.about(element), shared.notes.about(text_element)])
    groups = (f"Set: {name}" for name in sets.get(id_of(element), ()))
    return ImportedSource(
        title=title,
        kind=SOURCE_KINDS[local_name(element)][0],
        participants=shared.people.in_source.get(id_of(element), ()),
        date=shared.people.dates.get(id_of(element), ""),
        about="\n\n".join(part for part in (*parts, *groups) if part),
        text=text,
        place=place_of(element, shared.file),
    )


def _sets(root: etree._Element) -> Mapping[str, Sequence[str]]:
    """The names of the sets that each source is in."""
    found: dict[str, list[str]] = {}
    for group in below(root, "Set"):
        for member in targets(group, "MemberSource"):
            found.setdefault(member, []).append(name_of(group))
    return found


def _not_carried(element: etree._Element, title: str, read: list[etree._Element], file: str) -> Iterator[Diagnostic]:
    """What is marked in a source, but is not a part of a text that could be read."""
    parts = (one for one in children(element, *_IN_PARTS) if not has_child(one, "Representation"))
    kinds = Counter(local_name(one) for one in parts)
    if any(one is _timed_transcript(element) for one in read):
        kinds -= Counter({kind: kinds[kind] for kind in TIMED})
    inside = SOURCE_KINDS[local_name(element)][1]
    for one in (child for child in (children(element, inside) if inside else [element]) if child not in read):
        kinds.update(local_name(part) for part in children(one, "PlainTextSelection", "TranscriptSelection"))
    kinds["Coding"] = sum(1 for _ in children(element, "Coding"))
    for kind, count in kinds.items():
        if count:
            what = "codes of the whole source" if kind == "Coding" else f"selections ({kind})"
            message = f"{what} of '{title}' are not carried over, {count} in all"
            yield SELECTION_OF_TEXT.at(place_of(element, file), message, "add as quotes what you need of them")


def _with_keys(quotes: list[ImportedQuote]) -> tuple[ImportedQuote, ...]:
    """The quotes with keys that differ, whatever ids the project gives them."""
    keys = distinct(quote.key or "selection" for quote in quotes)
    return tuple(replace(quote, key=key) for quote, key in zip(quotes, keys, strict=True))
