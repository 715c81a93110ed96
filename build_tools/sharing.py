"""What is told of a page where somebody shares it or finds it: a description, and a card with a quote's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from build_tools.cards import HEIGHT, WIDTH, Card
from build_tools.pipeline import Site

# Where the card is found of a page that has none of its own.
ANY_PAGE = ""

_ASSETS = "assets/themebook"
# As much as search engines and networks show, at most.
_LONGEST = 300
_BESIDE_THE_TEXT = frozenset({"aside", "details", "dl", "nav", "section", "table"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedCard:
    """A card with its place on the site and what it says in words; ``lacking`` are characters that keep it away."""

    path: str
    alt: str
    card: Card
    lacking: tuple[str, ...]
    width: int = WIDTH
    height: int = HEIGHT


def cards_of(site: Site, name: str) -> Mapping[str, SharedCard]:
    """The card of each quote by the path of its page, and that of all other pages, which has the name of the site."""
    study = site.plan.targets[site.kb.own_reference.key].title
    cards = {ANY_PAGE: _shared(f"{_ASSETS}/card.png", Card(words=name, source=study))}
    for key, linked in site.kb.quotes.items():
        words, source = f"“{linked.quote.text.strip()}”", f"{name} · {study}"
        card = Card(words=words, name=linked.participant.name, source=source)
        cards[site.plan.targets[key].path] = _shared(f"{_ASSETS}/cards/{key}.png", card)
    return cards


def _shared(path: str, card: Card) -> SharedCard:
    alt = ", ".join(filter(None, (" ".join(card.words.split()), card.name, card.source)))
    return SharedCard(path=path, alt=alt, card=card, lacking=card.unknown())


class Drawn:
    """Writes cards into a site. With ``keeps`` it remembers those that it drew, for the next build to write again."""

    def __init__(self, *, keeps: bool) -> None:
        self._keeps = keeps
        self._known: dict[Card, bytes] = {}

    def write(self, cards: Iterable[SharedCard], folder: Path) -> None:
        before, self._known = self._known, {}
        for one in cards:
            if one.lacking:
                continue
            drawn = before.get(one.card) or one.card.png()
            if self._keeps:
                self._known[one.card] = drawn
            path = folder / one.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(drawn)


def description(page: str) -> str:
    """The first paragraph of a page as plain text, cut between words where it is long; nothing where there is none."""
    reader = _FirstParagraph()
    for line in page.splitlines(keepends=True):
        reader.feed(line)
        if reader.done:
            break
    words = " ".join("".join(reader.found).split())
    if len(words) <= _LONGEST:
        return words
    return words[: words.rfind(" ", 0, _LONGEST)].rstrip(" ,;:.–—-") + "…"


class _FirstParagraph(HTMLParser):
    """Collects the text of the first paragraph that is none of a part beside the text, and no line of counts."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.done = False
        self._beside = 0
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._beside += tag in _BESIDE_THE_TEXT
        if tag == "p" and not self._beside and "tb-counts" not in (dict(attrs).get("class") or ""):
            self._inside = not "".join(self.found).strip()

    def handle_endtag(self, tag: str) -> None:
        self._beside -= tag in _BESIDE_THE_TEXT
        if tag == "p" and self._inside:
            self._inside = False
            self.done = bool("".join(self.found).strip())

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found.append(data)
