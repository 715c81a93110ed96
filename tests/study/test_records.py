"""The records of the real study, as its site publishes them: everything that can be found, and nothing twice."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from tests.matching import subthemes_of
from themebook.core.vocabulary import KINDS
from themebook.render.site import Site
from themebook.search.records import shard_of
from themebook.search.settings import script_settings
from themebook.site.routes import published_address

Listed = list[Any]


@pytest.fixture(scope="module")
def shards(site: Path) -> list[list[Listed]]:
    """The records of each shard."""
    scripts = sorted((site / "assets/themebook/records").iterdir(), key=lambda file: int(file.stem))
    read = []
    for number, script in enumerate(scripts):
        text = script.read_text("utf-8")
        assert text.startswith(f"themebook.receive({number}, [")
        read.append(json.loads(text.removeprefix(f"themebook.receive({number}, ").removesuffix(");\n")))
    return read


@pytest.fixture(scope="module")
def records(shards: list[list[Listed]]) -> dict[str, Listed]:
    """The records by their addresses."""
    return {record[0]: record for shard in shards for record in shard}


def words(text: str) -> str:
    return " ".join(text.split())


def test_each_record_is_in_the_shard_that_its_address_tells(shards: Sequence[Sequence[Listed]]) -> None:
    for number, shard in enumerate(shards):
        assert {shard_of(record[0], len(shards)) for record in shard} == {number}


def test_scripts_are_told_how_many_shards_there_are_and_the_order_of_the_themes(
    site: Path, shards: Sequence[Sequence[Listed]], knowledge: Site
) -> None:
    script = (site / "assets/themebook/settings.js").read_text("utf-8")
    told = json.loads(script.splitlines()[0].removeprefix("window.themebook = { config: ").removesuffix(" };"))
    assert told == {**script_settings(knowledge, "pagefind"), "shards": len(shards)}
    assert told["themes"] == [theme.title for theme in knowledge.graph.study.themes]


def test_each_thing_has_one_record(records: dict[str, Listed], knowledge: Site) -> None:
    kinds = Counter(record[1] for record in records.values())
    study, graph = knowledge.graph.study, knowledge.graph
    assert kinds["theme"] == len(study.themes)
    assert kinds["subtheme"] == len(list(subthemes_of(study)))
    assert kinds["finding"] == len(graph.findings)
    assert kinds["quote"] == len(graph.quotes)
    assert kinds["participant"] == len(graph.participants)
    assert kinds["reference"] == len(graph.references)
    assert kinds["implication"] == len(study.implications)
    assert kinds["limitation"] == len(study.limitations)
    assert kinds["term"] == len(study.glossary)
    assert set(kinds) == KINDS.keys() - {"statement", "group", "source", "code"}


def test_each_address_leads_to_something(records: dict[str, Listed], site: Path) -> None:
    for address in records:
        path, _, anchor = address.partition("#")
        page = html.parse(str(site / path / "index.html"))
        assert not anchor or page.xpath("//*[@id=$anchor]", anchor=anchor), address


def test_the_words_of_each_quote_are_in_one_record(records: dict[str, Listed], knowledge: Site) -> None:
    for name, linked in knowledge.graph.quotes.items():
        spoken = words(linked.quote.text)
        # A claim is a sentence of ours, which may quote a few words itself.
        texts = {
            at: words(f"{record[3] if record[3] != record[2] else ''} {record[4]}") for at, record in records.items()
        }
        holding = [at for at, text in texts.items() if spoken in text]
        assert holding == [f"quotes/{name}/"]
        _, kind, title, text, more, facets = records[f"quotes/{name}/"]
        assert (kind, text) == ("quote", linked.quote.text.strip())
        assert spoken not in words(more)
        assert title.startswith(linked.said_by)
        assert facets["participant"] == [linked.said_by]
        assert facets["source"] == linked.said_by
        assert facets["theme"] == list(dict.fromkeys(placement.path[0].title for placement in linked.placements))


def test_findings_works_and_themes_say_what_they_are(records: dict[str, Listed], knowledge: Site) -> None:
    for name, linked in knowledge.graph.findings.items():
        target = knowledge.plan.targets[name]
        record = records[published_address(target.path, directory_urls=True)]
        assert record[2:4] == [linked.finding.claim, linked.finding.claim]
        assert record[5]["theme"] == [linked.path[0].title]
    for theme in knowledge.graph.study.themes:
        assert records[f"themes/{theme.id}/"][2] == theme.title
    stevens = records["references/stevens2010/"]
    assert stevens[2] == "Stevens (2010)"
    assert "Introducing forensic democratic therapeutic communities" in stevens[3]
    assert stevens[5]["year"] == "2010"


def test_prose_is_plain_text_with_its_citations_formatted(records: dict[str, Listed]) -> None:
    whole = "\n".join(f"{record[2]}\n{record[3]}\n{record[4]}" for record in records.values())
    assert "(Stevens, 2010)" in whole
    assert not any(sign in whole for sign in ("[@", "{{", "[[", "¶", "</", "\x02", "&amp;", "Works cited on this page"))


def test_no_text_is_taken_twice(records: dict[str, Listed]) -> None:
    # Findings about which little is said have the names of the same glossary terms.
    long = Counter(text for record in records.values() for text in {record[3], record[4]} if len(text) > 110)
    assert [text for text, times in long.items() if times > 1] == []


def test_pages_are_split_into_their_sections(records: dict[str, Listed]) -> None:
    assert records["background/"][1:3] == ["page", "Background"]
    assert records["method/#analysis"][2] == "Analysis"
    assert records["method/#analysis"][5] == {"source": "Method"}
    assert not any(address.startswith("guide/") for address in records)
