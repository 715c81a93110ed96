"""The findings and the bibliography of a study, as an author would write them, from what importers found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from themebook.core.choices import ParticipantKind
from themebook.core.diagnostics import Diagnostic, Loaded, Rule, Severity
from themebook.exchange.assembly.attributes import Attributes, attributes_of
from themebook.exchange.assembly.claims import Claims
from themebook.exchange.assembly.cleaning import cleaned
from themebook.exchange.assembly.details import written_details
from themebook.exchange.assembly.merging import merged
from themebook.exchange.assembly.naming import GivenIds, names_of
from themebook.exchange.assembly.own_entry import Works, bibliography_with_own
from themebook.exchange.assembly.quotes import with_places, written_quotes
from themebook.exchange.assembly.themes import Themes, written_codes
from themebook.exchange.assembly.writing import as_draft, filled, prose
from themebook.exchange.imported import Imported, ImportedParticipant, ImportedSource, ImportedTerm
from themebook.exchange.imported_names import key_of
from themebook.exchange.yaml_text import IdList, Tree, Value, yaml_document
from themebook.sources.findings.study import SCHEMA_FILE

COUNTS_AGREE = Rule(
    "counts-agree", "As many quotes must be imported as the input says that a code has.", Severity.WARNING
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssembledStudy:
    """The texts of ``findings.yml`` and ``references.bib``, and all that was found, each thing once.

    ``reference`` is the key of the study's own entry, and ``works`` how many others there are. ``uncited`` are the keys
    of those that the input cites, but the findings do not.
    """

    findings: str
    bibliography: str
    reference: str
    works: int
    uncited: tuple[str, ...]
    parts: Imported


def assemble(parts: Sequence[Imported]) -> Loaded[AssembledStudy]:
    """The study that several files hold together. What cannot become part of it is reported."""
    loaded = [cleaned(part) for part in parts]
    whole, conflicts = merged([one.value for one in loaded])
    placed, doubts = with_places(whole)
    names = names_of(placed)
    works = bibliography_with_own(placed, names.taken)
    attributes = attributes_of(placed)
    claims = Claims(names=names, keys=works.keys, attributes=attributes, has_quotes=bool(placed.quotes))
    themes = Themes.of(placed, names, claims, quotes := written_quotes(placed, names))
    tree: dict[str, Value] = {
        "study": written_details(placed, works.own),
        "attributes": attributes.declared,
        "participants": tuple(_participant(one, names, attributes) for one in placed.participants),
        "sources": tuple(_source(source, names) for source in placed.sources),
        "codes": tuple(written_codes(placed.codes, names)),
        "glossary": tuple(map(_term, placed.glossary)),
        "quotes": tuple(quotes.get((), ())),
        "themes": tuple(themes.written()),
        "implications": tuple(map(claims.implication, placed.implications)),
        "limitations": tuple(map(claims.limitation, placed.limitations)),
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
        uncited=tuple(_uncited(placed, works)),
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


def _uncited(imported: Imported, works: Works) -> Iterator[str]:
    lists = [one.literature for one in imported.findings]
    lists += (one.literature for one in (*imported.implications, *imported.limitations))
    cited = {works.own, *(works.keys.get(item.work, "") for items in lists for item in items)}
    keys = (works.keys[work.csl["id"]] for work in imported.works if work.is_cited)
    yield from (key for key in dict.fromkeys(keys) if key not in cited)


def _term(term: ImportedTerm) -> Tree:
    return filled({"term": term.term, "also": term.also, "meaning": term.meaning})


def _participant(one: ImportedParticipant, names: GivenIds, attributes: Attributes) -> Tree:
    return filled(
        {
            "id": names.participant(one.name),
            "name": one.name,
            **as_draft(one),
            "kind": "" if one.kind is ParticipantKind.PERSON else one.kind.value,
            "size": one.size or "",
            "group": names.participant(one.group) if one.group else "",
            "attributes": attributes.of(one.attributes),
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
