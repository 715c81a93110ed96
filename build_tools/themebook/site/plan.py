"""The paths, titles and order of the generated pages, before any text is rendered."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from themebook.core.author_views import VIEW_PAGES
from themebook.core.data import CodePath
from themebook.core.diagnostics import Span
from themebook.core.model import Theme, ThemePath
from themebook.core.translation import gettext
from themebook.core.vocabulary import KINDS, PAGE_TITLES
from themebook.graph.model import EvidenceGraph
from themebook.site.list_pages import ListPage, page_of
from themebook.site.routes import (
    CODES,
    DATA,
    FINDINGS,
    HOME,
    IN_PLACE_OF_DATA,
    PARTICIPANTS,
    QUOTES,
    REFERENCES,
    SOURCES,
    THEMES,
    view_page,
    view_pages,
)
from themebook.site.targets import Target, targets_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPage:
    """A page to generate: its template, and the id or key of its subject.

    The subject is empty for an index, and a number for each further page of its list (see ``list_pages``).
    ``crumbs`` are the titles and paths of the pages above it, from the top. An index ``is_empty`` if the study has
    nothing for it: then it is only there for authors who name it in their navigation. ``previous`` and ``following``
    are its neighbours, if the pages have an order. ``span`` is the place in the sources that it is generated from.
    """

    path: str
    kind_label: str
    title: str
    template: str
    subject: str
    crumbs: tuple[tuple[str, str], ...]
    span: Span
    is_empty: bool = False
    previous: Target | None = None
    following: Target | None = None

    @property
    def is_index(self) -> bool:
        """Whether it is an index of something that the study has, and the first page of it."""
        return not self.subject and not self.is_empty


@dataclass(frozen=True, slots=True, kw_only=True)
class NavSection:
    """A page in the navigation, with its child pages."""

    title: str
    path: str
    children: tuple[NavSection, ...] = ()

    def paths(self) -> Iterator[str]:
        """The path of the page and of all pages below it."""
        yield self.path
        for section in self.children:
            yield from section.paths()


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePlan:
    """All generated pages, the target of every id and key, and the navigation section of the themes."""

    pages: tuple[PlannedPage, ...]
    targets: Mapping[str, Target]
    themes: NavSection

    def in_nav(self) -> frozenset[str]:
        """The paths of the pages that the navigation shows: indexes, themes and subthemes.

        Listing thousands of quotes and works as well would slow down the build and every page.
        """
        return frozenset(
            [
                *(self.themes.paths() if self.themes.children else ()),
                *(page.path for page in self.pages if page.is_index),
            ]
        )

    def indexes(self) -> list[list[str]]:
        """Titles and paths of the pages of all themes, findings and so on, for the menu without scripts."""
        indexes = (THEMES, FINDINGS, QUOTES, PARTICIPANTS, SOURCES, CODES, REFERENCES, DATA)
        return [[page.title, page.path] for page in self.pages if page.path in indexes and page.is_index]


def plan(graph: EvidenceGraph, labels: Mapping[str, str]) -> SitePlan:
    """Plan the generated pages. ``labels`` maps the key of each reference to a label such as "Crawley (2004a)"."""
    targets = dict(targets_of(graph, labels))
    return SitePlan(pages=tuple(_pages(graph, targets)), targets=targets, themes=_navigation(graph, targets))


def _crumb(name: str, path: str) -> tuple[str, str]:
    return PAGE_TITLES[name], path


def _crumbs(path: ThemePath | CodePath, targets: Mapping[str, Target]) -> tuple[tuple[str, str], ...]:
    return tuple((part.title, targets[part.id].path) for part in path)


def _pages(graph: EvidenceGraph, targets: Mapping[str, Target]) -> Iterator[PlannedPage]:
    yield from _index_pages(graph)
    home = _crumb("home", HOME)
    top = (home, _crumb("themes", THEMES))
    for name, part in graph.themes.items():
        page = _page_of(name, targets, (*top, *_crumbs(part.path[:-1], targets)), part.theme.span)
        yield replace(page, template="theme")
    yield from _finding_pages(graph, targets, top)
    for name, spoken in graph.quotes.items():
        crumbs = (*(top if spoken.path else (home, _crumb("quotes", QUOTES))), *_crumbs(spoken.path, targets))
        before, after = (targets[quote.id] if quote else None for quote in (spoken.previous, spoken.following))
        yield replace(_page_of(name, targets, crumbs, spoken.quote.span), previous=before, following=after)
    crumbs = (home, _crumb("participants", PARTICIPANTS))
    yield from _with_neighbours(
        [_page_of(name, targets, crumbs, linked.participant.span) for name, linked in graph.participants.items()],
        targets,
    )
    crumbs = (home, _crumb("sources", SOURCES))
    yield from _with_neighbours(
        [_page_of(name, targets, crumbs, linked.source.span) for name, linked in graph.sources.items()], targets
    )
    crumbs = (home, _crumb("codes", CODES))
    for name, coded in graph.codes.items():
        yield _page_of(name, targets, (*crumbs, *_crumbs(coded.path[:-1], targets)), coded.code.span)
    crumbs = (home, _crumb("references", REFERENCES))
    for key, work in graph.references.items():
        yield _page_of(key, targets, crumbs, work.reference.span)


def _finding_pages(
    graph: EvidenceGraph, targets: Mapping[str, Target], top: tuple[tuple[str, str], ...]
) -> Iterator[PlannedPage]:
    """The pages of findings. Neighbours are those of the same theme or subtheme."""
    for part in graph.themes.values():
        crumbs = (*top, *_crumbs(part.path, targets))
        pages = [_page_of(finding.id, targets, crumbs, finding.span) for finding in part.theme.findings]
        yield from _with_neighbours(pages, targets)


def _index_pages(graph: EvidenceGraph) -> Iterator[PlannedPage]:
    """The indexes, and a page for each view that has content but is not on a hand-written page."""
    study = graph.study
    things: dict[str, Collection[object]] = {
        "themes": study.themes,
        "findings": graph.findings,
        "quotes": graph.quotes,
        "participants": graph.participants,
    }
    indexes = [("themes", THEMES, study.span), ("findings", FINDINGS, study.span), ("quotes", QUOTES, study.span)]
    indexes.append(("participants", PARTICIPANTS, study.span))
    indexes += [("sources", SOURCES, study.span)] if graph.sources else []
    indexes += [("codes", CODES, study.span)] if graph.codes else []
    indexes.append(("references", REFERENCES, graph.bibliography.span))
    shown = view_pages(graph.pages)
    for view in VIEW_PAGES:
        if getattr(study, view) and view not in shown:
            indexes.append((view, view_page(graph.pages, view), study.span))
    if not any(page.path in IN_PLACE_OF_DATA for page in graph.pages):
        indexes.append(("data", DATA, study.span))
    for name, path, span in indexes:
        page = PlannedPage(
            path=path,
            kind_label=gettext("Index"),
            title=PAGE_TITLES[name],
            template=name,
            subject="",
            crumbs=(_crumb("home", HOME),),
            span=span,
            is_empty=not things.get(name, True),
        )
        yield page
        for listed in _lists(graph, name):
            yield from _further_pages(page, listed)


def _lists(graph: EvidenceGraph, index: str) -> Iterator[ListPage]:
    """The first page of each list on an index."""
    lists = {
        "findings": (("findings", graph.findings),),
        "quotes": (("quotes", graph.quotes),),
        "participants": (("participants", graph.participants),),
        "sources": (("sources", graph.sources),),
        "references": (("references", graph.references), ("uncited", graph.uncited)),
    }
    for name, entries in lists.get(index, ()):
        yield page_of(name, len(entries), "")


def _further_pages(index: PlannedPage, listed: ListPage) -> Iterator[PlannedPage]:
    """The pages after the first of a list."""
    for number, path in listed.further():
        title = gettext("%(title)s, page %(number)s of %(pages)s")
        yield replace(
            index,
            path=path,
            title=title % {"title": PAGE_TITLES[listed.name], "number": number, "pages": listed.pages},
            template=listed.name,
            subject=str(number),
            crumbs=(*index.crumbs, (index.title, index.path)),
        )


def _page_of(name: str, targets: Mapping[str, Target], crumbs: tuple[tuple[str, str], ...], span: Span) -> PlannedPage:
    target = targets[name]
    return PlannedPage(
        path=target.path,
        kind_label=KINDS[target.kind].label,
        title=target.title,
        template=target.kind,
        subject=name,
        crumbs=crumbs,
        span=span,
    )


def _with_neighbours(pages: Sequence[PlannedPage], targets: Mapping[str, Target]) -> Iterator[PlannedPage]:
    for number, page in enumerate(pages):
        before = targets[pages[number - 1].subject] if number else None
        after = targets[pages[number + 1].subject] if number + 1 < len(pages) else None
        yield replace(page, previous=before, following=after)


def _navigation(graph: EvidenceGraph, targets: Mapping[str, Target]) -> NavSection:
    def section(theme: Theme) -> NavSection:
        return NavSection(title=theme.title, path=targets[theme.id].path, children=tuple(map(section, theme.subthemes)))

    return NavSection(title=PAGE_TITLES["themes"], path=THEMES, children=tuple(map(section, graph.study.themes)))
