"""The known word that is most like a misspelt one: good hints, and a bounded effort to find them."""

from __future__ import annotations

import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from themebook.core.nearest import Nearest, nearest

IDS = [f"{kind}-{number}" for kind in ("quote", "finding", "officer") for number in range(2_000)]
TOPICS = [
    f"{one}-{two}" for one in ("trust", "calm", "night", "wing", "letter") for two in ("at-work", "alone", "lost")
]


@given(st.lists(st.text("abc-", min_size=1, max_size=6), max_size=12), st.text("abc-", max_size=6))
def test_few_words_are_compared_one_by_one(known: list[str], word: str) -> None:
    close = difflib.get_close_matches(word, sorted(set(known)), n=1, cutoff=0.7)
    assert nearest(word, known) == (close[0] if close else "")


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


def test_the_effort_does_not_grow_with_the_words(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[int] = []

    def counted(word: str, among: list[str], n: int, cutoff: float) -> list[str]:
        compared.append(len(among))
        return []

    monkeypatch.setattr(difflib, "get_close_matches", counted)
    known = Nearest(IDS)
    for number in range(1_200):
        known.to(f"qoute-{number}")
        known.to(f"qoute-{number}")
    assert len(compared) == 1_000
    assert max(compared) <= 10
    assert nearest("a" * 100_000, IDS) == ""
