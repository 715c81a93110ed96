"""The findings and the bibliography of a study, as an author would write them, from what importers found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from themebook.core.choices import ParticipantKind
from themebook.core.diagnostics import Diagnostic, Loaded, Rule, Severity
from themebook.exchange.assembly.attributes import Attributes, attributes_of
from themebook.exchange.assembly.cleaning import cleaned
from themebook.exchange.assembly.merging import key_of, merged
from themebook.exchange.assembly.naming import GivenIds, names_of
from themebook.exchange.assembly.own_entry import bibliography_with_own
from themebook.exchange.assembly.quotes import with_places, written_quotes
from themebook.exchange.assembly.themes import Themes, written_codes
from themebook.exchange.assembly.writing import as_draft, filled, prose
from themebook.exchange.imported import Imported, ImportedDetails, ImportedParticipant, ImportedSource
from themebook.exchange.yaml_text import IdList, Tree, Value, yaml_document
from themebook.sources.findings.study import SCHEMA_FILE

_CREATIVE_COMMONS = re.compile(r"creativecommons\.org/licenses/(?P<terms>[a-z-]+)/(?P<version>\d\.\d)")
COUNTS_AGREE = Rule(
    "counts-agree", "As many quotes must be imported as the input says that a code has.", Severity.WARNING
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssembledStudy:
    """The texts of ``findings.yml`` and ``references.bib``, and all that was found, each thing once.

    ``reference`` is the key of the study's own entry, and ``works`` how many others there are.
    """

    findings: str
    bibliography: str
    reference: str
    works: int
    parts: Imported


def assemble(parts: Sequence[Imported]) -> Loaded[AssembledStudy]:
    """The study that several files hold together. What cannot become part of it is reported."""
    loaded = [cleaned(part) for part in parts]
    whole, conflicts = merged([one.value for one in loaded])
    placed, doubts = with_places(whole)
    names = names_of(placed)
    works = bibliography_with_own(placed, names.taken)
    themes = Themes.of(placed, names, works.keys, quotes := written_quotes(placed, names))
    attributes = attributes_of(placed.participants)
    tree: dict[str, Value] = {
        "study": {**_study(placed.details, works.own), **_sample(placed)},
        "attributes": attributes.declared,
        "participants": tuple(_participant(one, names, attributes) for one in placed.participants),
        "sources": tuple(_source(source, names) for source in placed.sources),
        "codes": tuple(written_codes(placed.codes, names)),
        "quotes": tuple(quotes.get((), ())),
        "themes": tuple(themes.written()),
    }
    differences = _count_differences(placed)
    findings = f"# yaml-language-server: $schema={SCHEMA_FILE}\n{yaml_document(filled(tree))}"
    found = (
        *(problem for one in loaded for problem in one.diagnostics),
        *conflicts,
        *doubts,
        *themes.found,
        *differences,
    )
    study = AssembledStudy(
        findings=findings,
        bibliography=works.text,
        reference=works.own,
        works=len({*works.keys.values()} - {works.own}),
        parts=placed,
    )
    return Loaded(study, (*found, *works.diagnostics))


def _count_differences(imported: Imported) -> Iterator[Diagnostic]:
    """The codes that have another number of quotes than the input says, if there are quotes at all."""
    counts = Counter(key for quote in imported.quotes for key in {key_of(path) for path in quote.codes})
    for code in imported.codes if imported.quotes else ():
        number = counts[key_of(code.path)]
        if code.count is not None and code.count != number:
            message = f"code '{code.path[-1]}' has {code.count} quotes here, but {number} were imported"
            yield COUNTS_AGREE.at(code.place, message, "import all files of the project, exported at the same time")


def _study(details: ImportedDetails, reference: str) -> Tree:
    return filled(
        {
            "reference": reference,
            "authors": tuple(
                filled(
                    {
                        "name": " ".join(filter(None, (author.given, author.family))),
                        "orcid": author.orcid,
                        "affiliations": author.affiliations,
                        "roles": author.roles,
                    }
                )
                for author in details.authors
            ),
            "approach": " ".join(details.approach.split()),
            "software": details.software,
            "funding": prose(details.funding),
            "ethics": prose(details.ethics),
            "data": prose(details.data),
            "licence": _licence(details.licence),
            "contact": details.contact,
            "keywords": details.keywords,
        }
    )


def _sample(imported: Imported) -> Tree:
    """That others may have taken part, if only those are known who are quoted."""
    is_open = imported.participants and not imported.lists_everybody
    return {"sample": {"complete": False}} if is_open else {}


def _licence(text: str) -> str:
    """A licence of Creative Commons as people write it, if it is given by its address."""
    found = _CREATIVE_COMMONS.search(text)
    return f"CC {found['terms'].upper()} {found['version']}" if found else text


def _participant(one: ImportedParticipant, names: GivenIds, attributes: Attributes) -> Tree:
    return filled(
        {
            "id": names.participant(one.name),
            "name": one.name,
            **as_draft(one),
            "kind": "" if one.kind is ParticipantKind.PERSON else one.kind.value,
            "size": one.size or "",
            "group": names.participant(one.group) if one.group else "",
            "attributes": attributes.of(one),
            "about": prose(one.about),
        }
    )


def _source(source: ImportedSource, names: GivenIds) -> Tree:
    return filled(
        {
            "id": names.source(source.title),
            "title": source.title,
            **as_draft(source),
            "kind": source.kind.value if source.kind else "",
            "participants": IdList(dict.fromkeys(names.participant(name) for name in source.participants)),
            "date": source.date,
            "wave": source.wave,
            "about": prose(source.about),
        }
    )
