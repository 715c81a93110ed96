"""What readers are told about a work of the bibliography."""

from __future__ import annotations

import re

from themebook.core.model import Reference, Verification
from themebook.core.vocabulary import DOUBTS, FIELDS, NOT_STATED, PARTLY_VERIFIED, VERIFICATION


def verification(reference: Reference) -> Verification | None:
    """How sure the entry is, or None where its author does not say."""
    word = reference.field("verification")
    return Verification(word) if word else None


def unseen(reference: Reference) -> tuple[str, ...]:
    """What readers call the details that were not seen in a source."""
    names = re.split(r"\s*,\s*", reference.field("unseen").strip())
    return tuple(dict.fromkeys(FIELDS.get(name, name) for name in names if name))


def badge(reference: Reference) -> str:
    """The few words that keep a reader from taking a guess for a fact, or nothing where all is verified."""
    sure = verification(reference)
    if sure and sure in DOUBTS:
        return DOUBTS[sure]
    return _lower(PARTLY_VERIFIED) if unseen(reference) else ""


def badge_or_verified(reference: Reference) -> str:
    """The badge, or plain words where nothing is doubtful or said."""
    sure = verification(reference)
    return badge(reference) or _lower(VERIFICATION[sure] if sure else NOT_STATED)


def _lower(label: str) -> str:
    """A label as it is written inside a sentence."""
    return f"{label[0].lower()}{label[1:]}"


def year(reference: Reference) -> str:
    """The year in which the work came out, in four digits, or nothing where none is known."""
    found = re.search(r"(?<!\d)\d{4}(?!\d)", reference.field("date", "year"))
    return found[0] if found else ""


def is_doubtful(reference: Reference) -> bool:
    """Whether it is doubtful that the work is the one that was cited, or that it exists as described."""
    return verification(reference) in DOUBTS


def candidates(reference: Reference) -> tuple[str, ...]:
    """The works that may be meant, as the entry describes them."""
    return tuple(value for name, value in reference.fields if re.fullmatch(r"candidate-\d+", name))


def doubt(reference: Reference) -> str:
    """The badge and the details that were not seen, for those who take the entry away; empty where all is verified."""
    details = f" ({', '.join(unseen(reference))})" if unseen(reference) else ""
    return f"{badge(reference)}{details}" if badge(reference) else ""
