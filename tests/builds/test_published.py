"""What is published and what is not: private notes stay private, and text of the bibliography stays text.

One study is built into everything that Themebook can make. Private places hold a secret each, public ones hold words
that must be found, or else the search for secrets would prove nothing.
"""

from __future__ import annotations

import gzip
import io
import re
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml
from lxml import html
from playwright.sync_api import Browser
from pypdf import PdfReader

from tests.builds.test_builds import files, page
from tests.conftest import mkdocs, serving, themebook
from tests.sites import BAKERS
from tests.zotero import saved_from
from themebook.core.data import Attribute
from themebook.core.diagnostics import Span
from themebook.core.fields import EntityId
from themebook.emit.mkdocs.options import ThemebookOptions
from themebook.emit.public_findings import public_findings
from themebook.sources.bibtex.fields import is_own, is_published

SECRET = "zqxsecret"
PUBLIC, CHOSEN = "zqxpublic", "zqxchosen"

# Fields into which reference managers and their users write what is no business of readers.
PRIVATE = (
    *("abstract", "annote", "annotation", "comment", "comments", "file", "pdf", "localfile", "local-url", "owner"),
    *("timestamp", "keywords", "groups", "mendeley-groups", "mendeley-tags", "bdsk-file-1", "bdsk-url-1", "rating"),
    *("date-added", "date-modified", "creationdate", "modificationdate", "readstatus", "priority", "ranking", "review"),
    *("qualityassured", "printed", "extra", "library", "usera", "userb", "userc", "userd", "verba", "lista", "namea"),
    *("shorthand", "sortkey", "sortname", "presort", "label", "execute", "gender", "xref", "tags"),
    *("related", "title+an", "author+an", "added-at", "biburl", "interhash", "username", "contents", "x-fetchedfrom"),
    *(
        "my_notes",
        "reviewer",
        "todo",
        "__markedentry",
        "acmid",
        "copyright",
        "lccn",
        "attachments",
        "notes",
        "collections",
    ),
)
# No script runs where this is shown as the words that it is.
SCRIPT = "<script>window.pwned = 1</script>"
NOTE = f'<div markdown="1">*x*</div> {SCRIPT} ``` ~~~ </code></pre>{SCRIPT} &lt;b&gt; {{{{ themes }}}} {PUBLIC}'
URLS = {
    "okafor2021": (
        f"https://e.example/a){SCRIPT}",
        "https://e.example/a)%3Cscript%3Ewindow.pwned%20=%201%3C/script%3E",
    ),
    "cut": ("https://e.example/a)b?c=1&copy;=2#d", "https://e.example/a)b?c=1&copy;=2#d"),
    "markdown": (
        "https://e.example/a)[x](javascript:window.pwned=1)",
        "https://e.example/a)%5Bx%5D(javascript:window.pwned=1)",
    ),
    "attribute": ('https://e.example/"onclick="pwned=1', "https://e.example/%22onclick=%22pwned=1"),
    "encoded": ("https://e.example/%7Ea%20b/100%", "https://e.example/%7Ea%20b/100%25"),
    "idn": ("https://b\u00fccher.example/\u00fc", "https://b\u00fccher.example/%C3%BC"),
    "mail": ("mailto:me@e.example", "mailto:me@e.example"),
    "js": ("javascript:window.pwned=1", None),
    "data": (f"data:text/html,{SCRIPT}", None),
    "no-scheme": ("e.example/paper.pdf", None),
    "other": ("https://e.example\\@evil.example/", None),
}
DOI = ("10.1234/a<b>)c#d?e%3Cf", "https://doi.org/10.1234/a%3Cb%3E)c%23d%3Fe%3Cf")
HOW = ("https://h.example/a)<script>pwned=1</script>", "https://h.example/a)%3Cscript%3Epwned=1%3C/script%3E")


def secret(number: int) -> str:
    return f"{SECRET}{number:03}"


def bibliography() -> str:
    private = "".join(f"  {name} = {{{secret(number)}}}, % {secret(200)}\n" for number, name in enumerate(PRIVATE))
    urls = "\n".join(
        f"@misc{{{key}, author = {{Lee, Mina}}, title = {{Of {key}}}, year = {{19{number:02}}}, url = {{{url}}},\n}}"
        for number, (key, (url, _)) in enumerate(URLS.items())
        if key != "okafor2021"
    )
    return f"""\
@preamble{{"{secret(201)}"}}
@string{{unused = {{{secret(202)}}}}}
@string{{bread = {{Journal of Bread}}}}
@comment{{{secret(203)}}}
@Comment{{jabref-meta: {secret(204)};}}
{secret(205)} is free text.
% {secret(206)}
@article{{okafor2021, % {secret(207)}
  author = {{Okafor, Ngozi}},
  % title = {{{secret(208)}}},
  title = {{Night bakers {PUBLIC}}},
  journal = bread # " and {PUBLIC}",
  year = {{2021}},
  url = {{{URLS["okafor2021"][0]}}},
  note = {{{NOTE}}},
  UserF = {{{CHOSEN}}},
{private}}}
@incollection{{lee2004a, author = {{Lee, Mina}}, title = {{Dough}}, crossref = {{whole}}, xdata = {{shared}}}}
@incollection{{lee2004b, author = {{Lee, Mina}}, title = {{Quiet}}, crossref = {{whole}}, doi = {{{DOI[0]}}}}}
@collection{{whole, editor = {{Dee, C.}}, title = {{Breads}}, year = {{2004}}, verification = {{verified}},
  remark = {{    seen by {PUBLIC} & {SCRIPT}}},
{private}}}
@xdata{{shared, publisher = {{Mill {PUBLIC}}}, {private}}}
@misc{{how, author = {{Lee, Mina}}, title = {{How}}, year = {{2001}}, howpublished = {{\\url{{{HOW[0]}}}}}}}
{urls}
"""


def index() -> str:
    cited = "; ".join(f"@{key}" for key in ("lee2004b", "how", *URLS))
    return f"""\
---
title: Night bakers
description: About {PUBLIC}
hide: [toc]
reviewer: {secret(210)}
nested: {{note: {secret(211)}}} # {secret(212)}
# {secret(213)}
---
# Night bakers

[{cited}] write of {PUBLIC}.

{{{{ cite }}}}

{{{{ aims }}}}
"""


AIMS = f"""\
# {secret(220)}
study:
  # {secret(221)}
  aims: |
    Aims of {PUBLIC}:

    ```html
    {SCRIPT} *not emphasis* [@nobody]
    ```
"""


def project(folder: Path) -> Path:
    shutil.copytree(BAKERS, folder)
    study = folder / "findings" / "1-study.yml"
    study.write_text(study.read_text("utf-8").replace("study:\n", AIMS) + f"  # {secret(222)}\n", "utf-8")
    themes = folder / "findings" / "2-themes.yml"
    themes.write_text(themes.read_text("utf-8").replace("p. 7", f"p. 7  # {secret(223)}"), "utf-8")
    (folder / "references.bib").write_text(bibliography(), "utf-8")
    (folder / "docs" / "index.md").write_text(index(), "utf-8")
    for number, name in enumerate(("draft.md", "held/back.txt", ".hidden.md"), 230):
        (folder / "docs" / name).parent.mkdir(exist_ok=True)
        (folder / "docs" / name).write_text(f"# {secret(number)}\n", "utf-8")
    config = folder / "mkdocs.yml"
    options = (
        f"findings: findings\n      publish_fields: [userF] # {secret(240)}\ndraft_docs: draft.md\nexclude_docs: held/"
    )
    config.write_text(f"# {secret(241)}\n" + config.read_text("utf-8").replace("findings: findings", options), "utf-8")
    return folder


Outputs = Mapping[str, Path]
Contents = Mapping[str, list[tuple[str, str]]]


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Outputs:
    """Everything that can be made of the study: the site, the folder and the site made of it, the zip and the PDF."""
    root = tmp_path_factory.mktemp("published")
    study, made = project(root / "study"), root / "made"
    web = {"SITE_URL": "https://example.org/study/"}
    done = [
        mkdocs("build", "--strict", "--site-dir", str(made / "site"), folder=study, environment=web),
        themebook("build", "--to", str(made / "folder"), folder=study),
        mkdocs("build", "--strict", "--site-dir", str(made / "site-of-folder"), folder=made / "folder"),
        themebook("offline", "--to", str(made / "offline.zip"), folder=study),
        themebook("pdf", "--to", str(made / "book.pdf"), folder=study, **web),
    ]
    assert [(one.returncode, one.stderr) for one in done if one.returncode] == []
    assert [one.stderr for one in done[1:2]] == [
        "left out of the heads of pages, because nothing reads them: nested, reviewer\n"
    ]
    return {one.stem: one for one in made.iterdir()}


@pytest.fixture(scope="module")
def contents(outputs: Outputs) -> Contents:
    """For each output its files, with all that can be read in them in small letters."""
    return {output: list(_contents(path)) for output, path in outputs.items()}


def _contents(path: Path) -> Iterator[tuple[str, str]]:
    if path.is_dir():
        for name in files(path):
            yield from _texts(name, (path / name).read_bytes())
    else:
        yield from _texts(path.name, path.read_bytes())


def _texts(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    if data.startswith(b"\x1f\x8b"):
        data = gzip.decompress(data)
    elif data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for inner in archive.namelist():
                yield from _texts(inner, archive.read(inner))
    elif data.startswith(b"%PDF"):
        book = PdfReader(io.BytesIO(data))
        pages = "".join(one.extract_text() for one in book.pages)
        yield f"{name} (text)", re.sub(r"[\s-]", "", pages).lower()
        yield (
            f"{name} (metadata)",
            f"{book.metadata} {book.xmp_metadata and book.xmp_metadata.stream.get_data()}".lower(),
        )
    yield name, f"{name}\n".lower() + data.decode("utf-8", "replace").lower()


def test_the_fields_that_hold_secrets_are_those_that_are_not_on_the_list() -> None:
    assert [name for name in PRIVATE if is_published(name) or is_own(name)] == []


def test_no_private_note_is_in_any_output(contents: Contents) -> None:
    found = [
        (output, name, sorted(set(re.findall(rf"{SECRET}\d+", text))))
        for output, read in contents.items()
        for name, text in read
        if SECRET in text
    ]
    assert found == []


@pytest.mark.parametrize(
    ("output", "pattern"),
    [
        ("site", r"references/okafor2021/index\.html"),
        ("site", r"assets/themebook/records/\d+\.js"),
        ("site", r"pagefind/fragment/.*"),
        ("site", r"pagefind/index/.*"),
        ("site", r"index\.html"),
        ("folder", r"references\.bib"),
        ("folder", r"findings/1-study\.yml"),
        ("folder", r"docs/index\.md"),
        ("site-of-folder", r"references/okafor2021/index\.html"),
        ("offline", r".*/references/okafor2021\.html"),
        ("book", r"book\.pdf \(text\)"),
    ],
)
def test_what_is_public_is_found_where_secrets_were_looked_for(contents: Contents, output: str, pattern: str) -> None:
    found = [name for name, text in contents[output] if re.fullmatch(pattern, name) and PUBLIC in text]
    assert found


def test_a_field_is_published_if_the_author_says_so(contents: Contents) -> None:
    wanted = {
        "site": {"index.html", "references/okafor2021/index.html"},
        "folder": {"references.bib"},
        "site-of-folder": {"index.html", "references/okafor2021/index.html"},
        "book": {"book.pdf (text)"},
    }
    for output, names in wanted.items():
        assert names <= {name for name, text in contents[output] if CHOSEN in text}, output
    assert any(CHOSEN in text for _, text in contents["offline"])


def test_the_cards_hold_a_picture_and_no_text(outputs: Outputs) -> None:
    cards = sorted((outputs["site"] / "assets/themebook").rglob("*.png"))
    assert len(cards) == 5
    for card in cards:
        data, at, kinds = card.read_bytes(), 8, set()
        while at < len(data):
            kinds.add(data[at + 4 : at + 8])
            at += 12 + int.from_bytes(data[at : at + 4])
        assert kinds <= {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}


def test_drafts_and_files_that_are_held_back_are_not_in_the_folder(outputs: Outputs) -> None:
    names = files(outputs["folder"] / "docs")
    assert "index.md" in names
    assert not {"draft.md", "held/back.txt", ".hidden.md"} & set(names)


def test_the_folder_shows_the_same_as_the_site(outputs: Outputs) -> None:
    for address in ("", "references/okafor2021", "references/lee2004a", "references/lee2004b"):
        shown = [
            " ".join(" ".join(part.text_content() for part in page(outputs[name], address).xpath(
                "//article/*[not(self::header or self::details)]"
            )).split())
            for name in ("site", "site-of-folder")
        ]  # fmt: skip
        assert shown[0] == shown[1]


def test_reference_managers_save_the_same_from_the_folder_as_from_the_site(outputs: Outputs) -> None:
    offered = []
    for address in (
        "references",
        "references/lee2004b",
        "references/okafor2021",
        "quotes/quote-alone",
        "themes/the-night",
    ):
        shown, of_folder = (saved_from(page(outputs[name], address)) for name in ("site", "site-of-folder"))
        assert shown == of_folder
        assert {one.by for one in shown} == {"COinS"}
        offered += [one.values["title"] for one in shown]
    assert f"Night bakers {PUBLIC}" in offered
    assert len(offered) > len(URLS)


def pages(outputs: Outputs) -> Iterator[tuple[str, html.HtmlElement]]:
    for output in ("site", "site-of-folder", "offline"):
        for name, data in _html(outputs[output]):
            yield f"{output}/{name}", html.fromstring(data)


def _html(path: Path) -> Iterator[tuple[str, bytes]]:
    if path.is_dir():
        yield from ((name, (path / name).read_bytes()) for name in files(path) if name.endswith(".html"))
    else:
        with zipfile.ZipFile(path) as archive:
            yield from ((name, archive.read(name)) for name in archive.namelist() if name.endswith(".html"))


def test_no_page_has_a_script_a_handler_or_a_link_of_the_bibliography_s(outputs: Outputs) -> None:
    number = 0
    for name, root in pages(outputs):
        number += 1
        scripts = "".join(root.xpath("//script[not(@src) and not(@type='application/json')]//text()"))
        assert "pwned" not in scripts, name
        assert root.xpath("//@*[starts-with(name(), 'on')]") == [], name
        for href in root.xpath("//a/@href"):
            scheme = re.match(r"[A-Za-z][A-Za-z0-9+.-]*(?=:)", href.strip())
            assert scheme is None or scheme[0] in ("http", "https", "mailto"), (name, href)
    assert number > 60


def references(root: html.HtmlElement) -> dict[str, str]:
    """The links out of the site of formatted references, by their words."""
    links = root.xpath(
        "//*[contains(@class, 'tb-entry') or contains(@class, 'tb-work') or @data-tb-copy='reference']//a"
    )
    return {link.text_content(): link.get("href") for link in links if re.match("https?:|mailto:", link.get("href"))}


@pytest.mark.parametrize("output", ["site", "site-of-folder"])
@pytest.mark.parametrize("key", URLS)
def test_an_address_leads_where_it_says_and_is_shown_as_it_was_written(outputs: Outputs, output: str, key: str) -> None:
    written, address = URLS[key]
    for place in (f"references/{key}", "", "references"):
        root = page(outputs[output], place)
        assert written in root.text_content(), place
        assert references(root).get(written) == address, place


def test_the_address_of_the_study_is_a_link_on_each_page_that_says_how_to_cite_it(outputs: Outputs) -> None:
    written, address = URLS["okafor2021"]
    for place in ("quotes/quote-alone", "themes/the-night"):
        assert references(page(outputs["site"], place))[written] == address, place


def test_a_doi_and_howpublished_lead_to_encoded_addresses(outputs: Outputs) -> None:
    root = page(outputs["site"], "references/lee2004b")
    assert references(root) == {f"https://doi.org/{DOI[0]}": DOI[1]}
    assert references(page(outputs["site"], "references/how")) == dict([HOW])


@pytest.mark.parametrize("output", ["site", "site-of-folder"])
@pytest.mark.parametrize("place", ["", "references/okafor2021", "quotes/quote-alone"])
def test_bibtex_is_shown_character_for_character(outputs: Outputs, output: str, place: str) -> None:
    code = page(outputs[output], place).xpath("//*[@data-tb-copy='BibTeX']/pre")[0]
    assert code.xpath(".//*[not(self::code)]") == []
    assert f"  note = {{{NOTE}}},\n" in code.text_content()
    assert f"  journal = {{Journal of Bread and {PUBLIC}}},\n" in code.text_content()


def test_code_in_a_text_that_a_view_shows_is_code(outputs: Outputs) -> None:
    (shown,) = [
        code.text_content() for code in page(outputs["site"], "").xpath("//code") if "emphasis" in code.text_content()
    ]
    assert shown.strip() == f"{SCRIPT} *not emphasis* [@nobody]"


def test_nothing_of_the_bibliography_runs_in_a_browser(outputs: Outputs, browser: Browser) -> None:
    opened = browser.new_page()
    with serving(outputs["site"]) as address:
        for place in ("", "references/", "quotes/quote-alone/", "references/okafor2021/", "references/lee2004b/"):
            opened.goto(f"{address}/{place}")
            opened.wait_for_load_state("networkidle")
            assert opened.evaluate("window.pwned") is None, place
    opened.close()


def test_links_of_the_pdf_lead_to_the_web_only(outputs: Outputs) -> None:
    book = PdfReader(outputs["book"])
    actions = [one.get_object().get("/A", {}) for sheet in book.pages for one in sheet.get("/Annots", [])]
    addresses = [str(action["/URI"]) for action in actions if "/URI" in action]
    assert not [action for action in actions if "/JS" in action or "/Launch" in str(action.get("/S"))]
    assert {address.partition(":")[0] for address in addresses} == {"https", "mailto"}
    assert URLS["cut"][1] in addresses


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        (["a b"], "'a b' cannot be the name of a field of the bibliography."),
        (["Remark"], "'Remark' is one of Themebook's own fields"),
        ({"abstract": True}, "Expected a list"),
        ([3], "Expected type"),
    ],
)
def test_fields_that_cannot_be_published_are_refused(chosen: object, said: str) -> None:
    options = ThemebookOptions()
    options.load_dict({"publish_fields": chosen})
    ((name, error),), _ = options.validate()
    assert name == "publish_fields"
    assert said in str(error)


def test_fields_to_publish_may_be_in_any_case() -> None:
    options = ThemebookOptions()
    options.load_dict({"publish_fields": ["Abstract", "x-my"]})
    assert options.validate() == ([], [])
    assert options.publish_fields == ["abstract", "x-my"]


@pytest.mark.parametrize("name", ["site_url", "repo_url"])
def test_an_address_of_the_site_that_is_none_of_the_web_is_refused(tmp_path: Path, name: str) -> None:
    folder = Path(shutil.copytree(BAKERS, tmp_path / "bakers"))
    config = folder / "mkdocs.yml"
    text = config.read_text("utf-8").replace('site_url: !ENV [SITE_URL, ""]\n', "")
    config.write_text(f"{name}: 'javascript://e.example/%0Aalert(1)'\n{text}", "utf-8")
    done = mkdocs("build", folder=folder) if name == "site_url" else themebook("check", folder=folder)
    assert done.returncode in (1, 2)
    assert f"`{name}` must be an address that begins with http:// or https://" in done.stderr
    assert "Traceback" not in done.stderr


def test_findings_without_comments_are_the_same_findings() -> None:
    for file in (BAKERS / "findings").iterdir():
        text = file.read_text("utf-8")
        public = public_findings(f"# {SECRET}\n{text}\n# {SECRET}\n")
        assert SECRET not in public
        assert yaml.safe_load(public) == yaml.safe_load(text)


def test_findings_have_no_private_attributes_exact_numbers_or_drafts() -> None:
    attributes = [
        Attribute(id=EntityId("age"), label="Age", unit="years", bands=(30, 50), span=Span("")),
        Attribute(id=EntityId("illness"), label="Illness", public=False, span=Span("")),
    ]
    text = f"""
attributes: [{{id: age, label: Age, unit: years, bands: [30, 50]}}, {{id: illness, label: Illness, public: false}}]
participants:
  - {{id: ann, name: Ann, attributes: {{age: 41.5, illness: {SECRET}}}}}
  - {{id: bo, name: Bo, origin: {SECRET}, attributes: {{" age": 22, "illness ": {SECRET}}}}}
themes:
  - id: calm
    title: Calm
    quotes:
      - {{id: one, participant: ann, origin: {SECRET}, text: Calm.}}
      - {{id: two, participant: ann, draft: true, text: {SECRET}}}
    subthemes:
      - id: only-drafts
        title: {SECRET}
        quotes:
          - {{id: three, participant: ann, draft: true, text: {SECRET}}}
"""
    public = public_findings(text, attributes, drafts=False)
    assert SECRET not in public
    assert "illness" not in public
    read = yaml.safe_load(public)
    assert [person["attributes"] for person in read["participants"]] == [{"age": 30}, {" age": 0}]
    assert [quote["id"] for quote in read["themes"][0]["quotes"]] == ["one"]


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("nav", "nav: [index.md, {Elsewhere: https://example.org/}, {More: [{Evil: 'java\tscript:alert(1)'}]}]"),
        ("homepage", "extra: {homepage: 'javascript:alert(1)'}"),
        ("social", "extra: {social: [{icon: material/book, link: 'data:text/html,x'}]}"),
        ("alternate", "extra: {alternate: [{name: Deutsch, link: ./de/}, {name: English, link: 'vbscript:x'}]}"),
    ],
)
def test_so_is_every_other_address_that_the_theme_links_to(tmp_path: Path, name: str, lines: str) -> None:
    folder = Path(shutil.copytree(BAKERS, tmp_path / "bakers"))
    config = folder / "mkdocs.yml"
    config.write_text(f"{config.read_text('utf-8')}\n{lines}\n", "utf-8")
    done = themebook("check", folder=folder)
    assert done.returncode == 2
    assert f"an address under `{name}` must be a path, or begin with http:// or https://" in done.stderr


def test_one_field_to_publish_needs_no_brackets() -> None:
    options = ThemebookOptions()
    options.load_dict({"publish_fields": "Abstract"})
    assert options.validate() == ([], [])
    assert options.publish_fields == ["abstract"]
