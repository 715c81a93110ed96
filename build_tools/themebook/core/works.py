"""What readers see about the verification status of a work."""

from __future__ import annotations

import re

from themebook.core.bibliography import TITLE_TAG, Reference
from themebook.core.choices import Verification, VerificationStatus
from themebook.core.translation import gettext
from themebook.core.work_labels import FIELDS, UNSTATED_UNSEEN, VERIFICATION_STATUSES

_DOUBTFUL = (VerificationStatus.RECALLED, VerificationStatus.AMBIGUOUS, VerificationStatus.UNKNOWN)


def verification_status(reference: Reference) -> VerificationStatus:
    """The one status that badges, lists, filters and the page of the work agree on."""
    word = reference.field("verification")
    status = VerificationStatus(Verification(word)) if word else VerificationStatus.UNSTATED
    return VerificationStatus.PARTLY if status is VerificationStatus.VERIFIED and unseen(reference) else status


def unseen(reference: Reference) -> tuple[str, ...]:
    """Readable names of the details that were not seen in a source."""
    names = re.split(r"\s*,\s*", reference.field("unseen").strip())
    return tuple(dict.fromkeys(FIELDS.get(name, name) for name in names if name))


def badge(reference: Reference) -> str:
    """A few words that warn readers of uncertain details, or nothing if none are known to be uncertain."""
    status = verification_status(reference)
    if status is VerificationStatus.VERIFIED:
        return ""
    if status is VerificationStatus.UNSTATED:
        return gettext(UNSTATED_UNSEEN) if unseen(reference) else ""
    return VERIFICATION_STATUSES[status].short


def year(reference: Reference) -> str:
    """The year of publication, in four digits, or nothing if it is unknown."""
    found = re.search(r"(?<!\d)\d{4}(?!\d)", reference.field("date", "year"))
    return found[0] if found else ""


def plain_title(reference: Reference) -> str:
    """The title and subtitle as text, without braces and tags."""
    title = ": ".join(filter(None, (reference.field("title"), reference.field("subtitle"))))
    return re.sub(rf"[{{}}]|{TITLE_TAG}", "", title)


def is_doubtful(reference: Reference) -> bool:
    """Whether it is uncertain that this is the cited work, or that it exists as described."""
    return verification_status(reference) in _DOUBTFUL


def candidates(reference: Reference) -> tuple[str, ...]:
    """The candidates for the cited work, as the entry describes them."""
    return tuple(value for name, value in reference.fields if re.fullmatch(r"candidate-\d+", name))


def doubt(reference: Reference) -> str:
    """The badge and the details that were not seen, for exported entries; empty without a badge."""
    details = f" ({', '.join(unseen(reference))})" if unseen(reference) else ""
    return f"{badge(reference)}{details}" if badge(reference) else ""
