"""What is told of a page where somebody shares it or finds it: a description, and a card with a quote's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from themebook.core.truncate import truncate
from themebook.render.sections import first_paragraph
from themebook.render.site import Site

if TYPE_CHECKING:
    from themebook.social.cards import Card

# Where the card is found of a page that has none of its own.
ANY_PAGE = ""

_ASSETS = "assets/themebook"
# As much as search engines and networks show, at most.
_LONGEST = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedCard:
    """A card with its place on the site and what it says in words; ``lacking`` are characters that keep it away."""

    path: str
    alt: str
    card: Card
    lacking: tuple[str, ...]

    @property
    def width(self) -> int:
        """In pixels, as is the height."""
        return self.card.width

    @property
    def height(self) -> int:
        return self.card.height


def cards_of(site: Site, name: str) -> Mapping[str, SharedCard]:
    """The card of each quote by the path of its page, and that of all other pages, which has the name of the site.

    Only where the extra ``cards`` is installed.
    """
    # Whoever shares pages without cards need not have what draws them.
    from themebook.social.cards import Card

    study = site.plan.targets[site.graph.own_reference.key].title
    cards = {ANY_PAGE: _shared(f"{_ASSETS}/card.png", Card(words=name, source=study))}
    for key, linked in site.graph.quotes.items():
        words, source = f"“{linked.quote.text.strip()}”", f"{name} · {study}"
        card = Card(words=words, name=linked.participant.name, source=source)
        cards[site.plan.targets[key].path] = _shared(f"{_ASSETS}/cards/{key}.png", card)
    return cards


def _shared(path: str, card: Card) -> SharedCard:
    alt = ", ".join(filter(None, (" ".join(card.words.split()), card.name, card.source)))
    return SharedCard(path=path, alt=alt, card=card, lacking=card.unknown())


def draw(cards: Iterable[SharedCard], folder: Path) -> None:
    """Writes the cards that the fonts can show into a site."""
    for one in cards:
        if not one.lacking:
            path = folder / one.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(one.card.png())


def description(page: str) -> str:
    """The first paragraph of a page as plain text, cut where it is long; nothing where there is none."""
    return truncate(first_paragraph(page), _LONGEST)
