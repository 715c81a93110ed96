"""The study as data: other programs read every file, and ``themebook import`` reads the tables again."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from openpyxl import load_workbook

from tests.exchange.checked import as_study
from tests.exchange.exports.study_files import (
    ADDRESS,
    bytes_of,
    each_site,
    files_of,
    imported,
    published_of,
    rows_of,
    site_of,
    text_in,
    write_study,
)
from tests.sites import BAKERS, DETAILS, FOCUS_GROUPS
from themebook.core.choices import Stance
from themebook.exchange.exports import references
from themebook.exchange.exports.data_files import DataFiles
from themebook.exchange.exports.figures import study_figures
from themebook.exchange.exports.tables import TABLES as ALL_TABLES
from themebook.exchange.importing import ImportRequest, import_files
from themebook.exchange.tables.names import distinct_names, joined_names, joined_paths, names_in, paths_in
from themebook.render.published import Published
from themebook.render.renderer import Renderer
from themebook.sources.bibtex.bibliography import read_bibliography
from themebook.sources.source import Source

TABLES = (".csv", ".xlsx")
PARTS = ("themes", "findings", "quotes", "participants", "sources", "codes", "works")


@each_site
@pytest.mark.parametrize("ending", TABLES)
def test_quotes_come_back_with_their_speakers_themes_codes_and_places(folder: Path, ending: str) -> None:
    published = published_of(folder)
    found, problems = imported(folder, f"quotes{ending}")
    assert {one.rule.code for one in problems} <= {"evidence-carried"}
    assert [
        (one.words, one.speaker, one.source, one.page, one.locator, one.themes, one.codes, dict(one.translations))
        for one in found.quotes
    ] == [
        (
            linked.quote.text or "\n".join(f"{speaker.name}: {words}" for speaker, words in linked.turns),
            linked.speakers[0].name if len(linked.speakers) == 1 else "",
            linked.source.title if linked.source else "" if len(linked.speakers) == 1 else f"quotes{ending}",
            linked.quote.page,
            linked.quote.locator,
            tuple(tuple(theme.title for theme in path) for path in published.theme_paths(linked)),
            tuple(tuple(code.title for code in path) for path in published.code_paths(linked)),
            {pair.name.id: pair.value for pair in linked.quote.translations},
        )
        for linked in published.graph.quotes.values()
    ]


@each_site
@pytest.mark.parametrize("ending", TABLES)
def test_participants_come_back_with_their_public_attributes(folder: Path, ending: str) -> None:
    graph, published = site_of(folder).graph, list(published_of(folder).graph.participants.values())
    found, _ = imported(folder, f"participants{ending}")
    assert [(one.name, one.kind, one.size, one.group) for one in found.participants] == [
        (one.participant.name, one.participant.kind, one.participant.size, one.group.name if one.group else "")
        for one in published
    ]
    private = {one.label for one in graph.study.attributes if not one.public}
    assert not any(label in private for one in found.participants for label, _ in one.attributes)
    for one, linked in zip(found.participants, published, strict=True):
        values = dict(one.attributes)
        assert len(values) == len(linked.attributes)
        for known in linked.attributes:
            unit = f" ({known.attribute.unit})" if known.attribute.unit and not known.attribute.bands else ""
            value = values[f"{known.attribute.label}{unit}"]
            assert value
            # A unit is in the name of the column.
            assert known.value_text.removeprefix(value) in ("", f" {known.attribute.unit}")


@each_site
@pytest.mark.parametrize("ending", TABLES)
def test_themes_codes_and_sources_come_back(folder: Path, ending: str) -> None:
    graph, published = site_of(folder).graph, published_of(folder)
    if graph.themes:
        themes, _ = imported(folder, f"themes{ending}")
        titles = [tuple(theme.title for theme in one.path) for one in published.graph.themes.values()]
        assert [one.path for one in themes.themes] == titles
    if graph.codes:
        codes, _ = imported(folder, f"codebook{ending}")
        assert [one.path for one in codes.codes] == [
            tuple(code.title for code in one.path) for one in published.graph.codes.values()
        ]
    if graph.sources:
        sources, _ = imported(folder, f"sources{ending}")
        assert [(one.title, one.kind, one.date, one.wave, one.participants) for one in sources.sources] == [
            (
                one.source.title,
                one.source.kind,
                one.source.date,
                one.source.wave,
                tuple(person.name for person in one.participants),
            )
            for one in published.graph.sources.values()
        ]


@each_site
@pytest.mark.parametrize("ending", TABLES)
def test_every_table_comes_back_with_its_ids_and_only_evidence_is_said_to_be_elsewhere(
    folder: Path, ending: str
) -> None:
    kinds = {"codebook": "codes", "matrix": "themes"}
    elsewhere = {("quotes", "evidence-carried"), ("findings", "column-carried")}
    for table in ALL_TABLES:
        found, problems = imported(folder, f"{table.name}{ending}")
        ids = [row["id"] for row in rows_of(folder, f"{table.name}.csv")]
        assert [one.id for one in getattr(found, kinds.get(table.name, table.name))] == ids
        assert {(table.name, one.rule.code) for one in problems if ids} <= elsewhere


@each_site
@pytest.mark.parametrize("ending", TABLES)
def test_quotes_and_findings_together_are_findings_with_their_evidence(
    folder: Path, ending: str, tmp_path: Path
) -> None:
    graph = published_of(folder).graph
    names = [name for name in (f"quotes{ending}", f"findings{ending}") if name in bytes_of(folder)]
    for name in names:
        (tmp_path / name).write_bytes(bytes_of(folder)[name])
    loaded, problems = import_files([tmp_path / name for name in names], ImportRequest())
    assert loaded
    assert {one.rule.code for one in problems}.isdisjoint(("evidence-carried", "evidence-found"))
    study = as_study(tmp_path, *(imported(folder, name)[0] for name in names))
    evidence = {one.id: [(stance, link.id) for stance, link in one.evidence_links()] for one in study.findings()}
    assert evidence == {
        name: [(stance, quote.id) for stance, quote in one.evidence] for name, one in graph.findings.items()
    }
    assert {one.id: (one.claim, len(one.also)) for one in study.findings()} == {
        name: (one.finding.claim, len(one.finding.also)) for name, one in graph.findings.items()
    }


@each_site
def test_findings_name_their_evidence_and_say_how_common_they_are(folder: Path) -> None:
    graph = published_of(folder).graph
    rows = rows_of(folder, "findings.csv")
    assert [row["id"] for row in rows] == list(graph.findings)
    for row, linked in zip(rows, graph.findings.values(), strict=True):
        for stance in Stance:
            assert list(names_in(row[stance])) == [quote.id for quote in linked.quotes(stance)]
        assert next(paths_in(row["theme"])) == tuple(theme.title for theme in linked.path)
        assert set(names_in(row["works"])) == {item.reference.id for item in linked.finding.literature}
        known = linked.finding.prevalence
        assert bool(row["prevalence"]) == bool(known)
        assert not known or (known.words in row["prevalence"] and "<" not in row["prevalence"])


@each_site
def test_readers_can_count_the_quotes_of_every_theme_themselves(folder: Path) -> None:
    counted = [list(paths_in(row["counted under"])) for row in rows_of(folder, "quotes.csv")]
    for table, column in (("themes.csv", "quotes"), ("matrix.csv", "all")):
        for row in rows_of(folder, table):
            (theme,) = paths_in(row["theme"])
            number = sum(any(path[: len(theme)] == theme for path in paths) for paths in counted)
            assert str(number) == row[column]


@each_site
def test_the_codebook_comes_back_from_refi(folder: Path) -> None:
    codes = list(published_of(folder).graph.codes.values())
    assert ("codebook.qdc" in files_of(folder)) == bool(codes)
    if codes:
        found, problems = imported(folder, "codebook.qdc")
        assert [one.path for one in found.codes] == [tuple(code.title for code in one.path) for one in codes]
        assert problems == []


@each_site
def test_workbooks_hold_what_the_tables_hold_and_counts_are_numbers(folder: Path) -> None:
    for name in (name for name in bytes_of(folder) if name.endswith(".csv") and "/" not in name):
        book = load_workbook(io.BytesIO(bytes_of(folder)[name.replace(".csv", ".xlsx")]))
        header, *cells = ([cell.value for cell in row] for row in book.worksheets[0].iter_rows())
        table = rows_of(folder, name)
        assert [
            dict(zip(header, ("" if one is None else str(one) for one in row), strict=True)) for row in cells
        ] == table
        counts = {"page", "size", "findings", "quotes", "all"}
        for row in cells:
            for column, value in zip(header, row, strict=True):
                is_count = column in counts or str(column).startswith("speaker:")
                assert value is None or isinstance(value, int) is is_count


@each_site
def test_the_matrix_has_the_quotes_of_each_participant_and_of_all(folder: Path) -> None:
    published = published_of(folder)
    voices = published.graph.voices
    for row, linked in zip(rows_of(folder, "matrix.csv"), published.graph.themes.values(), strict=True):
        placed = published.quotes_at(linked.theme.id)
        assert row["all"] == str(len(placed))
        assert row["all"] == str(linked.counts.quotes)
        assert {voice.name: row[f"speaker:{voice.name}"] for voice in voices} == {
            voice.name: str(sum(voice in one.speakers for one in placed)) for voice in voices
        }


@each_site
def test_stances_name_the_findings_and_addresses_the_pages(folder: Path) -> None:
    published = published_of(folder)
    for row, linked in zip(rows_of(folder, "quotes.csv"), published.graph.quotes.values(), strict=True):
        against = [finding.claim for finding in linked.contrasts_with]
        assert list(names_in(row["contrasts"])) == against
        assert row["address"] == f"https://study.example/site/quotes/{linked.quote.id}/"


@each_site
def test_the_whole_study_follows_its_schema_and_refers_only_to_what_is_there(folder: Path) -> None:
    whole, published = json.loads(files_of(folder)["findings.json"]), published_of(folder)
    Draft202012Validator(json.loads(files_of(folder)["findings.schema.json"])).validate(whole)
    ids = {name: {part["id"] for part in whole.get(name, ())} for name in PARTS}
    assert ids["quotes"] == {one.quote.id for one in published.graph.quotes.values()}
    assert ids["findings"] == {one.finding.id for one in published.graph.findings.values()}
    for finding in whole.get("findings", ()):
        assert finding["theme"] in ids["themes"]
        assert {*finding.get("supports", ()), *finding.get("contrasts", ())} <= ids["quotes"]
        assert {item["work"] for item in finding.get("literature", ())} <= ids["works"]
    for quote in whole.get("quotes", ()):
        speakers = [quote.get("speaker"), *(turn["speaker"] for turn in quote.get("turns", ()))]
        assert {one for one in speakers if one} <= ids["participants"]
        assert {*quote.get("themes", ())} <= ids["themes"]
        assert {*quote.get("codes", ())} <= ids["codes"]
        words = published.graph.quotes[quote["id"]].quote.text
        assert quote.get("text", "") == words


@each_site
def test_works_can_be_read_by_other_programs(folder: Path) -> None:
    graph, files = site_of(folder).graph, files_of(folder)
    keys = set(graph.references)
    assert {
        entry.key for entry in read_bibliography([Source("r.bib", files["references.bib"])]).value.references
    } == keys
    assert {record["id"] for record in rispy.loads(files["references.ris"])} == keys
    assert {item["id"] for item in json.loads(files["references.json"])} == keys
    for theme in published_of(folder).graph.themes.values():
        if theme.counts.works and not graph.drafts:
            listed = json.loads(files[f"themes/{theme.theme.id}.json"])
            assert len(listed) == theme.counts.works


@each_site
def test_the_read_me_describes_every_table_and_column(folder: Path) -> None:
    files = files_of(folder)
    for name in bytes_of(folder):
        assert f"`{re.sub('themes/.*[.]', 'themes/ID.', name)}`" in files["README.md"]
    for name in (name for name in files if name.endswith(".csv") and "/" not in name):
        number = len(rows_of(folder, name))
        heading, counted = f"## {name.removesuffix('.csv')}\n\n", "1 row." if number == 1 else f"{number} rows."
        header = next(csv.reader(io.StringIO(files[name].removeprefix("\ufeff"))))
        described = files["README.md"].partition(heading)[2].partition("\n## ")[0]
        assert described.splitlines()[0].endswith(f" It has {counted}")
        # There can be a column for each of many participants.
        for column in (one for one in header if name != "matrix.csv" or not one.startswith("speaker:")):
            is_empty = number > 0 and not any(row[column] for row in rows_of(folder, name))
            (line,) = (line for line in described.splitlines() if line.startswith(f"| `{column}` | "))
            assert line.endswith("; empty in this study |") == is_empty


def linked_files(folder: Path) -> set[str]:
    """The files of the data that pages offer."""
    site = site_of(folder)
    pages = (site.renderer.html(page).html for page in site.pages())
    return {name for html in pages for name in re.findall(r'href="[^"]*\bdata/([^"]+)"', html)}


@each_site
def test_pages_link_to_every_table_and_to_nothing_that_is_not_there(folder: Path) -> None:
    linked = linked_files(folder)
    assert linked <= set(bytes_of(folder))
    assert linked >= {name for name in bytes_of(folder) if name.endswith(TABLES) and "/" not in name}


ONLY_DRAFTS = """
study: {reference: own2021}
themes:
  - id: t1
    title: One
    findings: [{id: f1, claim: A draft of a claim., unquoted: Not yet., draft: true}]
"""


def test_a_study_whose_findings_are_all_drafts_has_an_empty_table_of_them(tmp_path: Path) -> None:
    study = write_study(tmp_path, ONLY_DRAFTS)
    assert {"findings.csv", "findings.xlsx"} <= linked_files(study) <= set(bytes_of(study))
    assert rows_of(study, "findings.csv") == []
    assert imported(study, "findings.csv")[0].findings == ()


def test_drafts_and_what_is_private_are_in_no_file() -> None:
    graph = site_of(DETAILS).graph
    assert graph.drafts
    drafts = [graph.quotes[name].quote.text for name in graph.drafts if name in graph.quotes]
    drafts += [graph.findings[name].finding.claim for name in graph.drafts if name in graph.findings]
    drafts += [graph.participants[name].participant.name for name in graph.drafts if name in graph.participants]
    assert drafts
    everything = text_in(DETAILS)
    assert [one for one in drafts if one in everything] == []


LEAKY = """
study: {reference: own2021}
attributes:
  - {id: age, label: Age, unit: years, bands: [5000, 10000]}
  - {id: one, label: Same}
  - {id: two, label: Same}
  - {id: hidden, label: Unseen label, public: false}
participants:
  - {id: p1, name: all, group: g, attributes: {age: 7341.25, one: x, two: u}, about: "See [[d1]], [[d1|it]], [[f2]]."}
  - {id: p2, name: theme, attributes: {age: 7341.25, one: y, hidden: Unseen value}}
  - {id: g, name: Draftteam, kind: group, draft: true}
themes:
  - id: t1
    title: One
    quotes:
      - {id: q1, participant: p1, text: We wait.}
      - {id: q2, participant: p2, text: We leave.}
      - {id: d1, participant: p2, text: A draft of words., draft: true}
    findings:
      - id: f1
        claim: All wait.
        evidence: {supports: [q1]}
        prevalence: {count: 2, among: {age: 7341.25}, words: Two}
      - id: f2
        claim: A draft of a claim.
        evidence: {supports: [q1]}
        draft: true
        literature: [{reference: secret2020, relation: agrees}]
implications:
  - {id: i1, statement: A conclusion from a draft., findings: [f2]}
  - {id: i2, statement: A conclusion from both., findings: [f1, f2]}
"""


@pytest.fixture(scope="module")
def leaky(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_study(tmp_path_factory.mktemp("leaky"), LEAKY)


def test_no_prose_names_a_draft_and_no_number_is_exact(leaky: Path) -> None:
    everything = text_in(leaky)
    secrets = ("A draft of words", "A draft of a claim", "Draftteam", "from a draft", "Book of Drafts", "secret2020")
    for secret in (*secrets, "Unseen label", "Unseen value", "7341.25"):
        assert secret not in everything
    whole = json.loads(files_of(leaky)["findings.json"])
    assert whole["findings"][0]["prevalence"]["among"] == {"age": "5000 to less than 10000 years"}
    assert [one["findings"] for one in whole["implications"]] == [["f1"]]
    assert whole["participants"][0]["about"] == "See (a draft), it, (a draft)."


def test_names_that_are_those_of_columns_and_labels_that_are_the_same_stay_apart(leaky: Path) -> None:
    (row,) = rows_of(leaky, "matrix.csv")
    counts = {"speaker:all": "1", "speaker:theme": "1", "all": "2"}
    assert row == {"theme": "One", **counts, "id": "t1", "address": f"{ADDRESS}themes/t1/"}
    first, second = rows_of(leaky, "participants.csv")
    assert (first["attribute:Same one"], first["attribute:Same two"]) == ("x", "u")
    assert (second["attribute:Same one"], second["attribute:Same two"]) == ("y", "")
    assert first["attribute:Age"] == second["attribute:Age"] == "5000 to less than 10000 years"
    people = imported(leaky, "findings.json")[0].participants
    assert [dict(one.attributes)["Age"] for one in people] == ["5000 to less than 10000 years"] * 2
    assert [set(dict(one.attributes)) for one in people] == [{"Age", "Same one", "Same two"}, {"Age", "Same one"}]


def test_files_are_the_same_each_time() -> None:
    first, second = (DataFiles(published_of(FOCUS_GROUPS)).files for _ in range(2))
    assert {path: make() for path, make in first.items()} == {path: make() for path, make in second.items()}


def test_works_texts_and_figures_are_made_once_for_all_files(monkeypatch: pytest.MonkeyPatch) -> None:
    site = site_of(BAKERS)
    calls: Counter[object] = Counter()

    def counted(owner: object, name: str, key: Callable[..., object]) -> None:
        original = getattr(owner, name)

        def counting(*given: Any, **named: Any) -> object:
            calls[name, key(*given)] += 1
            return original(*given, **named)

        monkeypatch.setattr(owner, name, counting)

    counted(references, "public_bibtex", lambda reference: reference.key)
    counted(Renderer, "prose_text", lambda _, prose: prose)
    counted(study_figures, "evidence_matrix", lambda *_: None)
    for make in DataFiles(Published.of(site, "")).files.values():
        make()
    assert {name for name, _ in calls} == {"public_bibtex", "prose_text", "evidence_matrix"}
    assert set(calls.values()) == {1}


TITLES = (
    st.text(st.sampled_from("ab ;\\>\n–"), min_size=1, max_size=12)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)


@given(
    st.dictionaries(
        st.sampled_from(["one", "two", "three", "four"]), st.sampled_from(["Same", "SAME", "Same one", "a"])
    )
)
def test_names_of_columns_are_distinct(names: dict[str, str]) -> None:
    distinct = distinct_names(names)
    assert len({name.casefold() for name in distinct.values()}) == len(names)
    assert all(distinct[one].startswith(name) for one, name in names.items())


@given(st.lists(TITLES, max_size=4))
def test_names_in_a_cell_come_back(names: list[str]) -> None:
    assert list(names_in(joined_names(names))) == names


@given(st.lists(st.lists(TITLES, min_size=1, max_size=3).map(tuple), max_size=3))
def test_paths_in_a_cell_come_back(paths: list[tuple[str, ...]]) -> None:
    assert list(paths_in(joined_paths(paths))) == paths
