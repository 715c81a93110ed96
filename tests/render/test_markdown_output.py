"""Pages written as Markdown show their exact content, whatever it looks like and whichever extensions are on."""

from __future__ import annotations

import markdown
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html
from markupsafe import escape

from themebook.core.diagnostics import Span
from themebook.core.model import Term
from themebook.render.content import Heading
from themebook.render.markdown_output import as_markdown
from themebook.render.marks import END_WITH_HEADINGS, WITH_HEADINGS
from themebook.site.routes import term_anchors

EXTENSIONS = [
    "abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "sane_lists", "smarty", "tables",
    "pymdownx.arithmatex", "pymdownx.caret", "pymdownx.critic", "pymdownx.details", "pymdownx.emoji",
    "pymdownx.highlight", "pymdownx.keys", "pymdownx.magiclink", "pymdownx.mark", "pymdownx.smartsymbols",
    "pymdownx.superfences", "pymdownx.tilde",
]  # fmt: skip
MARKDOWN = markdown.Markdown(extensions=EXTENSIONS)

# What people can say: any printable text, with the signs that Markdown reads as more than themselves well represented.
SPOKEN = st.text(
    st.sampled_from("""abc XYZ 019 éß“”‘’…— !"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~\n""")
    | st.characters(categories=["L", "N", "P", "S", "Zs"]),
    min_size=1,
).filter(str.strip)
LIKE_MARKDOWN = [
    "1. one", "[@lee]", "!!! note", "??? note", "{: .c }", "*a* _b_", "<b>", "&amp; &#35;", "# x", "x #", "    x",
    "> q", "- l", "```", "~~~", "a | b", "--> (c) +/- 1/2", ":smile:", "http://a.b/", "me@a.b", "==m== ^^i^^ ~~d~~",
    "$x$", "\\*", "term\n: x", "++ctrl++", "[[id]]", "{{ map }}", "one\ttab", "a\n\nb", "a\n```\nb\n```",
]  # fmt: skip


def shown(page: str) -> html.HtmlElement:
    MARKDOWN.reset()
    return html.fromstring(f"<div>{MARKDOWN.convert(page)}</div>")


def heading(words: str, **attributes: str) -> Heading:
    return Heading(level=2, words=str(escape(words)), attributes=attributes)


@given(SPOKEN)
@example('"><svg onload=alert(1)>')
@example("' onfocus='alert(1)' &quot;&amp;quot;&#34; &lt;b&gt; {: #x } {{ map }}")
def test_any_words_are_shown_as_they_are(words: str) -> None:
    words = words.strip()
    part = f'<section class="s"{WITH_HEADINGS}>\n<p title="{escape(words)}">{escape(words)}</p>\n'
    end = f"<blockquote>{escape(words)}</blockquote></section{END_WITH_HEADINGS}>"
    section, after = shown(as_markdown((part, heading(words, id="h"), f'{end}<p title="{escape(words)}"></p>')))
    paragraph, title, quote = section
    assert (paragraph.tag, paragraph.text_content().split()) == ("p", words.split())
    for one in (paragraph, after):
        assert dict(one.attrib).keys() == {"title"}
        assert one.get("title", "").split() == words.split()
    assert (title.tag, title.get("id"), title.text_content().split()) == ("h2", "h", words.split())
    assert (quote.tag, quote.text_content().split()) == ("blockquote", words.split())


@pytest.mark.parametrize("words", LIKE_MARKDOWN)
def test_words_that_look_like_markdown_are_shown_as_they_are(words: str) -> None:
    title, quote = shown(as_markdown((heading(words, id="h"), f"<blockquote><p>{escape(words)}</p></blockquote>")))
    assert (title.tag, title.text_content().split()) == ("h2", words.split())
    # Character for character.
    assert quote.text_content() == words


def test_a_heading_has_its_attributes() -> None:
    label = "Say 'it' & {go} <b>"
    attributes = {"id": "a", "class": "b c", "data-toc-label": label, "data-search-exclude": ""}
    (title,) = shown(as_markdown((heading("Words", **attributes),)))
    assert (title.get("id"), title.get("class"), title.get("data-toc-label")) == ("a", "b c", label)
    assert "data-search-exclude" in title.attrib


def test_html_in_a_heading_stays_html() -> None:
    words = 'Ada: “<span lang="de">*Brot* &amp; Salz</span>”'
    (title,) = shown(as_markdown((Heading(level=1, words=words, attributes={"id": "a"}),)))
    assert [(one.get("lang"), one.text_content()) for one in title] == [("de", "*Brot* & Salz")]
    assert title.text_content() == "Ada: “*Brot* & Salz”"


def test_anchors_of_terms_hold_nothing_that_markdown_reads() -> None:
    words = ("a _b_ c", "a -b- c", "__init__", "snake_case")
    anchors = term_anchors([Term(term=word, meaning="", span=Span("a.yml")) for word in words])
    assert len(set(anchors.values())) == len(words)
    for term, anchor in anchors.items():
        (title,) = shown(as_markdown((heading(term, **{"id": anchor, "class": "c"}),)))
        assert (title.get("id"), title.text_content()) == (anchor, term)
