"""Pages are split at their headings, and nothing is taken twice or from where nobody reads."""

from __future__ import annotations

import pytest

from themebook.render.sections import Section, parse, sections


def parts(html: str) -> list[tuple[str, str, str]]:
    return [(part.anchor, part.title, part.text) for part in sections(parse(html))]


@pytest.mark.parametrize(
    ("html", "made"),
    [
        ("<p>Alone.</p>", [("", "", "Alone.")]),
        (
            "<h1 id='a'>One</h1><p>1</p><h2 id='b'>Two</h2><p>2</p>",
            [("", "", ""), ("a", "One", "1"), ("b", "Two", "2")],
        ),
        ("<h2 id='a'>A<a class='headerlink' href='#a'>¶</a></h2>", [("", "", ""), ("a", "A", "")]),
        ("<h2>Without anchor</h2><p>x</p>", [("", "", "Without anchor x")]),
        ("<p>a</p><div data-search-exclude><p>b</p></div><p>c</p>", [("", "", "a c")]),
        ("<p>a</p><h2 id='x' data-search-exclude>X</h2><p>b</p>", [("", "", "a")]),
        ("<div data-search-exclude><h2 id='x'>X</h2><p>b</p></div><p>c</p>", [("", "", "c")]),
        ("<section><h2 id='a'>A</h2><p>a</p></section><p>after</p>", [("", "", "after"), ("a", "A", "a")]),
        ("<p>one<br>two<em>thr</em>ee</p><ul><li>x</li><li>y</li></ul>", [("", "", "one twothree x y")]),
        ("<p>Lee, 2004<span class='tb-doubt'>?</span></p>", [("", "", "Lee, 2004")]),
        ("<svg><text>drawn</text></svg><script>run()</script><p>C&amp;R &lt;b&gt;</p>", [("", "", "C&R <b>")]),
        # Deeper than a stack of calls.
        (f"<p>a</p>{'<div>' * 1500}b{'</div>' * 1500}<p>c</p>", [("", "", "a b c")]),
        ("<p>an unclosed <b>tag</p><p>and </i>a stray one</p>", [("", "", "an unclosed tag and a stray one")]),
    ],
)
def test_a_page_is_split_at_its_headings(html: str, made: list[tuple[str, str, str]]) -> None:
    assert parts(html) == made


def test_what_stands_after_a_part_belongs_to_what_is_around_it() -> None:
    html = "<h1 id='a'>A</h1><div><h2 id='b'>B</h2><p>b</p></div><p>a</p><h2 id='c'>C</h2>"
    assert sections(parse(html)) == (
        Section("", "", ""),
        Section("a", "A", "a"),
        Section("b", "B", "b"),
        Section("c", "C", ""),
    )
