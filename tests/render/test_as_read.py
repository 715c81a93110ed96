"""What an author types in any place of a page is shown there as it was meant, and quoted elsewhere as it is read."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import lxml.html
import pytest

from tests.check.test_cases import case, written
from themebook.pipeline import compose, read
from themebook.render.markdown_ext.extension import converter
from themebook.render.site import Site
from themebook.sources.markdown.scan import Scanner
from themebook.sources.source_files import HandWritten, Settings

EXTENSIONS = ["abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables"]
CONFIGS = {"toc": {"permalink": True}}
PAGE = """\
# What @own2020 and `code` say of [[place]]

## A heading with [@two2020] in it

A note[^n] says so. An abbreviation ABC.

[^n]: The note cites @two2020.

*[ABC]: As @two2020 has it

!!! note "A title with [@two2020]"

    Inside [@two2020, p. 2].

| Head [@two2020] | second |
| --- | --- |
| cell [@two2020, p. 4] | of [[place|the place]] |
| `[[place|code]]` | [[calm\\|so *calm* `it` is]] |

Term [@two2020]
:   Definition [@two2020].

<details markdown="1"><summary markdown="span">Summary [@two2020]</summary>

Inside the details @two2020.

</details>

1. List [@two2020]{.x}
    - inner *[@two2020]*

![Alt [@two2020] of [[place]]](x.png "As @two2020 has it")

<figure markdown="1">
<figcaption markdown="span">Caption [@two2020]</figcaption>
</figure>

See [[place|words with `code`, a \\* b, R&amp;D, <b>bold</b> and **strong**]].

See [see `code` in @two2020, p. 3 `b`] and [@two2020, <b>p. 5</b>] and @two2020 [p. 6 `y`] so.
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("study")
    pages = [HandWritten(path="index.md", name="docs/index.md", text=PAGE)]
    scanner = Scanner([*EXTENSIONS, "toc"], CONFIGS)
    loaded = read(written(case("valid"), folder), pages, scanner)
    assert loaded.diagnostics == ()
    return compose(loaded.value, Settings(root=folder))


@pytest.fixture(scope="module")
def html(site: Site) -> str:
    return converter(site, [*EXTENSIONS, "toc"], CONFIGS)("index.md", PAGE)


def text(fragment: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", fragment).split())


@pytest.fixture(scope="module")
def quoted(site: Site) -> list[str]:
    """The sentences that the work's page quotes, and the title that it gives to the page they are on."""
    (page,) = (page for page in site.pages() if page.path == "references/two2020.md")
    paragraphs = lxml.html.document_fromstring(site.renderer.html(page).html).iter("p")
    return [" ".join(paragraph.text_content().split()) for paragraph in paragraphs]


SENTENCES = [
    "A heading with (Two, 2020) in it",
    "The note cites Two (2020).",
    "A title with (Two, 2020)",
    "Inside (Two, 2020, p. 2).",
    "Head (Two, 2020)",
    "cell (Two, 2020, p. 4)",
    "Term (Two, 2020)",
    "Definition (Two, 2020).",
    "Summary (Two, 2020)",
    "Inside the details Two (2020).",
    "List (Two, 2020)",
    "inner (Two, 2020)",
    "Caption (Two, 2020)",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_page_of_a_work_quotes_the_sentence_as_it_is_read(sentence: str, quoted: list[str]) -> None:
    assert any(sentence in line and line.endswith(sentence) for line in quoted), quoted


def test_the_page_of_a_work_names_the_page_by_its_title_as_it_is_read(quoted: list[str]) -> None:
    assert any("What Own (2020) and code say of The place" in line for line in quoted)


def test_no_mark_of_the_parser_is_ever_shown(html: str, site: Site) -> None:
    for shown in (html, *(site.renderer.html(page).html for page in site.pages())):
        assert not re.search("klzzwxh|wzxhzdk|amppara|qq\\d|[\x02\x03\ue000-\uf8ff]", shown)


def test_attributes_have_citations_and_titles_as_plain_text(html: str) -> None:
    image = ElementTree.fromstring(re.findall(r"<img[^>]*/>", html)[0])
    assert image.get("alt") == "Alt (Two, 2020) of The place"
    assert image.get("title") == "As Two (2020) has it"
    assert '<abbr title="As Two (2020) has it">ABC</abbr>' in html


def test_the_bar_of_a_link_does_not_break_the_row_of_a_table(html: str) -> None:
    cells = [re.findall(r"<td>(.*?)</td>", row, re.S) for row in re.findall(r"<tr>(.*?)</tr>", html, re.S)[1:]]
    assert [len(row) for row in cells] == [2, 2]
    assert text(cells[0][1]) == "of the place"
    assert cells[1][0] == "<code>[[place|code]]</code>"
    assert "so <em>calm</em> <code>it</code> is</a>" in cells[1][1]


def test_the_words_of_a_link_are_shown_with_their_format(html: str) -> None:
    (link,) = re.findall(r'See (<a class="tb-link[^>]*>words.*?</a>)', html)
    inner = link.partition(">")[2].removesuffix("</a>")
    assert inner == "words with <code>code</code>, a * b, R&amp;D, <b>bold</b> and <strong>strong</strong>"


def test_the_words_of_a_citation_are_shown(html: str) -> None:
    last = [text(paragraph) for paragraph in re.findall(r"<p>(.*?)</p>", html, re.S) if "so." in paragraph][-1]
    assert last == "See (see code in Two, 2020, p. 3 b) and (Two, 2020, p. 5) and Two (2020, p. 6 y) so."
