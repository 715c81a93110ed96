"""Works that nobody cites: a line in the list of references, and no page, count or effort besides."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import html

from tests.builds.test_builds import files, page
from tests.conftest import mkdocs, themebook
from tests.synthetic import Size, write_study
from themebook.cite import formatter
from themebook.pipeline import compose, read
from themebook.render.site import Site
from themebook.search.records import records
from themebook.sources.markdown.scan import Scanner
from themebook.sources.source_files import Settings, pages_below

CITED, UNCITED = 12, 40
SIZE = Size(themes=1, subthemes=2, participants=4, quotes=20, works=CITED, uncited=UNCITED)
# Two of one author and year, of which only one is cited, so that none needs a letter; and a chapter and its book.
MORE = r"""
@book{twin1, author = {Twin, Tom}, title = {The one}, year = {2004}, publisher = {P}}
@book{twin2, author = {Twin, Tom}, title = {The other}, year = {2004}, publisher = {P}}
@collection{whole, editor = {Ohm, Eva}, title = {A Whole}, year = {2001}, publisher = {P}}
@incollection{part, author = {Zöe, Pia}, title = {A Part}, pages = {1--2}, crossref = {whole}}
@online{bare, title = {</ul><script>alert(1)</script> \emph{Bold} {K}ept}, url = {https://e.example}, year = {2020}}
"""

_LATE = """
def on_page_markdown(markdown, page, **_):
    return markdown + "\\n\\n[@twin2]" if page.file.src_uri == "page.md" else markdown
"""


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_study(tmp_path_factory.mktemp("uncited") / "study", SIZE)
    with (folder / "references.bib").open("a", encoding="utf-8") as bibliography:
        bibliography.write(MORE)
    (folder / "docs" / "page.md").write_text("# Page\n\nAs @twin1 and [@part] say.\n", "utf-8")
    (folder / "late.py").write_text(_LATE, "utf-8")
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("\nhooks:\n  - late.py\n")
    return folder


@pytest.fixture(scope="module")
def site(study: Path) -> Path:
    done = mkdocs("build", folder=study)
    assert done.returncode == 0, done.stderr
    said = [line for line in done.stderr.splitlines() if "WARNING" in line and "bib-is-cited" not in line]
    (study / "site" / "said").write_text("\n".join(said), "utf-8")
    return study / "site"


def composed(study: Path) -> Site:
    loaded = read(Settings(root=study), pages_below(study, "docs"), Scanner())
    return compose(loaded.value, Settings(root=study))


def test_only_works_that_are_cited_have_pages(site: Path) -> None:
    works = {Path(name).parts[1] for name in files(site) if name.startswith("references/")} - {"index.html"}
    assert works == {*(f"work{number}" for number in range(CITED)), "twin1", "part"}


def test_no_link_leads_to_a_page_that_is_not_there(site: Path) -> None:
    there = {f"/{name}" for name in files(site)}
    for name in files(site):
        if name.endswith(".html") and name != "404.html":
            for href in html.fromstring((site / name).read_text("utf-8")).xpath("//a/@href"):
                to = urlsplit(urljoin(f"http://site/{name}", href))
                path = unquote(to.path) + ("index.html" if to.path.endswith("/") else "")
                assert to.netloc != "site" or path in there, (name, href)


def test_all_others_have_a_line_in_the_list_of_references(site: Path) -> None:
    listed = page(site, "references").xpath("//details[@class='tb-uncited']//li")
    lines = [one.text_content() for one in listed]
    assert len(lines) == UNCITED + 3
    assert "Twin, Tom (2004). The other" in lines
    # What a chapter takes over from its book makes nobody cite the book.
    assert "Ohm, Eva (2001). A Whole" in lines
    assert "(2020). </ul><script>alert(1)</script> Bold Kept" in lines
    assert not any(re.search(r"[{}\\$]", line) for line in lines)
    authors = [line for line in lines if line.startswith(("Dvořák", "García", "Østergaard", "Weiß"))]
    assert [line[0] for line in authors] == sorted((line[0] for line in authors), key="DGØW".index)


def test_the_numbers_of_works_are_those_of_works_that_are_cited(site: Path) -> None:
    text = " ".join(page(site, "references").xpath("string(//article)").split())
    assert f"{CITED + 2} works, and how often each is used on this site." in text
    assert f"has {UNCITED + 3} works that this site does not cite" in text
    assert len(page(site, "references").xpath("//ul[@aria-label='Works']/li")) == CITED + 2


def test_works_are_told_apart_among_those_cited_only(site: Path) -> None:
    assert "Twin (2004)" in page(site, "page").text_content()


def test_only_works_that_are_cited_are_formatted(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    formatted: list[int] = []
    run = formatter.run_citeproc

    def counted(csl: str, items: Mapping[str, Any], *others: Any) -> Any:
        formatted.append(len(items))
        return run(csl, items, *others)

    monkeypatch.setattr(formatter, "run_citeproc", counted)
    monkeypatch.setattr(formatter, "_caches", type(formatter._caches)())
    site = composed(study)
    site.formatter.order()
    assert formatted
    assert max(formatted) == CITED + 2


def test_works_that_nobody_cites_are_not_among_what_the_search_finds(study: Path) -> None:
    site = composed(study)
    addresses = {planned.path: planned.path for planned in site.plan.pages}
    found = records(site, dict.fromkeys(addresses, ""), {}, addresses)
    assert sum(one.kind == "reference" for one in found) == CITED + 2
    assert "Twin, T" in json.dumps([one.to_json() for one in found])
    assert "The other" not in json.dumps([one.to_json() for one in found])


def test_the_folder_output_has_no_pages_of_them(study: Path, tmp_path: Path) -> None:
    done = themebook("build", "--to", str(tmp_path / "out"), folder=study)
    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "out" / "docs" / "references").glob("*.md"))) == CITED + 2 + 1


def test_a_citation_that_a_hook_adds_too_late_is_reported(site: Path) -> None:
    said = (site / "said").read_text("utf-8").splitlines()
    assert len(said) == 1
    assert "page.md cites 'twin2' in text that another plugin or hook added" in said[0]
    assert page(site, "page").xpath("string(//span[@class='tb-unresolved'])") == "[@twin2]"
