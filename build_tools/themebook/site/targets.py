"""Where each item of the study is shown, and what it is called there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from themebook.graph.model import EvidenceGraph, NodeKind
from themebook.site import routes
from themebook.site.quote_titles import quote_titles
from themebook.site.routes import slugs, view_page


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where an item of the study is shown: its kind, its title, the source path of its page, and its anchor.

    ``foreign`` is the part of the title that is in another ``language``, if any.
    """

    kind: str
    title: str
    path: str
    anchor: str
    foreign: str = ""
    language: str | None = None

    @property
    def parts(self) -> tuple[str, str, str]:
        """The title split into the text before, in and after ``foreign``."""
        return self.title.rpartition(self.foreign) if self.foreign else (self.title, "", "")

    @property
    def fragment(self) -> str:
        """The anchor if the item is only a part of its page, else an empty string."""
        return self.anchor if self.kind in ("implication", "limitation") else ""


def targets_of(graph: EvidenceGraph, labels: Mapping[str, str]) -> Iterator[tuple[str, Target]]:
    """The target of each id and key. ``labels`` are what works are called, by their keys."""
    for name, part in graph.themes.items():
        path = routes.theme_page(part.path)
        yield name, Target(kind=part.kind.value, title=part.theme.title, path=path, anchor=name)
    for name, found in graph.findings.items():
        yield name, Target(kind="finding", title=found.finding.claim, path=routes.finding_page(name), anchor=name)
    for name, title in quote_titles(graph.quotes.values()).items():
        target = Target(
            kind="quote", title=title.text, path=routes.quote_page(name), anchor=name, foreign=title.foreign
        )
        yield name, replace(target, language=graph.quotes[name].opening.language)
    for name, speaker in graph.participants.items():
        path = routes.participant_page(name)
        yield name, Target(kind="participant", title=speaker.participant.name, path=path, anchor=name)
    for name, linked in graph.sources.items():
        yield name, Target(kind="source", title=linked.source.title, path=routes.source_page(name), anchor=name)
    for name, coded in graph.codes.items():
        yield name, Target(kind="code", title=coded.code.title, path=routes.code_page(name), anchor=name)
    yield from _statement_targets(graph)
    for key, slug in slugs(list(graph.references)).items():
        yield key, Target(kind="reference", title=labels[key], path=routes.work_page(slug), anchor=slug)


def _statement_targets(graph: EvidenceGraph) -> Iterator[tuple[str, Target]]:
    kinds = (NodeKind.IMPLICATION, NodeKind.LIMITATION)
    paths = {kind: view_page(graph.pages, f"{kind}s") for kind in kinds}
    for name, linked in graph.statements.items():
        title = linked.statement.statement
        yield name, Target(kind=linked.kind.value, title=title, path=paths[linked.kind], anchor=name)
