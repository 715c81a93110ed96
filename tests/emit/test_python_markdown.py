"""The extension for other generators, which may create it anew for each page."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown import Markdown

from themebook.emit import python_markdown


def converted(folder: Path, text: str) -> str:
    options = {"root": str(folder), "findings": "findings", "page": "page.md"}
    return Markdown(extensions=["themebook"], extension_configs={"themebook": options}).convert(text)


def test_a_build_reads_the_sources_once_and_the_next_one_again(bakers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reads: list[Path] = []
    read = python_markdown.pages_below

    def counted(root: Path, docs: str) -> object:
        reads.append(root)
        return read(root, docs)

    monkeypatch.setattr(python_markdown, "pages_below", counted)
    monkeypatch.setattr(python_markdown, "_latest", None)
    # However slow this machine is at the moment, the pages of a build follow each other.
    monkeypatch.setattr(python_markdown, "_PAUSE", 60)
    before = [converted(bakers, "See [[the-night]].") for _ in range(20)]
    assert len(reads) == 1
    findings = next(file for file in (bakers / "findings").glob("*.yml") if "id: the-night" in file.read_text("utf-8"))
    monkeypatch.setattr(python_markdown, "_PAUSE", 0)
    text = findings.read_text("utf-8")
    title = text.partition("id: the-night")[2].partition("title: ")[2].partition("\n")[0]
    findings.write_text(text.replace(f"title: {title}", "title: Another title"), "utf-8")
    after = converted(bakers, "See [[the-night]].")
    assert len(reads) == 2
    assert title in before[0]
    assert "Another title" in after
    assert title not in after
