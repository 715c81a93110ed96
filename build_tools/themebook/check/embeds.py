"""The rule about quotes and findings that authors show on their own pages with ``![[id]]``."""

from __future__ import annotations

from collections.abc import Iterator

from themebook.check.ids import a_kind, draft_message
from themebook.core import lookalikes
from themebook.core.characters import look_alike
from themebook.core.data import Quote
from themebook.core.diagnostics import Diagnostic, rule
from themebook.core.model import Finding
from themebook.core.nearest import nearest
from themebook.sources.all_sources import Sources
from themebook.sources.markdown.scan_results import FoundEmbed

_EMBEDDABLE = (Quote, Finding)
_LINK_INSTEAD = "only quotes and findings can be shown on a page; write [[{}]] for a link"


@rule()
def embed_known(sources: Sources) -> Iterator[Diagnostic]:
    """What is shown with `![[id]]` must be a quote or finding, and be on a line of its own on a page."""
    for page in sources.pages:
        for embed in page.found.embeds:
            yield from _unknown(embed, sources) if embed.alone else _not_alone(embed)
    for text in sources.texts:
        for embed in text.found.embeds:
            message = f"'{embed.id}' is to be shown in a text of the findings, where only links work"
            hint = f"write [[{embed.id}]] for a link, or put it on a page in the documentation folder"
            yield embed_known.at(embed.span, message, hint)


def _not_alone(embed: FoundEmbed) -> Iterator[Diagnostic]:
    message = f"what is shown with `![[{embed.id}]]` must be on a line of its own, without other words"
    hint = f"put ![[{embed.id}]] at the margin, with empty lines around it; for a link, leave out the exclamation mark"
    yield embed_known.at(embed.span, message, hint)


def _unknown(embed: FoundEmbed, sources: Sources) -> Iterator[Diagnostic]:
    name, entity = embed.id, sources.entities.get(embed.id)
    if name in sources.drafts:
        hint = "remove `draft` there once it is checked, or leave this out"
        yield embed_known.at(embed.span, draft_message(name, sources), hint)
        return
    if isinstance(entity, _EMBEDDABLE) or name in sources.study.unread:
        return
    at, meant = lookalikes.first(name), lookalikes.plain(name).strip()
    close = nearest(meant, filter(None, (sources.nearest_entity(kind, meant) for kind in _EMBEDDABLE)))
    if entity is not None:
        what = f"{a_kind(entity)} ({entity.span})"
        yield embed_known.at(embed.span, f"'{name}' cannot be shown here: it is {what}", _LINK_INSTEAD.format(name))
    elif sources.has_key(name):
        yield embed_known.at(
            embed.span, f"'{name}' cannot be shown here: it is a cited work", _LINK_INSTEAD.format(name)
        )
    elif at >= 0 and meant in sources.entities:
        yield look_alike(name[at], embed.at(embed.id_offset + at), f"write ![[{meant}]]")
    elif close or not sources.unnamed.intersection(_EMBEDDABLE):
        hint = (
            f"did you mean '{close}' ({sources.entities[close].span})?"
            if close
            else "write the id of a quote or finding"
        )
        yield embed_known.at(embed.span, f"this shows unknown id '{name}'", hint)


RULES = (embed_known,)
