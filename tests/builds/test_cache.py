"""Builds with a cache, without one, and with a damaged one give the same site."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from tests.builds import test_shells
from tests.synthetic import Size, write_study
from themebook.cite import formatter, pandoc
from themebook.core.disk_cache import CACHE_FOLDER
from themebook.social import drawing
from themebook.social.cards import Card

# Enough quotes for a process that draws their cards.
SIZE = Size(themes=1, subthemes=2, participants=3, quotes=60, works=8)


def built(folder: Path, to: str, *, cache: bool = True) -> dict[str, bytes]:
    """The files of a site with cards."""
    return test_shells.built(folder, to, cache=cache, site_url="https://study.example/")


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return write_study(tmp_path / "study", SIZE)


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is done from now on that a cache saves: runs of pandoc, and processes that draw cards."""
    done: list[str] = []
    run, drawn = pandoc._run, drawing.Drawing._drawn_by_worker
    monkeypatch.setattr(pandoc, "_run", lambda *given: done.append("pandoc") or run(*given))
    monkeypatch.setattr(
        drawing.Drawing,
        "_drawn_by_worker",
        lambda self, cards: done.append(f"{len(cards)} cards") or drawn(self, cards),
    )
    return done


def forget(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget what this process has formatted, as another process would not know it."""
    monkeypatch.setattr(formatter, "_caches", type(formatter._caches)())


def test_a_second_build_is_the_same_and_makes_nothing_again(
    study: Path, done: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    forget(monkeypatch)
    cold = built(study, "cold")
    # A card for each quote, and one for all other pages.
    assert set(done) == {"pandoc", "68 cards"}
    done.clear()
    forget(monkeypatch)
    assert built(study, "warm") == cold
    assert done == []
    cache = study / CACHE_FOLDER
    for file in [path for path in cache.rglob("*") if path.is_file()]:
        file.write_bytes(file.read_bytes()[:-1])
    forget(monkeypatch)
    assert built(study, "damaged") == cold
    assert "68 cards" in done
    done.clear()
    forget(monkeypatch)
    assert built(study, "repaired") == cold
    assert done == []
    for file in sorted(cache.rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    forget(monkeypatch)
    assert built(study, "without", cache=False) == cold
    assert not any(cache.iterdir())


def test_a_change_only_makes_what_depends_on_it(study: Path, done: list[str]) -> None:
    built(study, "before")
    done.clear()
    findings = study / "findings.yml"
    findings.write_text(findings.read_text("utf-8").replace(" text: ", " text: Well, ", 1), "utf-8")
    drawn: list[str] = []
    png = Card.png
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Card, "png", lambda self: drawn.append(self.words) or png(self))
        built(study, "after")
    assert [words.startswith("“Well, ") for words in drawn] == [True]
    assert done == []


def test_a_process_that_draws_no_cards_ends_the_build_with_one_line(
    study: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(drawing, "_WORKER", "themebook.social.no_such_module")
    with pytest.raises(Abort):
        built(study, "site")
    said = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    assert len(said) == 1
    assert said[0].startswith("Themebook: the cards could not be drawn: ")
    assert said[0].endswith("No module named themebook.social.no_such_module")
