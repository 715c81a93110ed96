"""Formats references and citations in a citation style, in as few runs as possible, and caches the results.

Citeproc takes quadratic time if a style adds given names to distinguish first authors with the same family name. All
works of a large bibliography are therefore formatted without them, in linear time, and the works of such authors are
formatted again with them, in batches. In an author-date style, works by other first authors never change the result.
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
from operator import itemgetter

from themebook.cite.csl import Item, to_csl
from themebook.cite.csl_style import Style, fallback_style, load_style
from themebook.cite.first_authors import by_first_author, first_author, namesakes
from themebook.cite.pandoc import Csl, Formatted, run_citeproc
from themebook.cite.pandoc_process import FormattingFailed
from themebook.core.bibliography import Reference
from themebook.core.disk_cache import NO_CACHE, DiskCache
from themebook.sources.markdown.citations import Citation, Cluster

# In bibliographies up to this size, given names take less time than a second run.
_MAX_WHOLE = 150
# The number of works in a batch.
_BATCH = 100
# The numbers of bibliographies, and of clusters of each, that are cached.
_MAX_CACHES = 8
_FALLBACK = {"interview": "document", "personal_communication": "document"}
_MAX_CLUSTERS = 50_000


@dataclass(frozen=True, slots=True)
class _Run:
    """What citeproc formats at once: the citations, and the references of all works that can affect them."""

    csl: str
    items: Mapping[str, Item]
    clusters: Sequence[Cluster] = ()


@dataclass(slots=True)
class _Cache:
    """The formatted references and clusters of one bibliography in one style."""

    references: dict[str, str] = field(default_factory=dict)
    clusters: OrderedDict[Cluster, str] = field(default_factory=OrderedDict)


_caches: OrderedDict[str, _Cache] = OrderedDict()


class CitationFormatter:
    """Formats the works of one bibliography in one style, as fragments of well-formed XHTML.

    ``style`` is a name from ``styles()`` or the path of a ``.csl`` file. Terms such as "and" are in ``language``, a BCP
    47 tag, in the variety of the style if that is in this language too. Ambiguous works are disambiguated (2004a,
    2004b) among all references, wherever they are cited.

    The constructor raises ``UnknownStyle``. Unknown keys raise ``KeyError``. All methods may raise
    ``FormattingFailed``.
    """

    def __init__(
        self,
        references: Sequence[Reference],
        *,
        style: str = "apa",
        language: str = "en",
        disk_cache: DiskCache = NO_CACHE,
    ) -> None:
        """``disk_cache`` keeps what pandoc returns from one process to the next."""
        self._disk_cache = disk_cache
        self._style = load_style(style)
        is_of_style = language.partition("-")[0] == self._style.locale.partition("-")[0]
        self._language = self._style.locale if is_of_style else language
        if not self._style.has_bibliography:
            raise FormattingFailed(f"the citation style '{style}' has no list of references; choose another style")
        self._items: Mapping[str, Item] = {reference.key: to_csl(reference, language) for reference in references}
        self._cache = _cache(_digest(self._items, self._style, self._language))
        self._ranks: dict[str, int] = {}
        self._by_author = by_first_author(self._items)
        self._fast = self._style.fast if len(self._items) > _MAX_WHOLE else None
        # The fast style is right for all other first authors.
        self._namesakes = namesakes(self._by_author, self._items) if self._fast else frozenset()

    @property
    def style_title(self) -> str:
        """The title of the style, such as "APA Style 7th edition"."""
        return self._style.title

    def item(self, key: str) -> Item:
        """A work as CSL-JSON."""
        return self._items[key]

    def reference(self, key: str) -> str:
        """The entry of a work in the list of references, with links to the work on the web."""
        return self._references()[key]

    def others(self, items: Sequence[Item]) -> Mapping[str, str]:
        """The entries of works that are not in the bibliography, by their ids."""
        by_id = {str(item["id"]): item for item in items}
        return self._result(_Run(self._style.csl, by_id)).references

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
            self._format([])
        return self._cache.references

    def _cache_references(self, references: dict[str, str]) -> None:
        """Cache the entries. Works that the style formats as nothing, such as those without a title, use another."""
        if empty := {key for key, entry in references.items() if not entry}:
            # Not even the fallback has letters that nobody else can read.
            items = {
                key: {**item, "type": _FALLBACK.get(str(item["type"]), item["type"])}
                for key, item in self._subset(empty).items()
            }
            references |= self._result(_Run(fallback_style().csl, items)).references
        self._cache.references.update(references)

    def _format(self, clusters: Sequence[Cluster]) -> dict[Cluster, str]:
        """Format citations and, unless they are cached, all references."""
        style, fast = self._style, self._fast or self._style
        narrative = [cluster for cluster in clusters if _is_narrative(cluster)] if style.narrative != style.csl else []
        names = list(dict.fromkeys(map(_names_only, narrative))) if style.has_labels else narrative
        separate = set() if style.has_labels else set(narrative)
        as_named = [] if style.has_labels else [one for one in clusters if _follows_names(one) and one not in separate]
        separate.update(as_named)
        others = [cluster for cluster in clusters if cluster not in separate]
        is_first = not self._cache.references
        runs = self._runs(style.csl, fast.csl, others, all_works=is_first)
        unsorted_runs = self._runs(style.unsorted, fast.unsorted, as_named)
        narrative_runs = self._runs(style.narrative, fast.narrative, names)
        results = self._results([*runs, *unsorted_runs, *narrative_runs])
        if is_first:
            entries = (result.references for result in results[: len(runs)])
            self._cache_references(dict(chain.from_iterable(each.items() for each in entries)))
        runs += unsorted_runs
        formatted, named = _by_cluster(runs, results), _by_cluster(narrative_runs, results[len(runs) :])
        if not style.has_labels:
            return formatted | named
        return formatted | {
            cluster: _with_names(named[_names_only(cluster)], formatted[cluster]) for cluster in narrative
        }

    def _runs(self, csl: str, fast: str, clusters: Sequence[Cluster], *, all_works: bool = False) -> list[_Run]:
        """The runs that format some citations and, if asked for, all works.

        The first has the works in the order of the style. Later ones have those whose first authors have namesakes.
        """
        exact: list[Cluster] = []
        others: list[Cluster] = []
        for cluster in clusters:
            has_namesakes = not self._namesakes.isdisjoint(self._authors(cluster))
            (exact if has_namesakes else others).append(cluster)
        runs = []
        if others or all_works:
            runs.append(_Run(fast, self._items if all_works else self._affecting(others), others))
        return [*runs, *self._batches(csl, exact, self._namesakes if all_works else ())]

    def _affecting(self, clusters: Sequence[Cluster]) -> Mapping[str, Item]:
        """The works that can affect the format of some citations."""
        if not self._style.is_divisible:
            return self._items
        authors = {author for cluster in clusters for author in self._authors(cluster)}
        return self._subset({key for author in authors for key in self._by_author[author]})

    def _batches(self, csl: str, clusters: Sequence[Cluster], authors: Iterable[str]) -> list[_Run]:
        """Citations, and all works by some first authors, in batches with all works that can affect them.

        If the batches overlap so much that they take longer than one run, it is one run. Time is quadratic.
        """
        batches = list(self._divided(csl, clusters, authors))
        keys = {key for batch in batches for key in batch.items}
        if sum(len(batch.items) ** 2 for batch in batches) <= len(keys) ** 2:
            return batches
        return [_Run(csl, self._subset(keys), clusters)]

    def _divided(self, csl: str, clusters: Sequence[Cluster], authors: Iterable[str]) -> Iterator[_Run]:
        wanted: list[tuple[list[str], list[Cluster]]] = [(self._authors(cluster), [cluster]) for cluster in clusters]
        batch: list[Cluster] = []
        keys: set[str] = set()
        for first_authors, cited in sorted([*wanted, *(([author], []) for author in authors)], key=itemgetter(0)):
            needed = {key for author in first_authors for key in self._by_author[author]}
            if keys and len(keys | needed) > _BATCH:
                yield _Run(csl, self._subset(keys), batch)
                batch, keys = [], set()
            batch += cited
            keys |= needed
        if keys:
            yield _Run(csl, self._subset(keys), batch)

    def _authors(self, cluster: Cluster) -> list[str]:
        """The first authors of the works in a citation, as keys of ``_by_author``."""
        return [first_author(self._items[citation.key]) for citation in cluster.citations]

    def _results(self, runs: Sequence[_Run]) -> list[Formatted]:
        """The results of runs, at once as far as possible."""
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            return list(pool.map(self._result, runs))

    def _result(self, run: _Run) -> Formatted:
        return run_citeproc(Csl(run.csl, self._language), run.items, run.clusters, self._disk_cache)

    def _subset(self, keys: set[str]) -> Mapping[str, Item]:
        return {key: item for key, item in self._items.items() if key in keys}


def _cache(digest: str) -> _Cache:
    """The cache for a digest, which may be new. Only the most recently used caches are kept."""
    cache = _caches.setdefault(digest, _Cache())
    _caches.move_to_end(digest)
    while len(_caches) > _MAX_CACHES:
        _caches.popitem(last=False)
    return cache


def _digest(items: Mapping[str, Item], style: Style, language: str) -> str:
    return hashlib.sha256(json.dumps([list(items.values()), style.csl, language]).encode()).hexdigest()


def _without_offsets(cluster: Cluster) -> Cluster:
    return replace(cluster, citations=tuple(replace(citation, offset=0) for citation in cluster.citations))


def _is_narrative(cluster: Cluster) -> bool:
    return cluster.narrative and not cluster.citations[0].suppress_author


def _follows_names(cluster: Cluster) -> bool:
    """Whether the sentence names the works of a citation in their order, or the first of them."""
    all_named = all(citation.suppress_author for citation in cluster.citations)
    return len(cluster.citations) > 1 and (cluster.narrative or all_named)


def _names_only(cluster: Cluster) -> Cluster:
    return Cluster(citations=(Citation(key=cluster.citations[0].key),), narrative=True)


def _with_names(sentence: str, formatted: str) -> str:
    """Put the authors of ``<a ...>Braun and Clarke (2006)</a>`` before a numeric citation."""
    link, closing, text = sentence.removesuffix("</a>").partition(">")
    link, names = link + closing, text.rpartition(" (")[0]
    single = formatted.startswith(link) and formatted.count("<a ") == 1
    return f"{link}{names} {formatted.removeprefix(link)}" if single else f"{names} {formatted}"


def _by_cluster(runs: Sequence[_Run], results: Sequence[Formatted]) -> dict[Cluster, str]:
    pairs = (zip(run.clusters, result.clusters, strict=True) for run, result in zip(runs, results, strict=False))
    return dict(chain.from_iterable(pairs))
