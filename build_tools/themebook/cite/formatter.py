"""Formats references and citations in a citation style, in as few runs as possible, and caches the results.

Disambiguation takes citeproc quadratic time, so large bibliographies are split into chunks if the style allows it:
in an author-date style, works with different first authors never need disambiguation.
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
from themebook.core.bibliography import Reference
from themebook.sources.markdown.citations import Citation, Cluster

# Larger bibliographies are split into chunks of about this size.
_MAX_WHOLE = 150
_CHUNK = 100
# The numbers of bibliographies, and of clusters of each, that are cached.
_MAX_CACHES = 8
_MAX_CLUSTERS = 50_000

_Run = tuple[str, Mapping[str, Item], Sequence[Cluster]]


@dataclass(slots=True)
class _Cache:
    """The formatted references and clusters of one bibliography in one style."""

    references: dict[str, str] = field(default_factory=dict)
    clusters: OrderedDict[Cluster, str] = field(default_factory=OrderedDict)


_caches: OrderedDict[str, _Cache] = OrderedDict()


class CitationFormatter:
    """Formats the works of one bibliography in one style, as fragments of well-formed XHTML.

    ``style`` is a name from ``styles()`` or the path of a ``.csl`` file. Ambiguous works are disambiguated (2004a,
    2004b) among all references, wherever they are cited.

    The constructor raises ``UnknownStyle``. Unknown keys raise ``KeyError``. All methods may raise
    ``FormattingFailed``.
    """

    def __init__(self, references: Sequence[Reference], *, style: str = "apa") -> None:
        self._style = load_style(style)
        if not self._style.has_bibliography:
            raise FormattingFailed(f"the citation style '{style}' has no list of references; choose another style")
        self._items: Mapping[str, Item] = {reference.key: to_csl(reference) for reference in references}
        self._cache = _cache(_digest(self._items, self._style))
        self._ranks: dict[str, int] = {}
        self._is_whole = len(self._items) <= _MAX_WHOLE or not self._style.is_divisible

    @property
    def style_title(self) -> str:
        """The title of the style, such as "APA Style 7th edition"."""
        return self._style.title

    def reference(self, key: str) -> str:
        """The entry of a work in the list of references, with links to the work on the web."""
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
        """The formatted citation. Each cited work is a link ``<a href="#ref-KEY" class="citation">``.

        The link of a single work spans the whole citation.
        """
        self.prepare([cluster])
        return self._cache.clusters[_without_offsets(cluster)]

    def prepare(self, clusters: Iterable[Cluster]) -> None:
        """Format many citations in one batch, except those that are cached."""
        unique = dict.fromkeys(map(_without_offsets, clusters))
        missing = [cluster for cluster in unique if cluster not in self._cache.clusters]
        if missing:
            self._cache_clusters(self._format(missing))

    def _cache_clusters(self, formatted: Mapping[Cluster, str]) -> None:
        self._cache.clusters.update(formatted)
        while len(self._cache.clusters) > max(_MAX_CLUSTERS, len(formatted)):
            self._cache.clusters.popitem(last=False)

    def _references(self) -> dict[str, str]:
        if not self._cache.references and self._items:
            runs = _parallel([(self._style.csl, chunk, ()) for chunk in self._chunks()])
            self._cache_references({key: entry for run in runs for key, entry in run.references.items()})
        return self._cache.references

    def _cache_references(self, references: dict[str, str]) -> None:
        """Cache the entries. Works that the style formats as nothing, such as those without a title, use another."""
        if empty := {key for key, entry in references.items() if not entry}:
            references |= run_citeproc(fallback_style().csl, self._subset(empty), ()).references
        self._cache.references.update(references)

    def _chunks(self) -> list[Mapping[str, Item]]:
        """The works in sorted order, in chunks that do not separate works by the same first author."""
        if self._is_whole:
            return [self._items]
        order = run_citeproc(self._style.order, self._items, ()).references
        last = {_first_author(self._items[key]): rank for rank, key in enumerate(order)}
        chunks: list[dict[str, Item]] = [{}]
        until = -1
        for rank, key in enumerate(order):
            if len(chunks[-1]) >= _CHUNK and until < rank:
                chunks.append({})
            chunks[-1][key] = self._items[key]
            until = max(until, last[_first_author(self._items[key])])
        return list(chunks)

    def _format(self, clusters: Sequence[Cluster]) -> dict[Cluster, str]:
        style = self._style
        narrative = [cluster for cluster in clusters if _is_narrative(cluster)] if style.narrative != style.csl else []
        separate = set() if style.is_numeric else set(narrative)
        formatted = self._run(style.csl, [cluster for cluster in clusters if cluster not in separate])
        if not style.is_numeric:
            return formatted | self._run(style.narrative, narrative)
        names = self._run(style.narrative, list(dict.fromkeys(map(_names_only, narrative))))
        return formatted | {
            cluster: _with_names(names[_names_only(cluster)], formatted[cluster]) for cluster in narrative
        }

    def _run(self, csl: str, clusters: Sequence[Cluster]) -> dict[Cluster, str]:
        runs = [(csl, *batch) for batch in self._batches(clusters)]
        results = _parallel(runs)
        for (_, items, _), result in zip(runs, results, strict=True):
            if csl == self._style.csl and len(items) == len(self._items) and not self._cache.references:
                self._cache_references(result.references)
        pairs = (zip(run[2], result.clusters, strict=True) for run, result in zip(runs, results, strict=True))
        return dict(chain.from_iterable(pairs))

    def _batches(self, clusters: Sequence[Cluster]) -> Iterator[tuple[Mapping[str, Item], Sequence[Cluster]]]:
        """The citations in batches, each with all works that can affect their format."""
        if self._is_whole:
            if clusters:
                yield self._items, clusters
            return
        works: dict[str, list[str]] = {}
        for key, item in self._items.items():
            works.setdefault(_first_author(item), []).append(key)
        batch: list[Cluster] = []
        keys: set[str] = set()
        for cluster in sorted(clusters, key=lambda c: [_first_author(self._items[x.key]) for x in c.citations]):
            needed = {key for c in cluster.citations for key in works[_first_author(self._items[c.key])]}
            if batch and len(keys | needed) > _CHUNK:
                yield self._subset(keys), batch
                batch, keys = [], set()
            batch.append(cluster)
            keys |= needed
        if batch:
            yield self._subset(keys), batch

    def _subset(self, keys: set[str]) -> Mapping[str, Item]:
        return {key: item for key, item in self._items.items() if key in keys}


def _cache(digest: str) -> _Cache:
    """The cache for a digest, which may be new. Only the most recently used caches are kept."""
    cache = _caches.setdefault(digest, _Cache())
    _caches.move_to_end(digest)
    while len(_caches) > _MAX_CACHES:
        _caches.popitem(last=False)
    return cache


def _digest(items: Mapping[str, Item], style: Style) -> str:
    return hashlib.sha256(json.dumps([list(items.values()), style.csl]).encode()).hexdigest()


def _without_offsets(cluster: Cluster) -> Cluster:
    return replace(cluster, citations=tuple(replace(citation, offset=0) for citation in cluster.citations))


def _is_narrative(cluster: Cluster) -> bool:
    return cluster.narrative and not cluster.citations[0].suppress_author


def _first_author(item: Item) -> str:
    """The start of the citation of a work in most styles. Works that differ in it are never ambiguous."""
    for role in ("author", "editor", "translator"):
        if names := item.get(role):
            assert isinstance(names, list)
            return str(names[0].get("family") or names[0].get("literal") or names[0].get("given")).casefold()
    return str(item.get("title", "")).casefold()


def _names_only(cluster: Cluster) -> Cluster:
    return Cluster(citations=(Citation(key=cluster.citations[0].key),), narrative=True)


def _with_names(sentence: str, formatted: str) -> str:
    """Put the authors of ``<a ...>Braun and Clarke (2006)</a>`` before a numeric citation."""
    link, closing, text = sentence.removesuffix("</a>").partition(">")
    link, names = link + closing, text.rpartition(" (")[0]
    single = formatted.startswith(link) and formatted.count("<a ") == 1
    return f"{link}{names} {formatted.removeprefix(link)}" if single else f"{names} {formatted}"


def _parallel(runs: Sequence[_Run]) -> list[Formatted]:
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(lambda run: run_citeproc(*run), runs))
