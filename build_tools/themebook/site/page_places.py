"""The rule that hand-written and generated pages do not replace each other."""

from __future__ import annotations

from collections.abc import Iterator

from themebook.core.author_views import VIEW_PAGES
from themebook.core.diagnostics import Diagnostic, rule
from themebook.site.routes import CODES_FOLDER, GENERATED_FOLDERS, SOURCES_FOLDER
from themebook.sources.all_sources import Sources


@rule()
def page_place_free(sources: Sources) -> Iterator[Diagnostic]:
    """A file in the documentation folder must not replace another file of the site."""
    shown = {view.name for page in sources.pages for view in page.found.views if view.alone}
    lists = {SOURCES_FOLDER: sources.study.sources, CODES_FOLDER: sources.study.codes}
    folders = {*GENERATED_FOLDERS, *(folder for folder, things in lists.items() if things)}
    for page in sources.pages:
        folder = page.path.split("/")[0]
        if folder in folders:
            message = f"the folder '{folder}' is for pages that are generated"
            yield page_place_free.at(
                page.span, message, "put it into the documentation folder itself or another folder"
            )
        name = page.path.removesuffix(".md")
        if name in VIEW_PAGES and name not in shown and getattr(sources.study, name):
            message = f"a page that shows all {name} would be generated here, because no page has the view '{name}'"
            hint = f"add a line `{{{{ {name} }}}}` to this page"
            yield page_place_free.at(page.span, message, hint)
