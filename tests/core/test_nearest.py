"""The known word that is most like a misspelt one: good hints, and a bounded effort to find them."""

from __future__ import annotations

import pytest
from rapidfuzz import process

from themebook.core.nearest import Nearest, nearest

IDS = [f"{kind}-{number}" for kind in ("quote", "finding", "officer") for number in range(2_000)]
TOPICS = [
    f"{one}-{two}" for one in ("trust", "calm", "night", "wing", "letter") for two in ("at-work", "alone", "lost")
]


@pytest.mark.parametrize("slip", ["trsut-at-work", "trust-atwork", "trust-at-worck", "trust-at-wirk", "rust-at-work"])
def test_a_slip_is_seen_among_thousands(slip: str) -> None:
    assert Nearest([*IDS, *TOPICS]).to(slip) == "trust-at-work"


def test_what_is_like_nothing_has_no_hint() -> None:
    assert Nearest(IDS).to("zebra") == ""
    assert nearest("zebra", TOPICS) == ""


def test_words_can_be_added() -> None:
    known = Nearest(["calm"])
    assert known.to("trast") == ""
    assert Nearest(["calm", "trust"]).to("trast") == "trust"
    known.add("night")
    assert known.to("nigth") == "night"


def test_two_letters_in_the_wrong_order_are_one_slip() -> None:
    assert nearest("tow2020", ["own2020", "two2020"]) == "two2020"


def test_too_many_questions_have_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(process, "extractOne", lambda word, *_, **__: asked.append(word))
    known = Nearest(IDS)
    for number in range(1_200):
        known.to(f"qoute-{number}")
        known.to(f"qoute-{number}")
    assert len(asked) == 1_000
    assert nearest("a" * 100_000, IDS) == ""
