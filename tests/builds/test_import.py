"""A study as ``themebook import`` makes it: it builds strictly at once, and holds what the files hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from openpyxl import load_workbook

from tests.builds.test_builds import page
from tests.conftest import themebook
from tests.exchange.articles.papers import jats
from tests.exchange.test_reports import HIGHLIGHTS
from tests.exchange.test_tables import table, workbook

HOSTILE = "<b>x</b> [[a]] {{ themes }} @key *a* | `c` ![[q]] ::: \\x"


def texts(found: list[html.HtmlElement]) -> list[str]:
    return [" ".join(one.text_content().split()) for one in found]


def imported(folder: Path, *arguments: str | Path) -> list[str]:
    """The lines that the command prints. The study that it makes has no problems, and can be built strictly."""
    done = themebook("import", *arguments, "--to", folder / "study", folder=folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert themebook("check", folder=folder / "study").stdout == "No problems found.\n"
    built = themebook("build", folder=folder / "study")
    assert (built.returncode, built.stderr) == (0, "")
    return done.stdout.splitlines()


def test_a_workbook_becomes_a_site(tmp_path: Path) -> None:
    """Whatever is in its cells, readers see it as it is."""
    header = ["quote", "speaker", "theme", "subtheme", "code", "source", "attribute:Role", "note", "language"]
    rows = [
        [HOSTILE, "P 1", HOSTILE, "", HOSTILE, HOSTILE, HOSTILE, HOSTILE, "", ""],
        ["Nie allein.", "P 2", "Company", "Nights", "rest", "Talk 2", "nurse", "", "de", "Never alone."],
    ]
    (tmp_path / "My study.xlsx").write_bytes(workbook(quotes=[[*header, "translation:en"], *rows]))
    lines = imported(tmp_path, "My study.xlsx", "--author", "Author, Ann", "--title", HOSTILE)
    assert lines[0].startswith("2 quotes, 2 participants, 2 sources, 2 codes, 3 themes in ")
    site = tmp_path / "study/site"
    assert texts(page(site, ".").xpath("//h1")) == [HOSTILE]
    (words,) = page(site, "quotes/quote-b-x-b-a-themes").xpath("//article//blockquote")[:1]
    assert HOSTILE in " ".join(words.text_content().split())
    assert not words.xpath(".//b | .//a")
    article = page(site, "quotes/quote-nie-allein").xpath("//article")[0]
    assert [one.text_content().strip() for one in article.xpath(".//blockquote[@lang='de']")][:1] == ["Nie allein."]
    assert "Never alone." in article.text_content()
    assert "Ann" in (tmp_path / "study/references.bib").read_text("utf-8")


def test_a_codebook_alone_becomes_a_site(tmp_path: Path) -> None:
    (tmp_path / "codebook.csv").write_text(
        table(("tag", "description", "number of highlights"), ("Rest", "*Of* rest", "3"))
    )
    lines = imported(tmp_path, "codebook.csv")
    assert lines[0].startswith("1 code in ")
    assert texts(page(tmp_path / "study/site", "codes/rest").xpath("//h1")) == ["Rest"]
    assert "*Of* rest" in page(tmp_path / "study/site", "codes/rest").text_content()


def test_the_same_files_make_the_same_study_and_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "highlights.csv").write_bytes(HIGHLIGHTS.encode())
    runs = [themebook("import", "highlights.csv", "--to", name, folder=tmp_path) for name in ("one", "other", "one")]
    assert [run.returncode for run in runs] == [0, 0, 2]
    assert runs[2].stderr == "themebook: one is not empty; name a folder that does not exist yet\n"
    files = [contents(tmp_path / name) for name in ("one", "other")]
    assert files[0] == files[1]
    assert (tmp_path / "highlights.csv").read_bytes() == HIGHLIGHTS.encode()


def contents(folder: Path) -> dict[Path, bytes]:
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_template_can_be_filled_in_and_imported(tmp_path: Path) -> None:
    first, again = (themebook("import", "--template", "t.xlsx", folder=tmp_path) for _ in range(2))
    assert (first.returncode, first.stdout) == (0, "Fill in t.xlsx, and run: themebook import t.xlsx --to DIR\n")
    assert (again.returncode, again.stderr) == (2, "themebook: t.xlsx already exists; use another name\n")
    book = load_workbook(tmp_path / "t.xlsx")
    assert book.sheetnames == ["quotes", "participants", "themes", "codes", "sources"]
    book["quotes"].append(["We share.", "P1", "Company"])
    book["participants"].append(["P1", "", "nurse", 34, "On *nights*."])
    book.save(tmp_path / "t.xlsx")
    assert imported(tmp_path, "t.xlsx")[0].startswith("1 quote, 1 participant, 1 theme in ")
    assert "On *nights*." in page(tmp_path / "study/site", "participants/p1").text_content()


WRONG = {
    (): "themebook: name the files to import, and the new folder with --to DIR\n",
    ("q.csv",): "themebook: name the files to import, and the new folder with --to DIR\n",
    ("q.csv", "--to", "new", "--encoding", "klingon"): (
        "themebook: unknown encoding 'klingon'; write a name such as utf-8 or cp1252\n"
    ),
    ("q.csv", "--to", "new", "--columns", "quote"): (
        "themebook: 'quote' in --columns is not of the form KEY=NAME, such as quote=Zitat\n"
    ),
    ("q.csv", "--to", "new", "--encoding", "hex"): (
        "themebook: unknown encoding 'hex'; write a name such as utf-8 or cp1252\n"
    ),
    ("--template", "t.ods"): "themebook: t.ods must end in .xlsx\n",
}


@pytest.mark.parametrize("arguments", WRONG)
def test_what_cannot_be_done_is_said(arguments: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "q.csv").write_text("quote,speaker\nWe share.,P1\n")
    done = themebook("import", *arguments, folder=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith(WRONG[arguments])
    assert [path.name for path in tmp_path.iterdir()] == ["q.csv"]


def test_an_input_that_holds_nothing_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "q.csv").write_text("Sitaatti,Puhuja\nJaamme.,P1\n")
    done = themebook("import", "q.csv", "--to", "new", folder=tmp_path)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith(
        "q.csv:1:1: error[columns-known] nothing was recognised in the columns 'Sitaatti', 'Puhuja'\n"
    )
    assert not (tmp_path / "new").exists()


def test_a_column_that_is_misspelt_makes_no_study(tmp_path: Path) -> None:
    (tmp_path / "q.csv").write_text("Sitaatti,speaker\nJaamme.,P1\n")
    done = themebook("import", "q.csv", "--to", "new", "--columns", "quote=Sitati", folder=tmp_path)
    assert done.returncode == 1
    assert "error[column-exists] there is no column 'Sitati'" in done.stdout
    assert not (tmp_path / "new").exists()


def test_a_column_may_be_in_one_of_several_tables(tmp_path: Path) -> None:
    (tmp_path / "q.csv").write_text("Sitaatti,speaker\nJaamme.,P1\n")
    (tmp_path / "p.csv").write_text("speaker,attribute:Role\nP1,nurse\n")
    lines = imported(tmp_path, "q.csv", "p.csv", "--columns", "quote=Sitaatti")
    assert lines[0].startswith("1 quote, 1 participant in ")


def test_drafts_say_what_they_are_and_claim_no_more(tmp_path: Path) -> None:
    (tmp_path / "paper.xml").write_bytes(
        jats("<p>People waited for very long in all of the villages.</p><disp-quote><p>I waited. (P1)</p></disp-quote>")
    )
    imported(tmp_path, "paper.xml", "--title", "Waiting")
    (finding,) = (tmp_path / "study/site/findings").glob("people-*/index.html")
    article = page(tmp_path / "study/site", f"findings/{finding.parent.name}").xpath("//article")[0]
    assert texts(article.xpath(".//*[@class='tb-draft']"))[0].startswith(
        "This is a draft, which nobody has checked yet. Taken from: paper.xml, section “Access”, paragraph 1"
    )
    assert "contrasts with this finding" not in article.text_content()
