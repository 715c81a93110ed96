"""What is told of a page where it is shared."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools.cards import Card
from build_tools.sharing import Drawn, SharedCard, _FirstParagraph, description


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("<h1>A</h1><p>One &amp; <em>two</em>\nthree.</p><p>Four.</p>", "One & two three."),
        ("<h1>A</h1>", ""),
        ("<p> </p><p>Second.</p>", "Second."),
        ('<p class="tb-counts">3 findings</p><p>Text.</p>', "Text."),
        ("<nav><p>Way.</p></nav><section><p>Card.</p></section><p>Text.</p>", "Text."),
        ("<figure><blockquote><p>Some<br />\nwords.</p></blockquote></figure>", "Some words."),
    ],
)
def test_a_description_is_the_first_paragraph(page: str, told: str) -> None:
    assert description(page) == told


def test_a_long_description_is_cut_between_words() -> None:
    told = description(f"<p>{'word, ' * 100}</p>")
    assert len(told) <= 300
    assert told.endswith("word…")


def test_cards_are_drawn_once_while_the_site_is_served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    monkeypatch.setattr(Card, "png", lambda card: drawn.append(card.words) or b"picture")
    cards = [
        SharedCard(path=f"cards/{words}.png", alt="", card=Card(words=words), lacking=lacking)
        for words, lacking in (("a", ()), ("b", ()), ("c", ("c",)))
    ]
    keeping = Drawn(keeps=True)
    keeping.write(cards, tmp_path / "first")
    keeping.write(cards[1:], tmp_path / "second")
    assert drawn == ["a", "b"]
    assert sorted(path.name for path in tmp_path.rglob("*.png")) == ["a.png", "b.png", "b.png"]
    keeping.write(cards, tmp_path / "third")
    assert drawn == ["a", "b", "a"]


def test_a_page_is_read_no_further_than_its_first_paragraph(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    monkeypatch.setattr("build_tools.sharing._FirstParagraph.handle_endtag", _noting(read))
    assert description("<p>One.</p>\n" + "<p>More.</p>\n" * 9) == "One."
    assert read == ["p"]


def _noting(read: list[str]) -> Callable[[_FirstParagraph, str], None]:
    original = _FirstParagraph.handle_endtag

    def handle(self: _FirstParagraph, tag: str) -> None:
        read.append(tag)
        original(self, tag)

    return handle
