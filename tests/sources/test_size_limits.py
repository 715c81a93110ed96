"""Texts that would take the Markdown parser minutes are refused, and no text that anybody writes is."""

from __future__ import annotations

import time

import pytest

from tests.conftest import ROOT
from themebook.core.diagnostics import Span
from themebook.core.fields import Prose
from themebook.sources.markdown.scan import Scanner
from themebook.sources.markdown.size_limits import excesses

LENGTH = 100_000
ABSURD = ["[", "![", "[[", "[@a", "[@a;", "@a [", "[^", "[a](", "[a][", "[[a|", "[x", "x[", "[x](y", "\\[", "@a"]
ABSURD += ["<a ", "<a", "<!--", "<a b='", "<![CDATA[", "<script>", "<pre>", "<http://", "<?", "<p\n", "[|\n"]
ABSURD += ["# a\n", "---\n", "***\n", "*[a]: b\n", "a\n: b\n", "!!! a\n", "# a\n\n"]
HONEST = {
    "citations": "As [@lee2020, p. 3; @two2010] and @own2020 [p. 4] say, [[calm|the calm]] matters. " * 60,
    "intervals": "The ages were [18, 25), [25, 35), [35, 50) and [50, 70). " * 20,
    "a table": "| a | b |\n| --- | --- |\n" + "| [0, 1) and *more* | [a](b.md) <br> |\n" * 1_000,
    "a list": "- from [0, 1) on, `code` and [a](b.md)\n" * 1_000,
    "code": "```python\n" + "# a comment\nx = [[1, 2], [3, [4]]]\nif x < y: pass\n\n" * 500 + "```\n",
    "headings": "## A heading\n\nA paragraph of *some* words.\n\n" * 1_000,
    "HTML": '<div markdown="1">\n\n<span class="a">words</span> &amp; words\n\n</div>\n\n' * 500,
    "a transcript in one paragraph": 'I was there [laughs], and *she* said "no" - so p < 0.05, isn\'t it? ' * 1_500,
}


def repeated(piece: str) -> str:
    return (piece * (LENGTH // len(piece) + 1))[:LENGTH]


@pytest.mark.parametrize("piece", ABSURD)
def test_absurd_texts_are_refused(piece: str) -> None:
    assert list(excesses(repeated(piece)))


@pytest.mark.parametrize("text", HONEST.values(), ids=HONEST)
def test_honest_texts_are_not(text: str) -> None:
    assert list(excesses(text)) == []


def test_the_pages_of_this_repository_are_not() -> None:
    assert [path.name for path in ROOT.rglob("*.md") if list(excesses(path.read_text("utf-8", "replace")))] == []


def test_the_place_is_where_the_brackets_begin() -> None:
    found = Scanner().scan(Prose(markdown=f"Calm.\n\nSee [a] {'[' * 20_000}", span=Span("findings.yml", 7), indent=0))
    assert [one.span for one in found.excesses] == [Span("findings.yml", 9, 9)]
    assert found.citations == found.links == ()


@pytest.mark.parametrize("piece", ["[", "[@a", "<a ", "\\[", "# a\n", "a\n: b\n"])
def test_a_text_that_is_just_small_enough_is_converted_in_seconds(piece: str) -> None:
    """Guards against hanging, not against slowness: minutes would pass without bounds."""
    text = repeated(piece)
    least, most = 0, LENGTH
    while most - least > 100:
        middle = (least + most) // 2
        least, most = (least, middle) if list(excesses(text[:middle])) else (middle, most)
    began = time.process_time()
    Scanner().scan_page(Prose(markdown=text[:least], span=Span("a.md"), indent=0))
    assert time.process_time() - began < 60
