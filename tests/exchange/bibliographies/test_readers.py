"""Works are read from the files of reference managers and databases, and nothing private with them."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.bibliographies.checked import complaints, one_work, read_works
from themebook.exchange.bibliographies.bibliography import bibliography_of
from themebook.exchange.format import ImportOptions
from themebook.exchange.formats import FORMATS, format_of
from themebook.exchange.input_file import InputFile

SECRET = "TOP-SECRET"

_ARTICLE = {
    "type": "article-journal",
    "author": [{"family": "Miller", "given": "Ann"}, {"family": "van den Berg", "given": "Jan", "suffix": "Jr."}],
    "title": "How <i>sourdough</i> rises",
    "container-title": "Journal of Bread",
    "volume": "3",
    "issue": "2",
    "page": "77-101",
    "issued": {"date-parts": [[2006, 3, 1]]},
    "ISSN": "1234-567X",
    "DOI": "10.1234/bread",
    "URL": "https://example.org/bread",
}

RIS = f"""TY  - JOUR
ID  - miller2006
AU  - Miller, Ann
AU  - van den Berg, Jan, Jr.
TI  - How <i>sourdough</i> rises
T2  - Journal of Bread
VL  - 3
IS  - 2
SP  - 77
EP  - 101
PY  - 2006
DA  - 2006/03/01/
SN  - 1234-567X
DO  - https://doi.org/10.1234/bread
UR  - https://example.org/bread
UR  - file:///home/{SECRET}
AB  - {SECRET}
N1  - {SECRET}
KW  - {SECRET}
L1  - /home/{SECRET}.pdf
CN  - {SECRET}
ER  -\x20
"""
CSL = json.dumps(
    [{"id": "miller2006", **_ARTICLE, "abstract": SECRET, "note": SECRET, "keyword": SECRET, "call-number": SECRET}]
)
ZOTERO = json.dumps(
    {
        "config": {"id": "36a3b0b5", "label": "BetterBibTeX JSON", "options": {"Path": SECRET}},
        "collections": {"A": {"name": SECRET, "items": [1, 2]}},
        "items": [
            {
                "itemID": 1,
                "version": 44,
                "itemType": "journalArticle",
                "citationKey": "miller2006",
                "title": "How <i>sourdough</i> rises",
                "creators": [
                    {"firstName": "Ann", "lastName": "Miller", "creatorType": "author"},
                    {"firstName": "Jan", "lastName": "van den Berg", "creatorType": "author", "suffix": SECRET},
                ],
                "publicationTitle": "Journal of Bread",
                "volume": "3",
                "issue": "2",
                "pages": "77-101",
                "date": "2006-03-01",
                "ISSN": "1234-567X",
                "url": "https://example.org/bread",
                "extra": f"{SECRET}\nDOI: 10.1234/bread\ntex.secret: {SECRET}",
                "abstractNote": SECRET,
                "tags": [{"tag": SECRET}],
                "notes": [{"note": SECRET}],
                "attachments": [{"path": SECRET, "title": SECRET}],
                "callNumber": SECRET,
                "libraryCatalog": SECRET,
                "uri": f"http://zotero.org/users/{SECRET}",
            },
            {"itemType": "note", "note": SECRET},
        ],
    }
)
ENDNOTE = f"""<?xml version="1.0" encoding="UTF-8" ?><xml><records><record>
<database name="x.enl" path="/home/{SECRET}">{SECRET}</database>
<source-app name="EndNote" version="20">EndNote</source-app>
<rec-number>1</rec-number><ref-type name="Journal Article">17</ref-type>
<contributors><authors><author><style face="normal">Miller, Ann</style></author><author>van den Berg, Jan, Jr.</author>
</authors></contributors>
<titles><title><style size="100%">How </style><style face="italic">sourdough</style><style> rises</style></title>
<secondary-title>Journal of Bread</secondary-title></titles>
<pages>77-101</pages><volume>3</volume><number>2</number>
<dates><year>2006</year><pub-dates><date>Mar 1</date></pub-dates></dates><isbn>1234-567X</isbn><label>miller2006</label>
<keywords><keyword>{SECRET}</keyword></keywords><abstract>{SECRET}</abstract><notes>{SECRET}</notes>
<research-notes>{SECRET}</research-notes><urls><related-urls><url>https://example.org/bread</url></related-urls>
<pdf-urls><url>internal-pdf://{SECRET}.pdf</url></pdf-urls></urls>
<electronic-resource-num>10.1234/bread</electronic-resource-num></record></records></xml>
"""
NBIB = f"""
PMID- 12345678
OWN - NLM
STAT- MEDLINE
DCOM- 20060401
IS  - 1234-567X (Electronic)
VI  - 3
IP  - 2
DP  - 2006 Mar 1
TI  - How sourdough
      rises.
PG  - 77-101
LID - 10.1234/bread [doi]
AB  - {SECRET}
FAU - Miller, Ann
AU  - Miller A
AD  - {SECRET}
FAU - van den Berg, Jan Jr
AU  - van den Berg J Jr
CN  - Guild of Bakers
LA  - eng
PT  - Journal Article
TA  - J Bread
JT  - Journal of Bread
MH  - {SECRET}
PMC - PMC99
"""
BIB = f"""@string{{jb = "Journal of Bread"}}
@article{{miller2006,
  author = {{Miller, Ann and van den Berg, Jr., Jan}},
  title = {{How \\emph{{sourdough}} rises}},
  journal = jb,
  year = 2006, month = mar, day = 1,
  volume = 3, number = 2, pages = {{77--101}},
  issn = {{1234-567X}}, doi = {{10.1234/bread}}, url = {{https://example.org/bread}},
  abstract = {{{SECRET}}}, file = {{:home/{SECRET}.pdf:PDF}}, keywords = {{{SECRET}}}, annote = {{{SECRET}}},
}}
"""
_FILES = {"a.ris": RIS, "a.json": CSL, "b.json": ZOTERO, "a.xml": ENDNOTE, "a.nbib": NBIB, "a.bib": BIB}
_NAMES = {"a.ris": "ris", "a.json": "csl-json", "b.json": "better-bibtex", "a.xml": "endnote", "a.nbib": "nbib"}


@pytest.mark.parametrize("name", [name for name in _FILES if name not in ("a.nbib", "a.bib", "b.json")])
def test_an_article_is_read(name: str) -> None:
    assert one_work(name, _FILES[name]) == _ARTICLE


def test_an_item_of_zotero_is_read() -> None:
    authors = [{"family": "Miller", "given": "Ann"}, {"family": "van den Berg", "given": "Jan"}]
    assert one_work("b.json", ZOTERO) == {**_ARTICLE, "author": authors}


def test_a_record_of_pubmed_is_read() -> None:
    berg = {"family": "van den Berg", "given": "Jan", "suffix": "Jr"}
    more = {"container-title-short": "J Bread", "language": "en", "PMID": "12345678", "PMCID": "PMC99"}
    authors = [{"family": "Miller", "given": "Ann"}, berg, {"literal": "Guild of Bakers"}]
    expected = {**_ARTICLE, **more, "title": "How sourdough rises", "author": authors}
    del expected["URL"]
    assert one_work("a.nbib", NBIB) == expected


def test_an_entry_of_bibtex_is_written_as_it_is() -> None:
    works, problems = read_works("a.bib", BIB)
    assert problems == []
    assert bibliography_of(works).text == (
        "@article{miller2006,\n  author = {Miller, Ann and van den Berg, Jr., Jan},\n"
        "  title = {How \\emph{sourdough} rises},\n  journal = {Journal of Bread},\n  year = {2006},\n"
        "  month = {March},\n  day = {1},\n  volume = {3},\n  number = {2},\n  pages = {77--101},\n"
        "  issn = {1234-567X},\n  doi = {10.1234/bread},\n  url = {https://example.org/bread},\n}\n"
    )


@pytest.mark.parametrize("name", _FILES)
def test_nothing_private_is_read(name: str) -> None:
    works, problems = read_works(name, _FILES[name])
    written = bibliography_of(works)
    assert SECRET not in written.text
    assert SECRET not in json.dumps([dict(work.csl) for work in works])
    assert SECRET not in "".join(problems) + "".join(one.message for one in written.diagnostics)


@pytest.mark.parametrize("name", [name for name in _FILES if name != "a.nbib"])
def test_citation_keys_are_kept(name: str) -> None:
    works, _ = read_works(name, _FILES[name])
    assert list(bibliography_of(works).keys.values()) == ["miller2006"]


@pytest.mark.parametrize("name", _FILES)
def test_a_format_is_recognised_by_its_content(name: str) -> None:
    for other in ("a.txt", "a.csv", name):
        found, _ = format_of(InputFile(other, _FILES[name].encode()))
        assert found
        assert found.name == _NAMES.get(name, "bibtex")


_OTHERS = {
    "style.css": "@media screen { a { color: red } }\n@font-face{font-family: x, y}",
    "notes.md": "# Notes\n\nWrite to ann@book{shop}, please. See TY - the one.\n",
    "data.json": '{"type": "FeatureCollection", "features": [{"type": "Feature", "title": "a"}]}',
    "package.json": '{"name": "a", "type": "module", "author": "b"}',
    "page.html": "<html><body><records>none</records></body></html>",
}


@pytest.mark.parametrize("name", _OTHERS)
def test_other_files_are_not_taken_for_bibliographies(name: str) -> None:
    ours = {"better-bibtex", "endnote", "nbib", "ris", "csl-json", "bibtex"}
    file = InputFile(name, _OTHERS[name].encode())
    assert [one.name for one in FORMATS if one.name in ours and one.recognises(file)] == []


def test_what_is_damaged_is_reported_and_the_rest_is_read() -> None:
    ris = "TI  - Lost\nER  - \n\nTY  - BOOK\nTI  - Kept\n\nTY  - BOOK\nTI  - Kept too\nER  - \nTY  - BOOK\nER  - \n"
    works, problems = read_works("a.ris", ris)
    assert [work.csl["title"] for work in works] == ["Kept", "Kept too"]
    assert problems == [
        "a.ris:1:1: warning[work-readable] this record does not begin with TY, so it is left out\n"
        "  hint: begin it with a line for TY",
        "a.ris:10:1: warning[work-described] this record has neither a title nor anything else that describes a work\n"
        "  hint: complete it, or delete it",
    ]


def test_damaged_json_is_read_around_the_damage() -> None:
    one, two, three = (f'  {{"type": "book", "title": "{title}"}}' for title in ("One", "Two", "Three"))
    text = ",\n".join((f"[\n{one}", two[:-2], three, '  {"type"'))
    works, problems = read_works("a.json", text)
    assert [(work.csl["title"], work.place.line, work.place.column) for work in works] == [
        ("One", 2, 3),
        ("Three", 4, 3),
    ]
    assert [problem.partition(" this record")[0] for problem in problems] == [
        "a.json:3:3: warning[work-readable]",
        "a.json:5:3: warning[work-readable]",
    ]


def test_deep_and_huge_json_is_refused() -> None:
    deep = '[{"type": "book", "title": "A", "x": ' + "[" * 100_000 + "]" * 100_000 + "}]"
    works, problems = read_works("a.json", deep)
    assert works == ()
    assert problems == [
        "a.json:1:2: warning[work-readable] this record is damaged and left out: it is nested too deeply\n"
        "  hint: export the file again"
    ]
    huge = '[{"type": "book", "title": "A", "volume": ' + "9" * 100_000 + ', "issued": {"date-parts": [[1e999]]}}]'
    works, problems = read_works("a.json", huge)
    assert complaints(bibliography_of(works).text) == []


def test_entries_without_a_key_and_with_one_of_another_are_read() -> None:
    entry = "author = {Lee, A.}, title = {%s}, year = 2001, publisher = {P}}\n"
    text = (
        "@book{\n"
        + entry % "Rye"
        + "@book{lee,\n"
        + entry % "Oats"
        + "@Book{Lee,\n"
        + entry % "Corn"
        + "@book{,\n"
        + entry % "Rice"
    )
    works, problems = read_works("a.bib", text)
    assert problems == []
    written = bibliography_of(works)
    assert list(written.keys.values()) == ["leeRye2001", "lee", "leeCorn2001", "leeRice2001"]
    assert [one.message for one in written.diagnostics] == [
        "the citation key 'Lee' is in use or not valid here; it became 'leeCorn2001'"
    ]


def test_an_entry_that_breaks_a_rule_is_written_anew() -> None:
    text = "@book{lee, author = {Lee; May}, title = {A \\unknown{b} c}, date = 2001, doi = {none}, unseen = {volume}}"
    works, problems = read_works("a.bib", text)
    assert [problem.split(" ")[1].partition("[")[0] for problem in problems] == ["note", "note"]
    written = bibliography_of(works)
    assert complaints(written.text) == []
    assert written.text == "@book{lee,\n  author = {{Lee; May}},\n  title = {A {b} c},\n  date = {2001},\n}\n"
    assert [one.message for one in written.diagnostics] == ["'none' is not a DOI, and is left out"]


def test_what_is_wrong_with_a_lost_entry_is_an_error() -> None:
    _, problems = read_works("a.bib", "@book{lee, title = {Open,\n\n@book{may, title = {Closed}, date = 2001}\n")
    assert [problem.partition("]")[0] for problem in problems] == ["a.bib:1:1: error[bib-syntax"]


def test_braces_around_all_titles_are_not_taken_over() -> None:
    text = "\n".join(f"@book{{k{n}, title = {{{{Title {n}}}}}, author = {{A}}, year = 2000}}" for n in range(12))
    works, _ = read_works("a.bib", text)
    assert "title = {Title 3}" in bibliography_of(works).text


@given(st.binary(max_size=200), st.sampled_from([one for one in FORMATS if one.name in {*_NAMES.values(), "bibtex"}]))
def test_no_bytes_make_a_reader_raise(data: bytes, form: object) -> None:
    _read_mangled(form, data)


@given(st.sampled_from(sorted(_FILES)), st.integers(0, 2000), st.integers(0, 30), st.binary(max_size=12))
def test_no_damage_makes_a_reader_raise(name: str, start: int, length: int, put_in: bytes) -> None:
    data = _FILES[name].encode()
    form = next(one for one in FORMATS if one.name == _NAMES.get(name, "bibtex"))
    _read_mangled(form, data[:start] + put_in + data[start + length :])


def _read_mangled(form: object, data: bytes) -> None:
    file = InputFile("a", data)
    form.recognises(file)  # type: ignore[attr-defined]
    part, found = form.read(file, ImportOptions())  # type: ignore[attr-defined]
    assert all(one.span.file.startswith("a") for one in found)
    assert complaints(bibliography_of(part.works).text) == []


_TYPES: Mapping[str, str] = {
    "BOOK": "book",
    "CHAP": "chapter",
    "THES": "thesis",
    "RPRT": "report",
    "CONF": "paper-conference",
    "ELEC": "webpage",
    "NEWS": "article-newspaper",
    "STAT": "legislation",
    "CASE": "legal_case",
    "DATA": "dataset",
    "MPCT": "motion_picture",
    "NONE": "document",
}


@pytest.mark.parametrize("tag", _TYPES)
def test_types_of_ris(tag: str) -> None:
    works, _ = read_works("a.ris", f"TY  - {tag}\nTI  - A\nER  - \n")
    assert works[0].csl["type"] == _TYPES[tag]


@pytest.mark.parametrize(
    "lines",
    ["PY  - 2006\nDA  - 2006/03/01/", "PY  - 2006\nDA  - Mar 1", "Y1  - 2006/3/1/", "PY  - 2006///\nY1  - 2006/03/01"],
)
def test_dates_of_ris(lines: str) -> None:
    works, _ = read_works("a.ris", f"TY  - BOOK\nTI  - A\n{lines}\nER  - \n")
    assert works[0].csl["issued"] == {"date-parts": [[2006, 3, 1]]}


_DATES = {
    "2006": [[2006]],
    "2006 Mar-Apr": [[2006, 3], [2006, 4]],
    "2006 Nov-2007 Jan": [[2006, 11], [2007, 1]],
    "3 March 2006": [[2006, 3, 3]],
    "March 3rd, 2006": [[2006, 3, 3]],
    "March 2006": [[2006, 3]],
    "2006-03-00": [[2006, 3]],
    "2006-00-00": [[2006]],
    "2006/2007": [[2006], [2007]],
    "1998-1999": [[1998], [1999]],
}


@pytest.mark.parametrize("date", _DATES)
def test_dates_in_words(date: str) -> None:
    text = f"PMID- 1\nTI  - A\nDP  - {date}\n"
    assert one_work("a.nbib", text)["issued"] == {"date-parts": _DATES[date]}


def test_a_book_with_chapters_in_pubmed() -> None:
    text = "PMID- 1\nBTI - Handbook of rye.\nTI  - [Bread].\nTT  - Brot und Geduld.\n"
    text += "PB  - P\nPL  - Ulm\nDP  - 2001 Mar-Apr\n"
    assert one_work("a.nbib", text) == {
        "type": "chapter",
        "title": "Brot und Geduld",
        "container-title": "Handbook of rye",
        "publisher": "P",
        "publisher-place": "Ulm",
        "issued": {"date-parts": [[2001, 3], [2001, 4]]},
        "PMID": "1",
    }
