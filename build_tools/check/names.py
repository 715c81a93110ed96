"""Rules about names: each names one thing, and whatever is named exists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from build_tools import rules
from build_tools.check.sources import GENERATED_FOLDERS, KINDS, VIEW_PAGES, VIEWS, Entity, Rule, Sources, all_entities
from build_tools.diagnostics import Diagnostic, Span
from build_tools.model import Finding, Mention, Participant, Quote
from build_tools.read.nearest import nearest


def id_unique(sources: Sources) -> Iterator[Diagnostic]:
    """An id must name one thing only."""
    for entity in all_entities(sources.study):
        first = sources.entities.get(entity.id)
        if first is not None and first is not entity:
            message = f"the id '{entity.id}' is taken by {_a(first)} ({first.span})"
            yield Diagnostic(
                rule=rules.ID_UNIQUE, span=entity.span, message=message, hint="give one of them another id"
            )
        elif entity.id in sources.keys:
            message = f"the id '{entity.id}' is also the key of a reference ({sources.keys[entity.id]})"
            yield Diagnostic(
                rule=rules.ID_UNIQUE, span=entity.span, message=message, hint="give the one here another id"
            )


def links_resolve(sources: Sources) -> Iterator[Diagnostic]:
    """What is referred to by its id must exist and be of the right kind."""
    for quote in sources.study.quotes():
        yield from _resolve(sources, quote.participant, Participant, f"quote '{quote.id}' names as its speaker")
        if quote.continues:
            yield from _resolve(sources, quote.continues, Quote, f"quote '{quote.id}' continues")
    for finding in sources.study.findings():
        for _, mention in finding.evidence.mentions() if finding.evidence else ():
            yield from _resolve(sources, mention, Quote, f"finding '{finding.id}' rests on")
    for statement in sources.study.statements():
        for mention in statement.findings:
            yield from _resolve(sources, mention, Finding, f"statement '{statement.id}' names as its finding")


def text_links_resolve(sources: Sources) -> Iterator[Diagnostic]:
    """What is linked to in a text by its id must exist."""
    for link in chain.from_iterable(found.links for found in sources.scanned()):
        known = link.id in sources.entities or link.id in sources.keys
        if not known and link.id not in sources.unread:
            message = f"this links to '{link.id}', which is nowhere defined"
            hint = (
                _hint(sources.nearest_name(link.id), sources)
                or "write an id of the findings or a key of the bibliography"
            )
            yield Diagnostic(rule=rules.LINK_RESOLVES, span=link.span, message=message, hint=hint)


def _resolve(sources: Sources, mention: Mention, kind: type[Entity], what: str) -> Iterator[Diagnostic]:
    entity = sources.entities.get(mention.id)
    if isinstance(entity, kind) or not mention.id:
        return
    if entity is not None:
        message = f"{what} '{mention.id}', which is {_a(entity)} ({entity.span}) and not a {KINDS[kind]}"
    else:
        message = f"{what} '{mention.id}', which is nowhere defined"
    hint = (
        _comma_hint(mention.id, kind, sources)
        or _hint(sources.nearest_entity(kind, mention.id), sources)
        or f"write the id of a {KINDS[kind]} here"
    )
    yield Diagnostic(rule=rules.LINK_RESOLVES, span=mention.span, message=message, hint=hint)


def _a(entity: Entity) -> str:
    return f"a {KINDS[type(entity)]}"


def _comma_hint(words: str, kind: type[Entity], sources: Sources) -> str:
    parts = words.split()
    known = all(isinstance(sources.entities.get(part), kind) for part in parts)
    return f"a comma is missing: [{', '.join(parts)}]" if known and len(parts) > 1 else ""


def _hint(close: str, sources: Sources) -> str:
    if not close:
        return ""
    place = sources.entities[close].span if close in sources.entities else sources.keys[close]
    return f"did you mean '{close}' ({place})?"


def citations_resolve(sources: Sources) -> Iterator[Diagnostic]:
    """Every work that is cited must have an entry in the bibliography."""
    own = sources.study.reference
    yield from _resolve_key(sources, own.id, own.span, "the study names as its own entry")
    for claim in sources.claims():
        for item in claim.literature:
            yield from _resolve_key(sources, item.reference.id, item.reference.span, f"'{claim.id}' cites")
    for found in sources.citations():
        for citation in found.cluster.citations:
            yield from _resolve_key(sources, citation.key, found.span, "this cites")


def _resolve_key(sources: Sources, key: str, span: Span, what: str) -> Iterator[Diagnostic]:
    if key and key not in sources.keys and key not in sources.unread:
        bibliography = sources.bibliography.span.file
        message = f"{what} '{key}', which is not in {bibliography}"
        hint = _hint(sources.nearest_key(key), sources) or f"add an entry with this key to {bibliography}"
        yield Diagnostic(rule=rules.CITATION_RESOLVES, span=span, message=message, hint=hint)


def citations_well_formed(sources: Sources) -> Iterator[Diagnostic]:
    """A citation in brackets must be well formed."""
    for nearly in chain.from_iterable(found.nearly for found in sources.scanned()):
        message = "this is no citation, because a part of it between semicolons has no @key"
        hint = "put a semicolon only between works, and a comma before pages: [@key, p. 3; @other]"
        yield Diagnostic(rule=rules.CITATION_SYNTAX, span=nearly.span, message=message, hint=hint)
    for found in sources.citations():
        for citation in found.cluster.citations:
            second = re.search(r"(?:^|[\s,])@(\w\S*)", citation.locator)
            if second:
                message = f"'@{second[1]}' is not read as a work here, but as a place in '{citation.key}'"
                hint = "put a semicolon between two works: [@key, p. 3; @other]"
                yield Diagnostic(rule=rules.CITATION_SYNTAX, span=found.span, message=message, hint=hint)


def texts_bounded(sources: Sources) -> Iterator[Diagnostic]:
    """A page or text must not take minutes to convert."""
    for excess in chain.from_iterable(found.excesses for found in sources.scanned()):
        yield Diagnostic(rule=rules.TEXT_BOUNDED, span=excess.span, message=excess.message, hint=excess.hint)


def views_known(sources: Sources) -> Iterator[Diagnostic]:
    """A view must be one that Themebook has, and stand alone on its line."""
    for view in chain.from_iterable(found.views for found in sources.scanned()):
        if view.alone and view.name not in VIEWS:
            close = nearest(view.name.lower(), VIEWS)
            hint = f"did you mean '{close}'?" if close else "there are: " + ", ".join(VIEWS)
            message = f"there is no view '{view.name}'"
            yield Diagnostic(rule=rules.VIEW_KNOWN, span=view.span, message=message, hint=hint)
        elif not view.alone and view.name in VIEWS:
            message = f"the view '{view.name}' does not stand alone"
            hint = "put it on a line of its own, at the margin, with an empty line before and after it"
            yield Diagnostic(rule=rules.VIEW_KNOWN, span=view.span, message=message, hint=hint)


def html_closed(sources: Sources) -> Iterator[Diagnostic]:
    """HTML in a text of the findings must be closed where it is opened."""
    for tag in chain.from_iterable(text.found.unclosed for text in sources.texts):
        message = f"the HTML element <{tag.tag}> is opened and closed at different places"
        hint = f"write <{tag.tag}> and </{tag.tag}> in the same text, or `&lt;` for a < that is no HTML"
        yield Diagnostic(rule=rules.HTML_CLOSED, span=tag.span, message=message, hint=hint)


def page_place_free(sources: Sources) -> Iterator[Diagnostic]:
    """A hand-written page must not stand where a generated page will stand."""
    shown = {view.name for page in sources.pages for view in page.found.views if view.alone}
    for page in sources.pages:
        folder = page.path.split("/")[0]
        if folder in GENERATED_FOLDERS:
            message = f"pages in the folder '{folder}' are generated, and this one would be overwritten"
            yield Diagnostic(rule=rules.PAGE_PLACE_FREE, span=page.span, message=message, hint="put it elsewhere")
        name = page.path.removesuffix(".md")
        if name in VIEW_PAGES and name not in shown and getattr(sources.study, name):
            message = f"a page that shows all {name} would be generated here, because no page has the view '{name}'"
            hint = f"add a line `{{{{ {name} }}}}` to this page"
            yield Diagnostic(rule=rules.PAGE_PLACE_FREE, span=page.span, message=message, hint=hint)


RULES: tuple[Rule, ...] = (
    id_unique,
    links_resolve,
    text_links_resolve,
    citations_resolve,
    citations_well_formed,
    texts_bounded,
    views_known,
    html_closed,
    page_place_free,
)
