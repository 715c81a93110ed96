"""What search engines and reference managers read in the heads of pages.

The pages about the study as a whole describe it in all formats. Other generated pages say what they are about in
JSON-LD only, because the other formats mean the page's own work: each page would be taken for a copy of the study.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from themebook.cite.plain_work import PlainWork, plain_work
from themebook.core.script_json import inline_json
from themebook.render.published import Published
from themebook.render.site import Site
from themebook.site.routes import HOMES
from themebook.social.highwire import Tag, study_tags
from themebook.social.json_ld import LinkedData
from themebook.social.published_study import published_study

# Besides the home page, those with one of these views are about the study as a whole.
_VIEWS = frozenset(("study", "cite"))


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMetadata:
    """The names and contents of ``meta`` elements, in order, and JSON-LD that is safe inside of a script."""

    tags: tuple[Tag, ...] = ()
    json_ld: str


class SiteMetadata:
    """The metadata of the pages of one site, made when they are asked for.

    ``address`` is that of the site on the web, which can be empty.
    """

    def __init__(self, site: Site, published: Published, address: str) -> None:
        self._published = published
        self._study = published_study(published)
        self._data = LinkedData(site, published, self._study, address)
        self._planned = {planned.path: planned for planned in site.plan.pages}
        about = (page.path for page in site.graph.pages if any(v.alone and v.name in _VIEWS for v in page.found.views))
        self._about = frozenset((*HOMES, *about))

    def of(self, path: str) -> PageMetadata | None:
        """The metadata of the page with this path. None if it has none."""
        if path in self._about:
            return PageMetadata(tags=self._tags, json_ld=inline_json(self._data.study(path)))
        data = self._data.page(self._planned[path]) if path in self._planned else {}
        return PageMetadata(json_ld=inline_json(data)) if data else None

    @cached_property
    def _tags(self) -> tuple[Tag, ...]:
        return study_tags(self._study, self._cited())

    def _cited(self) -> Iterator[PlainWork]:
        """The works that the study cites outside of drafts, in the order of its list of references.

        The tags cannot say what is not verified, so works of which anything is not have none.
        """
        graph, formatter = self._published.graph, self._published.formatter
        for key in formatter.in_order(graph.references):
            linked = graph.references[key]
            work = plain_work(linked.reference, formatter.item(key))
            if work.title and not work.doubt and linked.uses and linked.reference is not graph.own_reference:
                yield work
