"""The navigation of the whole site: the author's ``nav`` with the generated pages added."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from themebook.site.plan import NavSection, SitePlan
from themebook.site.routes import THEMES


def whole_navigation(nav: list[Any], plan: SitePlan) -> list[Any]:
    """The author's navigation with the themes nested under the entry for their index.

    Indexes missing from the author's navigation are added at the end.
    """
    included = set(_paths_in(nav))
    missing = [page for page in plan.pages if page.is_index and page.path not in included]
    added = [_section(plan.themes) if page.path == THEMES else {page.title: page.path} for page in missing]
    return [*(_with_themes(item, plan.themes) for item in nav), *added]


def _paths_in(item: Any) -> Iterator[str]:
    if isinstance(item, str):
        yield item
    elif isinstance(item, dict | list):
        for child in item.values() if isinstance(item, dict) else item:
            yield from _paths_in(child)


def _with_themes(item: Any, themes: NavSection) -> Any:
    if isinstance(item, str):
        return _section(themes) if item == themes.path else item
    if isinstance(item, dict):
        return {
            title: next(iter(_section(themes).values())) if value == themes.path else _with_themes(value, themes)
            for title, value in item.items()
        }
    return [_with_themes(child, themes) for child in item] if isinstance(item, list) else item


def _section(section: NavSection) -> dict[str, Any]:
    return {section.title: [section.path, *map(_section, section.children)] if section.children else section.path}
