"""The quotes as annotations of the publication, for programs that mark passages on the web.

Each annotation finds the words of a quote in the publication, as far as they are in it, and says which themes, codes
and page of the site they belong to. Format: https://www.w3.org/TR/annotation-model/.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from themebook.cite.csl.publishers import bare_doi
from themebook.core.web_addresses import DOI_RESOLVER, web_address
from themebook.graph.model import EvidenceGraph, LinkedQuote
from themebook.render.published import Published
from themebook.site.routes import QUOTES

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"

Part = Mapping[str, Any]


def publication(graph: EvidenceGraph) -> str:
    """The address of the publication by its DOI; empty if it has none."""
    doi = bare_doi(graph.own_reference)
    return web_address(f"{DOI_RESOLVER}{doi}") or "" if doi else ""


def web_annotations(published: Published) -> str:
    """A collection of one page, with an annotation for each quote. The publication must have a DOI."""
    quotes, address = list(published.graph.quotes.values()), published.page_iri(QUOTES)
    page = {
        "id": f"{address}#annotations",
        "type": "AnnotationPage",
        "partOf": address,
        "startIndex": 0,
        "items": [_annotation(published, linked) for linked in quotes],
    }
    whole = {
        "@context": _CONTEXT,
        "id": address,
        "type": "AnnotationCollection",
        "total": len(quotes),
        "first": page,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _annotation(published: Published, linked: LinkedQuote) -> Part:
    address = published.item_iri(linked.quote.id)
    return {
        "id": f"{address}#annotation",
        "type": "Annotation",
        "motivation": "classifying",
        "body": [{"id": address, "format": "text/html"}, *_tags(published, linked)],
        "target": [
            {"source": publication(published.graph), "selector": {"type": "TextQuoteSelector", "exact": words}}
            for words in _passages(linked)
        ],
    }


def _tags(published: Published, linked: LinkedQuote) -> Iterator[Part]:
    """The themes and codes of the quote, which are concepts of ``skos.ttl``."""
    for path in (*published.theme_paths(linked), *published.code_paths(linked)):
        yield {
            "type": "SpecificResource",
            "source": published.item_iri(path[-1].id),
            "purpose": "classifying",
        }


def _passages(linked: LinkedQuote) -> list[str]:
    """The exact words; of a dialogue, those of each turn."""
    return [words for _, words in linked.turns] or [linked.quote.text]
