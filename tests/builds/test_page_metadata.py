"""What programs read in every page: search engines JSON-LD, and reference managers what they can save there.

JSON-LD is read by extruct, and what reference managers do by the rules of Zotero (see ``tests.zotero``).
"""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

import extruct
import pytest
from lxml import html

from tests.builds.test_sharing import change
from tests.conftest import build, themebook
from tests.sites import CODEBOOK, DETAILS, FOCUS_GROUPS, GARDENERS
from tests.zotero import Name, Saved, saved_from
from themebook.core import works
from themebook.core.bibliography import Reference
from themebook.core.choices import Stance
from themebook.emit.mkdocs.project import open_project
from themebook.graph.model import EvidenceGraph
from themebook.render.published import Published
from themebook.render.site import Site
from themebook.site.link_context import Addresses
from themebook.site.plan import PlannedPage

SECRET = "zqxsecret"
SCHEMA = {"@context": "https://schema.org"}
#: Where a site without an address is read.
ANYWHERE = "file:///somewhere/"
UNCITED = """
@article{uncited1, author = {Unread, Una}, title = {Nobody cites {T}his}, journal = {\\LaTeX{} here}, year = {1999}}
@book{uncited2, title = {No author}, year = {2001}}
"""
OF_STUDY = ("theme", "finding", "quote", "participant", "source", "code")
TYPES = {
    "themes": {"DefinedTermSet", "WebPage"},
    "codes": {"DefinedTermSet"},
    "theme": {"DefinedTerm"},
    "code": {"DefinedTerm"},
    "finding": {"Claim"},
    "quote": {"Quotation"},
    "reference": {"Article", "Book", "Chapter", "CreativeWork", "Dataset", "Report", "ScholarlyArticle", "Thesis"},
}
# All that JSON-LD may say of people who took part, and of pages about them.
KEYS = {
    "WebPage": {"@context", "@type", "@id", "name", "isPartOf"},
    "spokenByCharacter": {"@type", "identifier"},
}


@dataclass(frozen=True)
class BuiltPage:
    """A generated page: where it is, what is planned there, and what it holds."""

    url: str
    planned: PlannedPage
    html: str

    @cached_property
    def root(self) -> html.HtmlElement:
        return html.fromstring(self.html)

    @cached_property
    def data(self) -> dict[str, Any]:
        """Its JSON-LD, or nothing."""
        found = extruct.extract(self.html, base_url=self.url, syntaxes=["json-ld"])["json-ld"]
        assert len(found) <= 1
        return dict(found[0]) if found else {}

    @cached_property
    def saved(self) -> list[Saved]:
        return saved_from(self.root)

    @cached_property
    def text(self) -> str:
        """The text that readers see."""
        return _spaced(self.root.xpath("string(//article)"))


@dataclass(frozen=True)
class BuiltSite:
    """A site in a folder, with its address, which is empty if it has none, and all that it was made of."""

    folder: Path
    address: str
    site: Site
    has_folders: bool

    @property
    def graph(self) -> EvidenceGraph:
        return self.site.graph

    @cached_property
    def published(self) -> Published:
        return Published.of(self.site, self.address)

    @cached_property
    def pages(self) -> list[BuiltPage]:
        return [self.page(planned) for planned in self.site.plan.pages]

    @cached_property
    def home(self) -> BuiltPage:
        return self.page(PlannedPage(**{**_values(self.site.plan.pages[0]), "path": "index.md", "template": "home"}))

    def page(self, planned: PlannedPage) -> BuiltPage:
        url = self.url(planned.path)
        return BuiltPage(url, planned, self.file(url).read_text("utf-8"))

    def url(self, path: str) -> str:
        return urljoin(self.address or ANYWHERE, Addresses(directory_urls=self.has_folders).of(path))

    def file(self, url: str) -> Path:
        """The file at an address of the site."""
        path = unquote(url.removeprefix(self.address or ANYWHERE))
        return self.folder / (f"{path}index.html" if path.endswith("/") or not path else path)

    def of(self, *templates: str) -> list[BuiltPage]:
        return [page for page in self.pages if page.planned.template in templates]


def _values(planned: PlannedPage) -> dict[str, Any]:
    return {name: getattr(planned, name) for name in PlannedPage.__slots__}


def _spaced(text: str) -> str:
    return " ".join(text.split())


def nodes(data: object) -> Iterator[dict[str, Any]]:
    """All objects in JSON-LD."""
    if isinstance(data, dict):
        yield data
    for value in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from nodes(value)


def details(folder: Path) -> Path:
    """A study with drafts, with secrets where nothing may read them, and with works that it does not cite."""
    shutil.copytree(DETAILS, folder)
    findings, methods = folder / "findings.yml", folder / "references" / "methods.bib"
    change(findings, "name: Rhona,", f"name: Rhona, attributes: {{shoes: {SECRET}}}, about: {SECRET} about,")
    change(findings, "participants:\n  - {id: p1", f"attributes: [{{id: shoes, label: {SECRET}, public: false}}]\n\n"
           "participants:\n  - {id: p1")  # fmt: skip
    change(findings, "title: Company", f"title: Company {SECRET}")
    change(findings, "There's a fox", f"{SECRET} There's a fox")
    change(findings, "everybody listens.", "everybody listens, see *[[company]]*.")
    change(
        methods,
        "  verification = {recalled},\n}\n\n@article{braun",
        f"  abstract = {{{SECRET}}},\n}}\n\n@article{{braun",
    )
    methods.write_text(methods.read_text("utf-8") + UNCITED, "utf-8")
    return folder


def gardeners(folder: Path) -> Path:
    """A study with literature, some of it not verified or without a title, on the web."""
    shutil.copytree(GARDENERS, folder)
    change(folder / "references.bib", "  title = {Weather and mood},\n", "  verification = {unknown},\n")
    change(
        folder / "references.bib",
        "year = {2012}",
        "year = {2012},\n  doi = {10.1234/fence},\n  verification = {recalled}",
    )
    return folder


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, BuiltSite]:
    """Sites with and without an address on the web, and an offline copy."""
    root = tmp_path_factory.mktemp("sites")
    web = "https://study.example/site/"
    study, garden = details(root / "details"), gardeners(root / "gardeners")
    talk, codes = (Path(shutil.copytree(one, root / one.name)) for one in (FOCUS_GROUPS, CODEBOOK))
    done = themebook("offline", "--to", root / "copy.zip", folder=talk)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(root / "copy.zip") as archive:
        archive.extractall(root / "copy")
    (copy,) = (root / "copy").iterdir()
    return {
        "details": BuiltSite(build(study, root / "d"), "", _composed(study), has_folders=True),
        "gardeners": BuiltSite(build(garden, root / "g", SITE_URL=web), web, _composed(garden), has_folders=True),
        "focus-groups": BuiltSite(copy, "", _composed(talk), has_folders=False),
        "codebook": BuiltSite(build(codes, root / "c"), "", _composed(codes), has_folders=True),
    }


def _composed(folder: Path) -> Site:
    project = open_project(str(folder / "mkdocs.yml"))
    return project.compose(project.read().value)


@pytest.fixture(params=["details", "gardeners", "focus-groups", "codebook"])
def site(request: pytest.FixtureRequest, sites: Mapping[str, BuiltSite]) -> BuiltSite:
    return sites[request.param]


def is_draft(site: BuiltSite, page: BuiltPage) -> bool:
    subject = page.planned.subject
    if page.planned.template == "quote":
        return subject not in {one.quote.id for one in site.published.graph.quotes.values()}
    return subject in site.graph.drafts


# JSON-LD.


def test_every_page_says_what_it_is_about_but_drafts_do_not(site: BuiltSite) -> None:
    for page in site.pages:
        if is_draft(site, page):
            assert page.data == {}, page.url
        else:
            assert SCHEMA.items() <= page.data.items(), page.url
            assert page.data["@type"] in TYPES.get(page.planned.template, {"WebPage"}), page.url
            # Of a participant, not even the pseudonym.
            keys = KEYS["WebPage"] - ({"name"} if page.planned.template == "participant" else set())
            assert page.data["@type"] != "WebPage" or page.data.keys() == keys
    assert any(is_draft(site, page) for page in site.pages) == bool(site.graph.drafts)


def test_every_identifier_leads_to_a_page_that_exists(site: BuiltSite) -> None:
    root, internal = site.address or ANYWHERE, set()
    for page in (site.home, *site.pages):
        for node in nodes(page.data):
            url = urljoin(page.url, node.get("@id", page.url))
            if url.startswith(root):
                internal.add(url)
                assert site.file(url).is_file(), (page.url, node)
            else:
                assert re.match(r"https://(doi|orcid)\.org/", url), (page.url, node)
            # With an address, readers of JSON-LD need not know where it was found.
            assert not site.address or node.get("@id", "https:").startswith("https:")
    about = [page.url for page in site.pages if not is_draft(site, page) and page.planned.template != "reference"]
    assert set(about) <= internal


def test_nothing_names_a_draft_or_what_is_private(sites: Mapping[str, BuiltSite]) -> None:
    site = sites["details"]
    assert SECRET in site.page(next(one.planned for one in site.of("quote") if "fox" in one.url)).text
    drafts = {site.url(site.site.plan.targets[name].path) for name in site.graph.drafts if "limit" not in name}
    drafts -= {site.url(page.planned.path) for page in site.pages if not page.planned.subject}
    assert len(drafts) > 5
    for page in (site.home, *site.pages):
        assert SECRET not in json.dumps(page.data), page.url
        assert not any(SECRET in title for title in page.root.xpath("//span[@class = 'Z3988']/@title"))
        assert not any(SECRET in tag for tag in page.root.xpath("//meta[starts-with(@name, 'citation_')]/@content"))
        named = {urljoin(page.url, node["@id"]) for node in nodes(page.data) if "@id" in node}
        assert named.isdisjoint(drafts)
        terms = {node.get("termCode", node.get("identifier")) for node in nodes(page.data)}
        assert terms.isdisjoint(site.graph.drafts)


def test_quotes_are_verbatim_and_say_no_more_of_speakers_than_an_identifier(site: BuiltSite) -> None:
    shown = [page for page in site.of("quote") if page.data]
    assert len(shown) == len(list(site.published.graph.quotes.values()))
    for page in shown:
        linked = site.graph.quotes[page.planned.subject]
        turns = [words for _, words in linked.turns]
        assert page.data["text"] == ("\n".join(turns) or linked.quote.text)
        assert all(_spaced(words) in page.text for words in turns or [linked.quote.text])
        assert page.data["inLanguage"] == (linked.language or "en")
        speakers = page.data.get("spokenByCharacter", [])
        assert [one["identifier"] for one in speakers] == [one.id for one in linked.speakers]
        assert all(one.keys() == KEYS["spokenByCharacter"] for one in speakers)
        kinds = ["Organization" if one.kind.value == "group" else "Person" for one in linked.speakers]
        assert [one["@type"] for one in speakers] == kinds
        source = [urljoin(page.url, page.data["isBasedOn"]["@id"])] if linked.source else []
        assert source == [site.url(site.site.plan.targets[one.id].path) for one in (linked.source,) if one]


def test_claims_lead_to_their_themes_evidence_and_literature(sites: Mapping[str, BuiltSite]) -> None:
    site = sites["gardeners"]
    assert {page.data["text"] for page in site.of("finding")} == {
        one.finding.claim for one in site.graph.findings.values()
    }
    for page in site.of("finding"):
        linked = site.graph.findings[page.planned.subject]
        quotes = [site.published.address(quote.id) for quote in linked.quotes(Stance.SUPPORTS)]
        assert [one["@id"] for one in page.data.get("isBasedOn", [])] == quotes
        assert page.data["about"][0]["@id"] == site.published.address(linked.path[-1].id)
        # Who worded it is not known: those who make a site need not be the authors of the study.
        assert "author" not in page.data
    (page,) = (page for page in site.of("finding") if page.planned.subject == "honest-talk")
    title = "Using thematic analysis in psychology"
    address = "https://doi.org/10.1191/1478088706qp063oa"
    assert page.data["citation"] == [{"@type": "ScholarlyArticle", "@id": address, "name": title}]


def test_terms_are_in_their_sets(sites: Mapping[str, BuiltSite]) -> None:
    for name, index, of in (("details", "themes", "theme"), ("codebook", "codes", "code")):
        site = sites[name]
        (whole,) = (page for page in site.of(index))
        top = [urljoin(whole.url, one["@id"]) for one in whole.data["hasDefinedTerm"]]
        terms = [page for page in site.of(of) if page.data]
        assert set(top) <= {page.url for page in terms}
        assert {urljoin(page.url, page.data["inDefinedTermSet"]["@id"]) for page in terms} == {whole.url}
        for page in terms:
            # A link to a draft shows its title.
            texts = page.data.get("description", "").split("(a draft)")
            assert all(_spaced(text) in page.text for text in texts)
    (listening,) = (page for page in sites["details"].of("theme") if page.data)
    assert listening.data["description"] == "Nobody watches the displays; everybody listens, see (a draft)."
    assert "hasPart" not in sites["codebook"].home.data


def test_a_work_that_is_not_verified_is_not_said_to_be_another(sites: Mapping[str, BuiltSite]) -> None:
    site = sites["gardeners"]
    (doubtful,) = (page for page in site.of("reference") if page.planned.subject == "hoe2012")
    assert doubtful.data["description"] == "recalled, not verified"
    assert doubtful.data["@id"] == doubtful.url
    assert "10.1234/fence" not in json.dumps(doubtful.data)
    assert "10.1234/fence" not in str([one.values for one in doubtful.saved])
    (untitled,) = (page for page in site.of("reference") if page.planned.subject == "rain2015")
    assert (untitled.data["name"], untitled.saved[0].by) == ("Rain (2015)", "Open Graph")
    (known,) = (page for page in site.of("reference") if page.planned.subject == "braunclarke2006")
    assert known.data["@id"] == known.data["sameAs"] == "https://doi.org/10.1191/1478088706qp063oa"
    assert "description" not in known.data


# What reference managers save.


def expected(site: BuiltSite, entry: Reference) -> tuple[str, list[Name], str]:
    """The title, names and year of a work."""
    people = entry.named_authors or entry.editors
    names = [(one.literal or " ".join(filter(None, (one.particle, one.family))), one.given) for one in people]
    return works.plain_title(entry), names, works.year(entry)


def found(saved: Saved) -> tuple[str, list[Name], str]:
    return saved.values["title"], saved.names, saved.year


def test_the_study_is_saved_where_it_is_what_readers_cite(site: BuiltSite) -> None:
    own = site.graph.own_reference
    (home,) = site.home.saved
    assert home.by == "Highwire"
    pages = site.of(*OF_STUDY)
    assert {one.by for page in pages for one in page.saved} == {"COinS"}
    for page in pages:
        (saved,) = page.saved
        assert found(saved) == expected(site, own), page.url
        assert {**saved.values, "date": saved.year} == {**home.values, "date": home.year}
        # Highwire has no tag that says that something is not published.
        assert saved.kind == ("manuscript" if own.kind == "unpublished" else home.kind)
    # Highwire has no form for the name of a body.
    assert (home.values["title"], home.year) == (works.plain_title(own), works.year(own))
    assert home.names[:2] == expected(site, own)[1][:2]


def test_the_whole_publication_is_saved(sites: Mapping[str, BuiltSite]) -> None:
    values = {"title": "Night shift at the seed bank", "date": "2025", "volume": "1", "pages": "1-19"}
    journal = {"container": "Example Journal of Quiet Work"}
    site = sites["details"]
    for page in (site.home, *site.of("quote", "theme")):
        (saved,) = page.saved
        assert (saved.kind, saved.values) == ("journalArticle", {**values, **journal})
    (saved,) = site.of("finding")[0].saved
    assert saved.names == [("Carberry", "Josephine"), ("d'Arcy", "Noël"), ("Seed Bank Night Group", "")]


def test_the_page_of_a_work_saves_it_and_each_list_all_its_works(site: BuiltSite) -> None:
    for page in site.of("reference"):
        (saved,) = page.saved
        entry = site.graph.references[page.planned.subject].reference
        assert found(saved) == expected(site, entry) or not entry.field("title"), page.url
    (page,) = site.of("references")
    listed = [site.graph.references[key].reference for key in site.site.formatter.order()]
    assert len(page.root.xpath("//li[contains(@class, 'tb-work')]")) == len(listed)
    # There is nothing to save of a work without a title.
    listed = [entry for entry in listed if entry.field("title")]
    assert list(map(found, page.saved[: len(listed)])) == [expected(site, entry) for entry in listed]
    uncited = sorted((expected(site, entry) for entry in site.graph.uncited), key=lambda one: one[0])
    assert sorted(map(found, page.saved[len(listed) :]), key=lambda one: one[0]) == uncited


def test_other_pages_offer_no_work(site: BuiltSite) -> None:
    for page in site.pages:
        if page.planned.template not in (*OF_STUDY, "reference", "references", "uncited"):
            assert [one.by for one in page.saved] == ["Open Graph"], page.url
    assert site.home.root.xpath("//*[contains(@class, 'Z3988')]") == []


def test_nobody_sees_or_hears_them(site: BuiltSite) -> None:
    spans = [span for page in site.pages for span in page.root.xpath("//span[@class = 'Z3988']")]
    assert len(spans) > len(site.of(*OF_STUDY))
    for span in spans:
        assert (span.text, list(span), span.getparent().get("hidden")) == (None, [], "")


# What Google documents: https://scholar.google.com/intl/en/scholar/inclusion.html#indexing and
# https://developers.google.com/search/docs/appearance/structured-data/sd-policies.


def tags(page: BuiltPage, name: str) -> list[str]:
    return list(map(str, page.root.xpath("//head/meta[@name = $name]/@content", name=name)))


def _has_own_tags_only(site: BuiltSite) -> bool:
    """Other pages would be taken for copies of the article."""
    others = [page.root.xpath("//meta[starts-with(@name, 'citation_')]") for page in site.pages]
    return not any(others) and len(tags(site.home, "citation_title")) == 1


def _shows_what_it_says(site: BuiltSite) -> bool:
    return all(_spaced(page.data["text"]) in page.text for page in site.of("finding") if page.data)


RULES: Mapping[str, Callable[[BuiltSite], bool]] = {
    "the title of the paper is required": lambda site: (
        tags(site.home, "citation_title") == [works.plain_title(site.graph.own_reference)]
    ),
    "each author has a tag, and at least one is required": lambda site: (
        len(tags(site.home, "citation_author")) == len(site.graph.own_reference.named_authors) > 0
    ),
    "names have no affiliations, degrees or separators": lambda site: (
        not any(re.search(r"[;()&]", name) for name in tags(site.home, "citation_author"))
    ),
    "the date is a day, or a year alone": lambda site: all(
        re.fullmatch(r"\d{4}(/\d\d?/\d\d?)?", date) for date in tags(site.home, "citation_publication_date")
    ),
    "the date is required": lambda site: len(tags(site.home, "citation_publication_date")) == 1,
    "a volume, an issue and pages are single": lambda site: all(
        len(tags(site.home, f"citation_{name}")) <= 1 for name in ("volume", "issue", "firstpage", "lastpage", "doi")
    ),
    "no page describes a work that is not its own": _has_own_tags_only,
    "tags are in the head": lambda site: not site.home.root.xpath("//body//meta[starts-with(@name, 'citation_')]"),
    "JSON-LD is in one script that parses": lambda site: all(
        len(page.root.xpath("//script[@type = 'application/ld+json']")) == bool(page.data) for page in site.pages
    ),
    "what it says is on the page": _shows_what_it_says,
    "nobody checked the facts": lambda site: not any("Review" in json.dumps(page.data) for page in site.pages),
}


@pytest.mark.parametrize("rule", RULES)
def test_the_rules_of_google_are_kept(sites: Mapping[str, BuiltSite], rule: str) -> None:
    assert [name for name, site in sites.items() if not RULES[rule](site)] == []
