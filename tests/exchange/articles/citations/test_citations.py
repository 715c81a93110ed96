"""Citations in running text, and the works that they mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from themebook.core.diagnostics import Span
from themebook.exchange.articles.citations.citation_forms import mentions
from themebook.exchange.articles.citations.in_text import cited
from themebook.exchange.articles.citations.reference_list import listed_works
from themebook.exchange.articles.document import ArticleSection, Block, BlockKind, Run

PLACE = Span("a.txt")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("so it is (Abel, 2001).", [(("Abel",), "2001", "")]),
        (
            "(see also Abel & Baker, 2001, p. 12; Cole, n.d.)",
            [(("Abel", "Baker"), "2001", "p. 12"), (("Cole",), "n.d.", "")],
        ),
        ("Abel and Baker (2001) found", [(("Abel", "Baker"), "2001", "")]),
        ("As Abel’s (2001, pp. 3–4) work shows", [(("Abel",), "2001", "pp. 3–4")]),
        ("(Abel, 2001a, 2001b)", [(("Abel",), "2001a", ""), (("Abel",), "2001b", "")]),
        ("Similarly Abel, Baker, and Cole (2001)", [(("Abel", "Baker", "Cole"), "2001", "")]),
        ("the Ministry of Light (2017) counted", [(("Ministry of Light",), "2017", "")]),
        ("(Abel 2001: 45)", [(("Abel",), "2001", "p. 45")]),
        ("[(Abel 2001), (van Dijk 2002)]", [(("Abel",), "2001", ""), (("van Dijk",), "2002", "")]),
        ("in the lamp rooms of a TC, Abel and Baker (2001)", [(("Abel", "Baker"), "2001", "")]),
        ("World Organisation of Lamps [WOL], 2010", []),
        ("(World Organisation of Lamps [WOL], 2010)", [(("World Organisation of Lamps",), "2010", "")]),
        ("(Müller u. a., 2010, S. 5)", [(("Müller",), "2010", "S. 5")]),
        ("MNT (1996 to 2017)", []),
    ],
)
def test_forms_of_citations(text: str, expected: list[tuple[tuple[str, ...], str, str]]) -> None:
    found = [(one.names, one.year, one.locator) for one in mentions(text) if one.year and one.names]
    assert found == expected


def test_more_authors_than_are_named() -> None:
    assert [one.is_partial for one in mentions("Abel et al. (2001) and Baker and colleagues (2002)")] == [True, True]


def block(*runs: Run, kind: BlockKind = BlockKind.PARAGRAPH) -> Block:
    return Block(runs=runs, kind=kind, place=PLACE)


def resolved(blocks: list[Block], entries: list[str]) -> list[tuple[str, tuple[str, ...], str]]:
    """The citations of some paragraphs: text, works and locator."""
    listed = listed_works([block(Run(text=one)) for one in entries]).value
    section = ArticleSection(title="", place=PLACE, blocks=tuple(blocks))
    (sections, _), _ = cited((section,), listed)
    return [(run.text, run.works, run.locator) for one in sections[0].blocks for run in one.runs if run.works]


LIST = [
    "Abel, A. (2001a). On oil. Journal of Rocks, 3(2), 10.",
    "Abel, A. (2001b). On gas. Journal of Rocks, 3(3), 11.",
    "Baker, B., Cole, C., & Drew, D. (2005). On fog. Journal of Rocks, 7, 1–2.",
    "World Organisation of Lamps. (2010). Lamps of the world. Rock Press.",
    "Newberry, N. (2011). On rain. Journal of Rocks, 9, 1–2.",
]


def test_citations_lead_to_the_works_of_the_list() -> None:
    text = "It burns (Abel, 2001b; Baker et al., 2005). WOL (2010) agrees with Newbery (2011)."
    assert resolved([block(Run(text=text))], LIST) == [
        ("Abel, 2001b", ("listed-2",), ""),
        ("Baker et al., 2005", ("listed-3",), ""),
        ("WOL (2010)", ("listed-4",), ""),
        ("Newbery (2011)", ("listed-5",), ""),
    ]


def test_a_page_after_a_quotation_belongs_to_the_work_before() -> None:
    blocks = [
        block(Run(text="Abel (2001a) wrote, “oil is dear” (p. 19). Newberry (2011) notes,")),
        block(Run(text="Rain is cheap. (p. 4)"), kind=BlockKind.SET_APART),
    ]
    assert [(works, locator) for _, works, locator in resolved(blocks, LIST)] == [
        (("listed-1",), "p. 19"),
        (("listed-1",), "p. 19"),
        (("listed-5",), "p. 4"),
        (("listed-5",), "p. 4"),
    ]


def test_numbers_lead_to_the_works_of_a_numbered_list() -> None:
    entries = [f"{number}. Abel A. On oil {number}. Rocks. 2001;3:{number}." for number in range(1, 6)]
    runs = (Run(text="It burns [1,3–5], and more"), Run(text="2", raised=True), Run(text=". In 2001 [sic] it (4) was."))
    assert [works for _, works, _ in resolved([block(*runs)], entries)] == [
        ("listed-1", "listed-3", "listed-4", "listed-5"),
        ("listed-2",),
    ]


def test_looks_are_kept_where_citations_divide_the_text() -> None:
    runs = (Run(text="See ", bold=True), Run(text="Abel", italic=True), Run(text=" (2001a), and rest"))
    listed = listed_works([block(Run(text=LIST[0]))]).value
    section = ArticleSection(title="", place=PLACE, blocks=(block(*runs),))
    (sections, _), _ = cited((section,), listed)
    assert [(run.text, run.bold, run.italic, run.works) for run in sections[0].blocks[0].runs] == [
        ("See ", True, False, ()),
        ("Abel (2001a)", False, True, ("listed-1",)),
        (", and rest", False, False, ()),
    ]


@given(
    st.lists(
        st.sampled_from(["Abel", " and ", ", ", "(", ")", "2001", "[1]", " et al. ", "; ", "p. 3", "x "]), max_size=40
    )
)
def test_marking_citations_never_changes_the_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    section = ArticleSection(title="", place=PLACE, blocks=(block(Run(text=text)),))
    (sections, _), _ = cited((section,), ())
    assert sections[0].blocks[0].text == text
