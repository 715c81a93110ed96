"""Rules about Markdown as a whole: it can be converted, and in reasonable time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from themebook.core.diagnostics import Diagnostic, rule
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


RULES = (
    markdown_readable,
    text_bounded,
    html_closed,
)
