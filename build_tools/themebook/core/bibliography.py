"""The bibliography as frozen types: the references, and the places of all entries of the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NewType

from themebook.core.diagnostics import Span

ReferenceKey = NewType("ReferenceKey", str)

TITLE_TAG = r"</?(?:i|b|sup|sub|span)(?:\s[^<>]*)?>"
"""The form of the tags that a title may contain, here and in CSL-JSON."""


ET_AL = "et al."
"""Used for authors whom an entry does not name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A name in CSL's parts. An organisation only has a ``literal``.

    With ``drops_particle``, the particle belongs to the given name: Alexander von Humboldt is cited as Humboldt. With
    ``suffix_comma``, a comma is before the suffix.
    """

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""
    drops_particle: bool = False
    suffix_comma: bool = False

    @property
    def full_name(self) -> str:
        """The name as it is read, such as "Ludwig van Beethoven"."""
        name = " ".join(filter(None, (self.given, self.particle, self.family)))
        return self.literal or (f"{name}, {self.suffix}" if self.suffix else name)

    @property
    def inverted_name(self) -> str:
        """The name with the family name first, such as "van Beethoven, Ludwig"."""
        before, behind = ("", self.particle) if self.drops_particle else (self.particle, "")
        family, given = (" ".join(filter(None, parts)) for parts in ((before, self.family), (self.given, behind)))
        return self.literal or ", ".join(filter(None, (family, given, self.suffix)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """An entry of the bibliography: a work.

    ``fields`` are its BibTeX fields in file order, names in lower case, values as Unicode text: strings joined,
    crossref and xdata inherited, LaTeX decoded. Titles keep the braces that protect capitals, as ``{...}``, and the
    tags ``<i>``, ``<b>``, ``<sup>`` and ``<sub>`` for text that is formatted. ``other_people`` are those besides
    authors and editors, by the names of their fields. Private ones are among them. ``public_fields`` are those that may
    be published as BibTeX and those of Themebook's own, in the same order, with their values as LaTeX. Of a work that
    is not cited only the fields that a list shows are decoded. ``values`` are the fields by their names.
    """

    key: ReferenceKey
    kind: str
    authors: tuple[Person, ...] = ()
    editors: tuple[Person, ...] = ()
    other_people: tuple[tuple[str, tuple[Person, ...]], ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    public_fields: tuple[tuple[str, str], ...] = ()
    span: Span
    field_spans: tuple[tuple[str, Span], ...] = ()
    values: Mapping[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", MappingProxyType(dict(self.fields)))

    def field(self, *names: str) -> str:
        """The first of the named fields that is not empty, or an empty string."""
        return next((self.values[name] for name in names if self.values.get(name)), "")

    @property
    def named_authors(self) -> tuple[Person, ...]:
        """The authors without "et al.", which may be anybody."""
        return tuple(person for person in self.authors if person.literal != ET_AL)

    def people(self, name: str) -> tuple[Person, ...]:
        """The persons in the named field."""
        if name in ("author", "editor"):
            return self.authors if name == "author" else self.editors
        return dict(self.other_people).get(name, ())

    def place(self, name: str) -> Span:
        """The place of the named field, or of the entry if it has no such field."""
        return next((span for field, span in self.field_spans if field == name), self.span)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPlace:
    """Where an entry begins, whether or not it could be read.

    ``keys`` are its key and aliases as far as they are known, and ``parents`` the entries that it takes fields from. An
    ``@string`` or ``@comment`` is not an entry.
    """

    span: Span
    keys: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    is_entry: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Bibliography:
    """The entries of all files, the keys of those that could not be read, and where each entry begins, in order.

    ``files`` are the names of all files, also of those that could not be read; there is at least one. ``aliases`` are
    other keys of works, each with the key that it stands for.
    """

    references: tuple[Reference, ...]
    unread: tuple[str, ...] = ()
    places: tuple[EntryPlace, ...] = ()
    files: tuple[str, ...]
    aliases: Mapping[str, ReferenceKey] = field(default_factory=dict)

    @property
    def span(self) -> Span:
        """The beginning of the first file."""
        return Span(self.files[0])
