"""The labels of works: how certain they are, and what their types and fields are called."""

from __future__ import annotations

from collections.abc import Mapping

from themebook.core.choices import VerificationStatus
from themebook.core.label_types import StatusLabels
from themebook.core.translation import N_, Labels

VERIFICATION_STATUSES: Mapping[VerificationStatus, StatusLabels] = {
    VerificationStatus.VERIFIED: StatusLabels(
        N_("Verified"),
        N_("verified"),
        N_("Verified."),
        N_("This work was found in a source."),
    ),
    VerificationStatus.PARTLY: StatusLabels(
        N_("Work found; some details unconfirmed"),
        N_("work found; some details unconfirmed"),
        N_("Work found; some details unconfirmed."),
        N_("This work was found in a source, but some of its details were not."),
    ),
    VerificationStatus.RECALLED: StatusLabels(
        N_("Recalled, not verified"),
        N_("recalled, not verified"),
        N_("Recalled, not verified."),
        N_("The details are from general knowledge. The work itself was not seen in any source."),
    ),
    VerificationStatus.AMBIGUOUS: StatusLabels(
        N_("Ambiguous"),
        N_("ambiguous: uncertain which work is meant"),
        N_("Ambiguous: it is uncertain which work is meant."),
        N_(
            "More than one work fits, or none fits entirely. The work shown above may not be the one that the authors "
            "cite."
        ),
    ),
    VerificationStatus.UNKNOWN: StatusLabels(
        N_("Unknown"),
        N_("unknown: work not identified"),
        N_("Unknown: the work is not identified."),
        N_("Nothing is known about it except what the authors say where they cite it."),
    ),
    VerificationStatus.UNSTATED: StatusLabels(
        N_("Not stated"),
        N_("not stated"),
        N_("Verification not stated."),
        N_("The bibliography does not say whether this work was found in a source."),
    ),
}
# Of a work whose entry has no status, but lists details that were not seen. A message id.
UNSTATED_UNSEEN = N_("verification not stated, some details not seen")
ENTRY_TYPES: Mapping[str, str] = Labels(
    {
        "article": N_("Article"),
        "book": N_("Book"),
        "booklet": N_("Booklet"),
        "collection": N_("Edited book"),
        "dataset": N_("Data set"),
        "inbook": N_("Part of a book"),
        "incollection": N_("Chapter"),
        "inproceedings": N_("Conference paper"),
        "manual": N_("Manual"),
        "mastersthesis": N_("Master’s thesis"),
        "misc": N_("Other"),
        "online": N_("Web page"),
        "phdthesis": N_("Doctoral thesis"),
        "proceedings": N_("Conference proceedings"),
        "report": N_("Report"),
        "software": N_("Software"),
        "techreport": N_("Technical report"),
        "thesis": N_("Thesis"),
        "unpublished": N_("Unpublished work"),
    }
)

FIELDS: Mapping[str, str] = Labels(
    {
        "address": N_("place"),
        "author": N_("authors"),
        "booktitle": N_("title of the book"),
        "doi": N_("DOI"),
        "edition": N_("edition"),
        "editor": N_("editors"),
        "institution": N_("institution"),
        "isbn": N_("ISBN"),
        "journal": N_("journal"),
        "journaltitle": N_("journal"),
        "number": N_("issue or number"),
        "pages": N_("pages"),
        "publisher": N_("publisher"),
        "title": N_("title"),
        "url": N_("web address"),
        "volume": N_("volume"),
        "year": N_("year"),
    }
)
