"""Citation keys are those of the input, or those that Better BibTeX makes, and never twice."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.bibliographies.checked import read_works, references, works_of, written
from themebook.core.diagnostics import Span, as_text
from themebook.exchange.bibliographies.bibliography import bibliography_of
from themebook.exchange.bibliographies.keys import looks_like_key
from themebook.exchange.imported import ImportedWork


def work(title: str, author: object, year: int | None, **more: object) -> dict[str, Any]:
    issued = {"date-parts": [[year]]} if year else {}
    return {"type": "book", "title": title, "author": [author] if author else [], "issued": issued, **more}


_MADE = {
    "braunUsingThematicAnalysis2006": work("Using thematic analysis in psychology", {"family": "Braun"}, 2006),
    "ryanSelfdeterminationTheoryFacilitation2000": work(
        "Self-determination theory and the facilitation of intrinsic motivation", {"family": "Ryan"}, 2000
    ),
    "vanderbergWomensBread1999": work(
        "The women’s bread", {"family": "Berg", "given": "J.", "non-dropping-particle": "van der"}, 1999
    ),
    "guildofbakersReport2001": work("A report", {"literal": "Guild of Bakers"}, 2001),
    "sorensenOl1990": work("Øl", {"family": "Sørensen"}, 1990),
    "tolstoiVoinaMir1869": work("Война и мир", {"family": "Толстой"}, 1869),
    "王面包与耐心2001": work("面包与耐心", {"family": "王", "given": "小明"}, 2001),
    "RyeCorn2001": work("On rye and corn", None, 2001),
    "leeRye": work("Rye", {"family": "Lee"}, None),
    "work": work("", None, None),
}


@pytest.mark.parametrize("key", _MADE)
def test_keys_are_made_as_better_bibtex_makes_them(key: str) -> None:
    assert written(_MADE[key]).keys == {"1": key}


def test_letters_keep_made_keys_apart() -> None:
    works = [work("Rye", {"family": "Lee"}, 2001, page=str(page)) for page in range(1, 30)]
    keys = list(written(*works).keys.values())
    assert [keys[0], keys[1], keys[2], keys[26], keys[27]] == [
        *("leeRye2001", "leeRye2001a", "leeRye2001b", "leeRye2001z", "leeRye2001aa")
    ]


def test_given_keys_come_first_and_taken_ones_are_left_alone() -> None:
    works = works_of(*(work(title, {"family": "Lee"}, 2001) for title in ("Rye", "Oats", "Corn", "Rice")))
    keys = ["", "LEERYE2001", "corn x", "this-study"]
    given_keys = [
        ImportedWork(place=one.place, csl=one.csl, citation_key=key) for one, key in zip(works, keys, strict=True)
    ]
    bibliography = bibliography_of(given_keys, taken=["This-Study", "leecorn2001"])
    assert list(bibliography.keys.values()) == ["leeRye2001a", "LEERYE2001", "leeCorn2001a", "leeRice2001"]
    assert [as_text(one) for one in bibliography.diagnostics] == [
        f"works:{line}:1: note[work-key-kept] the citation key '{old}' is in use or not valid here; it became '{new}'\n"
        "  hint: write the new key where the work is cited"
        for line, old, new in ((3, "corn x", "leeCorn2001a"), (4, "this-study", "leeRice2001"))
    ]


_texts = st.text(max_size=12)


@given(
    st.lists(
        st.builds(work, _texts, st.builds(lambda name: {"family": name}, _texts), st.integers(1, 9999)), max_size=5
    ),
    st.lists(_texts, max_size=5),
    st.lists(_texts, max_size=3),
)
def test_no_two_keys_are_the_same_and_reading_what_was_written_keeps_them(
    items: list[dict[str, Any]], keys: list[str], taken: list[str]
) -> None:
    works = [
        ImportedWork(place=Span("a", number), csl={"id": str(number), **item, "volume": str(number)}, citation_key=key)
        for number, (item, key) in enumerate(zip(items, keys, strict=False), 1)
    ]
    bibliography = bibliography_of(works, taken)
    found = [str(reference.key) for reference in references(bibliography)]
    assert len({key.lower() for key in (*found, *taken)}) == len(found) + len({key.lower() for key in taken})
    if works:
        again, _ = read_works("references.bib", bibliography.text)
        assert bibliography_of(again).text == bibliography.text


@pytest.mark.parametrize(
    ("identifier", "is_key"),
    {
        "miller2006": True,
        "Miller:2006a": True,
        "millerBread": True,
        "12": False,
        "ITEM-1": False,
        "ref12": False,
        "ABCD2345": False,
        "http://zotero.org/users/1/items/AB": False,
        "10.1234/a": False,
        "123/ABCD2345": False,
        "6f1c5a52-1b1f-4c60-9c39-30f0a1a2b3c4": False,
        "two words": False,
        "": False,
    }.items(),
)
def test_identifiers_that_look_like_keys(identifier: str, is_key: bool) -> None:
    assert looks_like_key(identifier) is is_key
