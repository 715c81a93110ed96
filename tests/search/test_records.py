"""The shape of the records that scripts read."""

from __future__ import annotations

import json

import pytest

from themebook.search.records import Record, shard_of, shards
from themebook.site.routes import published_address


@pytest.mark.parametrize(
    ("path", "folders", "files"),
    [
        ("index.md", "", "index.html"),
        ("README.md", "", "index.html"),
        ("about.md", "about/", "about.html"),
        ("quotes/index.md", "quotes/", "quotes/index.html"),
        ("quotes/quote-x.md", "quotes/quote-x/", "quotes/quote-x.html"),
        ("notes/myindex.md", "notes/myindex/", "notes/myindex.html"),
        ("notes/über uns.md", "notes/%C3%BCber%20uns/", "notes/%C3%BCber%20uns.html"),
    ],
)
def test_addresses_are_those_that_mkdocs_gives(path: str, folders: str, files: str) -> None:
    assert published_address(path, directory_urls=True) == folders
    assert published_address(path, directory_urls=False) == files


def test_every_record_is_in_its_shard_and_survives_being_a_script() -> None:
    hostile = "\u2028\u2029</script>\\ \"'\n\x00"
    found = [
        Record(address=f"notes/{n}/#part", kind="page", title=hostile, text=hostile, facets={"theme": (), "year": ""})
        for n in range(450)
    ]
    scripts = shards(found, 3)
    seen = []
    for number, script in enumerate(scripts):
        assert "\u2028" not in script
        read = json.loads(script.removeprefix(f"themebook.receive({number}, ").removesuffix(");\n"))
        assert {shard_of(record[0], 3) for record in read} == {number}
        assert all(record[2:] == [hostile, hostile, "", {}] for record in read)
        seen += [record[0] for record in read]
    assert sorted(seen) == sorted(record.address for record in found)


def test_a_site_without_records_has_one_empty_shard() -> None:
    assert shards([], 1) == ("themebook.receive(0, []);\n",)
