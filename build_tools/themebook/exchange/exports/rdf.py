"""Statements of RDF, written as Turtle (https://www.w3.org/TR/turtle/) and as JSON-LD (https://www.w3.org/TR/json-ld11/)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Iri:
    """An address, absolute or relative to that of the file. It must be percent-encoded."""

    address: str


@dataclass(frozen=True, slots=True)
class Literal:
    """A text, in a language (a BCP 47 tag) if that is known."""

    words: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Resource:
    """What is said of one thing: pairs of a property, with its prefix, and a value. ``kind`` is its type."""

    iri: Iri
    kind: str
    properties: tuple[tuple[str, Iri | Literal], ...]


def turtle(resources: Iterable[Resource], prefixes: Mapping[str, str]) -> str:
    """``prefixes`` are the addresses that prefixes stand for."""
    lines = [f"@prefix {prefix}: <{address}> ." for prefix, address in prefixes.items()]
    for one in resources:
        lines += ["", f"<{one.iri.address}> a {one.kind}", *(f"    ; {name} {_term(v)}" for name, v in one.properties)]
        lines[-1] += " ."
    return "\n".join(lines) + "\n"


def _term(value: Iri | Literal) -> str:
    if isinstance(value, Iri):
        return f"<{value.address}>"
    # The escapes of JSON are a part of those of Turtle.
    words = json.dumps(value.words, ensure_ascii=False)
    return f"{words}@{value.language}" if value.language else words


def json_ld(resources: Iterable[Resource], prefixes: Mapping[str, str]) -> str:
    """The same statements."""
    whole = {"@context": dict(prefixes), "@graph": [dict(_members(one)) for one in resources]}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _members(resource: Resource) -> Iterator[tuple[str, object]]:
    yield "@id", resource.iri.address
    yield "@type", resource.kind
    values: dict[str, list[Mapping[str, str]]] = {}
    for name, value in resource.properties:
        values.setdefault(name, []).append(_value(value))
    yield from values.items()


def _value(value: Iri | Literal) -> Mapping[str, str]:
    if isinstance(value, Iri):
        return {"@id": value.address}
    return {"@value": value.words, **({"@language": value.language} if value.language else {})}
