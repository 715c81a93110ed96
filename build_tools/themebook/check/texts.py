"""Rules about Markdown as a whole: it can be converted in reasonable time, and each page has a place of its own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from themebook.core.author_views import VIEW_PAGES
from themebook.core.diagnostics import Diagnostic, rule
from themebook.core.site_folders import GENERATED_FOLDERS
from themebook.sources.all_sources import Sources


@rule()
def text_bounded(sources: Sources) -> Iterator[Diagnostic]:
    """A page or text must not have so many unclosed brackets or tags, or so many headings, that converting it would
    take minutes.
    """
    for excess in chain.from_iterable(found.excesses for found in sources.scanned()):
        yield text_bounded.at(excess.span, excess.message, excess.hint)


@rule()
def html_closed(sources: Sources) -> Iterator[Diagnostic]:
    """HTML that is opened in a text of the findings must be closed in the same text."""
    for tag in chain.from_iterable(text.found.unclosed for text in sources.texts):
        message = f"the HTML element <{tag.tag}> is not opened and closed in the same text"
        hint = f"write <{tag.tag}> and </{tag.tag}> in the same text, or `&lt;` for a < that is not HTML"
        yield html_closed.at(tag.span, message, hint)


@rule()
def markdown_readable(sources: Sources) -> Iterator[Diagnostic]:
    """Python-Markdown must be able to convert a text, and its elements must not be nested more than 100 deep."""
    for found in sources.scanned():
        if found.unreadable:
            message = f"the text cannot be read as Markdown from this line on: {found.unreadable.reason}"
            hint = "look for attributes in `{: }`, and for lines that begin with many spaces, dashes or `>`"
            yield markdown_readable.at(found.unreadable.span, message, hint)


@rule()
def page_place_free(sources: Sources) -> Iterator[Diagnostic]:
    """A file in the documentation folder must not replace another file of the site."""
    shown = {view.name for page in sources.pages for view in page.found.views if view.alone}
    for page in sources.pages:
        folder = page.path.split("/")[0]
        if folder in GENERATED_FOLDERS:
            message = f"pages in the folder '{folder}' are generated, and would overwrite this one"
            yield page_place_free.at(page.span, message, "put it elsewhere")
        name = page.path.removesuffix(".md")
        if name in VIEW_PAGES and name not in shown and getattr(sources.study, name):
            message = f"a page that shows all {name} would be generated here, because no page has the view '{name}'"
            hint = f"add a line `{{{{ {name} }}}}` to this page"
            yield page_place_free.at(page.span, message, hint)


RULES = (
    markdown_readable,
    text_bounded,
    html_closed,
    page_place_free,
)
