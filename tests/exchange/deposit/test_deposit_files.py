"""The files for archives: what they say of studies of all kinds, and that they say nothing that is not known."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from babel.core import get_global
from jsonschema import Draft202012Validator
from rdflib import Graph, URIRef

from tests.sites import BAKERS, BILINGUAL, CODEBOOK, CYRILLIC, DETAILS, FOCUS_GROUPS, SECONDARY, SMALLEST, WAVES
from themebook.emit.mkdocs.project import open_project
from themebook.exchange.deposit.deposit_files import DEPOSIT_FILES
from themebook.exchange.deposit.description import MARK, Deposit, deposit_of
from themebook.exchange.deposit.licences import is_open, spdx_id
from themebook.exchange.deposit.zenodo import language_code
from themebook.pipeline import compose, read
from themebook.render.published import Published
from themebook.sources.markdown.scan import Scanner
from themebook.sources.source_files import Settings

Document = Mapping[str, Any]
SITES = [BAKERS, BILINGUAL, CODEBOOK, CYRILLIC, DETAILS, FOCUS_GROUPS, SECONDARY, SMALLEST, WAVES]

# What Citation File Format 1.2.0 requires and allows of the keys that are written.
_TEXT = {"type": "string", "minLength": 1}
_TEXTS = {"type": "array", "items": _TEXT, "minItems": 1, "uniqueItems": True}
_ADDRESS = {"type": "string", "pattern": "^(https|http|ftp|sftp)://.+"}
_ENTITY = {"type": "object", "properties": {"name": _TEXT}, "required": ["name"], "additionalProperties": False}
_AUTHOR = {
    "type": "object",
    "properties": {
        **dict.fromkeys(("name", "family-names", "given-names", "name-particle", "name-suffix", "affiliation"), _TEXT),
        "orcid": {"type": "string", "pattern": r"^https://orcid\.org/[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]$"},
    },
    "additionalProperties": False,
    # Either an entity, or a person.
    "oneOf": [{"required": ["name"]}, {"required": ["family-names"]}],
}
_COMMON: dict[str, Any] = {
    "title": _TEXT,
    "authors": {"type": "array", "items": _AUTHOR, "minItems": 1, "uniqueItems": True},
    "url": _ADDRESS,
}
_PUBLICATION = {
    "type": "object",
    "properties": {
        **_COMMON,
        "type": {
            "enum": [
                *("article", "book", "conference-paper", "data", "generic", "magazine-article", "newspaper-article"),
                *("pamphlet", "report", "software", "thesis", "unpublished", "website"),
            ]
        },
        **{key: {"type": "integer"} for key in ("volume", "start", "end", "year")},
        "month": {"type": "integer", "minimum": 1, "maximum": 12},
        "issue": {"anyOf": [_TEXT, {"type": "number"}]},
        **dict.fromkeys(("journal", "collection-title", "thesis-type"), _TEXT),
        **dict.fromkeys(("publisher", "institution"), _ENTITY),
        "date-published": {"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[012])-(0[1-9]|[12][0-9]|3[01])$"},
        "doi": {"type": "string", "pattern": r"^10\.\d{4,9}(\.\d+)?/[A-Za-z0-9:/_;\-\.\(\)\[\]\\]+$"},
        "languages": {"type": "array", "items": {"type": "string", "pattern": "^[a-z]{2,3}$"}},
    },
    "required": ["authors", "title", "type"],
    "additionalProperties": False,
}
CFF = {
    "type": "object",
    "properties": {
        **_COMMON,
        "cff-version": {"const": "1.2.0"},
        "message": _TEXT,
        "type": {"enum": ["dataset", "software"]},
        "abstract": _TEXT,
        "keywords": _TEXTS,
        "license": _TEXT,
        "license-url": _ADDRESS,
        "repository-code": _ADDRESS,
        "preferred-citation": _PUBLICATION,
    },
    "required": ["authors", "cff-version", "message", "title"],
    "additionalProperties": False,
}
# The keys of Zenodo's deposit schema that are written; it allows no others.
_ZENODO_TEXTS = ("upload_type", "title", "description", "access_right", "license", "language")
ZENODO = {
    "type": "object",
    "properties": {
        **dict.fromkeys(_ZENODO_TEXTS, _TEXT),
        "keywords": _TEXTS,
        "creators": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "properties": dict.fromkeys(("name", "orcid", "affiliation"), _TEXT),
                "required": ["name"],
                "additionalProperties": False,
            },
        },
        "related_identifiers": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "identifier": _TEXT,
                    "relation": {"enum": ["isSupplementTo", "isSourceOf"]},
                    "scheme": {"enum": ["doi", "url"]},
                },
                "required": ["identifier", "relation"],
                "additionalProperties": False,
            },
        },
    },
    "required": ["upload_type", "title", "creators", "description"],
    "additionalProperties": False,
}
# What CodeMeta 3.0 says of the names that are written.
CODEMETA = {
    "@version": 1.1,
    "type": "@type",
    "id": "@id",
    "schema": "http://schema.org/",
    "codemeta": "https://codemeta.github.io/terms/",
    **{name: f"schema:{name}" for name in ("Person", "Organization", "name", "description", "givenName", "familyName")},
    **{name: f"schema:{name}" for name in ("affiliation", "keywords", "datePublished", "isPartOf", "publisher")},
    "author": {"@id": "schema:author", "@container": "@list"},
    **{name: {"@id": f"schema:{name}", "@type": "@id"} for name in ("license", "url", "codeRepository")},
    "funding": {"@id": "codemeta:funding"},
    "referencePublication": {"@id": "codemeta:referencePublication", "@type": "@id"},
}


@cache
def deposit(folder: Path) -> Deposit:
    project = open_project(str(folder / "mkdocs.yml"))
    site = project.compose(project.read().value)
    return deposit_of(
        Published.of(site, ""), about="", address="https://study.example/", repository="https://git.example/study"
    )


def texts(one: Deposit) -> dict[str, str]:
    return {file.name: file.text(one) for file in DEPOSIT_FILES}


def documents(one: Deposit) -> tuple[Document, Document, Document]:
    citation, codemeta, zenodo = texts(one).values()
    loaded = yaml.safe_load(citation), json.loads(codemeta), json.loads(zenodo)
    assert [*Draft202012Validator(CFF).iter_errors(loaded[0])] == []
    assert [*Draft202012Validator(ZENODO).iter_errors(loaded[2])] == []
    return loaded


FINDINGS = """
study:
  reference: own
{details}
participants:
  - {{id: ann, name: Ann}}
themes:
  - id: calm
    title: Calm
    quotes:
      - {{id: quote-calm, participant: ann, text: Nothing happens.}}
"""


def made(folder: Path, entry: str, details: str = "") -> Deposit:
    """What is known of a study with this entry of its own and these details."""
    (folder / "findings.yml").write_text(FINDINGS.format(details=details), "utf-8")
    (folder / "references.bib").write_text(entry, "utf-8")
    loaded = read(Settings(root=folder), (), Scanner())
    site = compose(loaded.value, Settings(root=folder))
    return deposit_of(Published.of(site, ""), about="")


@pytest.mark.parametrize("folder", SITES, ids=lambda folder: folder.name)
def test_every_study_has_three_valid_files_with_a_mark_and_its_addresses(folder: Path) -> None:
    one = deposit(folder)
    assert all(MARK in text for text in texts(one).values())
    citation, codemeta, zenodo = documents(one)
    assert {citation["title"], codemeta["name"], zenodo["title"]} == {one.title}
    assert citation["url"] == codemeta["url"] == zenodo["related_identifiers"][-1]["identifier"] == one.address
    assert citation["repository-code"] == codemeta["codeRepository"] == one.repository


def test_authors_have_their_names_orcid_ids_affiliations_and_roles() -> None:
    citation, codemeta, zenodo = documents(deposit(DETAILS))
    assert citation["authors"] == citation["preferred-citation"]["authors"]
    assert citation["authors"][::2] == [
        {
            "family-names": "Carberry",
            "given-names": "Josephine",
            "orcid": "https://orcid.org/0000-0002-1825-0097",
            "affiliation": "University of Lower Thistle; Institute of Cold Things, Night Division",
        },
        {"name": "Seed Bank Night Group"},
    ]
    assert [(one["name"], one.get("orcid")) for one in zenodo["creators"]] == [
        ("Carberry, Josephine", "0000-0002-1825-0097"),
        ("d'Arcy, Noël", None),
        ("Seed Bank Night Group", None),
    ]
    graph = Graph().parse(data=json.dumps({**codemeta, "@context": CODEMETA}), format="json-ld")
    roles = graph.query(
        "SELECT ?name ?role WHERE { ?it schema:author ?who ; schema:roleName ?role . ?who schema:familyName ?name }",
        initNs={"schema": URIRef("http://schema.org/")},
    )
    assert {tuple(map(str, row)) for row in roles} == {  # type: ignore[union-attr, arg-type]
        ("Carberry", "conceptualisation"),
        ("Carberry", "interviews"),
        ("Carberry", "writing"),
        ("d'Arcy", "analysis"),
    }


def test_what_a_study_says_of_itself_is_in_all_files_and_no_draft_is() -> None:
    citation, codemeta, zenodo = documents(deposit(DETAILS))
    aims = "To understand how people who work alone at night know that all is well."
    assert citation["abstract"] == codemeta["description"] == aims
    assert zenodo["description"] == f"<p>{aims}</p><!-- {MARK} -->"
    assert (
        citation["keywords"]
        == codemeta["keywords"]
        == zenodo["keywords"]
        == ["night work", "seeds, frozen", "listening"]
    )
    assert (citation["license"], zenodo["license"], zenodo["access_right"]) == ("CC-BY-4.0", "cc-by-4.0", "open")
    assert codemeta["license"] == "https://spdx.org/licenses/CC-BY-4.0"
    assert "Example Foundation" in codemeta["funding"]
    assert "night-two" not in "".join(texts(deposit(DETAILS)).values())


def test_what_is_not_known_is_left_out(tmp_path: Path) -> None:
    citation, codemeta, zenodo = documents(made(tmp_path, "@misc{own, title = {Calm}, verification = {unknown}}"))
    assert set(citation) == {"cff-version", "message", "type", "title", "authors"}
    assert citation["authors"] == [{"name": "The authors of Calm"}]
    assert set(codemeta) - {"@context", "type"} == {
        "name",
        "description",
        "http://www.w3.org/2000/01/rdf-schema#comment",
    }
    assert set(zenodo) == {"upload_type", "title", "creators", "description"}


ENTRIES: dict[str, tuple[str, dict[str, Any]]] = {
    "article": (
        "@article{own, author = {Own, Ann}, title = {Calm}, journal = {Quiet Work}, volume = 12, number = {3-4}, "
        "pages = {7--19}, date = {2020-05-09}, doi = {10.1234/calm}, langid = {german}}",
        {
            "type": "article",
            "journal": "Quiet Work",
            "volume": 12,
            "issue": "3-4",
            "start": 7,
            "end": 19,
            "year": 2020,
            "month": 5,
            "date-published": "2020-05-09",
            "doi": "10.1234/calm",
            "url": "https://doi.org/10.1234/calm",
            "languages": ["de"],
        },
    ),
    "article with other numbers": (
        "@article{own, author = {Own, Ann}, title = {Calm}, journal = {Quiet Work}, volume = {A}, pages = {e12}, "
        "date = {2020-05}, doi = {10.1234/<calm>}}",
        {
            "type": "article",
            "journal": "Quiet Work",
            "year": 2020,
            "month": 5,
            "url": "https://doi.org/10.1234/%3Ccalm%3E",
        },
    ),
    "book": (
        "@book{own, author = {Own, Ann}, title = {Calm}, publisher = {Quiet Press}, year = {2020}}",
        {"type": "book", "publisher": {"name": "Quiet Press"}, "year": 2020},
    ),
    "chapter": (
        "@incollection{own, author = {Own, Ann}, title = {Calm}, booktitle = {Quiet}, publisher = {P}, year = {2020}}",
        {"type": "generic", "collection-title": "Quiet", "publisher": {"name": "P"}, "year": 2020},
    ),
    "thesis": (
        "@phdthesis{own, author = {Own, Ann}, title = {Calm}, school = {Lower Thistle}, year = {2020}}",
        {
            "type": "thesis",
            "institution": {"name": "Lower Thistle"},
            "thesis-type": "Doctoral dissertation",
            "year": 2020,
        },
    ),
    "report": (
        "@report{own, author = {Own, Ann}, title = {Calm}, institution = {Lower Thistle}, year = {2020}}",
        {"type": "report", "institution": {"name": "Lower Thistle"}, "year": 2020},
    ),
    "something else": (
        "@misc{own, author = {Own, Ann}, title = {Calm}, year = {2020}}",
        {"type": "generic", "year": 2020},
    ),
}


@pytest.mark.parametrize("name", ENTRIES)
def test_the_publication_to_cite_is_the_entry_of_the_study(name: str, tmp_path: Path) -> None:
    entry, expected = ENTRIES[name]
    citation, codemeta, zenodo = documents(made(tmp_path, entry))
    publication = dict(citation["preferred-citation"])
    assert publication.pop("title") == codemeta["referencePublication"]["name"] == "Calm"
    assert publication.pop("authors") == [{"family-names": "Own", "given-names": "Ann"}]
    assert publication == expected
    dois = [one["identifier"] for one in zenodo.get("related_identifiers", ()) if one["scheme"] == "doi"]
    assert bool(dois) == ("doi = " in entry)


def test_the_title_of_the_site_can_differ_from_that_of_the_publication() -> None:
    citation, codemeta, _ = documents(deposit(DETAILS))
    assert citation["title"] == "Night shift at the seed bank, or who listens to the freezers"
    assert citation["preferred-citation"]["title"] == codemeta["referencePublication"]["name"]
    assert citation["preferred-citation"]["title"] != citation["title"]


def test_a_name_that_nobody_divided_is_not_divided(tmp_path: Path) -> None:
    authors = "  authors: [{name: Ann van Own, orcid: 0000-0002-1825-0097}]"
    citation, _, zenodo = documents(made(tmp_path, "@misc{own, title = {Calm}, year = {2020}}", authors))
    assert citation["authors"] == [{"name": "Ann van Own", "orcid": "https://orcid.org/0000-0002-1825-0097"}]
    assert zenodo["creators"] == [{"name": "Ann van Own", "orcid": "0000-0002-1825-0097"}]


LICENCES = {
    "CC BY 4.0": ("CC-BY-4.0", True),
    "CC-BY-SA-3.0": ("CC-BY-SA-3.0", True),
    "cc by-nc-nd 4.0": ("CC-BY-NC-ND-4.0", False),
    "CC0": ("CC0-1.0", True),
    "https://creativecommons.org/licenses/by-nc/4.0/": ("CC-BY-NC-4.0", False),
    "http://creativecommons.org/licenses/by/4.0/legalcode": ("CC-BY-4.0", True),
    "https://creativecommons.org/licenses/by/3.0/de/": ("", False),
    "https://creativecommons.org/publicdomain/zero/1.0/deed.en": ("CC0-1.0", True),
    "ODbL 1.0": ("ODbL-1.0", True),
    "MIT": ("MIT", True),
    "CC BY": ("", False),
    "All rights reserved": ("", False),
    "https://example.org/terms": ("", False),
    "": ("", False),
}


@pytest.mark.parametrize("licence", LICENCES)
def test_a_licence_has_an_id_only_if_it_is_certain(licence: str) -> None:
    assert (spdx_id(licence), is_open(spdx_id(licence))) == LICENCES[licence]


@pytest.mark.parametrize(
    ("licence", "expected"),
    [
        ("https://example.org/terms", {"license-url": "https://example.org/terms"}),
        ("CC BY 4.0", {"license": "CC-BY-4.0"}),
        ("ask us", {}),
    ],
)
def test_another_licence_is_an_address_or_nothing(licence: str, expected: Document, tmp_path: Path) -> None:
    entry = "@misc{own, title = {Calm}, year = {2020}}"
    citation, codemeta, zenodo = documents(made(tmp_path, entry, f"  licence: {licence}"))
    assert {name: citation[name] for name in ("license", "license-url") if name in citation} == expected
    assert ("license" in codemeta) == bool(expected)
    assert ("access_right" in zenodo) == ("license" in zenodo) == ("license" in expected)


def test_html_of_zenodo_shows_what_was_written(tmp_path: Path) -> None:
    one = made(tmp_path, "@misc{own, title = {Calm}, year = {2020}}", "  aims: 1 < 2 & 3 > 2")
    assert "<p>1 &lt; 2 &amp; 3 &gt; 2</p>" in documents(one)[2]["description"]


def test_codes_of_languages_are_those_that_babel_knows() -> None:
    aliases = get_global("language_aliases")

    def known() -> Iterator[tuple[str, str]]:
        for tag in ("en", "de-AT", "fr", "zh-Hans", "pt-BR", "cs", "nl", "ro"):
            yield tag.partition("-")[0], str(aliases[language_code(tag)])

    assert all(tag == alias for tag, alias in known())
    assert (language_code("nds"), language_code("xx"), language_code("")) == ("nds", "", "")


def test_the_same_study_gives_the_same_bytes() -> None:
    project = open_project(str(DETAILS / "mkdocs.yml"))
    site = project.compose(project.read().value)
    known = deposit(DETAILS)
    again = deposit_of(Published.of(site, ""), about="", address=known.address, repository=known.repository)
    assert texts(again) == texts(deposit(DETAILS))
