"""Works that are written to ``references.bib`` are read back as they were."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.exchange.bibliographies.checked import again, complaints, references, works_of, written
from themebook.core.diagnostics import Span, as_text
from themebook.core.works import plain_title, year
from themebook.exchange.bibliographies.bibliography import bibliography_of
from themebook.exchange.imported import ImportedWork

BOOK: Mapping[str, Any] = {
    "type": "book",
    "title": "Bread and patience",
    "author": [{"family": "Miller", "given": "Ann"}],
    "issued": {"date-parts": [[2004]]},
    "publisher": "Oven Press",
}

_WORKS: Mapping[str, Mapping[str, Any]] = {
    "article": {
        "type": "article-journal",
        "title": "How <i>sourdough</i> rises at H<sub>2</sub>O &amp; salt",
        "author": [{"family": "Berg", "given": "Jan", "non-dropping-particle": "van den", "suffix": "Jr."}],
        "container-title": "Journal of Bread & Butter",
        "container-title-short": "J Bread",
        "volume": "3",
        "issue": "2",
        "page": "177-201",
        "DOI": "10.1234/bread_2(1)<5",
        "ISSN": "1234-567X",
        "PMID": "12345",
        "PMCID": "PMC123",
        "issued": {"date-parts": [[2006, 3, 1]]},
        "language": "en-GB",
    },
    "two days": {**BOOK, "issued": {"date-parts": [[2006, 3, 1], [2006, 4]]}},
    "season": {**BOOK, "issued": {"date-parts": [[2006]], "season": 2}},
    "uncertain year": {**BOOK, "issued": {"date-parts": [[480]], "circa": True}},
    "before our era": {**BOOK, "issued": {"date-parts": [[-50]]}},
    "in words": {**BOOK, "issued": {"literal": "1960s"}},
    "still published": {**BOOK, "type": "periodical", "author": [], "issued": {"date-parts": [[1987], [0]]}},
    "in press": {**BOOK, "issued": {}, "status": "in press"},
    "first edition long ago": {**BOOK, "original-date": {"date-parts": [[1890]]}, "edition": "2"},
    "organisation": {**BOOK, "author": [{"literal": "Guild of Bakers and Millers, Oslo"}, {"literal": "others"}]},
    "dropped particle": {**BOOK, "author": [{"family": "Humboldt", "given": "A.", "dropping-particle": "von"}]},
    "other scripts": {**BOOK, "title": "面包与耐心", "author": [{"family": "王", "given": "小明"}], "language": "zh"},
    "newspaper": {
        "type": "article-newspaper",
        "title": "Bakers on strike",
        "container-title": "The Morning",
        "issued": {"date-parts": [[1999, 5, 2]]},
    },
    "chapter": {
        "type": "chapter",
        "title": "Crumbs",
        "author": [{"family": "Oates", "given": "I."}],
        "editor": [{"family": "Miller", "given": "Ann"}],
        "container-title": "Handbook of rye",
        "collection-title": "Grains",
        "collection-number": "4",
        "volume": "2",
        "page": "10-20",
        "publisher": "Oven Press",
        "publisher-place": "Ulm",
        "issued": {"date-parts": [[2001]]},
    },
    "paper": {
        "type": "paper-conference",
        "title": "Crust",
        "author": [{"family": "Oates", "given": "I."}],
        "container-title": "Rye and others",
        "event-title": "Bread days",
        "event-place": "Ulm",
        "event-date": {"date-parts": [[2001, 2]]},
        "issued": {"date-parts": [[2001]]},
    },
    "thesis": {**BOOK, "type": "thesis", "genre": "Doctoral dissertation", "publisher": "University of Ulm"},
    "report": {**BOOK, "type": "report", "genre": "Working paper", "number": "12-3", "publisher": "Mill board"},
    "page of a site": {
        **BOOK,
        "type": "webpage",
        "publisher": None,
        "container-title": "The oven",
        "URL": "https://example.org/a_b?c=1&d=%20#e",
        "accessed": {"date-parts": [[2020, 1, 2]]},
    },
    "preprint": {**BOOK, "type": "article", "number": "arXiv:2004.12345", "publisher": "arXiv", "URL": "https://a.org"},
    "data": {**BOOK, "type": "dataset", "version": "2.0", "DOI": "10.1234/x"},
    "film": {
        "type": "motion_picture",
        "title": "Night shift",
        "director": [{"family": "Lee", "given": "A."}],
        "publisher": "Mill films",
        "genre": "Film",
        "issued": {"date-parts": [[2010]]},
    },
    "law": {
        "type": "legislation",
        "title": "Bread Act",
        "container-title": "Stat.",
        "volume": "110",
        "page": "1936",
        "number": "104-191",
        "issued": {"date-parts": [[1996]]},
    },
    "judgement": {
        "type": "legal_case",
        "title": '<span class="nocase">Miller v. Baker</span>',
        "authority": "High Court",
        "number": "12",
        "issued": {"date-parts": [[1996]]},
    },
    "talk": {
        **BOOK,
        "type": "speech",
        "publisher": None,
        "genre": "Poster",
        "event-title": "Bread days",
        "event-place": "Ulm",
    },
    "program": {**BOOK, "type": "software", "version": "2"},
    "podcast": {
        **BOOK,
        "type": "broadcast",
        "author": [],
        "host": [{"family": "Lee", "given": "A."}],
        "container-title": "Dough talk",
        "genre": "Audio podcast episode",
    },
}


@pytest.mark.parametrize("name", _WORKS)
def test_a_work_is_read_back_as_it_was(name: str) -> None:
    work = {variable: value for variable, value in _WORKS[name].items() if value}
    expected = json.loads(json.dumps(work).replace("&amp;", "&"))
    assert again(work) == expected


_RAW = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20), st.just(10**400), st.just(["a", {}])
)
_HOSTILE = st.recursive(_RAW, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner))
_CHARACTERS = [
    *"aBé ДΩ王x1",
    *"\"'`-#%&$_{}\\~^<>@![]()*|=:;.,/?+",
    "\x00",
    "\x1b",
    "\n",
    "\ud800",
    "<i>",
    "</i>",
    " and ",
]
_texts = st.lists(st.sampled_from(_CHARACTERS), max_size=25).map("".join)
_words = st.text(st.sampled_from("abcdéżДω王XYZ'-"), min_size=1, max_size=8).filter(
    lambda text: text.strip("'-") == text
)
_names = st.fixed_dictionaries({"family": _words, "given": _words})


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "type": st.sampled_from(["article-journal", "book", "chapter", "report", "webpage", "thesis"]),
                "title": st.lists(_words, min_size=1, max_size=4).map(" ".join),
                "author": st.lists(_names, min_size=1, max_size=3),
                "issued": st.integers(1000, 2100).map(lambda number: {"date-parts": [[number]]}),
                "DOI": st.integers(1, 10**6).map(lambda number: f"10.1234/a_{number}%&"),
            }
        ),
        max_size=6,
        unique_by=lambda item: item["DOI"],
    )
)
def test_titles_names_years_and_dois_come_back(items: list[dict[str, Any]]) -> None:
    bibliography = written(*items)
    found = {reference.key: reference for reference in references(bibliography)}
    for number, item in enumerate(items, 1):
        reference = found[bibliography.keys[str(number)]]
        assert plain_title(reference) == item["title"]
        assert [(person.full_name) for person in reference.authors] == [
            f"{name['given']} {name['family']}" for name in item["author"]
        ]
        assert year(reference) == str(item["issued"]["date-parts"][0][0])
        assert reference.field("doi") == item["DOI"]


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(["type", "title", "author", "issued", "DOI", "URL", "page", "note", "x"]), _HOSTILE
        ),
        max_size=4,
    )
)
@example([{"issued": {"date-parts": [[10**400, -3, "x"]], "season": "9" * 5000}}])
def test_no_values_make_an_entry_that_the_check_complains_about(items: list[dict[str, Any]]) -> None:
    bibliography = written(*items)
    assert complaints(bibliography.text) == []
    assert set(bibliography.keys) == {str(number) for number in range(1, len(items) + 1)}


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "type": st.sampled_from(["article-journal", "book", "misc", "article", "motion_picture", "speech"]),
                **dict.fromkeys(
                    ("title", "container-title", "volume", "page", "publisher", "genre", "status", "language"), _texts
                ),
                **dict.fromkeys(("DOI", "URL", "number", "event-title", "edition", "version", "issue"), _texts),
                "author": st.lists(
                    st.dictionaries(
                        st.sampled_from(["family", "given", "suffix", "literal", "dropping-particle"]), _texts
                    ),
                    max_size=2,
                ),
                "issued": _texts.map(lambda text: {"literal": text}),
            }
        ),
        max_size=3,
    )
)
def test_no_characters_make_an_entry_that_the_check_complains_about(items: list[dict[str, Any]]) -> None:
    bibliography = written(*items)
    assert complaints(bibliography.text) == []
    bibliography.text.encode()
    again_ = bibliography_of(works_of(*items))
    assert again_ == bibliography


def test_a_work_that_lacks_what_its_type_requires_is_kept_and_marked() -> None:
    bibliography = written({"type": "article-journal", "title": "Lost", "author": [{"family": "Lee", "given": "A."}]})
    (reference,) = references(bibliography)
    assert reference.field("verification") == "unknown"
    assert [as_text(one) for one in bibliography.diagnostics] == [
        "works:1:1: note[work-complete] 'leeLost' (Lost) lacks journal or journaltitle, year or date, which @article "
        "requires\n  hint: add it to the entry and delete `verification = {unknown}`, or leave it if it cannot be known"
    ]


def test_a_work_that_the_input_does_not_know_is_marked() -> None:
    (reference,) = references(
        bibliography_of([ImportedWork(place=Span("a", 1), csl={"id": "x", **BOOK}, is_unknown=True)])
    )
    assert reference.field("verification") == "unknown"


def test_nothing_private_is_written() -> None:
    secret = "TOP-SECRET"
    private = (
        "abstract",
        "note",
        "annote",
        "keyword",
        "call-number",
        "archive",
        "source",
        "custom",
        "file",
        "categories",
    )
    bibliography = written(
        {
            **BOOK,
            **dict.fromkeys(private, secret),
            "URL": ["file:///home/TOP-SECRET/a.pdf", "http://localhost/TOP-SECRET"],
        }
    )
    assert secret not in bibliography.text


@pytest.mark.parametrize(
    ("written_url", "public"),
    {
        "https://example.org/a": "https://example.org/a",
        "www.example.org/a": "https://www.example.org/a",
        "file:///C:/a.pdf": None,
        "C:\\papers\\a.pdf": None,
        "/home/ann/a.pdf": None,
        "zotero://select/items/1": None,
        "http://localhost:8080/a": None,
        "http://127.0.0.1/a": None,
        "http://192.168.1.4/a": None,
        "http://nas/a": None,
        "https://ann:word@example.org/a": None,
        "https://example.org/a;jsessionid=1F": None,
        "https://www-jstor-org.ezproxy.uni.edu/stable/1": None,
        "https://www.jstor.org.proxy.uni.edu/stable/1": None,
        "https://login.ezproxy.uni.edu/login?url=https://www.jstor.org/stable/1": "https://www.jstor.org/stable/1",
        "http://proxy.uni.edu/login?qurl=https%3a%2f%2fexample.org%2fa": "https://example.org/a",
        "": None,
    }.items(),
)
def test_only_addresses_that_anybody_can_open_are_taken_over(written_url: str, public: str | None) -> None:
    assert again({**BOOK, "type": "report", "URL": written_url}).get("URL") == public


def test_what_is_no_doi_is_left_out_and_reported() -> None:
    bibliography = written({**BOOK, "DOI": "n/a"})
    assert "doi" not in bibliography.text
    assert [as_text(one) for one in bibliography.diagnostics] == [
        "works:1:1: note[work-doi-form] 'n/a' is not a DOI, and is left out\n"
        "  hint: look it up, and add it to the entry as doi = {10.1234/abc}"
    ]


def test_a_doi_is_found_wherever_it_is() -> None:
    for work in (
        {"DOI": "https://doi.org/10.1234/A.b"},
        {"DOI": "doi: 10.1234/A.b"},
        {"URL": "http://dx.doi.org/10.1234/A.b"},
    ):
        assert again({**BOOK, **work})["DOI"] == "10.1234/A.b"
        assert "URL" not in again({**BOOK, **work})


def test_tags_are_closed_and_bounded() -> None:
    titles = {
        "<i>Rye": "<i>Rye</i>",
        "<b>Rye <em>and</em></b> oats</i>": "<b>Rye <i>and</i></b> oats",
        '<span class="nocase">Rye</span> and <p>oats</p><br/>': '<span class="nocase">Rye</span> and oats',
        "<i>" * 5000 + "Rye": "<i>Rye</i>",
        "2 < 3 and <unknown> > 1": "2 < 3 and <unknown> > 1",
    }
    assert {title: again({**BOOK, "title": title})["title"] for title in titles} == titles


def test_pages_are_written_in_full() -> None:
    pages = {
        "123-8": "123-128",
        "1204–22": "1204-1222",
        "12-3, 15-8": "12-13, 15-18",
        "e12-e15": "e12-e15",
        "n/a-n/a": None,
    }
    article = _WORKS["article"]
    assert {page: again({**article, "page": page}).get("page") for page in pages} == pages
