"""What importers find about the study itself."""

from __future__ import annotations

from dataclasses import dataclass


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
class ImportedFigure:
    """A key figure of the study's design, and what it counts."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedDetails:
    """What the input says of the study itself. ``work`` is the id of its own entry among the works.

    ``source`` is the document that page numbers refer to. ``sample_size`` is how many took part, and ``sample_unit``
    what they are called.
    """

    title: str = ""
    authors: tuple[ImportedAuthor, ...] = ()
    language: str = ""
    work: str = ""
    source: str = ""
    abstract: str = ""
    aims: str = ""
    setting: str = ""
    approach: str = ""
    collected: str = ""
    sampling: str = ""
    coders: str = ""
    software: str = ""
    funding: str = ""
    ethics: str = ""
    data: str = ""
    licence: str = ""
    contact: str = ""
    keywords: tuple[str, ...] = ()
    sample_size: int | None = None
    sample_unit: str = ""
    figures: tuple[ImportedFigure, ...] = ()
