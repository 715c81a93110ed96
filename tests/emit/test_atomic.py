"""Output that is replaced as a whole, whatever happens on the way, and locks between processes."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from themebook.core import locks
from themebook.core.locks import Lock, Locked, temporary_folder
from themebook.emit import atomic
from themebook.emit.atomic import FolderReplacement, replace_file, replaced_folder


def write(folder: Path, **files: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text)
    return folder


def contents(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


def replace(target: Path, **files: str) -> bool:
    replacement = FolderReplacement(target)
    replacement.begin()
    write(replacement.folder, **files)
    return replacement.commit()


def beside(target: Path) -> list[str]:
    return sorted(path.name for path in target.parent.iterdir() if path.name.startswith("."))


def cannot_exchange(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def exchange(one: Path, other: Path) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(atomic, "_exchange", exchange)


def test_a_folder_comes_into_being(tmp_path: Path) -> None:
    assert replace(tmp_path / "a" / "site", page="new")
    assert contents(tmp_path / "a") == {"site/page": "new"}


@pytest.mark.parametrize("number", [0, errno.ENOSYS, errno.EBUSY, errno.EXDEV])
def test_the_new_folder_is_there_and_nothing_of_the_old(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By exchange, by two renames where names cannot be exchanged, and file by file where the folder is a mount."""
    if number:
        cannot_exchange(monkeypatch, number)
    site = write(tmp_path / "site", page="old", stale="old")
    write(site / "folder", page="old")
    (site / "was-a-file").write_text("old")
    replacement = FolderReplacement(site)
    replacement.begin()
    write(replacement.folder, page="new")
    write(replacement.folder / "was-a-file", page="new")
    assert replacement.commit() == (number not in (errno.EBUSY, errno.EXDEV))
    assert contents(site) == {"page": "new", "was-a-file/page": "new"}
    assert beside(site) == []


@pytest.mark.parametrize("number", [0, errno.ENOSYS, errno.EBUSY])
def test_hidden_entries_stay(number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if number:
        cannot_exchange(monkeypatch, number)
    site = write(tmp_path / "site", **{"page": "old", ".htaccess": "old", ".nojekyll": "kept"})
    write(site / ".git" / "refs", main="kept")
    write(site / ".well-known", proof="kept", contact="old")
    with replaced_folder(site) as new:
        write(new, **{"page": "new", ".htaccess": "new"})
        write(new / ".well-known", contact="new")
    kept = {".nojekyll": "kept", ".git/refs/main": "kept", ".well-known/proof": "kept"}
    assert contents(site) == {"page": "new", ".htaccess": "new", ".well-known/contact": "new", **kept}


def test_permissions_stay(tmp_path: Path) -> None:
    site = write(tmp_path / "site")
    site.chmod(0o750)
    replace(site, page="new")
    assert stat.S_IMODE(site.stat().st_mode) == 0o750


def test_a_link_keeps_leading_to_the_folder(tmp_path: Path) -> None:
    write(tmp_path / "real", page="old")
    (tmp_path / "site").symlink_to("real")
    replace(tmp_path / "site", page="new")
    assert (tmp_path / "site").is_symlink()
    assert contents(tmp_path / "real") == {"page": "new"}


def test_a_file_is_no_folder_to_replace(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine")
    with pytest.raises(NotADirectoryError), replaced_folder(tmp_path / "site") as folder:
        write(folder, page="new")
    assert (tmp_path / "site").read_text() == "mine"
    assert beside(tmp_path / "site") == []


def test_what_fails_leaves_the_old_folder(tmp_path: Path) -> None:
    site = write(tmp_path / "site", page="old")

    def fail() -> None:
        with replaced_folder(site) as folder:
            write(folder, page="half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert contents(tmp_path) == {"site/page": "old"}


def test_a_kill_between_the_two_renames_is_put_right_by_the_next_run(tmp_path: Path) -> None:
    write(tmp_path / ".site.themebook-old", page="old")
    write(tmp_path / ".site.themebook-next", page="new")
    FolderReplacement(tmp_path / "site").discard()
    assert contents(tmp_path) == {"site/page": "old"}


def test_what_killed_runs_left_is_removed_also_beside_other_folders(tmp_path: Path) -> None:
    write(tmp_path / ".gone.themebook-next", page="half")
    write(tmp_path, **{".gone.themebook-next.lock": "1"})
    write(tmp_path / "site", page="old")
    FolderReplacement(tmp_path / "site").discard()
    assert contents(tmp_path) == {"site/page": "old"}


def test_two_cannot_replace_one_folder_whatever_its_name(tmp_path: Path) -> None:
    site = write(tmp_path / "site", page="old")
    (tmp_path / "link").symlink_to("site")
    first = FolderReplacement(site)
    with pytest.raises(Locked) as caught:
        FolderReplacement(tmp_path / "link")
    assert caught.value.pid == str(os.getpid())
    first.discard()
    assert replace(tmp_path / "link", page="new")


def test_a_killed_process_holds_no_lock(tmp_path: Path) -> None:
    hold = f"from pathlib import Path; from themebook.core.locks import *; Lock(Path({str(tmp_path / 'site')!r})); "
    wait = "print('held', flush=True); import time; time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", hold + wait], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        with pytest.raises(Locked) as caught:
            Lock(tmp_path / "site")
        assert caught.value.pid == str(process.pid)
        process.kill()
    Lock(tmp_path / "site").release()
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_replaced_when_it_is_whole(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("old")

    def fail(new: Path) -> None:
        new.write_text("half")
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        replace_file(file, fail)
    assert contents(tmp_path) == {"file": "old"}
    (tmp_path / "link").symlink_to("file")
    replace_file(tmp_path / "link", lambda new: new.write_text("new"))
    assert (tmp_path / "link").is_symlink()
    assert contents(tmp_path) == {"file": "new", "link": "new"}


def test_temporary_folders_go_at_the_end_and_those_of_killed_processes_at_the_next_start(tmp_path: Path) -> None:
    left = write(tmp_path / ".themebook-0123", page="half")
    write(tmp_path, **{".themebook-0123.lock": "1"})
    with temporary_folder(tmp_path) as one, temporary_folder(tmp_path) as other:
        assert one.is_dir()
        assert other.is_dir()
        assert not left.exists()
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_removed_keeps_no_later_run_from_its_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files of somebody else in the old folder, as a build by another user leaves them."""
    site = write(tmp_path / "site", page="old")
    with monkeypatch.context() as somebody:
        somebody.setattr(atomic.shutil, "rmtree", lambda *_, **__: None)
        assert replace(site, page="new")
    assert contents(site) == {"page": "new"}
    (left,) = beside(site)
    assert left.startswith(".site.themebook-next-")
    assert replace(site, page="newer")
    assert contents(site) == {"page": "newer"}


def test_hidden_entries_of_a_mount_are_not_touched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cannot_exchange(monkeypatch, errno.EXDEV)
    site = write(tmp_path / "site", page="old", **{".index.html.themebook-next": "left by a kill"})
    (site / ".link").symlink_to("nowhere")
    hook = write(site / ".git", hook="echo") / "hook"
    hook.chmod(0o755)
    before = hook.stat()
    assert not replace(site, page="new")
    assert os.readlink(site / ".link") == "nowhere"
    assert (hook.stat().st_mode, hook.stat().st_mtime) == (before.st_mode, before.st_mtime)
    assert sorted(path.name for path in site.iterdir()) == [".git", ".link", "page"]


def test_without_locks_nothing_of_others_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(file: int, operation: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(locks.fcntl, "flock", refuse)
    with temporary_folder(tmp_path) as one, temporary_folder(tmp_path):
        assert one.is_dir()


def test_a_full_disk_is_not_taken_for_another_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(file: int, data: bytes, offset: int) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    write(tmp_path / ".site.themebook-next", page="half")
    write(tmp_path, **{".site.themebook-next.lock": ""})
    monkeypatch.setattr(locks.os, "pwrite", full)
    assert replace(tmp_path / "site", page="new")
    assert beside(tmp_path / "site") == []


def test_who_wants_a_lock_waits_while_another_cleans_up(tmp_path: Path) -> None:
    """A run that removes what a killed one left is not a build of its own."""
    write(tmp_path, **{".site.themebook-next.lock": "999999999"})
    cleaning, seen = threading.Event(), threading.Event()

    def clean(path: Path) -> None:
        cleaning.set()
        assert seen.wait(10)

    other = threading.Thread(target=locks.sweep, args=(tmp_path, ".*.themebook-next", clean))
    other.start()
    assert cleaning.wait(10)
    threading.Timer(0.2, seen.set).start()
    assert replace(tmp_path / "site", page="new")
    other.join()
