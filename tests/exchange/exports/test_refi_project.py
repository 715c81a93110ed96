"""The study as a project of REFI-QDA: it follows the schema, and what is read from it are the published quotes."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from pyrefiqda import RefiProject

from tests.exchange.exports.study_files import (
    bytes_of,
    each_site,
    files_of,
    imported,
    published_of,
    site_of,
    write_study,
)
from tests.sites import DETAILS, SMALLEST
from themebook.core.choices import Stance
from themebook.exchange.exports.refi_project import refi_project
from themebook.exchange.format import ImportOptions
from themebook.exchange.input_file import InputFile
from themebook.exchange.qda.refi.project import read_refi
from themebook.graph.model import LinkedQuote
from themebook.render.published import Published

PROJECT = "project.qdpx"
MADE = "creatingUser creationDateTime"
# Of the elements here, as version 1.0 of the schema has them: attributes they must and may have, and their children in
# order, with * where there can be several.
SCHEMA = {
    "Project": (
        "name",
        "origin creatingUserGUID creationDateTime",
        "Users CodeBook Variables Cases Sources Notes Description",
    ),
    "Users": ("", "", "User*"),
    "User": ("guid", "name id", ""),
    "CodeBook": ("", "", "Codes"),
    "Codes": ("", "", "Code*"),
    "Code": ("guid name isCodable", "color", "Description NoteRef* Code*"),
    "Variables": ("", "", "Variable*"),
    "Variable": ("guid name typeOfVariable", "", "Description"),
    "Cases": ("", "", "Case*"),
    "Case": ("guid", "name", "Description CodeRef* VariableValue* SourceRef* SelectionRef*"),
    "VariableValue": ("", "", "VariableRef TextValue"),
    "Sources": ("", "", "TextSource*"),
    "TextSource": ("guid", f"name plainTextPath {MADE}", "Description PlainTextSelection* Coding* NoteRef*"),
    "PlainTextSelection": ("guid startPosition endPosition", f"name {MADE}", "Description Coding* NoteRef*"),
    "Coding": ("guid", MADE, "CodeRef NoteRef*"),
    "Notes": ("", "", "Note*"),
    "Note": ("guid", f"name {MADE}", "Description PlainTextContent"),
    **dict.fromkeys(("Description", "TextValue", "PlainTextContent"), ("", "", "")),
    **dict.fromkeys(("CodeRef", "NoteRef", "SourceRef", "SelectionRef", "VariableRef"), ("targetGUID", "", "")),
}
# Elements that must not be empty, and what references refer to.
FILLED = ("Users", "CodeBook", "Codes", "Variables", "Cases", "Sources", "Notes", "VariableValue", "Coding")
REFERS_TO = {
    "CodeRef": "Code",
    "NoteRef": "Note",
    "SourceRef": "TextSource",
    "SelectionRef": "PlainTextSelection",
    "VariableRef": "Variable",
}


@dataclass(frozen=True, slots=True)
class Packed:
    """A project without a namespace, and the texts of its sources by their ids."""

    root: etree._Element
    texts: Mapping[str, str]

    def all(self, name: str) -> list[etree._Element]:
        return list(self.root.iter(name))

    def by_id(self) -> Mapping[str, etree._Element]:
        return {one.get("guid"): one for one in self.root.iter() if one.get("guid")}

    def words(self, selection: etree._Element) -> str:
        text = self.texts[selection.getparent().get("guid")]
        start, end = (int(selection.get(f"{edge}Position")) for edge in ("start", "end"))
        assert 0 <= start < end <= len(text)
        return text[start:end]


def unpacked(data: bytes) -> Packed:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    root = etree.fromstring(members.pop("project.qde"))
    for element in root.iter():
        space, _, element.tag = element.tag.removeprefix("{").partition("}")
        assert space == "urn:QDA-XML:project:1.0"
    assert {str(PurePosixPath(name).parent) for name in members} == {"sources"}
    return Packed(root, {PurePosixPath(name).stem: text.decode() for name, text in members.items()})


def project_of(folder: Path) -> Packed | None:
    return unpacked(bytes_of(folder)[PROJECT]) if PROJECT in bytes_of(folder) else None


def in_order_of_sources(published: Published) -> list[LinkedQuote]:
    """The quotes of each source, then those without one."""
    quotes = list(published.graph.quotes.values())
    order = [one.source.id for one in published.graph.sources.values()]
    return sorted(quotes, key=lambda one: order.index(one.source.id) if one.source else len(order))


def words_of(linked: LinkedQuote) -> str:
    return "\n".join(f"{speaker.name}: {words}" for speaker, words in linked.turns) or linked.quote.text


def paths_of(published: Published, linked: LinkedQuote) -> set[tuple[str, ...]]:
    """The paths of its themes and codes, as codes of the project."""
    found = set()
    for kind, paths in (("Themes", published.theme_paths(linked)), ("Codes", published.code_paths(linked))):
        found |= {(*above(published, kind), *(one.title for one in path)) for path in paths}
    return found


def above(published: Published, kind: str) -> tuple[str, ...]:
    """What themes and codes are below, in a study that has both."""
    has_both = any(True for _ in published.graph.themes.values()) and any(True for _ in published.graph.codes.values())
    return (kind,) if has_both else ()


@each_site
def test_there_is_a_project_if_there_are_quotes_and_only_then_do_pages_link_to_it(folder: Path) -> None:
    linking = [page.path for page in site_of(folder).pages() if f"data/{PROJECT}" in str(page.parts)]
    assert (PROJECT in bytes_of(folder)) == any(True for _ in published_of(folder).graph.quotes.values())
    assert bool(linking) == (PROJECT in bytes_of(folder))
    assert {Path(path).parts[0] for path in linking} <= {"quotes", "codes", "data"}


def test_drafts_alone_are_no_project(tmp_path: Path) -> None:
    draft = "participants: [{id: p1, name: Ann, draft: true}]\nthemes: [{id: t1, title: One, quotes: [QUOTE]}]\n"
    quote = "{id: q1, participant: p1, text: Unchecked.}"
    folder = write_study(tmp_path, "study: {reference: own2021}\n" + draft.replace("QUOTE", quote))
    assert PROJECT not in bytes_of(folder)
    assert not any(PROJECT in str(page.parts) for page in site_of(folder).pages())


@each_site
def test_it_follows_the_schema(folder: Path) -> None:
    if not (project := project_of(folder)):
        return
    for element in project.root.iter():
        must, may, inside = (part.split() for part in SCHEMA[element.tag])
        assert {*must} <= {*element.attrib} <= {*must, *may}
        assert len(element) or element.tag not in FILLED
        names = [child.tag for child in element]
        order = [name.rstrip("*") for name in inside]
        assert names == sorted(names, key=order.index)
        assert all(names.count(name) <= 1 or f"{name}*" in inside for name in names)
        for name, value in element.attrib.items():
            if name.lower().endswith("guid") or name == "creatingUser":
                assert value == str(UUID(value)).upper()
    assert {one.get("typeOfVariable") for one in project.all("Variable")} <= {"Text"}
    assert {one.get("isCodable") for one in project.all("Code")} <= {"true", "false"}


@each_site
def test_ids_are_used_once_and_references_lead_somewhere(folder: Path) -> None:
    if not (project := project_of(folder)):
        return
    by_id = project.by_id()
    assert len(by_id) == sum(1 for one in project.root.iter() if one.get("guid"))
    for element in project.root.iter():
        if target := element.get("targetGUID"):
            assert by_id[target].tag == REFERS_TO[element.tag]
        if user := element.get("creatingUser") or element.get("creatingUserGUID"):
            assert by_id[user].tag == "User"
    for source in project.all("TextSource"):
        assert source.get("plainTextPath") == f"internal://{source.get('guid')}.txt"
    assert {one.get("guid") for one in project.all("TextSource")} == project.texts.keys()
    used = {one.get("targetGUID") for one in project.all("NoteRef")}
    assert used == {one.get("guid") for one in project.all("Note")}


@each_site
def test_quotes_come_back_with_their_speakers_sources_themes_and_codes(folder: Path) -> None:
    published = published_of(folder)
    found, problems = imported(folder, PROJECT)
    assert {one.rule.code for one in problems} <= {"project-parts"}
    assert not found.details.software
    title = found.details.title
    assert [(one.words, one.speaker, one.source, {*one.codes}) for one in found.quotes] == [
        (
            words_of(linked),
            linked.speakers[0].name if len(linked.speakers) == 1 else "",
            linked.source.title if linked.source else title,
            paths_of(published, linked),
        )
        for linked in in_order_of_sources(published)
    ]


@each_site
def test_themes_and_codes_come_back_with_their_definitions(folder: Path) -> None:
    published = published_of(folder)
    found, _ = imported(folder, PROJECT)
    themes, codes = above(published, "Themes"), above(published, "Codes")
    expected: list[tuple[tuple[str, ...], list[str]]] = [(themes, [])] if themes else []
    for linked in published.graph.themes.values():
        theme = linked.theme
        texts = (theme.summary, theme.definition, theme.includes, theme.excludes)
        expected.append(((*themes, *(one.title for one in linked.path)), [*map(published.prose, texts)]))
    expected += [(codes, [])] if codes else []
    for one in published.graph.codes.values():
        code_texts = (one.code.definition, one.code.includes, one.code.excludes)
        expected.append(((*codes, *(code.title for code in one.path)), [*map(published.prose, code_texts)]))
    if PROJECT in bytes_of(folder):
        assert [(one.path, one.definition) for one in found.codes] == [
            (path, "\n\n".join(filter(None, texts))) for path, texts in expected
        ]


@each_site
def test_participants_come_back_with_their_public_attributes(folder: Path) -> None:
    if PROJECT not in bytes_of(folder):
        return
    from_table, _ = imported(folder, "participants.csv")
    found, _ = imported(folder, PROJECT)
    assert [(one.name, one.about, one.attributes) for one in found.participants] == [
        (one.name, one.about, one.attributes) for one in from_table.participants
    ]


@each_site
def test_notes_are_the_contexts_and_notes_of_quotes_and_their_findings(folder: Path) -> None:
    published = published_of(folder)
    found, _ = imported(folder, PROJECT)
    for linked, one in zip(in_order_of_sources(published), found.quotes, strict=True):
        texts = [text for text in map(published.prose, (linked.quote.context, linked.quote.note)) if text]
        for stance, finding in linked.evidence_for:
            against = "Contrasts with the finding: " if stance is Stance.CONTRASTS else ""
            texts.append(f"{against}{finding.claim}")
        assert one.note == "\n\n".join(texts)


@each_site
def test_codes_have_the_ids_of_the_codebook(folder: Path) -> None:
    codebook = bytes_of(folder).get("codebook.qdc")
    project = project_of(folder)
    if codebook and project:
        codes = {one.get("guid"): one.get("name") for one in etree.fromstring(codebook).iter("{*}Code")}
        assert codes.items() <= {one.get("guid"): one.get("name") for one in project.all("Code")}.items()


@each_site
def test_each_text_says_that_it_is_no_transcript_and_who_speaks(folder: Path) -> None:
    if not (project := project_of(folder)):
        return
    for element in (project.root, *project.all("TextSource")):
        assert "consists of the published quotes only. It is not the transcript." in element.findtext("Description")
    published = published_of(folder)
    lines = {line for text in project.texts.values() for line in text.split("\n")}
    for linked in published.graph.quotes.values():
        assert ", ".join(filter(None, (linked.said_by, published.graph.place_of(linked)))) in lines


@each_site
def test_what_a_participant_says_is_marked(folder: Path) -> None:
    """A case has exactly the words of the participant, without those of others in a dialogue."""
    if not (project := project_of(folder)):
        return
    published, by_id = published_of(folder), project.by_id()
    for linked, case in zip(published.graph.participants.values(), project.all("Case"), strict=True):
        said = {project.words(by_id[one.get("targetGUID")]) for one in case.iter("SelectionRef")}
        assert said == {*_said(published, linked.participant.id)}


def _said(published: Published, name: str) -> Iterator[str]:
    for linked in published.graph.quotes.values():
        if [one.id for one in linked.speakers] == [name]:
            is_marked_whole = published.theme_paths(linked) or published.code_paths(linked) or not linked.turns
            yield from [words_of(linked)] if is_marked_whole else (words for _, words in linked.turns)
        else:
            yield from (words for speaker, words in linked.turns if speaker.id == name)


@each_site
def test_another_reader_finds_the_same(folder: Path, tmp_path: Path) -> None:
    if PROJECT not in bytes_of(folder):
        return
    published = published_of(folder)
    (tmp_path / PROJECT).write_bytes(bytes_of(folder)[PROJECT])
    project = RefiProject.load(tmp_path / PROJECT, str(tmp_path / "files"))
    codes = {}
    top = list(project.code_book.codes.code) if project.code_book else []
    while top:
        codes |= {one.guid: one.name for one in top}
        top = [below for one in top for below in one.code]
    found = []
    for source in project.sources.text_source:
        path = RefiProject.resolve_source_path(source.plain_text_path, tmp_path / "files")
        text = path.read_text("utf-8")
        for one in source.plain_text_selection:
            coded = {codes[coding.code_ref.target_guid] for coding in one.coding}
            found.append((text[one.start_position : one.end_position], coded))
    quotes = [
        (words_of(linked), {path[-1] for path in paths_of(published, linked)})
        for linked in in_order_of_sources(published)
    ]
    turns = [(words, set[str]()) for linked in published.graph.quotes.values() for _, words in linked.turns]
    # What is marked a second time shows who speaks.
    assert [one for number, one in enumerate(found) if one in quotes and one not in found[:number]] == quotes
    assert all(one in (*quotes, *turns) for one in found)


def test_a_number_with_bands_is_its_band_and_private_attributes_are_no_variables() -> None:
    project = project_of(DETAILS)
    assert project
    whole = json.loads(bytes_of(DETAILS)["findings.json"])
    public = {one["label"] for one in whole["study"].get("attributes", ())}
    assert {one.get("name").partition(" (")[0] for one in project.all("Variable")} == public


PIECES = st.one_of(
    st.sampled_from(
        [
            *"ab <>&\"'\t\u0301\u2028\u00a0",
            "]]>",
            "\n",
            "\r",
            "\r\n",
            "😀",
            "👩🏽\u200d🚒",
            "𝄞",
            "עברית",
            "\u202bعربي\u202c",
        ]
    ),
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\ufffe\uffff"),
)
WORDS = st.lists(PIECES, min_size=1, max_size=20).map("".join).filter(lambda words: bool(words.strip()))


@dataclass(frozen=True, slots=True)
class Said:
    """Words of one turn or several, with or without a code."""

    words: tuple[str, ...]
    is_coded: bool


def with_words(linked: LinkedQuote, name: str, said: Said) -> LinkedQuote:
    speaker = linked.speakers[0]
    turns = tuple((speaker, words) for words in said.words) if len(said.words) > 1 else ()
    quote = replace(linked.quote, id=name, text="" if turns else said.words[0])
    return replace(linked, quote=quote, turns=turns, placements=linked.placements if said.is_coded else ())


@given(
    st.lists(st.builds(Said, st.lists(WORDS, min_size=1, max_size=3).map(tuple), st.booleans()), min_size=1, max_size=4)
)
def test_words_of_any_characters_keep_their_places(everything: list[Said]) -> None:
    published = published_of(SMALLEST)
    (first,) = published.graph.quotes.values()
    quotes = {f"q{number}": with_words(first, f"q{number}", said) for number, said in enumerate(everything)}
    made = refi_project(replace(published, graph=replace(published.graph, quotes=quotes)))
    # A line end at the end of a turn stays one, although another follows it.
    with_lines = (replace(said, words=tuple(map(lines, said.words))) for said in everything)
    wholes = [words_of(with_words(first, "", said)) for said in with_lines]
    marked = [
        words
        for whole, said in zip(wholes, everything, strict=True)
        for words in (whole, *([] if said.is_coded else map(lines, said.words)))
    ]
    project = unpacked(made)
    assert [project.words(one) for one in project.all("PlainTextSelection")] == marked
    found = read_refi(InputFile(PROJECT, made), ImportOptions()).value
    assert [one.words for one in found.quotes] == [words.strip() for words in wholes]


def lines(words: str) -> str:
    """Words with the line ends of the files of a project."""
    return words.replace("\r\n", "\n").replace("\r", "\n")


def test_studies_whose_own_entries_have_the_same_key_have_ids_of_their_own(tmp_path: Path) -> None:
    texts = []
    for title in ("Waits", "Bread"):
        (tmp_path / title).mkdir()
        folder = write_study(tmp_path / title, "study: {reference: own2021}\ncodes: [{id: calm, title: calm}]\n")
        entry = (folder / "references.bib").read_text("utf-8").replace("title = {Waits}", f"title = {{{title}}}")
        (folder / "references.bib").write_text(entry, "utf-8")
        texts.append(files_of(folder)["codebook.qdc"])
    assert texts[0] != texts[1]
