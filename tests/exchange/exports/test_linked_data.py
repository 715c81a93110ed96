"""Themes and codes as concepts, and quotes as annotations, as other programs read them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import DCTERMS, OWL, RDF, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic

from tests.exchange.exports.study_files import ADDRESS, each_site, files_of, published_of, site_of, write_study
from tests.sites import CODEBOOK, DEEP_THEMES, DETAILS, FOCUS_GROUPS
from themebook.exchange.exports.data_files import DataFiles

SHAPES = Path(__file__).with_name("shapes.ttl")
OA = Namespace("http://www.w3.org/ns/oa#")
AS = "https://www.w3.org/ns/activitystreams#"
# What the published context says of the terms that we use. Tests do not ask the web for it.
CONTEXT = {
    "oa": str(OA),
    "id": {"@id": "@id", "@type": "@id"},
    "type": {"@id": "@type", "@type": "@vocab"},
    **{name: f"oa:{name}" for name in ("Annotation", "TextQuoteSelector", "SpecificResource", "classifying", "exact")},
    "AnnotationCollection": f"{AS}OrderedCollection",
    "AnnotationPage": f"{AS}OrderedCollectionPage",
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "format": "http://purl.org/dc/elements/1.1/format",
    "first": {"@id": f"{AS}first", "@type": "@id"},
    "items": {"@id": f"{AS}items", "@type": "@id", "@container": "@list"},
    "partOf": {"@id": f"{AS}partOf", "@type": "@id"},
    "startIndex": f"{AS}startIndex",
    "total": f"{AS}totalItems",
}


@cache
def concepts(folder: Path) -> Graph:
    return Graph().parse(data=files_of(folder)["skos.ttl"], format="turtle")


@cache
def annotated(folder: Path) -> Graph:
    whole = json.loads(files_of(folder)["annotations.jsonld"])
    assert whole["@context"] == "http://www.w3.org/ns/anno.jsonld"
    return Graph().parse(data=json.dumps({**whole, "@context": CONTEXT}), format="json-ld")


def page(name: str, folder: str) -> URIRef:
    return URIRef(f"{ADDRESS}{folder}/{name}/")


def has_doi(folder: Path) -> bool:
    return bool(site_of(folder).graph.own_reference.field("doi"))


@each_site
def test_both_files_of_concepts_say_the_same(folder: Path) -> None:
    published = published_of(folder)
    assert ("skos.ttl" in files_of(folder)) == bool([*published.graph.themes.values(), *published.graph.codes.values()])
    if "skos.ttl" in files_of(folder):
        other = Graph().parse(data=files_of(folder)["skos.jsonld"], format="json-ld")
        assert isomorphic(concepts(folder), other)
        assert len(other) > 0


@each_site
def test_concepts_are_the_themes_and_codes_in_their_order_above_and_below(folder: Path) -> None:
    if "skos.ttl" not in files_of(folder):
        return
    graph, published = concepts(folder), published_of(folder)
    paths = [one.path for one in (*published.graph.themes.values(), *published.graph.codes.values())]
    assert {str(label) for label in graph.objects(None, SKOS.notation)} == {path[-1].id for path in paths}
    by_id = {str(name): concept for concept, name in graph.subject_objects(SKOS.notation)}
    for path in paths:
        concept = by_id[path[-1].id]
        assert [str(one) for one in graph.objects(concept, SKOS.prefLabel)] == [path[-1].title]
        assert list(graph.objects(concept, SKOS.broader)) == [by_id[one.id] for one in path[-2:-1]]
        assert set(graph.objects(concept, SKOS.narrower)) == set(graph.subjects(SKOS.broader, concept))


@each_site
def test_concepts_and_annotations_have_the_right_shape(folder: Path) -> None:
    for name, graph_of in (("skos.ttl", concepts), ("annotations.jsonld", annotated)):
        if name in files_of(folder):
            conforms, _, report = validate(graph_of(folder), shacl_graph=str(SHAPES))
            assert conforms, report


def test_what_is_related_is_neither_above_nor_below() -> None:
    graph = concepts(DEEP_THEMES)
    pairs = list(graph.subject_objects(SKOS.related))
    assert pairs
    for one, other in pairs:
        assert other not in graph.transitive_objects(one, SKOS.broader)
        assert (other, SKOS.related, one) in graph


def test_a_concept_is_known_by_its_page_and_says_what_it_means() -> None:
    graph, theme = (
        concepts(DEEP_THEMES),
        next(one for one in published_of(DEEP_THEMES).graph.themes.values() if one.theme.definition),
    )
    concept = page("/".join(part.id for part in theme.path), "themes")
    assert theme.theme.definition
    words = [str(one) for one in graph.objects(concept, SKOS.definition)]
    assert words == [published_of(DEEP_THEMES).prose(theme.theme.definition)]
    assert (concept, RDF.type, OWL.Class) not in graph


def test_some_studies_have_annotations_of_dialogues_and_of_codes() -> None:
    assert any(linked.turns for linked in published_of(FOCUS_GROUPS).graph.quotes.values())
    assert any(linked.codes for linked in published_of(CODEBOOK).graph.quotes.values())
    assert has_doi(FOCUS_GROUPS)
    assert has_doi(CODEBOOK)


@each_site
def test_each_quote_is_found_by_its_exact_words(folder: Path) -> None:
    assert ("annotations.jsonld" in files_of(folder)) == (
        has_doi(folder) and any(published_of(folder).graph.quotes.values())
    )
    if "annotations.jsonld" not in files_of(folder):
        return
    graph = annotated(folder)
    for linked in published_of(folder).graph.quotes.values():
        annotation = URIRef(f"{page(linked.quote.id, 'quotes')}#annotation")
        exact = [
            words
            for target in graph.objects(annotation, OA.hasTarget)
            for selector in graph.objects(target, OA.hasSelector)
            for words in graph.objects(selector, OA.exact)
        ]
        assert set(exact) == {Literal(words) for words in [w for _, w in linked.turns] or [linked.quote.text]}
        bodies = set(graph.objects(annotation, OA.hasBody))
        assert page(linked.quote.id, "quotes") in bodies
        classified = {source for body in bodies for source in graph.objects(body, OA.hasSource)}
        known = set(concepts(folder).subjects(RDF.type, SKOS.Concept))
        assert classified <= known
        places = (*published_of(folder).theme_paths(linked), *published_of(folder).code_paths(linked))
        assert len(classified) == len(places)


@pytest.mark.parametrize("folder", [DETAILS, FOCUS_GROUPS], ids=lambda folder: folder.name)
def test_without_an_address_of_the_site_concepts_are_known_by_the_files(folder: Path) -> None:
    made = DataFiles(published_of(folder)).files["data/skos.ttl"]()
    graph = Graph().parse(data=made, format="turtle", publicID="https://elsewhere.example/copy/data/skos.ttl")
    moved = {
        URIRef(str(one).replace(ADDRESS, "https://elsewhere.example/copy/")) for one in concepts(folder).subjects()
    }
    assert set(graph.subjects()) == moved


@pytest.mark.parametrize("doi", ["10.1234/ab", "https://doi.org/10.1234/ab", "doi:10.1234/ab"])
def test_the_publication_is_known_by_its_doi_however_that_is_written(tmp_path: Path, doi: str) -> None:
    theme = "themes: [{id: t1, title: One, quotes: [{id: q1, participant: p1, text: We wait.}]}]\n"
    folder = write_study(tmp_path, "study: {reference: own2021}\nparticipants: [{id: p1, name: Ann}]\n" + theme)
    entry = (
        (folder / "references.bib").read_text("utf-8").replace("title = {Waits}", f"title = {{Waits}}, doi = {{{doi}}}")
    )
    (folder / "references.bib").write_text(entry, "utf-8")
    assert set(annotated(folder).objects(None, OA.hasSource)) >= {URIRef("https://doi.org/10.1234/ab")}
    assert URIRef("https://doi.org/10.1234/ab") in set(concepts(folder).objects(None, DCTERMS.source))
