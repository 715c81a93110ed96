"""What importers find in their input: the parts of a study, before they have ids.

Parts refer to each other by what the input calls them: participants and sources by name, themes and codes by path,
quotes and findings by ``key``, works by the ``id`` of their CSL-JSON. ``assembly`` turns them into a study.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from themebook.core.bibliography import Reference
from themebook.core.choices import ImplicationKind, ParticipantKind, Relation, SourceKind
from themebook.core.diagnostics import Span
from themebook.exchange.imported_assessments import ImportedConfidence, ImportedPrevalence
from themebook.exchange.imported_details import ImportedDetails

# The titles of a theme or code and of those above it, from the top down.
Path = tuple[str, ...]
# A work as CSL-JSON (https://citationstyles.org), with its own ``id``.
Csl = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedPart:
    """Something that was found at a place of the input.

    ``guessed_from`` says where a guess was taken from, in words for authors, such as a file and a section. What has
    none is certain. Guesses become drafts. ``id`` is the id that it should have, if that is valid and free.
    """

    place: Span
    guessed_from: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedAttribute(ImportedPart):
    """What is known of participants, who have it under ``name``. ``values`` are its categories, in order.

    Attributes that no file declares are made of what participants have.
    """

    name: str
    label: str
    unit: str = ""
    values: tuple[str, ...] = ()


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
class ImportedRelation:
    """Another theme that a theme is related to, and how."""

    theme: Path
    how: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedTheme(ImportedPart):
    """A theme, with plain text about it. ``codes`` are those that it is made of."""

    path: Path
    plain: str = ""
    summary: str = ""
    definition: str = ""
    includes: str = ""
    excludes: str = ""
    related: tuple[ImportedRelation, ...] = ()
    codes: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedQuote(ImportedPart):
    """Verbatim words, or ``turns`` of speakers with their words.

    ``themes`` are the paths of its themes, the first of them its home unless ``has_home`` is false. ``at`` names its
    place in the input for readers, such as ``row 12``, in case two quotes differ in nothing else.
    """

    key: str
    words: str = ""
    turns: tuple[tuple[str, str], ...] = ()
    speaker: str = ""
    source: str = ""
    page: int | None = None
    locator: str = ""
    themes: tuple[Path, ...] = ()
    has_home: bool = True
    codes: tuple[Path, ...] = ()
    language: str = ""
    translations: tuple[tuple[str, str], ...] = ()
    title: str = ""
    context: str = ""
    note: str = ""
    continues: str = ""
    inline: bool = False
    highlight: bool = False
    at: str = ""

    @property
    def home(self) -> Path:
        """The path of the theme that it is written in; empty if there is none."""
        return self.themes[0] if self.themes and self.has_home else ()

    @property
    def other_themes(self) -> tuple[Path, ...]:
        """The paths of the other themes that it belongs to."""
        return self.themes[1:] if self.has_home else self.themes


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedWork:
    """The id of a work, the place in it, and what it is cited for."""

    work: str
    locator: str = ""
    relation: Relation = Relation.BACKGROUND
    quoted: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedFinding(ImportedPart):
    """A claim about a theme. ``supports`` and ``contrasts`` are the keys of quotes of the same file.

    If it ``names_ids``, they are the ids of quotes of any file instead. ``other_themes`` are the paths of the themes
    that it belongs to besides, and ``unquoted`` says why there is no quote.
    """

    key: str
    claim: str
    theme: Path
    other_themes: tuple[Path, ...] = ()
    prevalence: ImportedPrevalence | None = None
    confidence: ImportedConfidence | None = None
    supports: tuple[str, ...] = ()
    contrasts: tuple[str, ...] = ()
    names_ids: bool = False
    unquoted: str = ""
    literature: tuple[CitedWork, ...] = ()
    explanation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedStatement(ImportedPart):
    """An implication or a limitation. ``findings`` are the keys of those that it follows from or applies to.

    ``audience`` is whom it addresses. Only an implication has a ``kind``.
    """

    key: str
    statement: str
    kind: ImplicationKind | None = None
    audience: str = ""
    findings: tuple[str, ...] = ()
    explanation: str = ""
    literature: tuple[CitedWork, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedTerm(ImportedPart):
    """A term of the glossary, and other spellings of it."""

    term: str
    also: tuple[str, ...] = ()
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedWork(ImportedPart):
    """A work that is cited. ``citation_key`` is the key that the input gives it, if any.

    ``is_unknown`` is a work of which the input does not say enough to find it. ``is_cited`` is one that the input cites
    anywhere, also where that is not imported. ``printed`` is a reference in words
    whose parts were told apart by a guess, and ``entry`` an entry of BibTeX, whose public fields are taken over.
    """

    csl: Csl
    citation_key: str = ""
    printed: str = ""
    is_unknown: bool = False
    is_cited: bool = False
    entry: Reference | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """All that was found in one file. ``lists_everybody`` is true if it lists all who took part, quoted or not.

    With ``keeps_marks``, titles that are in quotation marks are meant to be.
    """

    details: ImportedDetails = field(default_factory=ImportedDetails)
    lists_everybody: bool = False
    keeps_marks: bool = False
    attributes: tuple[ImportedAttribute, ...] = ()
    participants: tuple[ImportedParticipant, ...] = ()
    sources: tuple[ImportedSource, ...] = ()
    codes: tuple[ImportedCode, ...] = ()
    glossary: tuple[ImportedTerm, ...] = ()
    themes: tuple[ImportedTheme, ...] = ()
    quotes: tuple[ImportedQuote, ...] = ()
    findings: tuple[ImportedFinding, ...] = ()
    implications: tuple[ImportedStatement, ...] = ()
    limitations: tuple[ImportedStatement, ...] = ()
    works: tuple[ImportedWork, ...] = ()
