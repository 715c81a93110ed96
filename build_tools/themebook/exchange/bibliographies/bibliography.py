"""``references.bib`` from the works that importers find."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from themebook.check.required_fields import missing_fields
from themebook.cite.bibtex import exported_bibtex
from themebook.core.bibliography import Reference, ReferenceKey
from themebook.core.choices import Verification
from themebook.core.diagnostics import Diagnostic, Rule, Severity
from themebook.exchange.bibliographies.addresses import doi_in
from themebook.exchange.bibliographies.biblatex import biblatex_entry
from themebook.exchange.bibliographies.checking import broken_entries, read_again, with_decoded_fields
from themebook.exchange.bibliographies.csl_values import regular
from themebook.exchange.bibliographies.duplicates import Distinct, Work, distinct
from themebook.exchange.bibliographies.keys import KeysInUse, usable_key
from themebook.exchange.bibliographies.latex import latex
from themebook.exchange.bibliographies.texts import plain
from themebook.exchange.imported import ImportedWork

WORK_COMPLETE = Rule("work-complete", "A work should have what its type requires.", Severity.NOTE)
WORK_DOI_FORM = Rule("work-doi-form", "The DOI of a work must be one.", Severity.NOTE)
WORK_KEY_KEPT = Rule("work-key-kept", "The citation key of a work should be valid, and unique.", Severity.NOTE)

_DOI_HINT = "look it up, and add it to the entry as doi = {10.1234/abc}"
_VERIFICATION = "verification"
_TAKEN_APART = "A program took this reference apart. It is printed as:"
_UNKNOWN = Verification.UNKNOWN.value


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenBibliography:
    """The text of ``references.bib``, the key of each work by the id of its CSL-JSON, and what was changed."""

    text: str
    keys: Mapping[str, str]
    diagnostics: tuple[Diagnostic, ...]


def bibliography_of(works: Sequence[ImportedWork], taken: Collection[str] = ()) -> WrittenBibliography:
    """The works as BibTeX that Themebook reads without a complaint. ``taken`` are keys and ids that are in use.

    The ids of the works must differ. Keys are those of the input if possible. A work that lacks something which its
    type requires is kept, and marked as one that is not verified.
    """
    valid, without_doi = _with_valid_dois(works)
    kept, notes = distinct(valid)
    keys, renamed = _keys(kept, taken)
    entries = [_reference(one, key) for one, key in zip(kept, keys, strict=True)]
    entries = _valid(entries, kept)
    entries, incomplete = _with_verification(entries, kept)
    return WrittenBibliography(
        text="\n".join(f"{exported_bibtex(entry)}\n" for entry in entries),
        keys={id_: key for one, key in zip(kept, keys, strict=True) for id_ in one.ids},
        diagnostics=(*without_doi, *notes, *renamed, *incomplete),
    )


def _with_valid_dois(works: Sequence[ImportedWork]) -> tuple[Sequence[Work], Sequence[Diagnostic]]:
    """The works with their regular CSL-JSON, and a note for each text that is in the place of a DOI."""
    valid: list[Work] = []
    notes: list[Diagnostic] = []
    for work in works:
        values = regular(work.csl)
        written = str(values.get("DOI", ""))
        if written and not doi_in(written):
            notes.append(WORK_DOI_FORM.at(work.place, f"'{written[:80]}' is not a DOI, and is left out", _DOI_HINT))
            del values["DOI"]
        valid.append((work, values))
    return valid, notes


def _keys(works: Sequence[Distinct], taken: Collection[str]) -> tuple[Sequence[str], Sequence[Diagnostic]]:
    """The key of each work. Those that the input has come first, so that no made key takes one of them."""
    in_use = KeysInUse(taken)
    given = [usable_key(one.work.citation_key) for one in works]
    given = [key if key and in_use.take(key) else "" for key in given]
    keys = [key or in_use.take_new(one.values) for key, one in zip(given, works, strict=True)]
    changed = [
        WORK_KEY_KEPT.at(
            one.work.place,
            f"the citation key '{one.work.citation_key}' is in use or not valid here; it became '{key}'",
            "write the new key where the work is cited",
        )
        for key, one in zip(keys, works, strict=True)
        if one.work.citation_key and key != one.work.citation_key
    ]
    return keys, changed


def _reference(one: Distinct, key: str) -> Reference:
    """The entry that the input has, or else one made of the CSL-JSON."""
    entry = one.work.entry
    if entry is None:
        return _made(one, key)
    # Other keys of a work may be in use.
    fields = tuple((name, value) for name, value in entry.public_fields if name != "ids" and value.strip())
    return replace(entry, key=ReferenceKey(key), public_fields=fields)


def _made(one: Distinct, key: str) -> Reference:
    kind, fields = biblatex_entry(one.values)
    word = one.work.entry.field(_VERIFICATION) if one.work.entry else ""
    kept = ((_VERIFICATION, word),) if word in [known.value for known in Verification] else ()
    # Readers can compare what was guessed with what is printed.
    printed = " ".join(one.work.printed.split())
    remark = (("remark", latex(f"{_TAKEN_APART} {printed}")),) if printed else ()
    return Reference(key=ReferenceKey(key), kind=kind, public_fields=(*fields, *kept, *remark), span=one.work.place)


def _valid(entries: Sequence[Reference], works: Sequence[Distinct]) -> list[Reference]:
    """The entries, and for those of the input that break a rule, what could be understood of them."""
    if not any(one.work.entry for one in works):
        return list(entries)
    decoded = with_decoded_fields(entries)
    broken = broken_entries(decoded)
    return [_made(one, entry.key) if entry.key in broken else entry for entry, one in zip(decoded, works, strict=True)]


def _with_verification(
    entries: Sequence[Reference], works: Sequence[Distinct]
) -> tuple[list[Reference], Sequence[Diagnostic]]:
    """The entries, with those marked that lack something, and a note for each of them."""
    missing = {reference.key: missing_fields(reference) for reference in read_again(entries).value.references}
    marked = [
        _marked(entry) if missing.get(entry.key) or one.work.is_unknown else entry
        for entry, one in zip(entries, works, strict=True)
    ]
    notes = [
        _incomplete(entry, one, missing[entry.key])
        for entry, one in zip(entries, works, strict=True)
        if missing.get(entry.key) and not one.work.is_unknown
    ]
    return marked, notes


def _marked(entry: Reference) -> Reference:
    """The entry with the mark that it is not verified, unless it says itself that more than one work may be meant."""
    fields = dict(entry.public_fields)
    if fields.get(_VERIFICATION) != Verification.AMBIGUOUS.value:
        fields[_VERIFICATION] = _UNKNOWN
    return replace(entry, public_fields=tuple(fields.items()))


def _incomplete(entry: Reference, one: Distinct, missing: Sequence[str]) -> Diagnostic:
    title = plain(one.values.get("title"))[:80]
    message = f"'{entry.key}' ({title or 'no title'}) lacks {', '.join(missing)}, which @{entry.kind} requires"
    hint = "add it to the entry and delete `verification = {unknown}`, or leave it if it cannot be known"
    return WORK_COMPLETE.at(one.work.place, message, hint)
