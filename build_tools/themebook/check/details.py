"""Rules about what a study says of itself."""

from __future__ import annotations

from collections.abc import Iterator

from themebook.core.diagnostics import Diagnostic, Severity, rule
from themebook.core.orcid import is_orcid
from themebook.core.study_details import are_authors
from themebook.core.web_addresses import contact_address
from themebook.sources.all_sources import Sources


@rule()
def orcid_form(sources: Sources) -> Iterator[Diagnostic]:
    """An ORCID iD must have 16 digits in groups of four, and a correct check digit, the last, which can be X."""
    for author in sources.study.authors:
        if author.orcid and not is_orcid(author.orcid):
            message = f"'{author.orcid}' is not the ORCID iD of '{author.name}', nor of anybody"
            yield orcid_form.at(author.place("orcid"), message, "copy it from orcid.org, such as 0000-0002-1825-0097")


@rule()
def contact_form(sources: Sources) -> Iterator[Diagnostic]:
    """The contact of a study must be an e-mail address or a web address."""
    contact = sources.study.contact
    if contact and contact_address(contact) is None:
        message = f"the contact '{contact}' is neither an e-mail address nor a web address"
        yield contact_form.at(sources.study.place("contact"), message, "write an address such as name@example.org")


@rule(Severity.WARNING)
def study_authors_match(sources: Sources) -> Iterator[Diagnostic]:
    """The authors of a study must be those of its entry in the bibliography, in the same order."""
    study = sources.study
    entry = next((one for one in sources.bibliography.references if one.key == study.reference.id), None)
    if not (study.authors and entry and entry.authors) or are_authors(study.authors, entry.authors):
        return
    names = ", ".join(author.name for author in study.authors)
    families = ", ".join(person.family or person.literal for person in entry.authors)
    message = f"the authors are {names} here, but {families} in '{study.reference.id}'"
    yield study_authors_match.at(study.authors[0].span, message, "correct the names, their number or their order")


RULES = (
    orcid_form,
    contact_form,
    study_authors_match,
)
