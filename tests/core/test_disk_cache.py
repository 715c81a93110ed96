"""What the cache gives back is what was put there, or nothing."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from themebook.core.disk_cache import NO_CACHE, DiskCache, digest


def entries(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file() and path.name != ".gitignore")


def test_an_entry_is_found_by_its_key(tmp_path: Path) -> None:
    cache = DiskCache(tmp_path, "things")
    assert cache.get("a") is None
    cache.put("a", b"one")
    cache.put("b", b"")
    assert (cache.get("a"), cache.get("b")) == (b"one", b"")
    assert DiskCache(tmp_path, "things").get("a") == b"one"
    assert DiskCache(tmp_path, "others").get("a") is None


def test_the_parts_of_a_key_do_not_run_together() -> None:
    keys = [digest("ab", "c"), digest("a", "bc"), digest("abc"), digest("abc", ""), digest("\udc80")]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("damage", [b"", b"short", b"x" * 40])
def test_a_damaged_file_is_no_entry(tmp_path: Path, damage: bytes) -> None:
    cache = DiskCache(tmp_path, "things")
    cache.put("a", b"one")
    (tmp_path / "things" / "a").write_bytes(damage)
    assert cache.get("a") is None
    cache.put("a", b"two")
    assert cache.get("a") == b"two"


def test_a_truncated_file_is_no_entry(tmp_path: Path) -> None:
    cache = DiskCache(tmp_path, "things")
    cache.put("a", b"one two three")
    file = tmp_path / "things" / "a"
    file.write_bytes(file.read_bytes()[:-1])
    assert cache.get("a") is None


def test_nothing_is_left_but_the_entries(tmp_path: Path) -> None:
    cache = DiskCache(tmp_path, "things")
    for _ in range(2):
        cache.put("a", b"one")
    assert entries(tmp_path) == ["a"]


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "things").write_text("a file", "utf-8")
    cache = DiskCache(tmp_path, "things")
    cache.put("a", b"one")
    assert cache.get("a") is None
    cache.prune()


def test_entries_that_are_not_used_are_deleted_after_a_month(tmp_path: Path) -> None:
    cache = DiskCache(tmp_path, "things")
    long_ago = time.time() - 31 * 24 * 60 * 60
    for key in ("used", "unused"):
        cache.put(key, b"one")
        os.utime(tmp_path / "things" / key, (long_ago, long_ago))
    assert cache.get("used") == b"one"
    cache.put("new", b"two")
    cache.prune()
    assert entries(tmp_path) == ["new", "used"]


def test_the_cache_stays_out_of_repositories(tmp_path: Path) -> None:
    DiskCache(tmp_path / "cache", "things").put("a", b"one")
    assert (tmp_path / "cache" / ".gitignore").read_text("utf-8") == "*\n"


def test_without_a_folder_nothing_is_kept() -> None:
    NO_CACHE.put("a", b"one")
    assert NO_CACHE.get("a") is None
    NO_CACHE.prune()
