"""References as CSL-JSON."""

import pytest

from themebook.cite.csl import to_csl
from themebook.cite.csl.dates import csl_date
from themebook.cite.csl.title_case import as_written, sentence_case
from themebook.core.bibliography import Person, Reference, ReferenceKey
from themebook.core.diagnostics import Span


def item(kind: str = "article", authors: tuple[Person, ...] = (), **fields: str) -> dict[str, object]:
    pairs = tuple((name.replace("_", "-"), value) for name, value in fields.items())
    return to_csl(Reference(key=ReferenceKey("k"), kind=kind, authors=authors, fields=pairs, span=Span("x.bib")))


TYPES = {
    "article": "article-journal",
    "book": "book",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "techreport": "report",
    "report": "report",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "misc": "document",
    "online": "webpage",
    "legislation": "legislation",
    "something": "document",
}


@pytest.mark.parametrize(("kind", "expected"), TYPES.items())
def test_types(kind: str, expected: str) -> None:
    assert item(kind)["type"] == expected


def test_the_type_depends_on_more_than_the_kind() -> None:
    assert item("misc", url="https://x.org")["type"] == "webpage"
    assert item("inbook", booktitle="B")["type"] == "chapter"
    assert item("inbook", title="B")["type"] == "book"
    assert item("article", journal="The Guardian", entrysubtype="newspaper")["type"] == "article-newspaper"


TITLES = {
    "Using Thematic Analysis in Psychology": "Using thematic analysis in psychology",
    "The Prisoner Society: Power and Life in an {English} Prison": (
        'The prisoner society: Power and life in an <span class="nocase">English</span> prison'
    ),
    "Work-Life Balance and Well-Being in {U.K.} Officers": (
        'Work-life balance and well-being in <span class="nocase">U.K.</span> officers'
    ),
    "TCPs in Prisons: An Overview of McDonald’s Work": "TCPs in prisons: An overview of McDonald’s work",
    "Satisfied in the jail? {Exploring} London": 'Satisfied in the jail? <span class="nocase">Exploring</span> London',
    "Understanding prison staff in Wales": "Understanding prison staff in Wales",
    "{{The Whole Title}}": '<span class="nocase">The Whole Title</span>',
    "An unclosed {brace": "An unclosed brace",
    "": "",
}


@pytest.mark.parametrize(("title", "expected"), TITLES.items())
def test_sentence_case(title: str, expected: str) -> None:
    assert sentence_case(title) == expected
    assert item(title=title).get("title", "") == expected


def test_titles_in_other_languages_keep_their_capitals() -> None:
    title = "Qualitative Inhaltsanalyse: Grundlagen Und Techniken"
    german = item("book", title=title, langid="ngerman")
    assert (german["title"], german["language"]) == (title, "de")


def test_journals_keep_the_case_they_have() -> None:
    assert as_written("Punishment & Society") == "Punishment & Society"
    assert as_written("Zeitschrift für Soziologie") == '<span class="nocase">Zeitschrift für Soziologie</span>'
    assert item(journal="Journal of {HIV}")["container-title"] == "Journal of HIV"


def test_a_subtitle_joins_the_title() -> None:
    assert item("book", title="Doing prison work", subtitle="A study")["title"] == "Doing prison work: A study"


def test_what_is_not_known_is_left_out() -> None:
    assert item("misc") == {"id": "k", "type": "document"}


def test_names() -> None:
    people = (
        Person(family="Dijk", given="Teun A.", particle="van"),
        Person(family="King", given="Martin", suffix="Jr."),
        Person(family="Smith", given="EJ"),
        Person(literal="Ministry of Justice"),
        Person(family="Mu\u0308ller"),
        Person(literal="et al."),
    )
    assert item(authors=people)["author"] == [
        {"family": "Dijk", "given": "Teun A.", "non-dropping-particle": "van"},
        {"family": "King", "given": "Martin", "suffix": "Jr."},
        {"family": "Smith", "given": "E. J."},
        {"literal": "Ministry of Justice"},
        {"family": "Müller"},
        {"literal": "others"},
    ]


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ("17--34", "17-34"),
        ("17–34", "17-34"),
        ("17 - 34", "17 - 34"),
        ("17 -- 34, 40", "17-34, 40"),
        ("S3", "S3"),
        ("480", "480"),
    ],
)
def test_pages(pages: str, expected: str) -> None:
    assert item(pages=pages)["page"] == expected


@pytest.mark.parametrize(
    ("fields", "number"),
    [
        ({"pages": "e0216519"}, "e0216519"),
        ({"pages": "Article 113"}, "113"),
        ({"pages": "104234"}, "104234"),
        ({"eid": "e12", "pages": "1--9"}, "e12"),
        ({"article_number": "7"}, "7"),
    ],
)
def test_electronic_article_numbers(fields: dict[str, str], number: str) -> None:
    article = item(number="2", **fields)
    assert (article["number"], article["issue"]) == (number, "2")
    assert ("page" in article) == (fields.get("pages") == "1--9")


DATES = {
    "2004": {"date-parts": [[2004]]},
    "2004a": {"date-parts": [[2004]]},
    "2004-05": {"date-parts": [[2004, 5]]},
    "2004-05-12": {"date-parts": [[2004, 5, 12]]},
    "2004/2006": {"date-parts": [[2004], [2006]]},
    "2004--2006": {"date-parts": [[2004], [2006]]},
    "2004-05/2004-06": {"date-parts": [[2004, 5], [2004, 6]]},
    "2004/": {"date-parts": [[2004], [0]]},
    "c. 1990": {"date-parts": [[1990]], "circa": True},
    "1990~": {"date-parts": [[1990]], "circa": True},
    "n.d.": {},
    "": {},
    "Autumn 2003": {"literal": "Autumn 2003"},
}


@pytest.mark.parametrize(("written", "date"), DATES.items())
def test_dates(written: str, date: dict[str, object]) -> None:
    assert csl_date(written) == date


@pytest.mark.parametrize(
    ("month", "day", "parts"),
    [
        ("mar", "5", [[2004, 3, 5]]),
        ("March 12", "", [[2004, 3, 12]]),
        ("3", "", [[2004, 3]]),
        ("may/june", "", [[2004, 5]]),
        ("sometime", "", [[2004]]),
        ("13", "", [[2004]]),
    ],
)
def test_months_and_days(month: str, day: str, parts: list[list[int]]) -> None:
    assert csl_date("2004", month=month, day=day) == {"date-parts": parts}


def test_seasons() -> None:
    assert csl_date("2004", month="Fall") == {"date-parts": [[2004]], "season": 3}


@pytest.mark.parametrize("fields", [{"year": "in press"}, {"pubstate": "inpress"}, {"note": "In press."}])
def test_in_press(fields: dict[str, str]) -> None:
    article = item(**fields)
    assert article["status"] == "in press"
    assert "issued" not in article


def test_a_body_that_published_its_own_work_is_no_publisher() -> None:
    ministry = (Person(literal="Ministry of Justice"),)
    own = item("techreport", ministry, institution="Ministry of Justice", address="London")
    assert not own.keys() & {"publisher", "publisher-place"}
    other = item("techreport", ministry, institution="HMSO", address="London")
    assert (other["publisher"], other["publisher-place"]) == ("HMSO", "London")


@pytest.mark.parametrize(
    "doi", ["10.1000/x", "https://doi.org/10.1000/x", "http://dx.doi.org/10.1000/x", "doi:10.1000/x"]
)
def test_the_doi_is_bare(doi: str) -> None:
    assert item(doi=doi)["DOI"] == "10.1000/x"


def test_a_resolver_address_is_a_doi() -> None:
    assert item(url="https://doi.org/10.1000/x") == {"id": "k", "type": "article-journal", "DOI": "10.1000/x"}
    assert item("misc", howpublished="https://x.org/a")["URL"] == "https://x.org/a"


@pytest.mark.parametrize(
    ("edition", "expected"),
    [("2nd", "2"), ("Second", "2"), ("2nd ed.", "2"), ("3", "3"), ("Third edition", "3"), ("Revised", "Rev. ed.")],
)
def test_editions_are_numbers(edition: str, expected: str) -> None:
    assert item("book", edition=edition)["edition"] == expected


@pytest.mark.parametrize(
    ("kind", "written", "genre"),
    [
        ("phdthesis", "", "Doctoral dissertation"),
        ("mastersthesis", "", "Master\u2019s thesis"),
        ("thesis", "phdthesis", "Doctoral dissertation"),
        ("thesis", "Habilitation", "Habilitation"),
    ],
)
def test_theses(kind: str, written: str, genre: str) -> None:
    assert item(kind, type=written)["genre"] == genre


def test_control_characters_never_reach_a_page() -> None:
    assert item(title="a\x02b\x00c")["title"] == "abc"
