"""What a study says of itself, as it is written in the findings."""

from __future__ import annotations

import re

from themebook.core.choices import ParticipantKind
from themebook.exchange.assembly.writing import filled, joined, prose
from themebook.exchange.bibliographies.texts import plain
from themebook.exchange.imported import Imported
from themebook.exchange.imported_details import ImportedAuthor, ImportedDetails
from themebook.exchange.yaml_text import Tree

# That of a licence as it was adapted to a country is another.
_CREATIVE_COMMONS = re.compile(
    r"https?://(?:www\.)?creativecommons\.org/licenses/(?P<terms>[a-z-]+)/(?P<version>\d\.\d)/?(?:(?:deed|legalcode)\S*)?"
)


def written_details(imported: Imported, reference: str) -> Tree:
    """The values of ``study``. ``reference`` is the key of its own entry."""
    details = imported.details
    return filled(
        {
            "reference": reference,
            "source": details.source,
            "title": _title(imported),
            "authors": tuple(map(_author, details.authors)),
            "aims": prose(details.aims),
            "setting": prose(details.setting),
            **_method(details),
            "funding": prose(details.funding),
            "ethics": prose(details.ethics),
            "data": prose(details.data),
            "licence": _licence(details.licence),
            "contact": details.contact,
            "keywords": details.keywords,
            "sample": _sample(imported),
            "figures": tuple({"value": one.value, "label": one.label} for one in details.figures),
        }
    )


def _title(imported: Imported) -> str:
    """The title if it differs from that of the study's own entry."""
    details = imported.details
    own = next((work.csl for work in imported.works if work.csl["id"] == details.work), None)
    return details.title if own and plain(own.get("title")) != details.title else ""


def _author(author: ImportedAuthor) -> Tree:
    return filled(
        {
            "name": " ".join(filter(None, (author.given, author.family))),
            "orcid": author.orcid,
            "affiliations": author.affiliations,
            "roles": author.roles,
        }
    )


def _method(details: ImportedDetails) -> Tree:
    return {
        "approach": joined(details.approach),
        "collected": details.collected,
        "sampling": prose(details.sampling),
        "coders": prose(details.coders),
        "software": details.software,
    }


def _sample(imported: Imported) -> Tree:
    """Who took part: others may have if only those are known who are quoted."""
    details = imported.details
    listed = sum(one.kind is ParticipantKind.PERSON for one in imported.participants)
    size = details.sample_size if (details.sample_size or 0) >= listed else None
    is_open = bool(imported.participants) and not imported.lists_everybody and not size
    unit = {"unit": details.sample_unit} if details.sample_unit else {}
    return {**({"size": size} if size else {}), **({"complete": False} if is_open else {}), **unit}


def _licence(text: str) -> str:
    """A licence of Creative Commons as people write it, if the text is nothing but its address."""
    found = _CREATIVE_COMMONS.fullmatch(text.strip())
    return f"CC {found['terms'].upper()} {found['version']}" if found else text
