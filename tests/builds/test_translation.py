"""The interface in another language: catalogues, the files for translators, and strings that bypass translation.

The last are found with a pseudo-language, in which every message is written with accented letters. The study of the
test is in Cyrillic letters, as are Material's own strings. So an ASCII letter that readers see is in a string of ours
that was not translated.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from playwright.sync_api import Browser, Page, expect

from tests.conftest import ROOT, serving
from tests.sites import CYRILLIC
from themebook.core import translation
from themebook.core.translation import ENGLISH, Catalogue, activate, catalogue_of, gettext, ngettext
from themebook.core.vocabulary import KINDS, SCALES, Scale
from themebook.emit.mkdocs.build import build_site

PACKAGE = ROOT / "build_tools" / "themebook"
LANGUAGE = "uk"
# For each domain, the folder that its messages are in, and the folders in it that are left out.
DOMAINS = {"themebook": (PACKAGE, {"assets"}), "scripts": (PACKAGE / "theme" / "assets", {"vendor"})}
# Where text is code, an address, in the language of the citation style, or for programs only.
LEFT_OUT = "script, style, svg, pre, code, [data-tb-address], .tb-tabs .tb-copy, .tb-saved"
NAMES = re.compile(r"https?://\S+|APA Style 7th edition|BibTeX|RIS|CSL-JSON|Ctrl\+C|⌘C")
ATTRIBUTES = ("aria-label", "title", "alt", "placeholder", "label")
TEXTS = """({leftOut, attributes}) => {
  return [...document.body.querySelectorAll("*")].filter((one) => !one.closest(leftOut)).flatMap((one) => [
    ...[...one.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data.trim()),
    ...attributes.map((name) => one.getAttribute(name) ?? ""),
  ]);
}"""
ASCII = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
ACCENTED = str.maketrans(ASCII, "ÀƁĊĎÉƑĜĤÍĴĶĹṀŃÓƤǪŔŚŤÚṼŴẊÝŹàƀċďéƒĝĥíĵķĺṁńóƥɋŕśťúṽŵẋýź")


def pseudo(message: str) -> str:
    """The message with accents on all letters outside of placeholders."""
    parts = re.split(r"(%\(\w+\)s)", message)
    return "".join(part if part.startswith("%(") else part.translate(ACCENTED) for part in parts)


# A number of results, after the plural form that Ukrainian has for the number.
COUNTED = r"^(0: 1|1: [2-4]|2: ([05-9]|1\d)) "
# What the search says, by what is looked for: results, results for some of the words, none.
SEARCHES = {
    "самоті": COUNTED,
    "ніч": COUNTED,
    "сплять важкою": pseudo("No result has all"),
    "ыыыыыы": pseudo("No results for"),
}


def template(domain: str) -> Catalog:
    with (PACKAGE / "locale" / f"{domain}.pot").open("rb") as file:
        return read_po(file)


def write_catalogue(folder: Path, domain: str) -> None:
    """A catalogue of the pseudo-language. Plural forms begin with their number."""
    catalogue = Catalog(locale=LANGUAGE)
    for message in template(domain):
        if isinstance(message.id, str):
            catalogue.add(message.id, pseudo(message.id))
        else:
            catalogue.add(
                message.id, tuple(f"{form}: {pseudo(message.id[1])}" for form in range(catalogue.num_plurals))
            )
    file = folder / LANGUAGE / "LC_MESSAGES" / f"{domain}.mo"
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as opened:
        write_mo(opened, catalogue)


@pytest.fixture(scope="module")
def pseudo_catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    folder = tmp_path_factory.mktemp("locale")
    for domain in DOMAINS:
        write_catalogue(folder, domain)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(translation, "LOCALE", folder)
        yield catalogue_of(LANGUAGE)


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    activate(ENGLISH)


@pytest.mark.parametrize("domain", DOMAINS)
def test_the_files_for_translators_are_up_to_date(domain: str) -> None:
    """If this fails, run ``make messages``."""
    folder, left_out = DOMAINS[domain]
    mappings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["babel"]["mappings"]
    methods = [(one.pop("pattern"), one.pop("method")) for one in (dict(mapping) for mapping in mappings)]
    found = extract_from_dir(
        folder,
        methods,
        {mapping["pattern"]: mapping for mapping in mappings},
        {**DEFAULT_KEYWORDS, "ngettext_noop": (1, 2)},
        directory_filter=lambda path: Path(path).name not in left_out,
    )
    # A message with and without a plural is one in the file, with the plural.
    messages = {first(message) for _, _, message, _, _ in found}
    assert {first(message.id) for message in template(domain) if message.id} == messages


def first(message: str | tuple[str, ...]) -> str:
    return message if isinstance(message, str) else message[0]


def test_a_language_without_a_catalogue_is_english() -> None:
    assert catalogue_of("fr") is catalogue_of("en") is ENGLISH
    activate(ENGLISH)
    assert gettext("theme") == "theme"
    assert [ngettext("one", "many", number) for number in (0, 1, 2)] == ["many", "one", "many"]


def test_labels_follow_the_active_catalogue(pseudo_catalogue: Catalogue) -> None:
    theme = KINDS["theme"]
    assert (theme.label, theme.one, theme.counted(2)) == ("Theme", "theme", "2 themes")
    assert SCALES[Scale.ALL] == "all participants"
    activate(pseudo_catalogue)
    assert (theme.label, theme.one, theme.counted(2)) == (
        pseudo("Theme"),
        pseudo("theme"),
        f"1: 2 {pseudo('themes')}",
    )
    assert SCALES[Scale.ALL] == pseudo("all participants")


def test_scripts_are_given_the_plural_form_of_each_category(pseudo_catalogue: Catalogue) -> None:
    """Ukrainian has the categories one (1, 21), few (2, 3, 4, 22) and many (0, 5, 11)."""
    forms = pseudo_catalogue.scripts["%(number)s result"]
    assert forms == {
        category: f"{form}: {pseudo('%(number)s results')}" for form, category in enumerate(("one", "few", "many"))
    }
    assert pseudo_catalogue.scripts["Close menu"] == pseudo("Close menu")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, pseudo_catalogue: Catalogue) -> Iterator[str]:
    """A study in Cyrillic letters, with the interface in the pseudo-language, built and served."""
    folder = tmp_path_factory.mktemp("pseudo") / "site"
    build_site(str(CYRILLIC / "mkdocs.yml"), folder)
    with serving(folder) as at:
        yield at


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    """A phone that may copy. The script errors of a page fail the test."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, permissions=["clipboard-write"])
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []


PAGES = [
    "",
    "404.html",
    "themes/",
    "themes/night/",
    "themes/night/quiet/",
    "quotes/",
    "quotes/alone/",
    "quotes/asleep/",
    "participants/",
    "participants/ada/",
    "references/",
    "references/kim2001/",
    "references/lee2004/",
    "references/own2021/",
    "implications/",
    "limitations/",
    "glossary/",
]


def untranslated(page: Page) -> set[str]:
    """The strings with ASCII letters that readers see or hear."""
    texts: list[str] = page.evaluate(TEXTS, {"leftOut": LEFT_OUT, "attributes": ATTRIBUTES})
    return {text for text in texts if re.search("[A-Za-z]", NAMES.sub("", text))}


@pytest.mark.parametrize("path", PAGES)
def test_no_string_of_a_page_is_untranslated(reader: Page, address: str, path: str) -> None:
    response = reader.goto(f"{address}/{path}")
    assert response
    assert response.ok
    expect(reader.locator(".tb-search-open")).to_be_visible()
    assert untranslated(reader) == set()


def test_the_search_has_no_untranslated_string(reader: Page, address: str) -> None:
    reader.goto(f"{address}/")
    reader.locator(".tb-search-open").click()
    field, status = reader.get_by_role("searchbox"), reader.locator(".tb-search__status")
    for words, said in SEARCHES.items():
        field.fill(words)
        expect(status).to_have_text(re.compile(said))
        assert untranslated(reader) == set()
    reader.locator(".tb-search__filters").evaluate("one => (one.open = true)")
    reader.get_by_role("checkbox", name=pseudo("Participant")).check()
    field.fill("тісто")
    expect(status).to_contain_text(pseudo("with these filters"))
    assert untranslated(reader) == set()


def test_the_lists_have_no_untranslated_string(reader: Page, address: str) -> None:
    status = reader.locator(".tb-filter__status")
    views = {"": "Showing all", "stance=contrasts": "Showing", "q=ы": "No matches", "theme=ы": "Ignored"}
    for query, said in views.items():
        reader.goto(f"{address}/quotes/?{query}")
        expect(status).to_contain_text(pseudo(said))
        assert untranslated(reader) == set()
    reader.locator("form.tb-filter [data-action=copy]").click()
    expect(status).to_contain_text(pseudo("Link to this view"))


def test_copying_has_no_untranslated_string(reader: Page, address: str) -> None:
    reader.goto(f"{address}/quotes/alone/")
    reader.get_by_role("button", name=pseudo("Copy link to this quote")).click()
    expect(reader.locator(".tb-copy__status")).to_have_text(pseudo("Copied"))
    assert untranslated(reader) == set()


@pytest.mark.parametrize("leads_to", ["themes/night/", "references/"])
def test_previews_have_no_untranslated_string(reader: Page, address: str, leads_to: str) -> None:
    reader.goto(f"{address}/")
    reader.locator(f"article a[href*='{leads_to}']").first.hover()
    expect(reader.locator(".tb-preview")).to_be_visible()
    assert untranslated(reader) == set()
