"""What readers copy to cite a page is read back by reference managers, whatever its title and path are."""

from __future__ import annotations

import bibtexparser
import pytest
import rispy

from themebook.cite.citing import PageCitation
from themebook.sources.bibtex.latex import decode

AT = "https://example.org/what%27s/"


@pytest.mark.parametrize(
    "title",
    ["Plain", "A { brace", "{}} ^ ~ \\ & % $ # _", "What's new? (2) #1", "x^2 ~ y_1", "囚犯", 'Say "no", @all'],
)
def test_a_page_survives_the_way_through_bibtex_and_ris(title: str) -> None:
    page = PageCitation(path="what's new (2) #1.md", title=title, site="Us & {them}", address=AT)
    library = bibtexparser.parse_string(page.bibtex())
    (entry,) = library.entries
    assert not library.failed_blocks
    assert (entry.entry_type, entry.key) == ("online", "what-s-new-2-1")
    assert decode(entry["title"][1:-1]).text == title
    assert decode(entry["organization"][1:-1]).text == "Us & {them}"
    assert entry["url"] == AT
    (record,) = rispy.loads(page.ris())
    assert record == {
        "type_of_reference": "ELEC",
        "id": "what-s-new-2-1",
        "title": title,
        "secondary_title": "Us & {them}",
        "urls": [AT],
    }


@pytest.mark.parametrize(
    ("path", "key"),
    [("a/b c.md", "a-b-c"), ("über, uns.md", "uber-uns"), ("监狱.md", "page"), ("{x}~@y.md", "x-y")],
)
def test_a_key_has_only_signs_that_bibtex_allows(path: str, key: str) -> None:
    assert PageCitation(path=path, title="", site="", address="").key == key


def test_a_page_without_an_address_has_none_in_any_format() -> None:
    page = PageCitation(path="a.md", title="A", site="Us", address="")
    assert "url" not in page.bibtex()
    assert "UR  -" not in page.ris()
    assert "URL" not in page.item
