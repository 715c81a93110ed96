"""Descriptions of pages for search engines and social networks, and the preview cards of a site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from themebook.core.truncate import truncate
from themebook.core.vocabulary import KINDS
from themebook.render.site import Site
from themebook.site.routes import CARD, item_card

if TYPE_CHECKING:
    from themebook.social.cards import Card

# The key of the card for pages without their own.
ANY_PAGE = ""

# Search engines and social networks show no more characters than this.
_MAX_DESCRIPTION = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedCard:
    """A card with its path on the site, its text alternative, and the characters that the fonts lack.

    A card with missing characters is not drawn. Width and height are in pixels.
    """

    path: str
    alt: str
    card: Card
    lacking: tuple[str, ...]

    @property
    def width(self) -> int:
        return self.card.width

    @property
    def height(self) -> int:
        return self.card.height


def cards_of(site: Site, name: str) -> Mapping[str, SharedCard]:
    """The cards by the paths of the pages: one for each quote, finding and theme, and one for all others.

    That of a theme has its first finding, and that of all others the ``name`` of the site.

    Requires the extra ``cards``.
    """
    # Sites without cards do not need the extra.
    from themebook.social.cards import Card

    study = site.plan.targets[site.graph.own_reference.key].title
    cards = {ANY_PAGE: _shared(CARD, Card(words=name, source=study))}
    for key, linked in site.graph.quotes.items():
        words, source = f"“{linked.opening.text.strip()}”", f"{name} · {study}"
        card = Card(words=words, name=linked.said_by, source=source)
        cards[site.plan.targets[key].path] = _shared(item_card(key), card)
    claims = [(key, linked.finding.claim, KINDS["finding"].label) for key, linked in site.graph.findings.items()]
    for theme in site.graph.study.themes:
        claims += [(theme.id, finding.claim, theme.title) for finding in islice(theme.all_findings(), 1)]
    for key, claim, about in claims:
        card = Card(words=claim, name=about, source=f"{name} · {study}")
        cards[site.plan.targets[key].path] = _shared(item_card(key), card)
    return cards


def _shared(path: str, card: Card) -> SharedCard:
    alt = ", ".join(filter(None, (" ".join(card.words.split()), card.name, card.source)))
    return SharedCard(path=path, alt=alt, card=card, lacking=card.missing_characters())


def description(opening: str) -> str:
    """The first paragraph of a page as its description, truncated if it is long."""
    return truncate(opening, _MAX_DESCRIPTION)
