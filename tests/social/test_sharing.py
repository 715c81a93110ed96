"""What is told of a page where it is shared."""

from __future__ import annotations

from pathlib import Path

import pytest

from themebook.core.disk_cache import NO_CACHE
from themebook.render.sections import first_paragraph, parse
from themebook.social.cards import Card
from themebook.social.drawing import Drawing
from themebook.social.sharing import SharedCard, description


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("<h1>A</h1><p>One &amp; <em>two</em>\nthree.</p><p>Four.</p>", "One & two three."),
        ("<h1>A</h1>", ""),
        ("<p> </p><p>Second.</p>", "Second."),
        ('<p class="tb-counts">3 findings</p><p>Text.</p>', "Text."),
        ("<nav><p>Way.</p></nav><section><p>Card.</p></section><p>Text.</p>", "Text."),
        ("<figure><blockquote><p>Some<br />\nwords.</p></blockquote></figure>", "Some words."),
        ('<p>As Lee says<span class="tb-doubt">?</span>.</p>', "As Lee says."),
        ("</section></section><p>Text.</p>", "Text."),
        ("<p>One<p>Two", "One"),
        ("<p>One<br>two<ul><li>x</li></ul>", "One two"),
        ('<figure class="tb-panel"><figcaption><p>Legend.</p></figcaption></figure><p>Text.</p>', "Text."),
        ('<div class="tb-panel"><figure><p>Legend.</p></figure></div><p>Text.</p>', "Text."),
    ],
)
def test_a_description_is_the_first_paragraph(page: str, shown: str) -> None:
    assert first_paragraph(parse(page)) == shown


def test_a_long_description_is_cut_between_words() -> None:
    shown = description("word, " * 100)
    assert len(shown) <= 300
    assert shown.endswith("word…")


def test_a_long_description_without_spaces_is_cut_too() -> None:
    shown = description("监狱" * 800)
    assert len(shown) == 300
    assert shown.endswith("监…") or shown.endswith("狱…")


def test_a_card_that_the_fonts_cannot_show_is_not_drawn(tmp_path: Path) -> None:
    cards = [
        SharedCard(path=f"cards/{words}.png", alt="", card=Card(words=words), lacking=lacking)
        for words, lacking in (("a", ()), ("b", ("b",)))
    ]
    Drawing(cards, tmp_path, NO_CACHE).finish()
    assert [path.name for path in tmp_path.rglob("*.png")] == ["a.png"]
