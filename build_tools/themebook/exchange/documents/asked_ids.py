"""What is wrong with ids that an author asks for. In English, as all diagnostics."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from themebook.core.nearest import nearest
from themebook.graph.model import EvidenceGraph, NodeKind
from themebook.render.published import Published

_KINDS = {
    **{kind: f"a {kind}" for kind in NodeKind},
    NodeKind.IMPLICATION: "an implication",
    NodeKind.REFERENCE: "a work of the bibliography",
}


def wrong_ids(
    published: Published, asked: Sequence[str], allowed: Collection[str], drafts: Collection[str], *, what: str
) -> Iterator[str]:
    """A message for each id that is not allowed or that of a draft. ``what`` is what is allowed, such as "theme"."""
    names = [name for name in allowed if name not in drafts]
    kinds = dict(_kinds(published.graph))
    for name in dict.fromkeys(asked):
        if name in drafts:
            yield f"'{name}' is a draft or part of one, and drafts are left out of documents"
        elif name in names:
            continue
        elif name in kinds:
            yield f"'{name}' is {kinds[name]}; name a {what}"
        else:
            near = nearest(name, names)
            yield f"unknown {what} '{name}'" + (f"; did you mean '{near}'?" if near else "")


def _kinds(graph: EvidenceGraph) -> Iterator[tuple[str, str]]:
    """What each id and key of a study belongs to."""
    yield from ((reference.key, _KINDS[NodeKind.REFERENCE]) for reference in graph.bibliography.references)
    yield from ((str(attribute.id), "an attribute") for attribute in graph.study.attributes)
    yield from ((name, "a code") for name in graph.codes)
    yield from ((name, "a source") for name in graph.sources)
    yield from ((name, _KINDS[kind]) for name, kind in graph.kinds.items())
