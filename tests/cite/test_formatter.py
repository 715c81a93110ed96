"""Formatted references and citations, exact to the letter."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

import pytest

from themebook.cite import CitationFormatter, FormattingFailed, UnknownStyle, pandoc, pandoc_process, styles
from themebook.cite import formatter as cite
from themebook.core.bibliography import Person, Reference, ReferenceKey
from themebook.core.diagnostics import Span
from themebook.sources.markdown.citations import NARRATIVE, Cluster, parse_bracketed, parse_narrative


def person(name: str) -> Person:
    """``Family, Given``, or a body without a comma."""
    family, comma, given = name.partition(", ")
    return Person(family=family, given=given) if comma else Person(literal=name)


def work(key: str, kind: str, *authors: str | Person, editors: tuple[str, ...] = (), **fields: str) -> Reference:
    return Reference(
        key=ReferenceKey(key),
        kind=kind,
        authors=tuple(person(author) if isinstance(author, str) else author for author in authors),
        editors=tuple(map(person, editors)),
        fields=tuple(fields.items()),
        span=Span("x.bib"),
    )


def crowd(size: int) -> tuple[str, ...]:
    return tuple(f"Author{chr(97 + number)}, {chr(65 + number)}." for number in range(size))


def cluster(text: str) -> Cluster:
    if text.startswith("["):
        parsed = parse_bracketed(text)
        assert parsed is not None
        return parsed
    match = re.match(NARRATIVE, text)
    assert match is not None
    return parse_narrative(match)


def words(fragment: str) -> str:
    """The text of a fragment, which must be well-formed."""
    return "".join(ElementTree.fromstring(f"<p>{fragment}</p>").itertext())


REFERENCES = {
    work(
        "braun.2006",
        "article",
        "Braun, Virginia",
        "Clarke, Victoria",
        title="Using Thematic Analysis in Psychology",
        journal="Qualitative Research in Psychology",
        year="2006",
        volume="3",
        number="2",
        pages="77--101",
        doi="10.1191/1478088706qp063oa",
    ): "Braun, V., &amp; Clarke, V. (2006). Using thematic analysis in psychology. <em>Qualitative Research in "
    'Psychology</em>, <em>3</em>(2), 77–101. <a href="https://doi.org/10.1191/1478088706qp063oa">'
    "https://doi.org/10.1191/1478088706qp063oa</a>",
    work("lee", "article", "Lee, Ann", title="Stress in {UK} prisons", journal="PLOS ONE", year="2019", volume="14",
         number="5", pages="e0216519"):
    "Lee, A. (2019). Stress in UK prisons. <em>PLOS ONE</em>, <em>14</em>(5), Article e0216519.",
    work("moj", "techreport", "Ministry of Justice", title="Safety in custody", institution="Ministry of Justice",
         year="2017", number="12", type="Research Report", url="https://www.gov.uk/x_y"):
    "Ministry of Justice. (2017). <em>Safety in custody</em> (Research Report No. 12). "
    '<a href="https://www.gov.uk/x_y">https://www.gov.uk/x_y</a>',
    work("chapter", "incollection", "Crew, Peter", editors=("Bennett, Jamie", "Crewe, Ben"), title="Prison officers",
         booktitle="Understanding Prison Staff at Work", year="2008", pages="134--152", publisher="Willan",
         edition="2nd", address="Cullompton"):
    "Crew, P. (2008). Prison officers. In J. Bennett &amp; B. Crewe (Eds.), "
    "<em>Understanding prison staff at work</em> (2nd ed., pp. 134–152). Willan.",
    work("dijk", "book", Person(family="Dijk", given="Teun A.", particle="van"), title="Elite Discourse and Racism",
         year="1993", publisher="Sage"):
    "van Dijk, T. A. (1993). <em>Elite discourse and racism</em>. Sage.",
    work("king", "book", Person(family="King", given="Martin Luther", suffix="Jr."), title="Where do we go",
         year="1967", publisher="Beacon", edition="Third"):
    "King, M. L., Jr. (1967). <em>Where do we go</em> (3rd ed.). Beacon.",
    work("handbook", "collection", editors=("Denzin, Norman K.", "Lincoln, Yvonna S."), title="Handbook of research",
         year="2018", publisher="Sage", edition="5"):
    "Denzin, N. K., &amp; Lincoln, Y. S. (Eds.). (2018). <em>Handbook of research</em> (5th ed.). Sage.",
    work("eight", "article", *crowd(8), title="Eight", journal="Work", year="2001", volume="1", pages="1--2"):
    "Authora, A., Authorb, B., Authorc, C., Authord, D., Authore, E., Authorf, F., Authorg, G., &amp; Authorh, H. "
    "(2001). Eight. <em>Work</em>, <em>1</em>, 1–2.",
    work("crowd", "article", *crowd(22), title="Many", journal="Work", year="2002", volume="1", pages="1--2"):
    "Authora, A., Authorb, B., Authorc, C., Authord, D., Authore, E., Authorf, F., Authorg, G., Authorh, H., Authori, "
    "I., Authorj, J., Authork, K., Authorl, L., Authorm, M., Authorn, N., Authoro, O., Authorp, P., Authorq, Q., "
    "Authorr, R., Authors, S., … Authorv, V. (2002). Many. <em>Work</em>, <em>1</em>, 1–2.",
    work("cox", "misc", "Cox, T.", "Griffiths, A.", year="2002"): "Cox, T., &amp; Griffiths, A. (2002).",
    work("thesis", "phdthesis", "Stevens, Alisa", title="Offender Rehabilitation and Therapeutic Communities",
         school="University of Oxford", year="2010", url="https://x.org/y"):
    "Stevens, A. (2010). <em>Offender rehabilitation and therapeutic communities</em> [Doctoral dissertation, "
    'University of Oxford]. <a href="https://x.org/y">https://x.org/y</a>',
    work("talk", "inproceedings", "Roe, R.", title="A talk on things", booktitle="Proceedings of the CHI Conference",
         year="2011", pages="1--9", publisher="ACM"):
    "Roe, R. (2011). A talk on things. <em>Proceedings of the CHI Conference</em>, 1–9.",
    work("who", "online", "World Health Organization", title="Mental health", year="2020", month="mar", day="5",
         url="https://who.int/mh", organization="World Health Organization"):
    "World Health Organization. (2020, March 5). <em>Mental health</em>. "
    '<a href="https://who.int/mh">https://who.int/mh</a>',
    work("undated", "book", "Poe, R.", title="Undated", year="n.d.", publisher="Sage"):
    "Poe, R. (n.d.). <em>Undated</em>. Sage.",
    work("soon", "article", "Zoe, R.", title="Soon", journal="Work", year="in press"):
    "Zoe, R. (in press). Soon. <em>Work</em>.",
    work("anonymous", "book", title="Work & <rest>", year="1999", publisher="Penguin"):
    "<em>Work &amp; &lt;rest&gt;</em>. (1999). Penguin.",
    work("firm", "book", "Marks & Spencer", title="A shop", year="1999", publisher="Penguin"):
    "Marks &amp; Spencer. (1999). <em>A shop</em>. Penguin.",
    work("others", "article", "Zed, Q.", "Yed, Y.", "et al.", title="Others", journal="Work", year="2004"):
    "Zed, Q., Yed, Y., et al. (2004). Others. <em>Work</em>.",
    work("emotion", "article", "Crawley, Elaine", title="Emotion", journal="Punishment & Society",
         year="2004", volume="6", pages="411--427"):
    "Crawley, E. (2004b). Emotion. <em>Punishment &amp; Society</em>, <em>6</em>, 411–427.",
    work("doing", "book", "Crawley, Elaine", title="Doing prison work", year="2004", publisher="Willan"):
    "Crawley, E. (2004a). <em>Doing prison work</em>. Willan.",
}  # fmt: skip


@pytest.fixture(scope="module")
def apa() -> CitationFormatter:
    return CitationFormatter(list(REFERENCES))


@pytest.fixture
def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cite, "_caches", type(cite._caches)())


@pytest.mark.parametrize(("reference", "expected"), REFERENCES.items(), ids=lambda value: getattr(value, "key", ""))
def test_references_in_apa(apa: CitationFormatter, reference: Reference, expected: str) -> None:
    assert apa.reference(reference.key) == expected


def test_order_is_that_of_the_style(apa: CitationFormatter) -> None:
    order = apa.order()
    assert sorted(order) == sorted(reference.key for reference in REFERENCES)
    assert order[:4] == ("eight", "crowd", "braun.2006", "cox")
    assert order.index("doing") == order.index("emotion") - 1


SINGLE = {
    "[@braun.2006]": "(Braun &amp; Clarke, 2006)",
    "[@braun.2006, p. 79]": "(Braun &amp; Clarke, 2006, p. 79)",
    "[@braun.2006, pp. 79-81]": "(Braun &amp; Clarke, 2006, pp. 79–81)",
    "[@braun.2006, 79]": "(Braun &amp; Clarke, 2006, p. 79)",
    "[@braun.2006, chap. 2]": "(Braun &amp; Clarke, 2006, Chapter 2)",
    "[see @braun.2006, p. 79]": "(see Braun &amp; Clarke, 2006, p. 79)",
    "[e.g., @lee]": "(e.g., Lee, 2019)",
    "[@lee, and elsewhere]": "(Lee, 2019, and elsewhere)",
    "[-@lee]": "(2019)",
    "[@emotion, p. 424]": "(Crawley, 2004b, p. 424)",
    "[@doing]": "(Crawley, 2004a)",
    "[@doing; @doing, p. 3]": "(Crawley, 2004a; 2004a, p. 3)",
    "[@dijk]": "(van Dijk, 1993)",
    "[@crowd]": "(Authora et al., 2002)",
    "[@moj]": "(Ministry of Justice, 2017)",
    "[@firm]": "(Marks &amp; Spencer, 1999)",
    "[@anonymous]": "(<em>Work &amp; &lt;Rest&gt;</em>, 1999)",
    "[@undated]": "(Poe, n.d.)",
    "[@others]": "(Zed et al., 2004)",
    "@braun.2006": "Braun and Clarke (2006)",
    "@braun.2006 [p. 79]": "Braun and Clarke (2006, p. 79)",
    "-@braun.2006": "(2006)",
    "@crowd": "Authora et al. (2002)",
    "@doing [chap. 2]": "Crawley (2004a, Chapter 2)",
    "@firm": "Marks &amp; Spencer (1999)",
}


@pytest.mark.parametrize(("text", "expected"), SINGLE.items())
def test_a_citation_of_one_work_is_one_link(apa: CitationFormatter, text: str, expected: str) -> None:
    parsed = cluster(text)
    key = parsed.citations[0].key
    assert apa.cluster(parsed) == f'<a href="#ref-{key}" class="citation">{expected}</a>'


def test_each_work_of_a_citation_is_a_link(apa: CitationFormatter) -> None:
    assert apa.cluster(cluster("[@lee, p. 3; @braun.2006]")) == (
        '(<a href="#ref-braun.2006" class="citation">Braun &amp; Clarke, 2006</a>; '
        '<a href="#ref-lee" class="citation">Lee, 2019, p. 3</a>)'
    )
    assert apa.cluster(cluster("[@emotion; @doing]")) == (
        '(<a href="#ref-doing" class="citation">Crawley, 2004a</a>, <a href="#ref-emotion" class="citation">2004b</a>)'
    )
    assert words(apa.cluster(cluster("@braun.2006 [p. 79; @lee]"))) == "Braun and Clarke (2006, p. 79; Lee, 2019)"


def test_keys_of_any_spelling_are_safe() -> None:
    key = 'a"b<c>&d#%e ü'
    formatter = CitationFormatter([work(key, "book", "Lee, A.", title="T", year="2001")])
    fragment = formatter.cluster(cluster("[@{" + key + "}]"))
    (link,) = ElementTree.fromstring(f"<p>{fragment}</p>")
    assert link.get("href") == f"#ref-{key}"


def test_unknown_keys_are_refused(apa: CitationFormatter) -> None:
    with pytest.raises(KeyError):
        apa.cluster(cluster("[@nobody]"))
    with pytest.raises(KeyError):
        apa.reference("nobody")


def test_no_references() -> None:
    formatter = CitationFormatter([])
    formatter.prepare([])
    assert formatter.order() == ()


FEW = [reference for reference in REFERENCES if reference.key in ("lee", "braun.2006", "doing", "emotion", "cox")]


def test_a_style_of_numbers_counts_the_references_as_given() -> None:
    ieee = CitationFormatter(FEW, style="ieee")
    assert words(ieee.cluster(cluster("[@cox; @lee]"))) == "[2], [3]"
    assert ieee.order() == tuple(reference.key for reference in FEW)
    assert words(ieee.reference("braun.2006")).startswith("[1] V. Braun and V. Clarke, “Using thematic analysis")
    assert words(ieee.cluster(cluster("@braun.2006 [p. 79]"))) == "Braun and Clarke [1, p. 79]"
    assert ieee.cluster(cluster("@emotion")) == '<a href="#ref-emotion" class="citation">Crawley [4]</a>'


def test_every_number_is_a_link_of_its_own() -> None:
    vancouver = CitationFormatter(FEW, style="nlm-citation-sequence")
    fragment = vancouver.cluster(cluster("[@braun.2006; @lee; @cox; @emotion]"))
    assert words(fragment) == "(1,2,3,4)"
    assert fragment.count("<a ") == 4


def test_notes_become_parentheses() -> None:
    notes = CitationFormatter(FEW, style="chicago-notes-bibliography")
    first = words(notes.cluster(cluster("[@doing, 12]")))
    assert first == "(Elaine Crawley, Doing Prison Work (Willan, 2004), 12)"
    again = cluster("[see @doing, 12]")
    assert words(notes.cluster(again)) == "(see Elaine Crawley, Doing Prison Work (Willan, 2004), 12)"
    assert words(notes.cluster(cluster("@doing"))) == "Elaine Crawley (Doing Prison Work (Willan, 2004))"
    assert words(notes.reference("emotion")) == "Crawley, Elaine. “Emotion.” Punishment & Society 6 (2004): 411–27."


def test_a_sentence_names_a_work_without_an_author_by_its_title() -> None:
    untitled = work("sheds", "article", title="Notes on sheds", journal="Plots", year="2001")
    law = work("act", "legislation", title="Prison Act of 1996", number="12", year="1996")
    apa = CitationFormatter([untitled, law])
    assert words(apa.cluster(cluster("@sheds [p. 3]"))) == "“Notes on Sheds” (2001, p. 3)"
    assert words(apa.cluster(cluster("@act"))) == "Prison Act of 1996 (1996)"
    assert words(apa.cluster(cluster("[-@act]"))) == "(1996)"
    # A note has more than the title before the date.
    notes = CitationFormatter([untitled], style="chicago-notes-bibliography")
    assert words(notes.cluster(cluster("@sheds"))) == "(“Notes on Sheds,” Plots, 2001)"


def test_a_work_of_which_a_style_shows_nothing_is_shown_by_another() -> None:
    notes = CitationFormatter(FEW, style="chicago-notes-bibliography")
    assert words(notes.reference("cox")) == "Cox, T., & Griffiths, A. (2002)."


@pytest.mark.usefixtures("forgetful")
@pytest.mark.parametrize("style", ["apa", "apa-6th-edition", "chicago-notes-bibliography", "oscola", "nature"])
def test_a_citation_looks_the_same_whatever_was_formatted_before(style: str) -> None:
    clusters = [cluster(text) for text in ("[@doing]", "[@doing, p. 3]", "@lee", "[@lee]", "[@doing; @lee]", "[@lee]")]
    together = CitationFormatter(FEW, style=style)
    together.prepare(clusters)
    expected = [together.cluster(each) for each in clusters]
    for each, fragment in zip(reversed(clusters), reversed(expected), strict=True):
        cite._caches.clear()
        assert CitationFormatter(FEW, style=style).cluster(each) == fragment


def test_styles_are_found_by_name_or_file(tmp_path: Path) -> None:
    assert {"apa", "ieee", "nature"} <= set(styles())
    path = tmp_path / "house.csl"
    path.write_text(HOUSE, encoding="utf-8")
    house = CitationFormatter(FEW, style=str(path))
    assert words(house.cluster(cluster("[@lee]"))) == "{Lee}"
    assert words(house.reference("lee")) == "Stress in UK prisons"


HOUSE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>House</title><id>house</id><category citation-format="author-date"/></info>
<citation><layout prefix="{" suffix="}"><names variable="author"><name form="short"/></names></layout></citation>
<bibliography><layout><text variable="title"/></layout></bibliography></style>"""


def test_a_dependent_style_takes_its_parent_from_those_at_hand(tmp_path: Path) -> None:
    path = tmp_path / "child.csl"
    link = '<link rel="independent-parent" href="http://www.zotero.org/styles/{}"/>'
    child = f'<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"><info>{link}</info></style>'
    path.write_text(child.format("apa"), encoding="utf-8")
    assert words(CitationFormatter(FEW, style=str(path)).cluster(cluster("[@lee]"))) == "(Lee, 2019)"
    path.write_text(child.format("nowhere"), encoding="utf-8")
    with pytest.raises(UnknownStyle):
        CitationFormatter(FEW, style=str(path))


@pytest.mark.parametrize(("style", "nearest"), [("apaa", "apa"), ("chicago-author-dates", "chicago-author-date")])
def test_an_unknown_style_is_refused_with_the_nearest(style: str, nearest: str) -> None:
    with pytest.raises(UnknownStyle, match=f"did you mean '{nearest}'") as caught:
        CitationFormatter(FEW, style=style)
    assert (caught.value.style, caught.value.nearest) == (style, nearest)


@pytest.mark.parametrize("style", ["", "../apa", "no/such/file.csl", "\x00"])
def test_nonsense_is_an_unknown_style(style: str) -> None:
    with pytest.raises(UnknownStyle):
        CitationFormatter(FEW, style=style)


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The number of works in each run of pandoc so far."""
    sizes: list[int] = []
    run = pandoc.run_citeproc

    def counted(csl: str, items: Mapping[str, object], *others: object) -> object:
        sizes.append(len(items))
        return run(csl, items, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(cite, "run_citeproc", counted)
    return sizes


@pytest.mark.usefixtures("forgetful")
def test_nothing_is_formatted_twice(runs: list[int]) -> None:
    for _ in range(2):
        formatter = CitationFormatter(FEW)
        formatter.prepare([cluster("[@lee]"), cluster("[@doing]")])
        formatter.cluster(cluster("[@lee]"))
        formatter.reference("lee")
    assert len(runs) == 1
    CitationFormatter(FEW[:1]).order()
    assert len(runs) == 2


@pytest.mark.usefixtures("forgetful")
def test_failures_of_pandoc_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_slow(*_: object, **__: object) -> None:
        raise subprocess.TimeoutExpired("pandoc", 60)

    monkeypatch.setattr(pandoc_process.subprocess, "run", too_slow)
    with pytest.raises(FormattingFailed, match="did not finish 5 works in 60 seconds"):
        CitationFormatter(FEW).order()


@pytest.mark.usefixtures("forgetful")
@pytest.mark.parametrize("style", ["apa", "chicago-author-date", "harvard-cite-them-right"])
def test_dividing_many_works_changes_nothing(style: str, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ["Crawley", "van Dijk", "Åberg", "O’Brien", "de Vries", "Müller", "Crewe", "Ministry of Justice", "Obrien"]
    references = [
        work(
            f"k{number}",
            "book",
            # Some first authors have namesakes, others are of one person only.
            *((f"{names[number % 9]}, {'ABE'[number % 9 % 2 * (number // 9 % 3)]}.",) if number % 13 else ()),
            *((f"{names[number % 7]}, C.",) if number % 13 and number % 4 == 0 else ()),
            title=f"Title {number * 7919 % 101}",
            year=str(2000 + number % 3),
        )
        for number in range(110)
    ]
    clusters = [cluster(f"[@k{number}; @k{number * 31 % 110}; @k{number * 7 % 110}]") for number in range(0, 110, 3)]
    clusters += [cluster(f"@k{number} [p. 3]") for number in range(0, 110, 5)]

    def everything() -> tuple[object, ...]:
        formatter = CitationFormatter(references, style=style)
        formatter.prepare(clusters)
        order = formatter.order()
        return order, [formatter.reference(key) for key in order], [formatter.cluster(each) for each in clusters]

    whole = everything()
    cite._caches.clear()
    monkeypatch.setattr(cite, "_MAX_WHOLE", 0)
    monkeypatch.setattr(cite, "_BATCH", 30)
    assert everything() == whole


@pytest.mark.usefixtures("forgetful")
def test_the_number_of_runs_does_not_grow_with_the_works(runs: list[int]) -> None:
    references = [work(f"k{number}", "book", f"Name{number}, A.", title="Title", year="2001") for number in range(320)]
    formatter = CitationFormatter(references)
    formatter.prepare([cluster(f"[@k{number}; @k{number // 2}]") for number in range(320)])
    formatter.prepare([cluster(f"@k{number}") for number in range(320)])
    # References and citations in one run, and narrative citations, which are worded in another way, in another.
    assert runs == [320, 320]
    # What is added later takes the works that it is about, and those of the same authors.
    formatter.prepare([cluster("[@k1, p. 7; @k2]")])
    assert runs[2:] == [2]
