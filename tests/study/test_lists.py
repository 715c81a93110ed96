"""What readers do with the lists of quotes and works: choose, share what they chose, come back to it, sort."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from lxml import html
from playwright.sync_api import Browser, Locator, Page, expect

from tests.conftest import SIZES
from tests.matching import subthemes_of
from themebook.core import works
from themebook.graph.model import LinkedQuote
from themebook.graph.uses import LinkedReference, LiteratureUse
from themebook.render.site import Site

STATUS = "form.tb-filter [role=status]"


@pytest.fixture
def page(phone: Page) -> Page:
    """What the lists do does not depend on the width of the screen."""
    return phone


def form(page: Page) -> Locator:
    return page.locator("form.tb-filter")


def shown(page: Page) -> list[str]:
    """The names of the pages that the items in sight lead to, in their order."""
    links = page.locator(".tb-list > li:not([hidden]) > p:last-child > a:last-of-type")
    addresses: list[str] = links.evaluate_all(
        "links => links.filter(one => one.checkVisibility()).map(one => one.href)"
    )
    return [address.rstrip("/").rpartition("/")[2] for address in addresses]


def quotes(knowledge: Site, fits: Callable[[LinkedQuote], bool]) -> list[str]:
    return [name for name, linked in knowledge.graph.quotes.items() if fits(linked)]


def works_of(knowledge: Site, fits: Callable[[LinkedReference], bool]) -> list[str]:
    """In the order of the style."""
    kept = (key for key in knowledge.formatter.order() if fits(knowledge.graph.references[key]))
    return [slug(knowledge, key) for key in kept]


def slug(knowledge: Site, key: str) -> str:
    return knowledge.plan.targets[key].anchor


def bears(linked: LinkedQuote, **chosen: str) -> bool:
    """Whether one bearing of a quote fits all that is chosen, told from the sources and not from the list."""
    return any(
        all(
            {
                "theme": one.path[0].id,
                "subtheme": one.path[1].id if len(one.path) > 1 else None,
                "finding": one.finding and one.finding.id,
                "stance": one.stance,
            }[name]
            == value
            for name, value in chosen.items()
        )
        for one in linked.placements
    )


QUOTE_VIEWS: list[tuple[dict[str, str], Callable[[LinkedQuote], bool]]] = [
    ({"theme": "work-environment"}, lambda one: bears(one, theme="work-environment")),
    ({"subtheme": "culture"}, lambda one: bears(one, subtheme="culture")),
    ({"finding": "emotions-set-aside"}, lambda one: bears(one, finding="emotions-set-aside")),
    ({"participant": "officer-e"}, lambda one: one.speakers[0].id == "officer-e"),
    ({"stance": "contrasts"}, lambda one: bears(one, stance="contrasts")),
    (
        {"theme": "therapeutic-role", "stance": "contrasts"},
        lambda one: bears(one, theme="therapeutic-role", stance="contrasts"),
    ),
    (
        {"subtheme": "empathy", "participant": "officer-e", "stance": "supports"},
        lambda one: one.speakers[0].id == "officer-e" and bears(one, subtheme="empathy", stance="supports"),
    ),
]


@pytest.mark.parametrize(("view", "fits"), QUOTE_VIEWS, ids=[",".join(view) for view, _ in QUOTE_VIEWS])
def test_an_address_with_choices_opens_the_quotes_that_fit(
    page: Page, address: str, knowledge: Site, view: dict[str, str], fits: Callable[[LinkedQuote], bool]
) -> None:
    expected = quotes(knowledge, fits)
    assert 0 < len(expected) < len(knowledge.graph.quotes)
    page.goto(f"{address}/quotes/?{urlencode(view)}")
    expect(page.locator(STATUS)).to_have_text(f"Showing {len(expected)} of {len(knowledge.graph.quotes)}.")
    assert shown(page) == expected
    page.reload()
    expect(page.locator(STATUS)).to_have_text(f"Showing {len(expected)} of {len(knowledge.graph.quotes)}.")
    assert shown(page) == expected


@pytest.mark.parametrize("name", ["theme", "subtheme", "participant", "stance"])
def test_each_choice_tells_how_many_quotes_it_leaves_and_leaves_them(page: Page, address: str, name: str) -> None:
    page.goto(f"{address}/quotes/")
    select = page.locator(f"form.tb-filter [name={name}]")
    options = select.evaluate("one => [...one.options].slice(1).map(option => [option.value, option.text])")
    assert options
    for value, text in options:
        select.select_option(value)
        number = len(shown(page))
        assert text.endswith(f" ({number})")
        expect(page.locator(STATUS)).to_have_text(f"Showing {number} of 24.")
        expect(page).to_have_url(f"{address}/quotes/?{name}={value}")


def test_a_choice_among_those_that_are_left_leaves_as_many_as_it_told(page: Page, address: str) -> None:
    page.goto(f"{address}/quotes/?stance=supports&theme=therapeutic-role")
    select = form(page).get_by_label("Participant")
    for value, text in select.evaluate("one => [...one.options].slice(1).map(option => [option.value, option.text])"):
        select.select_option(value)
        assert text.endswith(f" ({len(shown(page))})")


def test_only_subthemes_of_the_chosen_theme_can_be_chosen(page: Page, address: str, knowledge: Site) -> None:
    page.goto(f"{address}/quotes/")
    form(page).get_by_label("Subtheme").select_option("culture")
    form(page).get_by_label("Theme", exact=True).select_option("therapeutic-role")
    offered = (
        form(page).get_by_label("Subtheme").evaluate("one => [...one.options].slice(1).map(option => option.value)")
    )
    (theme,) = (theme for theme in knowledge.graph.study.themes if theme.id == "therapeutic-role")
    assert offered == [subtheme.id for subtheme in theme.subthemes]
    expect(form(page).get_by_label("Subtheme")).to_have_value("")
    expect(page).to_have_url(f"{address}/quotes/?theme=therapeutic-role")


@pytest.mark.parametrize(
    "words",
    ["SAUSAGE eating", "eáting saus", '"eating" “saus…”', "can't (SAUSAGE), eating", "cant SAUSAGE eating"],
)
def test_words_are_found_whatever_their_order_case_and_accents(page: Page, address: str, words: str) -> None:
    page.goto(f"{address}/quotes/")
    form(page).get_by_label("Words in the quote").press_sequentially(words)
    expect(page.locator(STATUS)).to_have_text("Showing 1 of 24.")
    assert shown(page) == ["quote-how-dare-you"]
    marked = page.evaluate(
        "[...CSS.highlights.get('tb-found')].map(one => one.startContainer.data.slice(one.startOffset, one.endOffset))"
    )
    assert {"eating", "saus"} <= {word if word == "eating" else word[:4] for word in marked}


def test_the_lists_below_have_the_works_that_match(page: Page, address: str, knowledge: Site) -> None:
    graph = knowledge.graph
    fitting = sorted(key for key, linked in graph.references.items() if "contrasts" in linked.relations)
    page.goto(f"{address}/references/?relation=contrasts")
    expect(page.locator(STATUS)).to_contain_text(f"Showing {len(fitting)} of")
    for below in ("#trust_ ~ ul", ".tb-years"):
        shown = page.locator(f"{below} li > a:visible").evaluate_all("all => all.map(one => one.pathname)")
        assert sorted(path.split("/")[2] for path in shown) == fitting
    page.get_by_role("button", name="Clear all").click()
    expect(page.locator(".tb-years li > a:visible")).to_have_count(len(graph.references))


def test_a_work_that_contrasts_says_with_what(page: Page, address: str, knowledge: Site) -> None:
    page.goto(f"{address}/references/?relation=contrasts")
    expect(page.locator(STATUS)).to_contain_text("Showing")
    graph = knowledge.graph
    claims = [
        knowledge.plan.targets[use.owner.id].title
        for key in knowledge.formatter.order()
        for use in graph.references[key].literature_uses
        if use.literature.relation == "contrasts"
    ]
    links = page.locator(".tb-list > li:not([hidden]) span:has(> .tb-against) a")
    assert claims
    assert links.all_inner_texts() == claims


def test_words_that_nobody_said_leave_nothing_and_a_way_out(page: Page, address: str) -> None:
    page.goto(f"{address}/quotes/")
    form(page).get_by_label("Words in the quote").fill("sausage xylophone")
    expect(page.locator(STATUS)).to_have_text("No matches. Remove a filter or clear all.")
    assert shown(page) == []


def test_groups_without_a_quote_go_with_their_headings(page: Page, address: str) -> None:
    page.goto(f"{address}/quotes/?subtheme=culture")
    expect(page.locator(STATUS)).to_contain_text(" of 24.")
    headings = page.locator("article h2:visible, article h3:visible").evaluate_all("all => all.map(one => one.id)")
    for heading in headings:
        assert page.locator(f"#{heading} ~ .tb-list > li:not([hidden])").count() > 0
    form(page).get_by_role("button", name="Clear all").click()
    expect(page.locator("article h3:visible")).to_have_count(page.locator("article h3").count())


def test_clearing_brings_all_back_and_leaves_a_clean_address(page: Page, address: str) -> None:
    page.goto(f"{address}/quotes/?participant=officer-e&theme=therapeutic-role")
    form(page).get_by_role("button", name="Clear all").click()
    expect(page.locator(STATUS)).to_have_text("Showing all 24.")
    expect(page).to_have_url(f"{address}/quotes/")
    assert len(shown(page)) == 24


def test_the_way_back_leads_to_what_was_chosen(page: Page, address: str) -> None:
    page.goto(f"{address}/quotes/")
    form(page).get_by_label("Participant").select_option("officer-e")
    expect(page).to_have_url(f"{address}/quotes/?participant=officer-e")
    before = shown(page)
    page.locator(".tb-list > li:not([hidden])").first.get_by_role("link", name="Open this quote").click()
    expect(page).to_have_url(f"{address}/quotes/{before[0]}/")
    page.go_back()
    expect(page).to_have_url(f"{address}/quotes/?participant=officer-e")
    expect(page.locator(STATUS)).to_have_text(f"Showing {len(before)} of 24.")
    assert shown(page) == before


def test_what_is_not_known_is_left_out_and_told(page: Page, address: str) -> None:
    page.goto(f"{address}/quotes/?participant=nobody&finding=none&stance=contrasts&lang=en")
    expect(page.locator(STATUS)).to_contain_text("Ignored unknown filters: Participant “nobody”, Finding “none”.")
    expect(page).to_have_url(f"{address}/quotes/?lang=en&stance=contrasts")
    expect(form(page).get_by_label("Stance")).to_have_value("contrasts")


def test_a_finding_that_a_link_chose_is_named_and_can_be_taken_away(page: Page, address: str, knowledge: Site) -> None:
    page.goto(f"{address}/quotes/?finding=emotions-set-aside")
    claim = knowledge.graph.findings["emotions-set-aside"].finding.claim
    expect(page.locator(".tb-filter__linked")).to_contain_text(f"Finding: {claim}")
    form(page).get_by_role("button", name="Remove the filter for this finding").press("Enter")
    expect(page.locator(".tb-filter__linked")).to_be_hidden()
    expect(page.locator(STATUS)).to_have_text("Showing all 24.")
    expect(form(page).get_by_label("Words in the quote")).to_be_focused()
    expect(page).to_have_url(f"{address}/quotes/")


def test_a_link_with_an_anchor_shows_the_form_and_what_fits(page: Page, address: str) -> None:
    page.goto(f"{address}/quotes/?subtheme=empathy&participant=officer-a#empathy")
    expect(page).to_have_url(f"{address}/quotes/?subtheme=empathy&participant=officer-a")
    expect(page.locator(STATUS)).to_be_in_viewport()
    expect(page.locator(".tb-list > li:not([hidden])").first).to_be_in_viewport()


def test_the_link_to_a_view_is_copied(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}/quotes/?participant=officer-e")
    form(page).get_by_label("Stance").select_option("supports")
    form(page).get_by_role("button", name="Copy link to this view").click()
    expect(page.locator(STATUS)).to_have_text("Link to this view copied.")
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}/quotes/?participant=officer-e&stance=supports"
    context.close()


def test_the_link_to_a_view_is_copied_where_there_is_no_clipboard(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}/quotes/?participant=officer-e")
    page.evaluate("void (navigator.clipboard.writeText = () => Promise.reject())")
    form(page).get_by_role("button", name="Copy link to this view").click()
    expect(page.locator(STATUS)).to_have_text("Link to this view copied.")
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}/quotes/?participant=officer-e"
    expect(form(page).get_by_role("button", name="Copy link to this view")).to_be_focused()
    context.close()


def test_everything_can_be_done_with_the_keyboard(desk: Page, address: str, knowledge: Site) -> None:
    desk.goto(f"{address}/quotes/", wait_until="load")
    form(desk).get_by_label("Words in the quote").focus()
    desk.keyboard.type("people")
    desk.keyboard.press("Tab")
    expect(form(desk).get_by_label("Theme", exact=True)).to_be_focused()
    desk.keyboard.press("Tab")
    desk.keyboard.press("Tab")
    expect(form(desk).get_by_label("Participant")).to_be_focused()
    desk.keyboard.press("ArrowDown")
    first = next(iter(knowledge.graph.participants))
    expect(desk).to_have_url(f"{address}/quotes/?q=people&participant={first}")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Tab")
    expect(form(desk).get_by_role("button", name="Clear all")).to_be_focused()
    desk.keyboard.press("Enter")
    expect(desk.locator(STATUS)).to_have_text("Showing all 24.")
    expect(form(desk).get_by_role("button", name="Clear all")).to_be_focused()


@pytest.mark.parametrize(
    "path", ["/quotes/?stance=contrasts#staff-prisoner-relationships", "/references/?verification=recalled"]
)
def test_without_script_everything_is_there(browser: Browser, address: str, path: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + path)
    expect(page.locator("form.tb-filter")).to_be_hidden()
    assert page.locator(".tb-list > li:not([hidden])").count() == (24 if "quotes" in path else 46)
    if "#" in path:
        expect(page.locator("#staff-prisoner-relationships")).to_be_in_viewport()
    context.close()


@pytest.mark.parametrize("path", ["/quotes/", "/references/"])
def test_the_form_moves_nothing_when_it_comes(browser: Browser, address: str, path: str) -> None:
    """Its room is the same before its script has run."""
    context = browser.new_context(viewport={"width": SIZES["phone"][0], "height": SIZES["phone"][1]})
    page = context.new_page()
    place = "document.querySelector('.tb-list').getBoundingClientRect().top + scrollY"
    page.goto(address + path)
    expect(page.locator(STATUS)).to_contain_text("Showing all")
    after = page.evaluate(place)
    page.route("**/lists.js", lambda route: route.abort())
    page.goto(address + path)
    assert page.evaluate(place) == after
    context.close()


def test_the_quotes_stand_in_their_groups_character_for_character(site: Path, knowledge: Site) -> None:
    tree = html.fromstring((site / "quotes" / "index.html").read_text("utf-8"))
    for subtheme in subthemes_of(knowledge.graph.study):
        (listed,) = tree.xpath(f"//ul[@aria-labelledby='{subtheme.id}']")
        assert listed.getprevious().get("id") == subtheme.id
        words = [one.text_content() for one in listed.xpath("./li/blockquote")]
        assert words == [quote.text for quote in subtheme.quotes]


def test_each_item_names_the_findings_that_its_quote_contrasts_with(site: Path, knowledge: Site) -> None:
    tree = html.fromstring((site / "quotes/index.html").read_text(encoding="utf-8"))
    claims = {name: linked.finding.claim for name, linked in knowledge.graph.findings.items()}
    told = [
        [link.text for link in item.xpath("./p//span[starts-with(normalize-space(), 'Contrasts with:')]/a")]
        for item in tree.xpath("//ul[contains(@class, 'tb-list--quotes')]/li")
    ]
    assert told == [
        [claims[finding.id] for stance, finding in linked.evidence_for if stance == "contrasts"]
        for linked in knowledge.graph.quotes.values()
    ]
    assert any(told)


def test_each_work_tells_how_it_is_used(site: Path, knowledge: Site) -> None:
    tree = html.fromstring((site / "references/index.html").read_text(encoding="utf-8"))
    names = {"explains": "helps to explain", "contrasts": "Contrasts with: "}
    told = [one.text_content() for one in tree.xpath("//li[contains(@class, 'tb-work')]/p[last()]")]
    for text, key in zip(told, knowledge.formatter.order(), strict=True):
        linked = knowledge.graph.references[key]
        for relation in {use.literature.relation.value for use in uses(linked)}:
            assert names.get(relation, relation) in text
        assert ("not tied to a finding" in text) == (bool(linked.uses) and not any(uses(linked)))


def test_no_works_are_said_to_be_cited_on_the_lists(site: Path) -> None:
    for name in ("quotes", "references"):
        assert "works_cited" not in (site / name / "index.html").read_text("utf-8")


def uses(linked: LinkedReference) -> Iterator[LiteratureUse]:
    return (use for use in linked.uses if isinstance(use, LiteratureUse))


def family(linked: LinkedReference) -> Iterable[str]:
    return (person.family or person.literal for person in linked.reference.authors)


WORK_VIEWS: list[tuple[dict[str, str], Callable[[LinkedReference], bool]]] = [
    ({"author": "crawley"}, lambda one: "Crawley" in family(one)),
    ({"year": "2010"}, lambda one: works.year(one.reference) == "2010"),
    ({"year": "1990-1999"}, lambda one: "1990" <= works.year(one.reference) <= "1999"),
    ({"year": "1998-2002"}, lambda one: "1998" <= works.year(one.reference) <= "2002"),
    ({"type": "book"}, lambda one: one.reference.kind == "book"),
    ({"verification": "recalled"}, lambda one: one.reference.field("verification") == "recalled"),
    ({"verification": "partly"}, lambda one: works.verification_status(one.reference) == "partly"),
    ({"relation": "text"}, lambda one: bool(one.uses) and not any(uses(one))),
    ({"relation": "agrees"}, lambda one: any(use.literature.relation == "agrees" for use in uses(one))),
    (
        {"type": "article", "verification": "verified"},
        lambda one: one.reference.kind == "article" and works.verification_status(one.reference) == "verified",
    ),
]


@pytest.mark.parametrize(("view", "fits"), WORK_VIEWS, ids=[urlencode(view) for view, _ in WORK_VIEWS])
def test_an_address_with_choices_opens_the_works_that_fit(
    page: Page, address: str, knowledge: Site, view: dict[str, str], fits: Callable[[LinkedReference], bool]
) -> None:
    expected = works_of(knowledge, fits)
    assert 0 < len(expected) < len(knowledge.graph.references)
    page.goto(f"{address}/references/?{urlencode(view)}")
    expect(page.locator(STATUS)).to_have_text(f"Showing {len(expected)} of {len(knowledge.graph.references)}.")
    assert shown(page) == expected
    expect(page).to_have_url(f"{address}/references/?{urlencode(view)}")


def test_theme_subtheme_and_relation_must_fit_the_same_use(page: Page, address: str, knowledge: Site) -> None:
    places = {
        (use.path[1].id, use.literature.relation.value)
        for linked in knowledge.graph.references.values()
        for use in uses(linked)
        if len(use.path) > 1
    }
    assert len(places) > 3
    for subtheme, relation in sorted(places):
        expected = works_of(
            knowledge,
            lambda one, place=(subtheme, relation): any(
                len(use.path) > 1 and (use.path[1].id, use.literature.relation) == place for use in uses(one)
            ),
        )
        page.goto(f"{address}/references/?relation={relation}&subtheme={subtheme}")
        expect(page.locator(STATUS)).to_have_text(f"Showing {len(expected)} of {len(knowledge.graph.references)}.")
        assert shown(page) == expected


def test_works_are_sorted_by_author_year_and_use(page: Page, address: str, knowledge: Site) -> None:
    graph, order = knowledge.graph, list(knowledge.formatter.order())
    years = {key: int(works.year(graph.references[key].reference) or 0) for key in order}
    times = {key: len(graph.references[key].uses) for key in order}
    # Browsers of a few years ago have no such method.
    page.add_init_script("delete Array.prototype.toSorted")
    page.goto(f"{address}/references/?sort=use")
    assert shown(page) == [slug(knowledge, key) for key in sorted(order, key=lambda key: -times[key])]
    form(page).get_by_label("Sort by").select_option("year")
    expect(page).to_have_url(f"{address}/references/?sort=year")
    assert shown(page) == [slug(knowledge, key) for key in sorted(order, key=lambda key: -years[key])]
    form(page).get_by_label("Sort by").select_option("author")
    expect(page).to_have_url(f"{address}/references/")
    assert shown(page) == [slug(knowledge, key) for key in order]


def test_works_are_found_by_words_and_offered_by_author(page: Page, address: str) -> None:
    page.goto(f"{address}/references/")
    offers = page.locator("datalist option").evaluate_all("all => all.map(one => one.value)")
    assert "Crawley, Elaine" in offers or any(one.startswith("Crawley, E") for one in offers)
    assert offers == sorted(set(offers), key=lambda one: (one.casefold(), one))
    form(page).get_by_label("Words in the reference").fill("grendon THERAPY")
    expect(page.locator(STATUS)).to_contain_text(" of 46.")
    for one in page.locator(".tb-list > li:not([hidden])").all():
        assert "grendon" in (one.text_content() or "").casefold()
