"""The codebook as REFI-QDA (``.qdc``), which programs for qualitative analysis open.

Format: https://www.qdasoftware.org, version 1.0 of the exchange of codebooks.
"""

from __future__ import annotations

from themebook.exchange.exports.refi import Guids, add, add_codes, as_xml, root_of
from themebook.render.published import Published

NAMESPACE = "urn:QDA-XML:codebook:1.0"


def refi_codebook(published: Published) -> str:
    """The codes with their definitions, each below the one that it belongs to. Its ids are the same in every build."""
    root = root_of("CodeBook", NAMESPACE)
    add_codes(add(root, "Codes"), published.graph.study.codes, published, Guids.of(published))
    return as_xml(root)
