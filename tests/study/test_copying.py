"""What readers take away: citations, addresses, and links to the very words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.parse import unquote

import pytest
import rispy
from playwright.sync_api import Browser, Page, expect

from tests.conftest import empty_page
from themebook.cite import citing, to_csl
from themebook.cite.bibtex import public_bibtex
from themebook.core import works
from themebook.render.site import Site
from themebook.sources.markdown.markdown_text import text_of_xhtml

QUOTE = "/quotes/quote-how-dare-you/"
WORK = "/references/kinmanetal2017/"


CLIPBOARD = ["clipboard-read", "clipboard-write"]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that may use the clipboard. What is copied does not depend on the width of the screen."""
    with empty_page(browser, "phone", permissions=CLIPBOARD) as page:
        yield page


def arrive(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.evaluate("for (const one of document.querySelectorAll('article details:not([name])')) one.open = true")


def copied(page: Page, name: str) -> str:
    """What a button copies, once it has said so to everyone."""
    button = page.get_by_role("button", name=name, exact=True).first.element_handle()
    button.click()
    page.wait_for_function("button => button.textContent === 'Copied'", arg=button)
    expect(page.locator(".tb-copy__status[role=status]")).to_have_text("Copied")
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_the_citation_of_a_quote_is_as_the_knowledge_base_formats_it(page: Page, address: str, knowledge: Site) -> None:
    arrive(page, address + QUOTE)
    linked = knowledge.graph.quotes["quote-how-dare-you"]
    words = linked.quote.text.strip()
    cited = "(Officer E, quoted in Walker et al., 2018, p. 10 of the accepted manuscript)"
    assert copied(page, "Copy citation") == f"“{words}” {cited}"
    own = knowledge.formatter.reference(knowledge.graph.own_reference.key)
    assert copied(page, "Copy reference") == text_of_xhtml(own)
    page.locator(".tb-tabs summary", has_text="BibTeX").click()
    assert copied(page, "Copy BibTeX") == citing.quote_bibtex(knowledge.graph, linked)
    page.locator(".tb-tabs summary", has_text="RIS").click()
    whole = copied(page, "Copy RIS")
    assert whole == citing.quote_ris(knowledge.graph, linked, to_csl(knowledge.graph.own_reference))
    ris = rispy.loads(whole)[0]
    assert ris["doi"] == "10.1177/0306624X18778452"
    assert ris["notes"] == [f"Quote of Officer E, p. 10 of the accepted manuscript: “{words}”"]


def test_a_work_is_copied_as_reference_bibtex_ris_and_csl_json(page: Page, address: str, knowledge: Site) -> None:
    arrive(page, address + WORK)
    entry = knowledge.graph.references["kinmanetal2017"].reference
    assert copied(page, "Copy reference") == text_of_xhtml(knowledge.formatter.reference(entry.key))
    page.locator(".tb-tabs summary", has_text="BibTeX").click()
    assert copied(page, "Copy BibTeX") == public_bibtex(entry)
    page.locator(".tb-tabs summary", has_text="RIS").click()
    assert rispy.loads(copied(page, "Copy RIS")) == rispy.loads(citing.work_ris(entry, to_csl(entry)))
    page.locator(".tb-tabs summary", has_text="CSL-JSON").click()
    assert json.loads(copied(page, "Copy CSL-JSON")) == [to_csl(entry) | {"note": works.doubt(entry)}]


def test_a_formatted_reference_keeps_its_italics(page: Page, address: str) -> None:
    arrive(page, address + WORK)
    copied(page, "Copy reference")
    rich = page.evaluate(
        """async () => {
            const [item] = await navigator.clipboard.read();
            return (await item.getType("text/html")).text();
        }"""
    )
    assert "<em>Occupational Medicine</em>" in rich


@pytest.mark.parametrize(
    ("path", "title"),
    [("/method/", "Method"), ("/quotes/", "Quotes"), ("/contrasts/", "What speaks against it")],
)
def test_a_page_is_cited_in_the_style_of_the_site(page: Page, address: str, path: str, title: str) -> None:
    arrive(page, address + path)
    assert copied(page, "Copy address") == address + path
    whole = f"{title}. (n.d.). Therapeutic Prison Officers. Retrieved {address}{path}"
    assert copied(page, "Copy reference") == whole
    page.locator(".tb-tabs summary", has_text="BibTeX").click()
    bibtex = copied(page, "Copy BibTeX")
    assert bibtex.startswith("@online{")
    assert f"  title = {{{{{title}}}}},\n" in bibtex
    assert f"  url = {{{address}{path}}},\n" in bibtex
    assert "author" not in bibtex
    assert "year" not in bibtex
    page.locator(".tb-tabs summary", has_text="RIS").click()
    assert rispy.loads(copied(page, "Copy RIS")) == [
        {
            "type_of_reference": "ELEC",
            "id": re.search("{(.*),", bibtex)[1],
            "title": title,
            "secondary_title": "Therapeutic prison officers",
            "urls": [address + path],
        }
    ]


@pytest.mark.parametrize(
    "path", ["/themes/therapeutic-role/", "/participants/officer-e/", "/findings/physically-safe/"]
)
def test_what_the_study_says_is_cited_as_the_study(page: Page, address: str, knowledge: Site, path: str) -> None:
    arrive(page, address + path)
    own = knowledge.graph.own_reference
    assert copied(page, "Copy address") == address + path
    assert copied(page, "Copy reference") == text_of_xhtml(knowledge.formatter.reference(own.key))
    page.locator(".tb-tabs summary", has_text="BibTeX").click()
    assert copied(page, "Copy BibTeX") == public_bibtex(own)


def test_what_is_not_verified_is_said_before_it_is_copied(page: Page, address: str, knowledge: Site) -> None:
    arrive(page, address + WORK)
    doubt = works.doubt(knowledge.graph.references["kinmanetal2017"].reference)
    expect(page.get_by_text(f"Check before you cite: {doubt}.")).to_be_visible()
    arrive(page, f"{address}/references/crawley2004b/")
    expect(page.get_by_text("Check before you cite")).to_have_count(0)


def test_a_finding_is_cited_with_its_claim(page: Page, address: str, knowledge: Site) -> None:
    arrive(page, f"{address}/findings/physically-safe/")
    claim = knowledge.graph.findings["physically-safe"].finding.claim
    assert copied(page, "Copy citation") == f"{claim.rstrip('.')} (Walker et al., 2018)."


def test_the_link_at_the_top_opens_how_to_cite(page: Page, address: str) -> None:
    page.goto(address + WORK)
    expect(page.get_by_role("button", name="Copy address")).to_be_hidden()
    page.get_by_role("link", name="Cite", exact=True).click()
    expect(page.get_by_role("button", name="Copy address")).to_be_in_viewport()


def test_an_implication_has_an_address_to_copy(page: Page, address: str) -> None:
    arrive(page, f"{address}/implications/")
    page.get_by_role("button", name=re.compile("^Copy link: ")).first.click()
    expect(page.locator(".tb-copy__status[role=status]")).to_have_text("Copied")
    (first, *_) = page.locator(".tb-statement > .tb-claim").evaluate_all("(all) => all.map((one) => one.id)")
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}/implications/#{first}"


def test_a_confirmation_is_seen_and_goes_again(page: Page, address: str) -> None:
    arrive(page, address + WORK)
    button = page.locator(".tb-copy__button").first
    expect(button).to_have_text("Copy reference")
    button.click()
    expect(button).to_have_text("Copied")
    expect(button).to_have_text("Copy reference")


def looks(page: Page, selector: str) -> bytes:
    return page.locator(selector).first.screenshot()


@pytest.mark.parametrize(
    "quote",
    [
        "quote-how-dare-you",
        "quote-just-cant-do-it",
        "quote-kitted-up",
        "quote-last-resort",
        "quote-brick-wall",
        "quote-watered-down",
    ],
)
def test_a_link_to_the_words_of_a_quote_marks_them_and_nothing_else(page: Page, address: str, quote: str) -> None:
    arrive(page, f"{address}/quotes/{quote}/")
    page.mouse.move(0, 0)
    plain, title = looks(page, ".tb-words blockquote"), looks(page, "h1")
    link = copied(page, "Copy link to this quote")
    assert link.startswith(f"{address}/quotes/{quote}/#:~:text=")
    page.goto("about:blank")
    page.goto(link)
    page.wait_for_load_state("networkidle")
    assert looks(page, ".tb-words blockquote") != plain
    assert looks(page, "h1") == title


def select(page: Page, selector: str, start: int, end: int) -> str:
    """Selects characters of the first text in an element; gives back what is selected."""
    return str(
        page.evaluate(
            """([selector, start, end]) => {
                const walker = document.createTreeWalker(document.querySelector(selector), NodeFilter.SHOW_TEXT);
                let text = walker.nextNode();
                while (text.data.trim().length < end) text = walker.nextNode();
                getSelection().setBaseAndExtent(text, start, text, end);
                text.parentElement.scrollIntoView();
                return getSelection().toString();
            }""",
            [selector, start, end],
        )
    )


def test_a_link_to_selected_words_leads_to_them(page: Page, address: str) -> None:
    arrive(page, f"{address}/method/")
    words = select(page, "article > p:last-of-type", 3, 40)
    offered = page.get_by_role("button", name="Copy link to this passage")
    expect(offered).to_be_in_viewport()
    assert "text=" in copied(page, "Copy link to this passage")
    link = str(page.evaluate("navigator.clipboard.readText()"))
    # A word of which only a part is selected is taken whole: browsers look for whole words.
    assert words.strip() in unquote(link.partition("text=")[2]).split(",-")[0]
    page.goto("about:blank")
    page.goto(link)
    page.wait_for_load_state("networkidle")
    expect(page.get_by_text(words.strip())).to_be_in_viewport()
    assert page.evaluate("scrollY") > 0


def test_the_offer_for_a_selection_is_reached_by_tab_and_goes_with_escape(page: Page, address: str) -> None:
    arrive(page, f"{address}/method/")
    # With a mouse, for this is what tells the browser where the Tab key goes on.
    page.locator("article > p").last.dblclick(position={"x": 60, "y": 12})
    offered = page.get_by_role("button", name="Copy link to this passage")
    expect(offered).to_be_visible()
    for _ in range(12):
        page.keyboard.press("Tab")
        if offered.evaluate("button => button === document.activeElement"):
            break
    expect(offered).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".tb-copy__status[role=status]")).to_have_text("Copied")
    page.keyboard.press("Escape")
    expect(offered).to_be_hidden()


def test_without_a_clipboard_the_words_are_selected_and_that_is_said(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    context.add_init_script("document.execCommand = () => false")
    page = context.new_page()
    arrive(page, address + WORK)
    button = page.get_by_role("button", name="Copy reference", exact=True).first
    button.click()
    expect(page.locator(".tb-copy__status[role=status]")).to_have_text("Selected. Press Ctrl+C to copy.")
    expect(page.locator(".tb-copy__button").first).to_have_text("Press Ctrl+C")
    assert page.evaluate("getSelection().toString()").strip().startswith("Kinman, G., Clements")
    arrive(page, address + QUOTE)
    page.get_by_role("button", name="Copy link to this quote").click()
    field = page.get_by_role("textbox", name="Link to copy")
    expect(field).to_be_focused()
    assert "#:~:text=" in field.input_value()
    context.close()


def test_without_script_all_is_plain_text(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + QUOTE)
    expect(page.locator("article button.tb-copy__button")).to_have_count(0)
    page.locator(".tb-cite > summary").click()
    expect(page.locator("#cite_ ~ .tb-copy").first).to_contain_text("(Officer E, quoted in Walker et al., 2018")
    expect(page.locator(".tb-cite")).to_contain_text(f"{address}{QUOTE}")
    context.close()


def test_all_works_survive_the_way_through_ris(knowledge: Site) -> None:
    for linked in knowledge.graph.references.values():
        entry = linked.reference
        [read] = rispy.loads(citing.work_ris(entry, to_csl(entry)))
        assert read["id"] == entry.key
        assert [name.split(",")[0] for name in read["authors"]] == [
            person.literal or " ".join(filter(None, (person.particle, person.family))) for person in entry.authors
        ]
        assert read.get("year", "") == "".join(re.findall(r"^\d{4}", entry.field("year", "date")))
        assert read.get("doi", "") == entry.field("doi")
        assert read.get("volume", "") == (entry.field("volume") if entry.kind == "article" else "")
        journal = re.sub(r"[{}]", "", entry.field("journal", "journaltitle"))
        assert not journal or read["secondary_title"] == journal
        title = re.sub(r"[{}']", "", entry.field("title")).casefold()
        assert re.sub("[‘’]", "", read.get("title", "")).casefold() == title
        assert (works.doubt(entry) in read.get("notes", [])) == bool(works.doubt(entry))
