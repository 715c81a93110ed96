"""The index is made in the background, and its errors end the build."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from themebook.search import index
from themebook.search.index import Indexing, IndexingFailed
from themebook.search.records import Record

RECORDS = [
    Record(address=f"quotes/{number}/", kind="quote", title=f"Quote {number}", text="Words.") for number in range(9)
]


def threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name == "themebook-index"]


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_records_give_the_same_index(tmp_path: Path) -> None:
    for name in ("one", "other"):
        Indexing(RECORDS, tmp_path / name, "en").finish()
    assert files(tmp_path / "one") == files(tmp_path / "other") != {}


@pytest.mark.parametrize("error", [OSError("disk"), TypeError("type"), EOFError("end")])
def test_any_error_is_told(error: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(_: object) -> None:
        raise error

    monkeypatch.setattr(index, "sort_filters", failing)
    with pytest.raises(IndexingFailed, match=f"^the search index could not be made by Pagefind: {error}$"):
        Indexing(RECORDS, tmp_path, "en").finish()
    assert threads() == []


def test_an_index_that_is_abandoned_leaves_nothing_behind(tmp_path: Path) -> None:
    indexing = Indexing(RECORDS * 2000, tmp_path, "en")
    indexing.abandon()
    assert threads() == []
    assert list(tmp_path.iterdir()) == []
