"""Rules about the entries of the bibliography: they are complete and distinct."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from themebook.check.required_fields import missing_fields
from themebook.core import lookalikes
from themebook.core.bibliography import Bibliography, Reference
from themebook.core.characters import look_alike
from themebook.core.choices import Verification
from themebook.core.diagnostics import Diagnostic, Severity, Span, rule
from themebook.core.nearest import Nearest, nearest
from themebook.sources.bibtex.fields import ENTRY_TYPES, OWN_FIELDS, ROLES, is_own, is_published

_OWN_FIELDS = Nearest(OWN_FIELDS)
_TYPES = Nearest(ENTRY_TYPES)
_ROLES = Nearest(ROLES)
_ROLE_FIELDS = ("authortype", "editortype", "editoratype", "editorbtype", "editorctype")


class Entries(Protocol):
    """The entries, and the places of their keys."""

    @property
    def bibliography(self) -> Bibliography: ...

    @property
    def keys(self) -> Mapping[str, Span]: ...


@rule(Severity.WARNING)
def bib_type_known(sources: Entries) -> Iterator[Diagnostic]:
    """The type of an entry, and the role of its editors, must be spelt as in biblatex."""
    for entry in sources.bibliography.references:
        # A type that nobody knows is printed as a document of no kind, so what it may be misspelt for is lost.
        close = "" if entry.kind in ENTRY_TYPES else _TYPES.to(entry.kind)
        if close:
            message = f"the type of '{entry.key}' cannot be '@{entry.kind}'"
            yield bib_type_known.at(entry.span, message, f"did you mean '@{close}'?")
        for name in _ROLE_FIELDS:
            role = re.sub(r"\W", "", entry.field(name)).lower()
            close = "" if role in ROLES or not role else _ROLES.to(role)
            if close:
                message = f"`{name}` of '{entry.key}' cannot be '{entry.field(name)}'"
                yield bib_type_known.at(entry.place(name), message, f"did you mean '{close}'?")


@rule(Severity.WARNING)
def bib_fields_required(sources: Entries) -> Iterator[Diagnostic]:
    """An entry must have the fields that its type requires."""
    # Of a work that is itself uncertain, they cannot be known.
    uncertain = (Verification.AMBIGUOUS, Verification.UNKNOWN)
    for entry in sources.bibliography.references:
        missing = missing_fields(entry)
        if missing and entry.field("verification") not in uncertain:
            message = f"'{entry.key}' ({entry.kind}) lacks {', '.join(missing)}"
            hint = _misspelt(entry, missing) or (
                "add what is missing, or set `verification = {ambiguous}` or `{unknown}` if it cannot be known"
            )
            yield bib_fields_required.at(entry.span, message, hint)


def _misspelt(entry: Reference, missing: Sequence[str]) -> str:
    """A hint that a field which no program knows may be one of the missing ones."""
    for name, span in entry.field_spans:
        wanted = [field for part in missing for field in part.split(" or ")]
        close = "" if is_published(name) or is_own(name) else nearest(name, wanted)
        if close:
            return f"did you mean `{close}` where you wrote `{name}` ({span})?"
    return ""


@rule(Severity.WARNING)
def bib_field_known(sources: Entries) -> Iterator[Diagnostic]:
    """A field that only Themebook knows must be spelt as in the guide."""
    for entry in sources.bibliography.references:
        for name, span in entry.field_spans:
            close = "" if name in OWN_FIELDS or name.startswith("candidate-") else _OWN_FIELDS.to(name)
            if close:
                message = f"'{entry.key}' has a field '{name}', which Themebook does not know"
                hint = f"did you mean '{close}'?"
                yield bib_field_known.at(span, message, hint)


@rule()
def doi_form(sources: Entries) -> Iterator[Diagnostic]:
    """A DOI must begin with `10.`, a registrant's number and a slash."""
    for entry in sources.bibliography.references:
        doi = entry.field("doi")
        at = lookalikes.first(doi)
        if at >= 0:
            meant = lookalikes.plain(doi)
            yield look_alike(doi[at], entry.place("doi"), f"write {meant}")
        elif doi and not re.fullmatch(r"10\.\d{4,9}(\.\d+)*/\S+", _bare_doi(doi)):
            message = f"'{doi}' is not a DOI"
            hint = "write it as 10.1234/abc, without a web address before it"
            yield doi_form.at(entry.place("doi"), message, hint)


@rule(Severity.WARNING)
def doi_unique(sources: Entries) -> Iterator[Diagnostic]:
    """A DOI must belong to one entry only."""
    first: dict[str, str] = {}
    for entry in sources.bibliography.references:
        doi = _bare_doi(entry.field("doi")).casefold()
        same = first.setdefault(doi, entry.key)
        if doi and same != entry.key:
            message = f"'{entry.key}' has the same DOI as '{same}' ({sources.keys[same]})"
            hint = "merge the two entries, or correct one of the DOIs"
            yield doi_unique.at(entry.place("doi"), message, hint)


def _bare_doi(doi: str) -> str:
    return re.sub(r"^(https?://(dx\.)?doi\.org/|doi:\s*)", "", doi.strip(), flags=re.I)


@rule()
def verification_form(sources: Entries) -> Iterator[Diagnostic]:
    """`verification` and `unseen` must use the values listed in the guide."""
    allowed = [word.value for word in Verification]
    for entry in sources.bibliography.references:
        word = entry.field("verification")
        if word and word not in allowed:
            message = f"`verification` of '{entry.key}' cannot be '{word}'"
            yield _verification(entry.place("verification"), message, word, allowed)
        names = entry.values
        for unseen in re.split(r"\s*,\s*", entry.field("unseen")):
            if unseen and unseen not in names:
                message = f"`unseen` of '{entry.key}' names '{unseen}', a field that the entry does not have"
                yield _verification(entry.place("unseen"), message, unseen, list(filter(is_published, names)))


def _verification(span: Span, message: str, word: str, allowed: Iterable[str]) -> Diagnostic:
    close = nearest(word, allowed)
    hint = f"did you mean '{close}'?" if close else "allowed here: " + ", ".join(allowed)
    return verification_form.at(span, message, hint)


RULES = (
    bib_type_known,
    bib_field_known,
    bib_fields_required,
    doi_form,
    doi_unique,
    verification_form,
)
