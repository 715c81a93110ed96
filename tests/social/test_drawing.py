"""Cards are drawn in the background, the same here and in a separate process."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from themebook.core.disk_cache import NO_CACHE, DiskCache
from themebook.social import drawing
from themebook.social.cards import Card
from themebook.social.drawing import Drawing, DrawingFailed
from themebook.social.sharing import SharedCard

CARDS = [
    SharedCard(path=f"cards/{number}.png", alt="", card=Card(words=f"Card {number}", name="Ö"), lacking=())
    for number in range(60)
]


def drawn(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*.png")}


def test_a_separate_process_draws_the_same_cards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Drawing(CARDS, tmp_path / "there", NO_CACHE).finish()
    monkeypatch.setattr(drawing, "_FEW", 1000)
    Drawing(CARDS, tmp_path / "here", NO_CACHE).finish()
    assert len(drawn(tmp_path / "there")) == 60
    assert drawn(tmp_path / "there") == drawn(tmp_path / "here")


def test_cards_that_are_kept_are_not_drawn_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = DiskCache(tmp_path / "cache", "cards")
    Drawing(CARDS, tmp_path / "one", cache).finish()
    monkeypatch.setattr(Card, "png", lambda _: pytest.fail("drawn again"))
    Drawing(CARDS, tmp_path / "other", cache).finish()
    assert drawn(tmp_path / "one") == drawn(tmp_path / "other")


@pytest.mark.parametrize("few", [50, 1000])
def test_cards_that_are_abandoned_leave_no_thread_and_come_to_an_end(
    few: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "_FEW", few)
    for pause in (0.0, 0.3):
        started = Drawing(CARDS * 100, tmp_path, NO_CACHE)
        time.sleep(pause)
        started.abandon()
        assert [one.name for one in threading.enumerate() if one.name == "themebook-cards"] == []


def test_a_full_disk_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "cards").write_text("in the way", "utf-8")
    with pytest.raises(OSError, match=r"File exists|Not a directory"):
        Drawing(CARDS[:1], tmp_path, NO_CACHE).finish()


def test_other_errors_are_told_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(_: Card) -> bytes:
        raise ValueError("no such font")

    monkeypatch.setattr(Card, "png", failing)
    with pytest.raises(DrawingFailed, match=r"^the cards could not be drawn: no such font$"):
        Drawing(CARDS[:1], tmp_path, NO_CACHE).finish()
