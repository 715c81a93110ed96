"""Rules about names: each names one thing, and whatever is named exists."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import chain

from build_tools import lookalikes, rules
from build_tools.check.sources import GENERATED_FOLDERS, KINDS, VIEW_PAGES, Entity, Rule, Sources, all_entities
from build_tools.diagnostics import Diagnostic, Span
from build_tools.model import Finding, Mention, Participant, Quote
from build_tools.read.characters import look_alike
from build_tools.read.citations import Citation
from build_tools.read.kinds import nearest
from build_tools.scan import FoundCitation


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
    known = {**sources.entities, **sources.keys}
    for link in chain.from_iterable(found.links for found in sources.scanned()):
        if link.id in known or link.id in sources.bibliography.unread:
            continue
        meant, at = lookalikes.plain(link.id).strip(), lookalikes.first(link.id)
        if at >= 0 and meant in known:
            yield look_alike(link.id[at], link.at(link.id_offset + at), f"write [[{meant}]]")
            continue
        message = f"this links to '{link.id}', which is nowhere defined"
        hint = _nearest_hint(link.id, known, sources) or "write an id of the findings or a key of the bibliography"
        yield Diagnostic(rule=rules.LINK_RESOLVES, span=link.span, message=message, hint=hint)


def _resolve(sources: Sources, mention: Mention, kind: type[Entity], what: str) -> Iterator[Diagnostic]:
    entity = sources.entities.get(mention.id)
    if isinstance(entity, kind) or not mention.id:
        return
    if entity is not None:
        message = f"{what} '{mention.id}', which is {_a(entity)} ({entity.span}) and not a {KINDS[kind]}"
    else:
        message = f"{what} '{mention.id}', which is nowhere defined"
    known = [name for name, other in sources.entities.items() if isinstance(other, kind)]
    hint = _nearest_hint(mention.id, known, sources) or f"write the id of a {KINDS[kind]} here"
    yield Diagnostic(rule=rules.LINK_RESOLVES, span=mention.span, message=message, hint=hint)


def _a(entity: Entity) -> str:
    return f"a {KINDS[type(entity)]}"


def _nearest_hint(word: str, known: Collection[str], sources: Sources) -> str:
    if len(word.split()) > 1 and all(part in known for part in word.split()):
        return f"a comma is missing: [{', '.join(word.split())}]"
    close = nearest(word, known)
    if not close:
        return ""
    place = sources.entities[close].span if close in sources.entities else sources.keys[close]
    return f"did you mean '{close}' ({place})?"


def citations_resolve(sources: Sources) -> Iterator[Diagnostic]:
    """Every work that is cited must have an entry in the bibliography."""
    yield from _resolve_key(sources, sources.study.reference, "the study names as its own entry")
    for claim in sources.claims():
        for item in claim.literature:
            yield from _resolve_key(sources, item.reference, f"'{claim.id}' cites")
    for found in sources.citations():
        for citation in found.cluster.citations:
            if not sources.has_key(citation.key):
                misspelt = _misspelt(sources, found, citation)
                yield misspelt or _unknown_key(sources, citation.key, found.span, "this cites")


def _misspelt(sources: Sources, found: FoundCitation, citation: Citation) -> Diagnostic | None:
    """What is said of a key that would be known, were it not for a look-alike in it, which may also have ended it."""
    behind = citation.locator or found.following
    rest = re.match(rf"[{lookalikes.HYPHENS}{lookalikes.INVISIBLE}][\w:./+{lookalikes.HYPHENS}-]+", behind)
    for written in (citation.key, citation.key + (rest[0] if rest else "")):
        at, meant = lookalikes.first(written), lookalikes.plain(written)
        if at >= 0 and meant in sources.keys:
            return look_alike(written[at], found.at(citation.offset + 1 + at), f"write @{meant}")
    return None


def _resolve_key(sources: Sources, mention: Mention, what: str) -> Iterator[Diagnostic]:
    if not mention.id or sources.has_key(mention.id):
        return
    at, meant = lookalikes.first(mention.id), lookalikes.plain(mention.id)
    if at >= 0 and meant in sources.keys:
        yield look_alike(mention.id[at], mention.span.right(at), f"write {meant}")
    else:
        yield _unknown_key(sources, mention.id, mention.span, what)


def _unknown_key(sources: Sources, key: str, span: Span, what: str) -> Diagnostic:
    bibliography = sources.bibliography.span.file
    message = f"{what} '{key}', which is not in {bibliography}"
    hint = _nearest_hint(key, sources.keys, sources) or f"add an entry with this key to {bibliography}"
    return Diagnostic(rule=rules.CITATION_RESOLVES, span=span, message=message, hint=hint)


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
    html_closed,
    page_place_free,
)
