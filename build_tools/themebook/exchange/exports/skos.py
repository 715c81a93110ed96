"""The themes, and the codes, as concepts that other vocabularies can refer to.

Format: SKOS, https://www.w3.org/TR/skos-reference/.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from themebook.core.data import Code
from themebook.core.fields import Prose
from themebook.core.model import Theme
from themebook.core.translation import gettext
from themebook.exchange.exports.rdf import Iri, Literal, Resource, json_ld, turtle
from themebook.exchange.exports.web_annotations import publication
from themebook.graph.data_model import LinkedCode
from themebook.graph.model import LinkedTheme
from themebook.render.published import Published
from themebook.site.routes import CODES, THEMES

_PREFIXES = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
}

Property = tuple[str, Iri | Literal]


def skos_turtle(published: Published) -> str:
    return turtle(_resources(published), _PREFIXES)


def skos_json_ld(published: Published) -> str:
    return json_ld(_resources(published), _PREFIXES)


def _resources(published: Published) -> Iterator[Resource]:
    """A scheme of the themes and one of the codes, if there are such, each with its concepts in order."""
    if themes := list(published.graph.themes.values()):
        scheme = Iri(published.page_iri(THEMES))
        yield _scheme(published, scheme, gettext("Themes"), [one.theme for one in themes if len(one.path) == 1])
        yield from (_theme(published, scheme, one) for one in themes)
    if codes := list(published.graph.codes.values()):
        scheme = Iri(published.page_iri(CODES))
        yield _scheme(published, scheme, gettext("Codes"), [one.code for one in codes if len(one.path) == 1])
        yield from (_code(published, scheme, one) for one in codes)


def _scheme(published: Published, iri: Iri, title: str, top: Sequence[Theme | Code]) -> Resource:
    graph = published.graph
    properties: list[Property] = [("dcterms:title", Literal(title, graph.language))]
    if source := publication(graph):
        properties.append(("dcterms:source", Iri(source)))
    if licence := graph.study.licence:
        properties.append(("dc:rights", Literal(licence)))
    properties += (("skos:hasTopConcept", _iri(published, one)) for one in top)
    return Resource(iri, "skos:ConceptScheme", tuple(properties))


def _theme(published: Published, scheme: Iri, linked: LinkedTheme) -> Resource:
    theme = linked.theme
    related = (one.theme for one in linked.related if not _is_above_or_below(published, one.theme, theme))
    return _concept(
        published,
        scheme,
        linked.path,
        theme.subthemes,
        (
            *_texts(published, "skos:note", theme.plain, theme.summary),
            *(("skos:related", _iri(published, one)) for one in related),
        ),
    )


def _code(published: Published, scheme: Iri, linked: LinkedCode) -> Resource:
    return _concept(published, scheme, linked.path, linked.code.codes, ())


def _concept(
    published: Published,
    scheme: Iri,
    path: Sequence[Theme | Code],
    below: Sequence[Theme | Code],
    more: Sequence[Property],
) -> Resource:
    """What themes and codes have in common. ``path`` leads to it from the top."""
    one, language = path[-1], published.graph.language
    scope = {gettext("Includes"): one.includes, gettext("Excludes"): one.excludes}
    above: Property = ("skos:broader", _iri(published, path[-2])) if len(path) > 1 else ("skos:topConceptOf", scheme)
    properties: tuple[Property, ...] = (
        ("skos:inScheme", scheme),
        ("skos:prefLabel", Literal(one.title, language)),
        ("skos:notation", Literal(one.id)),
        *_texts(published, "skos:definition", one.definition),
        *(
            ("skos:scopeNote", Literal(f"{label}: {words}", language))
            for label, text in scope.items()
            if (words := published.prose(text))
        ),
        *more,
        above,
        *(("skos:narrower", _iri(published, part)) for part in below),
    )
    return Resource(_iri(published, one), "skos:Concept", properties)


def _texts(published: Published, name: str, *texts: Prose | None) -> Iterator[Property]:
    found = (published.prose(text) for text in texts)
    return ((name, Literal(words, published.graph.language)) for words in found if words)


def _iri(published: Published, item: Theme | Code) -> Iri:
    return Iri(published.item_iri(item.id))


def _is_above_or_below(published: Published, one: Theme, other: Theme) -> bool:
    """Whether one of them is a part of the other. SKOS does not let such concepts be related as well."""
    paths = [{theme.id for theme in published.graph.themes[item.id].path} for item in (one, other)]
    return one.id in paths[1] or other.id in paths[0]
