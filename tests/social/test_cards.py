"""The pictures that are shared: they hold what fits, always in the same bytes, and never a box for a letter."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image

from themebook.social import cards
from themebook.social.cards import HEIGHT, WIDTH, Card
from themebook.theme import THEME

WORDS = "“You never really lock a door behind you, because you take the keys and the day home.”"


def picture(card: Card) -> Image.Image:
    return Image.open(io.BytesIO(card.png()))


def test_a_card_has_the_size_that_is_asked_for_and_few_colours() -> None:
    image = picture(Card(words=WORDS, name="Baker A", source="Bakers"))
    assert image.size == (WIDTH, HEIGHT) == (600, 315)
    assert image.mode == "P"
    colours = image.getcolors()
    assert colours is not None
    assert 3 < len(colours) <= 16


def test_the_same_card_has_the_same_bytes_and_another_has_others() -> None:
    card = Card(words=WORDS, name="Baker A", source="Bakers")
    assert card.png() == Card(words=WORDS, name="Baker A", source="Bakers").png()
    assert len({card.png(), Card(words=WORDS, name="Baker B", source="Bakers").png(), Card(words=WORDS).png()}) == 3


def test_cards_have_the_light_colours_of_the_site() -> None:
    sheet = (THEME / "assets" / "themebook" / "themebook.css").read_text("utf-8")
    light = sheet.partition('[data-md-color-scheme="slate"]')[0]
    told = dict(re.findall(r"(--tb-[\w-]+): (#\w+);", light))
    names = ("--tb-speech-ground", "--tb-speech-ink", "--tb-muted", "--tb-speech-bar")
    assert [told[name] for name in names] == [cards.BACKGROUND, cards.TEXT, cards.MUTED, cards.BAR]


@pytest.mark.parametrize("words", ["“Yes.”", WORDS, WORDS * 3, WORDS * 40, "“" + "unbroken" * 60 + "”"])
def test_words_stay_inside_their_room(words: str) -> None:
    """Below, right of and above the words is nothing but the ground."""
    image = picture(Card(words=words)).convert("RGB")
    ground = tuple(bytes.fromhex(cards.BACKGROUND[1:]))
    for box in ((555, 0, WIDTH, HEIGHT), (10, 0, WIDTH, 35), (10, 225, WIDTH, HEIGHT), (10, 0, 45, HEIGHT)):
        assert image.crop(box).getcolors() == [((box[2] - box[0]) * (box[3] - box[1]), ground)], box


def test_long_words_are_cut_after_a_word_with_an_ellipsis_inside_the_quotation_marks() -> None:
    lines, _, _ = cards._fit(" ".join(["word"] * 400 + ["end”"]))
    assert lines[-1].endswith("word…”")
    assert set(" ".join(lines).removesuffix("…”").split()) == {"word"}


def test_short_words_are_larger_than_long_ones_and_none_is_lost() -> None:
    (short, large, _), (long, small, _) = cards._fit("Yes."), cards._fit(WORDS * 3)
    assert large > small
    assert (" ".join(short), " ".join(long)) == ("Yes.", WORDS * 3)


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("naïve Ångström – “čeština” … Ελλάδα, Москва", ()),
        ("a 中 b 中 😀", ("中", "😀")),
        ("line\nbreak\u2028and\ttab", ()),
    ],
)
def test_characters_that_the_fonts_lack_are_told(text: str, lacking: tuple[str, ...]) -> None:
    assert Card(words=text).missing_characters() == lacking
    assert Card(words="", name=text).missing_characters() == lacking
    assert Card(words="", source=text).missing_characters() == lacking
