"""What readers copy of a work: nothing of it is lost in the programs that read BibTeX, RIS and CSL-JSON."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator, Mapping
from typing import Any

import pypandoc
import pytest
import rispy

from tests.cite.references import kinds
from themebook.cite import to_csl, to_ris
from themebook.cite.bibtex import public_bibtex
from themebook.cite.citing import csl_json
from themebook.core.bibliography import Reference
from themebook.sources.bibtex.bibliography import read_bibliography
from themebook.sources.source import Source


def read(bibtex: str) -> tuple[Reference, ...]:
    return read_bibliography([Source("references.bib", bibtex)]).value.references


@pytest.fixture(scope="module")
def works() -> tuple[Reference, ...]:
    return tuple(reference for kind in kinds() for reference in read(kind.bibtex))


def pandoc(text: str, form: str) -> list[dict[str, Any]]:
    command = [pypandoc.get_pandoc_path(), "-f", form, "-t", "csljson"]
    done = subprocess.run(command, input=text, capture_output=True, check=True, encoding="utf-8")
    items: list[dict[str, Any]] = json.loads(done.stdout)
    return items


def words(text: object) -> list[str]:
    """The words of a text without markup, case and marks, because programs have their own."""
    return re.findall(r"[^\W_]+", re.sub(r"<[^<>]*>", "", str(text)).casefold())


def families(item: Mapping[str, Any]) -> list[str]:
    return [name.get("family") or name.get("literal") for name in item.get("author", [])]


def test_bibtex_is_read_as_the_same_work(works: tuple[Reference, ...]) -> None:
    for work in works:
        (again,) = read(public_bibtex(work))
        assert to_csl(again) == to_csl(work)


def test_bibtex_is_read_by_pandoc(works: tuple[Reference, ...]) -> None:
    items = {item["id"]: item for item in pandoc("\n\n".join(map(public_bibtex, works)), "biblatex")}
    assert list(items) == [work.key for work in works]
    for work in works:
        item = items[work.key]
        assert len(item.get("author", [])) == len(work.authors), work.key
        title = "".join(words(re.sub("[{}]", "", work.field("title"))))[:12]
        # Pandoc has formulas as LaTeX, and leaves out what is in commands that it does not know.
        is_known = title.isascii() and "\\acro" not in public_bibtex(work)
        assert title in "".join(map("".join, map(words, texts_in(item)))) or not is_known, work.key


def test_csl_json_is_read_by_pandoc_with_all_variables(works: tuple[Reference, ...]) -> None:
    for work in works:
        ours = to_csl(work)
        (item,) = pandoc(csl_json(work, ours), "csljson")
        assert item.keys() == ours.keys(), work.key
        # The name "others" is for citeproc only.
        named = [["et", "al"] if name == "others" else words(name) for name in families(ours)]
        assert list(map(words, families(item))) == named, work.key
        for name, value in ours.items():
            if isinstance(value, str):
                assert words(item[name]) == words(value), (work.key, name)


def texts_in(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        for one in value.values():
            yield from texts_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts_in(one)
    elif not isinstance(value, bool):
        yield str(value)


def test_ris_is_read_by_rispy_with_every_word(works: tuple[Reference, ...]) -> None:
    for work in works:
        item = to_csl(work)
        (record,) = rispy.loads(to_ris(item))
        found = set(words(" ".join(texts_in(record))))
        for name, value in item.items():
            if name == "type":
                continue
            for text in texts_in(value):
                lost = [word for word in words(text) if word not in found and f"0{word}" not in found]
                # A season has a word, a range no end, and RIS its own word for other authors.
                assert not lost or "season" in value or lost in (["others"], ["0"]), (work.key, name, text)
