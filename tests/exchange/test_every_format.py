"""Each format in the table is recognised by its content, and becomes a study without errors and warnings."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.exchange.articles.manuscripts.test_pdf import manuscript, pdf_of
from tests.exchange.articles.manuscripts.texts import MARKDOWN, PLAIN, converted
from tests.exchange.articles.papers import jats
from tests.exchange.bibliographies.test_readers import BIB, CSL, ENDNOTE, NBIB, RIS, ZOTERO
from tests.exchange.checked import as_study, assembled, imported
from tests.exchange.qda import test_qualcoder_project, test_taguette_project
from tests.exchange.qda.databases import database
from tests.exchange.qda.refi.projects import CODES, element, packed, project, selection, text_source
from tests.exchange.qda.refi.test_project import CODEBOOK
from tests.exchange.test_reports import HIGHLIGHTS, QUOTATIONS
from tests.exchange.test_study_json import STUDY
from tests.exchange.test_tables import QUOTES, table, workbook
from tests.exchange.transcripts.test_transcript import SUBRIP, WEBVTT
from themebook.exchange.format import ImportOptions
from themebook.exchange.formats import FORMATS, format_of
from themebook.exchange.input_file import InputFile

SAID = "<p>Roads were bad.</p><disp-quote><p>“I walk for hours.” (P1, nurse)</p></disp-quote>"
SEGMENT = {"Document name": "B1", "Code": "a > b", "Beginning": "1", "End": "2", "Segment": "We share."}
CODING = {"File": "a.txt", "Coder": "x", "Coded": "We share.", "Id": "ctid:1", "Codename": "a", "Coded_Memo": ""}
EXCERPTS = [("Talk", f"We share {number}.", "a; b") for number in range(3)]
FILES: dict[str, bytes | str] = {
    "themebook": STUDY,
    "jats": jats(SAID),
    "refi-project": packed(
        project(CODES, element("Sources", text_source(selection(0, 6)))), {"one.txt": b"I work at night."}
    ).data,
    "refi-codebook": CODEBOOK,
    "taguette-project": test_taguette_project.file(
        documents=[test_taguette_project.document("<p>I work at night.</p>")],
        tags=[(1, 1, "work", "")],
        highlights=[(1, 1, 2, 6, "work")],
        highlight_tags=[(1, 1)],
    ).data,
    "qualcoder-project": database(*test_qualcoder_project.TABLES, rows=test_qualcoder_project.ROWS).data,
    "webvtt": WEBVTT,
    "srt": SUBRIP,
    "taguette-highlights": HIGHLIGHTS,
    "taguette-codebook": table(("tag", "description", "number of highlights"), ("a", "Of a.", "2")),
    "atlasti-quotations": QUOTATIONS,
    "atlasti-codes": "Code;;Magnitude Degree;Density;Groups\n● A;;3;0;x\n;● b;1;0;x\n",
    "maxqda-segments": table(tuple(SEGMENT), tuple(SEGMENT.values())),
    "dedoose-excerpts": table(("Media Title", "Excerpt Copy", "Codes Applied Combined"), *EXCERPTS),
    "qualcoder-codings": table(tuple(CODING), tuple(CODING.values())),
    "ris": RIS,
    "csl-json": CSL,
    "better-bibtex": ZOTERO,
    "endnote": ENDNOTE,
    "nbib": NBIB,
    "bibtex": BIB,
    "xlsx": workbook(quotes=[["quote", "speaker"], ["We share.", "P1"]]),
    "csv": QUOTES,
    "word": converted(MARKDOWN, "docx"),
    "odt": converted(MARKDOWN, "odt"),
    "pdf": pdf_of(manuscript()),
    "markdown": MARKDOWN,
    "text": PLAIN,
}


def test_every_format_is_here() -> None:
    assert {one.name for one in FORMATS} == FILES.keys()


@pytest.mark.parametrize("name", FILES)
def test_it_becomes_a_study(name: str, tmp_path: Path) -> None:
    data = FILES[name]
    file = InputFile("/home/ann/file.tmp", data.encode() if isinstance(data, str) else data)
    found, problems = format_of(file)
    assert (found and found.name, problems) == (name, ())
    assert found
    part, _ = found.read(file, ImportOptions())
    study = as_study(tmp_path, part)
    assert any((study.themes, study.codes, study.sources, list(study.all_quotes()), part.works))
    assert "/home/ann" not in (tmp_path / "findings.yml").read_text("utf-8")


def test_a_paper_is_its_own_reference(tmp_path: Path) -> None:
    meta = "<title-group><article-title>On roads</article-title></title-group><pub-date><year>2020</year></pub-date>"
    part, _ = imported(jats(SAID, meta=meta), "paper.xml")
    study, _ = assembled(part)
    assert study.reference in study.bibliography
    assert "title = {On roads}" in study.bibliography
    assert study.bibliography.count("@") == 1
    assert as_study(tmp_path, part).reference.id == study.reference
