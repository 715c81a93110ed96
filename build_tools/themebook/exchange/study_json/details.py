"""What a study as JSON says of itself, the attributes of its participants, and its glossary."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, repeat

from themebook.exchange.bibliographies.texts import plain
from themebook.exchange.imported import ImportedAttribute, ImportedTerm
from themebook.exchange.imported_details import ImportedAuthor, ImportedDetails, ImportedFigure
from themebook.exchange.json_values import Part, text_of
from themebook.exchange.study_json.parts import Parts
from themebook.exchange.tables.names import distinct_names


def read_details(parts: Parts) -> ImportedDetails:
    study, sample = parts.study, parts.object(parts.study, "sample")
    reference = parts.id(study, "reference", "works")
    work = parts.of("works").get(reference, {})
    return ImportedDetails(
        title=parts.text(study, "title") or plain(text_of(work, "title")),
        authors=tuple(_authors(parts, work)),
        language=parts.text(study, "language"),
        work=reference,
        source=parts.text(study, "source"),
        aims=parts.text(study, "aims"),
        setting=parts.text(study, "setting"),
        approach=parts.text(study, "approach"),
        collected=parts.text(study, "collected"),
        sampling=parts.text(study, "sampling"),
        coders=parts.text(study, "coders"),
        software=parts.text(study, "software"),
        funding=parts.text(study, "funding"),
        ethics=parts.text(study, "ethics"),
        data=parts.text(study, "data"),
        licence=parts.text(study, "licence"),
        contact=parts.text(study, "contact"),
        keywords=parts.texts(study, "keywords"),
        sample_size=parts.number(sample, "size"),
        sample_unit=parts.text(sample, "unit"),
        figures=tuple(
            ImportedFigure(value=text_of(one, "value"), label=text_of(one, "label"))
            for one in parts.listed(study, "figures", "value", "label")
        ),
    )


def _authors(parts: Parts, work: Part) -> Iterator[ImportedAuthor]:
    """The authors. The study's own entry says which part of a name is that of the family."""
    people = work.get("author")
    known = (one if isinstance(one, dict) else {} for one in (people if isinstance(people, list) else ()))
    for part, person in zip(parts.listed(parts.study, "authors", "name"), chain(known, repeat({})), strict=False):
        name = " ".join(text_of(part, "name").split())
        is_body = text_of(person, "literal") == name
        family = name if is_body else _family(name, person)
        yield ImportedAuthor(
            family=family,
            given=name.removesuffix(family).strip(),
            is_organisation=is_body,
            orcid=parts.text(part, "orcid"),
            affiliations=parts.texts(part, "affiliations"),
            roles=parts.texts(part, "roles"),
        )


def _family(name: str, person: Part) -> str:
    """The end of a name that is that of the family: as a name of CSL has it, or else the last word."""
    particle = text_of(person, "non-dropping-particle") or text_of(person, "dropping-particle")
    family = " ".join(filter(None, (particle, text_of(person, "family"))))
    return family if family and f" {name}".endswith(f" {family}") else name.rpartition(" ")[2]


class DeclaredAttributes:
    """The attributes that the study declares, and the values that something has of them."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        declared = {text_of(one, "id"): one for one in parts.listed(parts.study, "attributes", "id", "label")}
        names = distinct_names({name: _name(one) for name, one in declared.items()})
        self._known = {
            name: ImportedAttribute(
                id=name,
                name=names[name],
                label=text_of(one, "label"),
                unit=parts.text(one, "unit"),
                values=parts.texts(one, "values"),
                place=parts.place,
            )
            for name, one in declared.items()
        }

    @property
    def declared(self) -> tuple[ImportedAttribute, ...]:
        return tuple(self._known.values())

    def of(self, part: Part, name: str) -> tuple[tuple[str, str], ...]:
        """The values that a part has, by the names of the attributes."""
        every = list(self._parts.pairs(part, name))
        known = tuple((self._known[one].name, value) for one, value in every if one in self._known)
        self._parts.left_out += len(every) - len(known)
        return known


def _name(attribute: Part) -> str:
    """The label, with the unit as tables have it."""
    label, unit = text_of(attribute, "label"), text_of(attribute, "unit")
    return f"{label} ({unit})" if unit else label


def read_glossary(parts: Parts) -> Iterator[ImportedTerm]:
    for one in parts.listed(parts.whole, "glossary", "term", "meaning"):
        yield ImportedTerm(
            term=text_of(one, "term"),
            also=parts.texts(one, "also"),
            meaning=text_of(one, "meaning"),
            place=parts.place,
        )
