"""Papers in JATS."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.articles.papers import jats, said
from themebook.core.diagnostics import Severity
from themebook.exchange.articles.jats.reader import read, read_article, recognises
from themebook.exchange.imported import Imported
from themebook.exchange.input_file import InputFile

DISPLAY = "<p>All waited for hours.</p><disp-quote><p>I waited. (P1)</p></disp-quote>"
META = """
<article-id pub-id-type="doi">10.5555/w.1</article-id><article-id pub-id-type="pmc">123</article-id>
<title-group><article-title>Waiting<xref ref-type="fn" rid="f1">*</xref></article-title>
<subtitle>A study</subtitle></title-group>
<contrib-group>
<contrib contrib-type="author"><contrib-id contrib-id-type="orcid">https://orcid.org/0000-0002-1825-0097</contrib-id>
<name><surname>Roy</surname><given-names>Ana</given-names></name><role vocab="credit">Interviews</role>
<xref ref-type="aff" rid="a1">1</xref></contrib>
<contrib contrib-type="author"><collab>The Waits Group</collab></contrib>
<contrib contrib-type="editor"><name><surname>Ed</surname></name></contrib>
<aff id="a1"><label>1</label>University of Waits, Oslo (A.R.)</aff></contrib-group>
<pub-date pub-type="epub"><day>3</day><month>5</month><year>2020</year></pub-date>
<volume>7</volume><issue>2</issue><elocation-id>e12</elocation-id>
<permissions><license xlink:href="https://creativecommons.org/licenses/by/4.0/"><license-p>Free.</license-p></license></permissions>
<abstract><sec><title>Aim</title><p>We asked.</p></sec></abstract>
<kwd-group><kwd>waiting</kwd></kwd-group>
<funding-group><award-group><funding-source>Fund</funding-source><award-id>42</award-id></award-group></funding-group>
"""


def imported(data: bytes) -> Imported:
    return read(InputFile("w.xml", data), None).value


def test_what_is_nested_too_deeply_is_reported() -> None:
    deep = "<styled-content>" * 80 + "I waited." + "</styled-content>" * 80
    loaded = read(InputFile("a.xml", jats(f"<p>{deep}</p>")), None)
    assert "nested-little" in [one.rule.code for one in loaded.diagnostics]


def test_the_label_of_a_display_can_be_the_speaker() -> None:
    loaded = read(InputFile("a.xml", jats("<disp-quote><label>P1</label><p>I waited.</p></disp-quote>")), None)
    assert [(quote.speaker, quote.words) for quote in loaded.value.quotes] == [("P1", "I waited.")]


def test_speakers_in_a_list_of_definitions_and_lines_of_poems_are_read() -> None:
    def item(name: str, words: str) -> str:
        return f"<def-item><term>{name}</term><def><p>{words}</p></def></def-item>"

    lines = "<verse-line>I wait</verse-line><verse-line>and wait</verse-line>"
    poem = f"<verse-group><verse-group>{lines}</verse-group></verse-group>"
    listed = f"<def-list>{item('Anna', 'I waited.')}{item('Eva', 'I left.')}</def-list>"
    loaded = read(InputFile("a.xml", jats(f"{listed}<p>One nurse wrote:</p>{poem}")), None)
    exchange, verses = loaded.value.quotes
    assert exchange.turns == (("Anna", "I waited."), ("Eva", "I left."))
    assert verses.words == "I wait\nand wait"


def test_details_are_read() -> None:
    details = imported(jats(DISPLAY, meta=META)).details
    assert (details.title, details.language, details.abstract) == ("Waiting: A study", "en", "Aim: We asked.")
    assert (details.keywords, details.funding) == (("waiting",), "Fund (42)")
    assert details.licence == "https://creativecommons.org/licenses/by/4.0/"
    roy, group = details.authors
    assert (roy.family, roy.given, roy.orcid) == ("Roy", "Ana", "0000-0002-1825-0097")
    assert (roy.affiliations, roy.roles) == (("University of Waits, Oslo",), ("Interviews",))
    assert (group.family, group.given) == ("The Waits Group", "")


def test_the_paper_is_a_work_of_its_own() -> None:
    study = imported(jats(DISPLAY, meta=META))
    work = study.works[0].csl
    assert work["id"] == study.details.work
    expected = {"DOI": "10.5555/w.1", "PMCID": "PMC123", "volume": "7", "issue": "2", "number": "e12"}
    assert expected.items() <= work.items()
    assert work["issued"] == {"date-parts": [[2020, 5, 3]]}


def test_tagged_references_become_works() -> None:
    references = """
    <ref id="r1"><element-citation publication-type="journal"><person-group person-group-type="author">
    <name><surname>Lee</surname><given-names>B</given-names></name></person-group><article-title>Waits</article-title>
    <source>J Wait</source><year>2016</year><volume>3</volume><fpage>1</fpage><lpage>9</lpage>
    <pub-id pub-id-type="pmid">77</pub-id></element-citation>
    <mixed-citation>Lee B. Waits. J Wait. 2016;3:1-9. 10.5555/x.2</mixed-citation></ref>
    <ref id="r2"><mixed-citation publication-type="book"><person-group person-group-type="author"><name>
    <surname>Roy</surname>
    <given-names>C</given-names></name></person-group> (<year>2012</year>). <source>Long waits</source>. Oslo:
    <publisher-name>Press</publisher-name>. <pub-id pub-id-type="doi">10.5555/x.3</pub-id></mixed-citation></ref>
    <ref id="r3"><mixed-citation>Nobody knows</mixed-citation></ref>"""
    lee, roy, unknown = imported(jats(DISPLAY, references=references)).works[1:]
    assert lee.csl == {
        "id": "r1",
        "type": "article-journal",
        "title": "Waits",
        "container-title": "J Wait",
        "volume": "3",
        "page": "1-9",
        "author": [{"family": "Lee", "given": "B"}],
        "issued": {"date-parts": [[2016]]},
        "PMID": "77",
        "DOI": "10.5555/x.2",
    }
    assert {
        "type": "book",
        "title": "Long waits",
        "publisher": "Press",
        "DOI": "10.5555/x.3",
    }.items() <= roy.csl.items()
    assert (unknown.is_unknown, lee.is_unknown) == (True, False)


def test_ranges_of_which_only_the_ends_are_marked_cite_all() -> None:
    references = "".join(
        f'<ref id="r{n}"><mixed-citation>Lee B. T{n}. J. 2016;3:1.</mixed-citation></ref>' for n in range(1, 7)
    )
    text = '<p>Many people wait [<xref ref-type="bibr" rid="r2">2</xref>–<xref ref-type="bibr" rid="r5">5</xref>]:</p>'
    (finding,) = imported(jats(text + DISPLAY.partition("</p>")[2], references=references)).findings
    assert [cited.work for cited in finding.literature] == ["r2", "r3", "r4", "r5"]
    assert finding.claim == "Many people wait."


@pytest.mark.parametrize(
    "markup",
    [
        "<disp-quote><p><italic>“I waited.” (P1, nurse)</italic></p></disp-quote>",
        "<disp-quote><p>I waited.</p><attrib>(P1, nurse)</attrib></disp-quote>",
        "<disp-quote><p>I waited. <attrib>P1, nurse</attrib></p></disp-quote>",
        '<disp-quote><p>I waited. <named-content content-type="attrib">P1, nurse</named-content></p></disp-quote>',
        "<p>So: <disp-quote><p>I waited. <bold>[P1, nurse]</bold></p></disp-quote> And so on.</p>",
        "<p><italic>I waited.</italic> (P1, nurse)</p>",
        "<boxed-text><caption><title>Box</title></caption><p>“I waited.” (P1, nurse)</p></boxed-text>",
        "<list><list-item><p>“I waited.” (P1, nurse)</p></list-item></list>",
        "<disp-quote><p>I waited.<xref ref-type='fn' rid='f'>a</xref> (P1, nurse)"
        "<fig><caption><p>Wall</p></caption></fig></p></disp-quote>",
    ],
)
def test_quotes_are_found_in_all_markup(markup: str) -> None:
    study = imported(jats(f"<p>All waited for hours.</p>{markup}"))
    assert said(study) == [("P1", "I waited.")]
    assert dict(study.participants[0].attributes) == {"Role": "nurse"}


def test_attributions_that_cite_are_literature() -> None:
    references = '<ref id="r1"><mixed-citation>Lee B. T. J. 2016;3:1.</mixed-citation></ref>'
    cited = '<attrib>(<xref ref-type="bibr" rid="r1">Lee, 2016</xref>).</attrib>'
    study = imported(
        jats(f"<p>All of them wait.</p><disp-quote><p>We wait.</p>{cited}</disp-quote>", references=references)
    )
    assert study.quotes == ()
    assert [[work.work for work in finding.literature] for finding in study.findings] == [["r1"]]


def test_speeches_become_turns() -> None:
    speech = "<speech><speaker>{}</speaker><p>{}</p></speech>"
    markup = f"<disp-quote>{speech.format('I', 'Why?')}{speech.format('P9', 'Because.')}</disp-quote>"
    (quote,) = imported(jats(markup)).quotes
    assert quote.turns == (("I", "Why?"), ("P9", "Because."))


def test_translations_are_the_same_quotes() -> None:
    more = (
        '<sub-article article-type="translation" xml:lang="pt"><body><sec><title>Resultados</title>'
        "<disp-quote><p>Esperei. (P1)</p></disp-quote></sec></body></sub-article>"
    )
    (quote,) = imported(jats(DISPLAY, more=more)).quotes
    assert quote.translations == (("pt", "Esperei."),)


@pytest.mark.parametrize(
    "data",
    [
        jats(),
        b'<!DOCTYPE article PUBLIC "-//NLM//DTD Journal Publishing DTD v2.3//EN" "j.dtd"><article><front/></article>',
        b"<pmc-articleset><article><front/><body/></article></pmc-articleset>",
        b'<?xml version="1.0"?><j:article xmlns:j="https://jats.nlm.nih.gov/ns/archiving/1.3/" article-type="x"/>',
    ],
)
def test_jats_is_recognised(data: bytes) -> None:
    assert recognises(InputFile("x", data))


@pytest.mark.parametrize(
    "data", [b"", b"<html><article class='a'>", b"id,article", b"<Project/>", b"{\\rtf1 <article>"]
)
def test_others_are_not_recognised(data: bytes) -> None:
    assert not recognises(InputFile("x.xml", data))


def test_papers_in_a_set_and_in_a_namespace_are_read() -> None:
    bare = jats(DISPLAY).decode().replace("<article ", '<article xmlns="https://jats.nlm.nih.gov/ns/archiving/1.3/" ')
    loaded = read(InputFile("w.xml", f"<pmc-articleset>{bare}{bare}</pmc-articleset>".encode()), None)
    assert said(loaded.value) == [("P1", "I waited.")]
    messages = [f"[{one.rule.code}] {one.message}" for one in loaded.diagnostics]
    assert "[paper-alone] there are 2 papers in this file; only the first was read" in messages


def test_papers_without_text_are_errors() -> None:
    loaded = read(InputFile("w.xml", b"<article><front><article-meta/></front></article>"), None)
    (found,) = [one for one in loaded.diagnostics if one.severity is Severity.ERROR]
    assert found.rule.code == "paper-whole"
    assert found.message == "this paper has no text, only what is known of it"


def test_entities_are_refused() -> None:
    article, found = read_article(InputFile("w.xml", b'<!DOCTYPE a [<!ENTITY x "y">]><article>&x;</article>'))
    assert article is None
    assert [one.rule.code for one in found] == ["xml-readable"]


def test_deep_and_damaged_files_are_read_as_far_as_possible() -> None:
    deep = jats("<sec><title>T</title>" * 150 + DISPLAY)
    assert imported(deep) is not None
    cut = jats(DISPLAY)[:-60]
    assert said(imported(cut)) == [("P1", "I waited.")]
    assert said(imported(jats(DISPLAY).replace(b"<journal-meta/>", b"<:/>"))) == [("P1", "I waited.")]


@given(st.binary(max_size=300), st.integers(0, 700))
def test_no_bytes_raise(data: bytes, at: int) -> None:
    whole = jats(DISPLAY, meta=META)
    for file in (InputFile("a", data), InputFile("b", whole[:at] + data + whole[at:])):
        recognises(file)
        read(file, None)
