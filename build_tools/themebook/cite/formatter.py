"""References and citations formatted in a citation style: what has to be formatted together, and what has been already.

Telling works apart takes citeproc a time that grows with the square of their number, so many works are divided where
that changes nothing: works whose first authors differ never look alike in an author-date style.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import chain

from themebook.cite.csl_json import Item, to_csl
from themebook.cite.csl_style import Style, fallback_style, load_style
from themebook.cite.pandoc import Formatted, FormattingFailed, run_citeproc
from themebook.core.model import Reference
from themebook.sources.pages.citations import Citation, Cluster

_WHOLE = 150
_CHUNK = 100
_MEMORIES = 8
_CLUSTERS = 50_000

_Run = tuple[str, Mapping[str, Item], Sequence[Cluster]]


@dataclass(slots=True)
class _Memory:
    """What has been formatted of one bibliography in one style."""

    references: dict[str, str] = field(default_factory=dict)
    clusters: OrderedDict[Cluster, str] = field(default_factory=OrderedDict)


_memories: OrderedDict[str, _Memory] = OrderedDict()


class CitationFormatter:
    """Formats the works of one bibliography in one style, as fragments of well-formed XHTML.

    ``style`` is one of the names of ``styles()`` or the path of a ``.csl`` file. Works that would look alike are told
    apart (2004a, 2004b) among all references, wherever they are cited. Anything may raise ``FormattingFailed``; the
    constructor raises ``UnknownStyle``, and a key that is in no reference raises ``KeyError``.
    """

    def __init__(self, references: Sequence[Reference], *, style: str = "apa") -> None:
        self._style = load_style(style)
        if not self._style.lists:
            raise FormattingFailed(f"the citation style '{style}' has no list of references; choose another style")
        self._items: Mapping[str, Item] = {reference.key: to_csl(reference) for reference in references}
        self._memory = _memory(_digest(self._items, self._style))
        self._ranks: dict[str, int] = {}
        self._whole = len(self._items) <= _WHOLE or not self._style.divisible

    @property
    def style_title(self) -> str:
        """What the style calls itself, as "APA Style 7th edition"."""
        return self._style.title

    def reference(self, key: str) -> str:
        """The entry of a work in the list of references: text, ``<em>``, ``<span>``, links to the work itself."""
        return self._references()[key]

    def order(self) -> tuple[str, ...]:
        """All keys in the order of the style's list of references."""
        return tuple(self._references())

    def in_order(self, keys: Iterable[str]) -> list[str]:
        """These keys in the order of the style's list of references."""
        if len(self._ranks) != len(self._references()):
            self._ranks = {key: rank for rank, key in enumerate(self._references())}
        return sorted(keys, key=self._ranks.__getitem__)

    def cluster(self, cluster: Cluster) -> str:
        """The citation, each cited work a link ``<a href="#ref-KEY" class="citation">``.

        Where a single work is cited, all of the citation is in its link.
        """
        self.prepare([cluster])
        return self._memory.clusters[_essence(cluster)]

    def prepare(self, clusters: Iterable[Cluster]) -> None:
        """Formats many citations at once, those that were not formatted before."""
        wanted = [cluster for cluster in dict.fromkeys(map(_essence, clusters)) if cluster not in self._memory.clusters]
        if wanted:
            self._remember(self._format(wanted))

    def _remember(self, formatted: Mapping[Cluster, str]) -> None:
        self._memory.clusters.update(formatted)
        while len(self._memory.clusters) > max(_CLUSTERS, len(formatted)):
            self._memory.clusters.popitem(last=False)

    def _references(self) -> dict[str, str]:
        if not self._memory.references and self._items:
            runs = _parallel([(self._style.csl, chunk, ()) for chunk in self._chunks()])
            self._keep({key: entry for run in runs for key, entry in run.references.items()})
        return self._memory.references

    def _keep(self, references: dict[str, str]) -> None:
        """Keeps the entries; a work of which the style shows nothing, for want of a title, is shown by another."""
        if empty := {key for key, entry in references.items() if not entry}:
            references |= run_citeproc(fallback_style().csl, self._subset(empty), ()).references
        self._memory.references.update(references)

    def _chunks(self) -> list[Mapping[str, Item]]:
        """The works to be formatted together: all, or runs of the sorted works that end where a first author ends."""
        if self._whole:
            return [self._items]
        order = run_citeproc(self._style.order, self._items, ()).references
        last = {_first_author(self._items[key]): place for place, key in enumerate(order)}
        chunks: list[dict[str, Item]] = [{}]
        until = -1
        for place, key in enumerate(order):
            if len(chunks[-1]) >= _CHUNK and until < place:
                chunks.append({})
            chunks[-1][key] = self._items[key]
            until = max(until, last[_first_author(self._items[key])])
        return list(chunks)

    def _format(self, clusters: Sequence[Cluster]) -> dict[Cluster, str]:
        style = self._style
        named = [cluster for cluster in clusters if _names_authors(cluster)] if style.narrative != style.csl else []
        apart = set() if style.numeric else set(named)
        formatted = self._run(style.csl, [cluster for cluster in clusters if cluster not in apart])
        if not style.numeric:
            return formatted | self._run(style.narrative, named)
        sentences = self._run(style.narrative, list(dict.fromkeys(map(_names_only, named))))
        return formatted | {each: _with_names(sentences[_names_only(each)], formatted[each]) for each in named}

    def _run(self, csl: str, clusters: Sequence[Cluster]) -> dict[Cluster, str]:
        runs = [(csl, *batch) for batch in self._batches(clusters)]
        results = _parallel(runs)
        for (_, items, _), result in zip(runs, results, strict=True):
            if csl == self._style.csl and len(items) == len(self._items) and not self._memory.references:
                self._keep(result.references)
        pairs = (zip(run[2], result.clusters, strict=True) for run, result in zip(runs, results, strict=True))
        return dict(chain.from_iterable(pairs))

    def _batches(self, clusters: Sequence[Cluster]) -> Iterator[tuple[Mapping[str, Item], Sequence[Cluster]]]:
        """The citations divided into runs, each with all works that can bear on the look of those it cites."""
        if self._whole:
            if clusters:
                yield self._items, clusters
            return
        works: dict[str, list[str]] = {}
        for key, item in self._items.items():
            works.setdefault(_first_author(item), []).append(key)
        batch: list[Cluster] = []
        keys: set[str] = set()
        for cluster in sorted(clusters, key=lambda c: [_first_author(self._items[x.key]) for x in c.citations]):
            near = {key for c in cluster.citations for key in works[_first_author(self._items[c.key])]}
            if batch and len(keys | near) > _CHUNK:
                yield self._subset(keys), batch
                batch, keys = [], set()
            batch.append(cluster)
            keys |= near
        if batch:
            yield self._subset(keys), batch

    def _subset(self, keys: set[str]) -> Mapping[str, Item]:
        return {key: item for key, item in self._items.items() if key in keys}


def _memory(digest: str) -> _Memory:
    """The memory of that name: one of the last used, or an empty one."""
    memory = _memories.setdefault(digest, _Memory())
    _memories.move_to_end(digest)
    while len(_memories) > _MEMORIES:
        _memories.popitem(last=False)
    return memory


def _digest(items: Mapping[str, Item], style: Style) -> str:
    return hashlib.sha256(json.dumps([list(items.values()), style.csl]).encode()).hexdigest()


def _essence(cluster: Cluster) -> Cluster:
    """The citation without its place in the text."""
    return replace(cluster, citations=tuple(replace(citation, offset=0) for citation in cluster.citations))


def _names_authors(cluster: Cluster) -> bool:
    return cluster.narrative and not cluster.citations[0].suppress_author


def _first_author(item: Item) -> str:
    """What the citation of a work begins with, in most styles: two works that differ in it cannot look alike."""
    for role in ("author", "editor", "translator"):
        if names := item.get(role):
            assert isinstance(names, list)
            return str(names[0].get("family") or names[0].get("literal") or names[0].get("given")).casefold()
    return str(item.get("title", "")).casefold()


def _names_only(cluster: Cluster) -> Cluster:
    return Cluster(citations=(Citation(key=cluster.citations[0].key),), narrative=True)


def _with_names(sentence: str, formatted: str) -> str:
    """The authors of ``<a ...>Braun and Clarke (2006)</a>`` before a citation that shows only a number."""
    link, closing, words = sentence.removesuffix("</a>").partition(">")
    link, names = link + closing, words.rpartition(" (")[0]
    single = formatted.startswith(link) and formatted.count("<a ") == 1
    return f"{link}{names} {formatted.removeprefix(link)}" if single else f"{names} {formatted}"


def _parallel(runs: Sequence[_Run]) -> list[Formatted]:
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(lambda run: run_citeproc(*run), runs))
