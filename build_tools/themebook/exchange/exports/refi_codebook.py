"""The codebook as REFI-QDA (``.qdc``), which programs for qualitative analysis open.

Format: https://www.qdasoftware.org, version 1.0 of the exchange of codebooks.
"""

from __future__ import annotations

from uuid import NAMESPACE_URL, UUID, uuid5

from lxml import etree

from themebook.core.data import Code
from themebook.render.published import Published

_NAMESPACE = "urn:QDA-XML:codebook:1.0"


def refi_codebook(published: Published) -> str:
    """The codes with their definitions, each below the one that it belongs to. Its ids are the same in every build."""
    root = etree.Element("CodeBook", nsmap={None: _NAMESPACE}, origin="Themebook")
    codes = etree.SubElement(root, "Codes")
    study = uuid5(NAMESPACE_URL, f"urn:themebook:{published.graph.own_reference.key}")
    for code in filter(published.is_public, published.graph.study.codes):
        _add(codes, code, published, study)
    etree.indent(root)
    text: str = etree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'


def _add(above: etree._Element, code: Code, published: Published, study: UUID) -> None:
    attributes = {"guid": str(uuid5(study, code.id)).upper(), "name": code.title, "isCodable": "true"}
    element = etree.SubElement(above, "Code", attributes)
    texts = (published.prose(text) for text in (code.definition, code.includes, code.excludes))
    if description := "\n\n".join(filter(None, texts)):
        etree.SubElement(element, "Description").text = description
    for one in filter(published.is_public, code.codes):
        _add(element, one, published, study)
