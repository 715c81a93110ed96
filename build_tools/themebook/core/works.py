"""What readers see about the verification status of a work."""

from __future__ import annotations

import re

from themebook.core.model import Reference, Verification
from themebook.core.translation import gettext
from themebook.core.vocabulary import DOUBTS, FIELDS


def verification(reference: Reference) -> Verification | None:
    """The verification status of the entry, or None if its author does not give one."""
    word = reference.field("verification")
    return Verification(word) if word else None


def unseen(reference: Reference) -> tuple[str, ...]:
    """Readable names of the details that were not seen in a source."""
    names = re.split(r"\s*,\s*", reference.field("unseen").strip())
    return tuple(dict.fromkeys(FIELDS.get(name, name) for name in names if name))


def badge(reference: Reference) -> str:
    """A few words that warn readers of uncertain details, or nothing if everything is verified."""
    sure = verification(reference)
    if sure and sure in DOUBTS:
        return DOUBTS[sure]
    return gettext("verified, but not in every detail") if unseen(reference) else ""


def badge_or_verified(reference: Reference) -> str:
    """The badge, or plain words if nothing is in doubt or no status is given."""
    return badge(reference) or (gettext("verified") if verification(reference) else gettext("not stated"))


def year(reference: Reference) -> str:
    """The year of publication, in four digits, or nothing if it is unknown."""
    found = re.search(r"(?<!\d)\d{4}(?!\d)", reference.field("date", "year"))
    return found[0] if found else ""


def is_doubtful(reference: Reference) -> bool:
    """Whether it is uncertain that this is the cited work, or that it exists as described."""
    return verification(reference) in DOUBTS


def candidates(reference: Reference) -> tuple[str, ...]:
    """The candidates for the cited work, as the entry describes them."""
    return tuple(value for name, value in reference.fields if re.fullmatch(r"candidate-\d+", name))


def doubt(reference: Reference) -> str:
    """The badge and the details that were not seen, for exported entries; empty if everything is verified."""
    details = f" ({', '.join(unseen(reference))})" if unseen(reference) else ""
    return f"{badge(reference)}{details}" if badge(reference) else ""
