"""Rules about invalid links, citations and views, which would appear on a page as typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from urllib.parse import urlsplit

from themebook.core import lookalikes
from themebook.core.author_views import AUTHOR_VIEWS
from themebook.core.characters import look_alike
from themebook.core.diagnostics import Diagnostic, Severity, rule
from themebook.core.nearest import nearest
from themebook.sources.all_sources import Sources
from themebook.sources.markdown.scan_results import FoundLeftover, FoundView, Scanned
from themebook.sources.markdown.unrecognised import LeftoverKind

_SHOWN = r"or put a backslash before the bracket if it is text: \["
_ALONE = "put it on a line of its own, at the margin, with an empty line before and after it"


@rule()
def link_syntax(sources: Sources) -> Iterator[Diagnostic]:
    """An internal link must be in double square brackets."""
    for found in _leftovers(sources, LeftoverKind.LINK):
        name = found.leftover.name
        if found.leftover.certain or name in sources.entities or name in sources.keys:
            message = f"this link lacks a bracket: `{_start(found)}`"
            hint = f"write [[{name or 'id'}]], {_SHOWN}"
            yield link_syntax.at(found.span, message, hint)


@rule()
def citation_syntax(sources: Sources) -> Iterator[Diagnostic]:
    """A citation in brackets must be valid."""
    yield from _citations_without_key(sources)
    yield from _keys_in_locators(sources)
    yield from _half_citations(sources)
    yield from _keys_without_sign(sources)


def _citations_without_key(sources: Sources) -> Iterator[Diagnostic]:
    for nearly in chain.from_iterable(found.nearly for found in sources.scanned()):
        message = "this is not a citation: each part between semicolons needs an @key"
        hint = "use semicolons only between works, and a comma before pages: [@key, p. 3; @other]"
        yield citation_syntax.at(nearly.span, message, hint)


def _keys_in_locators(sources: Sources) -> Iterator[Diagnostic]:
    for found in sources.citations():
        for citation in found.cluster.citations:
            second = re.search(r"(?:^|[\s,])@(\w\S*)", citation.locator)
            if second:
                message = f"'@{second[1]}' is read as a locator in '{citation.key}'"
                hint = "put a semicolon between two works: [@key, p. 3; @other]"
                yield citation_syntax.at(found.span, message, hint)


def _half_citations(sources: Sources) -> Iterator[Diagnostic]:
    for half in _leftovers(sources, LeftoverKind.CITATION):
        message = f"this citation lacks a bracket or brace: `{_start(half)}`"
        hint = f"write [@{half.leftover.name or 'key'}, p. 3], {_SHOWN}"
        yield citation_syntax.at(half.span, message, hint)


def _keys_without_sign(sources: Sources) -> Iterator[Diagnostic]:
    """Keys that were meant as citations, but do not directly follow a plain @."""
    for found in _leftovers(sources, LeftoverKind.KEY):
        written, name = found.leftover.written, lookalikes.plain(found.leftover.name)
        if name in sources.keys:
            between = written.removesuffix(found.leftover.name)
            at = lookalikes.first(between)
            if at < 0:
                message, hint = "this is not a citation: there is a space after the @", f"write @{name}"
                yield citation_syntax.at(found.span, message, hint)
            else:
                yield look_alike(between[at], found.at(at), f"write @{name}")


@rule()
def view_known(sources: Sources) -> Iterator[Diagnostic]:
    """A view must exist, and be on a line of its own on a page."""
    for page in sources.pages:
        for view in page.found.views:
            yield from _view(view)
    for text in sources.texts:
        for view in text.found.views:
            yield from _view_in_text(view)
    for found in _leftovers(sources, LeftoverKind.VIEW):
        close = nearest(found.leftover.name, AUTHOR_VIEWS)
        if close:
            message = f"this view lacks a brace: `{found.leftover.written}`"
            hint = f"write {{{{ {close} }}}} on a line of its own"
            yield view_known.at(found.span, message, hint)
    for found in _leftovers(sources, LeftoverKind.THREE_BRACES):
        name = found.leftover.name
        hint = f"write {{{{ {name} }}}}" if name in AUTHOR_VIEWS else "the views are: " + ", ".join(AUTHOR_VIEWS)
        message = "a view has two braces on each side, not three"
        yield view_known.at(found.span, message, hint)


def _view(view: FoundView) -> Iterator[Diagnostic]:
    at = lookalikes.first(view.name)
    close = nearest(lookalikes.plain(view.name).strip().lower(), AUTHOR_VIEWS)
    if at >= 0 and close:
        yield look_alike(view.name[at], view.at(view.name_offset + at), f"write {{{{ {close} }}}}")
    elif view.alone and view.name not in AUTHOR_VIEWS:
        hint = f"did you mean '{close}'?" if close else "the views are: " + ", ".join(AUTHOR_VIEWS)
        yield view_known.at(view.span, f"there is no view '{view.name}'", hint)
    elif not view.alone and view.name in AUTHOR_VIEWS:
        message = f"the view '{view.name}' must be on a line of its own"
        yield view_known.at(view.span, message, _ALONE)
    elif not view.alone and close:
        message = f"there is no view '{view.name}', and a view must be on a line of its own"
        yield view_known.at(view.span, message, f"did you mean '{close}'? {_ALONE}")


def _view_in_text(view: FoundView) -> Iterator[Diagnostic]:
    if nearest(lookalikes.plain(view.name).strip().lower(), AUTHOR_VIEWS):
        message = f"the view '{view.name}' is in a text of the findings, where views do not work"
        hint = "put it on a page in the documentation folder"
        yield view_known.at(view.span, message, hint)


@rule()
def address_form(sources: Sources) -> Iterator[Diagnostic]:
    """The address of a link or picture must be valid."""
    for address in chain.from_iterable(found.addresses for found in sources.scanned()):
        written = address.address
        if written is None:
            message, hint = "a link or picture in this text has no address", "write it as [words](page.md)"
        elif _is_local(written):
            message = f"'{written}' is a file on one computer, which readers cannot open"
            hint = "put the file in the documentation folder, and use its path there, such as assets/picture.png"
        elif reason := _unreadable(written):
            message, hint = f"'{written}' cannot be an address: {reason}", "write [ as %5B and ] as %5D in an address"
        else:
            continue
        yield address_form.at(address.span, message, hint)


def _is_local(address: str) -> bool:
    return re.match(r"file:|[a-z]:[\\/]", address.strip(), re.IGNORECASE) is not None


def _unreadable(address: str) -> str:
    """Why an address cannot be parsed; empty if it can."""
    try:
        urlsplit(address)
    except ValueError as error:
        bracket = "it has an unclosed or misplaced bracket"
        return bracket if "[" in address or "]" in address else str(error)
    return ""


@rule(Severity.WARNING)
def html_is_markdown(sources: Sources) -> Iterator[Diagnostic]:
    """HTML that contains a citation or a link must be marked as Markdown."""
    for found in _leftovers(sources, LeftoverKind.RAW_CITATION, LeftoverKind.RAW_LINK):
        left = found.leftover
        if left.certain or left.name in sources.keys or left.name in sources.entities:
            message = f"this {left.kind} stays as it is typed: `{_start(found)}`"
            hint = 'add markdown="span" to the tag that holds the text, as in <figcaption markdown="span">, and ' + (
                'markdown="1" to the tags around it'
            )
            yield html_is_markdown.at(found.span, message, hint)


def _leftovers(sources: Sources, *kinds: LeftoverKind) -> Iterator[FoundLeftover]:
    found: Iterator[Scanned] = sources.scanned()
    return (one for scanned in found for one in scanned.leftovers if one.leftover.kind in kinds)


def _start(found: FoundLeftover) -> str:
    """The author's text, shortened and on one line."""
    line = " ".join(re.sub(r"\x02[^\x03]*\x03", "\u2026", found.leftover.written).split())
    return line if len(line) <= 40 else line[:39] + "\u2026"


RULES = (
    citation_syntax,
    link_syntax,
    view_known,
    address_form,
    html_is_markdown,
)
