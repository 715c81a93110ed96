"""What importers find in their input: the parts of a study, before they have ids.

Parts refer to each other by what the input calls them: participants and sources by name, themes and codes by path,
quotes and findings by ``key``, works by the ``id`` of their CSL-JSON. ``assembly`` turns them into a study.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from themebook.core.bibliography import Reference
from themebook.core.choices import ParticipantKind, Relation, SourceKind
from themebook.core.diagnostics import Span

# The titles of a theme or code and of those above it, from the top down.
Path = tuple[str, ...]
# A work as CSL-JSON (https://citationstyles.org), with its own ``id``.
Csl = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedPart:
    """Something that was found at a place of the input.

    ``guessed_from`` says where a guess was taken from, in words for authors, such as a file and a section. What has
    none is certain. Guesses become drafts.
    """

    place: Span
    guessed_from: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedParticipant(ImportedPart):
    """Who took part. ``attributes`` are pairs of a label and a value; a unit may follow the label in parentheses."""

    name: str
    kind: ParticipantKind = ParticipantKind.PERSON
    size: int | None = None
    group: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedSource(ImportedPart):
    """What quotes are taken from. ``text`` is all of it, if the input has it; it is not published."""

    title: str
    kind: SourceKind | None = None
    participants: tuple[str, ...] = ()
    date: str = ""
    wave: str = ""
    about: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedCode(ImportedPart):
    """A code. ``count`` is how many quotes have it, if the input says so."""

    path: Path
    definition: str = ""
    includes: str = ""
    excludes: str = ""
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedTheme(ImportedPart):
    """A theme, with plain text about it. ``codes`` are those that it is made of."""

    path: Path
    summary: str = ""
    definition: str = ""
    includes: str = ""
    excludes: str = ""
    codes: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedQuote(ImportedPart):
    """Verbatim words, or ``turns`` of speakers with their words.

    ``themes`` are the paths of its themes, the first of them its home. ``at`` names its place in the input for readers,
    such as ``row 12``, in case two quotes differ in nothing else.
    """

    key: str
    words: str = ""
    turns: tuple[tuple[str, str], ...] = ()
    speaker: str = ""
    source: str = ""
    page: int | None = None
    locator: str = ""
    themes: tuple[Path, ...] = ()
    codes: tuple[Path, ...] = ()
    language: str = ""
    translations: tuple[tuple[str, str], ...] = ()
    title: str = ""
    context: str = ""
    note: str = ""
    continues: str = ""
    inline: bool = False
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedWork:
    """The id of a work, the place in it, and what it is cited for."""

    work: str
    locator: str = ""
    relation: Relation = Relation.BACKGROUND
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedFinding(ImportedPart):
    """A claim about a theme. ``supports`` and ``contrasts`` are the keys of quotes."""

    key: str
    claim: str
    theme: Path
    supports: tuple[str, ...] = ()
    contrasts: tuple[str, ...] = ()
    literature: tuple[CitedWork, ...] = ()
    explanation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedWork(ImportedPart):
    """A work that is cited. ``citation_key`` is the key that the input gives it, if any.

    ``is_unknown`` is a work of which the input does not say enough to find it. ``printed`` is a reference in words
    whose parts were told apart by a guess, and ``entry`` an entry of BibTeX, whose public fields are taken over.
    """

    csl: Csl
    citation_key: str = ""
    printed: str = ""
    is_unknown: bool = False
    entry: Reference | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedAuthor:
    """An author of the study. An organisation has only a ``family``."""

    family: str
    given: str = ""
    is_organisation: bool = False
    orcid: str = ""
    affiliations: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedDetails:
    """What the input says of the study itself. ``work`` is the id of its own entry among the works."""

    title: str = ""
    authors: tuple[ImportedAuthor, ...] = ()
    language: str = ""
    work: str = ""
    abstract: str = ""
    approach: str = ""
    funding: str = ""
    ethics: str = ""
    data: str = ""
    licence: str = ""
    contact: str = ""
    software: str = ""
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """All that was found in one file. ``lists_everybody`` is true if it lists all who took part, quoted or not."""

    details: ImportedDetails = ImportedDetails()
    lists_everybody: bool = False
    participants: tuple[ImportedParticipant, ...] = ()
    sources: tuple[ImportedSource, ...] = ()
    codes: tuple[ImportedCode, ...] = ()
    themes: tuple[ImportedTheme, ...] = ()
    quotes: tuple[ImportedQuote, ...] = ()
    findings: tuple[ImportedFinding, ...] = ()
    works: tuple[ImportedWork, ...] = ()
