"""Links to items of the study as HTML. There are many on each page, so no template writes them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import cache

from markupsafe import Markup, escape

from themebook.core.languages import attributes_of
from themebook.core.translation import gettext
from themebook.site.link_context import LinkContext
from themebook.site.targets import Target


def in_language(words: str, language: str | None) -> Markup:
    """Text that may be in a language other than that of the site."""
    if not language:
        return escape(words)
    attributes = attributes_of(language)
    return Markup('<span lang="%s" dir="%s">%s</span>') % (attributes["lang"], attributes["dir"], words)


def title_of(target: Target) -> Markup:
    """The title of a target."""
    before, words, after = target.parts
    return escape(before) + in_language(words, target.language) + escape(after)


class Titles:
    """The titles of the targets of one site, by their ids and keys, and the marks of drafts."""

    def __init__(self, targets: Mapping[str, Target], drafts: Collection[str]) -> None:
        self.of = cache(lambda name: title_of(targets[name]))
        self._drafts = drafts

    def mark(self, name: str) -> Markup:
        """What says that something is a draft. Empty for all else."""
        return Markup(' <span class="tb-badge">%s</span>') % gettext("Draft") if name in self._drafts else Markup("")


def link_functions(links: LinkContext, titles: Titles) -> Mapping[str, Callable[..., Markup]]:
    """The functions for templates that write links from one page, and titles."""

    def link(name: str) -> Markup:
        # Addresses are percent-encoded.
        return Markup(f'<a href="{links.address(name)}">{titles.of(name)}</a>{titles.mark(name)}')

    return {
        "link": link,
        "draft_mark": titles.mark,
        "title": titles.of,
        "title_of": title_of,
        "in_language": in_language,
    }
