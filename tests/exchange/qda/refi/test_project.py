"""What of a codebook or project of REFI-QDA becomes part of a study, and what is reported instead."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.qda.refi.projects import (
    CODES,
    element,
    messages,
    packed,
    project,
    read,
    read_sources,
    selection,
    text_source,
)
from themebook.core.choices import SourceKind
from themebook.core.diagnostics import as_text
from themebook.exchange.formats import format_of
from themebook.exchange.input_file import InputFile

TEXT = "I work at night.\nSo do I."
CODEBOOK = """<?xml version="1.0"?>
<CodeBook xmlns="urn:QDA-XML:codebook:0:4" origin="Tool 1">
  <Codes>
    <Code guid="{11111111-aaaa-2222-3333-444444444444}" name="Work">
      <Description>
        All about
        work.
      </Description>
      <Code guid="x" name="Nights"/>
      <Code guid="y" name="Nights"/>
    </Code>
  </Codes>
  <Sets>
    <Set guid="s" name="Time::Late"><Description>When it is late.</Description>
      <MemberCode guid="x"/><MemberCode guid="11111111-AAAA-2222-3333-444444444444"/><MemberCode guid="z"/>
    </Set>
  </Sets>
</CodeBook>
"""


def test_a_codebook_has_codes_below_codes_and_groups_of_codes_as_guessed_themes() -> None:
    found = read(CODEBOOK)
    assert [code.path for code in found.value.codes] == [("Work",), ("Work", "Nights"), ("Work", "Nights (2)")]
    assert found.value.codes[0].definition.split() == ["All", "about", "work."]
    (theme,) = found.value.themes
    assert (theme.path, theme.definition) == (("Time", "Late"), "When it is late.")
    assert theme.codes == (("Work", "Nights"), ("Work",))
    assert theme.guessed_from == "the code group 'Time::Late' in study.qde"
    assert messages(found) == ["code-of-codebook: codes of the group 'Time::Late' are not in the codebook, 1 in all"]


def test_an_empty_list_of_sets_is_no_problem() -> None:
    assert messages(read(project(CODES, "<Sets/>"))) == []


def test_the_program_and_the_name_of_a_project_are_details_of_the_study() -> None:
    details = read_sources(text_source(), text=TEXT).value.details
    assert (details.title, details.software) == ("Shifts", "Tool 1")


@pytest.mark.parametrize(
    ("file", "name"),
    [
        (InputFile("a", CODEBOOK.encode()), "refi-codebook"),
        (InputFile("a", project(CODES).encode()), "refi-project"),
        (InputFile("a", project(CODES).replace("utf-8", "utf-16").encode("utf-16")), "refi-project"),
        (InputFile("a", b'<q:Project xmlns:q="urn:QDA-XML:project:1.0"/>'), "refi-project"),
        (packed(project(CODES), {}), "refi-project"),
        (packed(project(CODES), {}, inner="study/Any.QDE"), "refi-project"),
    ],
)
def test_files_are_recognised_by_their_content(file: InputFile, name: str) -> None:
    found = format_of(file).value
    assert found
    assert found.name == name


@pytest.mark.parametrize(
    "file",
    [
        InputFile("a.qdpx", b'<Project Sdk="Microsoft.NET.Sdk"></Project>'),
        InputFile("a.qdpx", b"PK\x03\x04 is not a zip file"),
        packed("", {}, inner="notes.txt"),
    ],
)
def test_other_files_are_not_taken_for_projects(file: InputFile) -> None:
    found = format_of(file).value
    assert not found or not found.name.startswith("refi")


@pytest.mark.parametrize("folder", ["sources/", "Sources/", "", "study/sources/"])
def test_sources_are_found_in_whichever_folder_they_are(folder: str) -> None:
    xml = project(CODES, element("Sources", text_source(selection(2, 6))))
    found = read(packed(xml, {"one.txt": TEXT.encode()}, folder=folder))
    assert [quote.words for quote in found.value.quotes] == ["work"]


def test_selections_of_the_same_words_are_one_quote_with_all_codes() -> None:
    source = text_source(selection(2, 6, "c-1", guid="a"), selection(1, 7, "c-2", guid="b"), selection(2, 6, guid="c"))
    found = read_sources(source, text=TEXT)
    (quote,) = found.value.quotes
    assert (quote.words, set(quote.codes)) == ("work", {("Work",), ("Work", "Nights")})
    assert messages(found) == ["same-words: passages of 'Interview 1' that mark the same words were joined, 2 in all"]


def test_a_selection_without_a_code_is_a_quote_too() -> None:
    (quote,) = read_sources(text_source(selection(2, 6)), text=TEXT).value.quotes
    assert (quote.words, quote.codes) == ("work", ())


def test_a_code_that_is_not_in_the_codebook_is_reported() -> None:
    found = read_sources(text_source(selection(2, 6, "c-9")), text=TEXT)
    assert [quote.codes for quote in found.value.quotes] == [()]
    assert messages(found) == ["code-of-codebook: a selection has the code 'c-9', which is not in the codebook"]


def test_memos_are_carried_to_what_they_are_about() -> None:
    notes = element(
        "Notes",
        element("Note", "<PlainTextContent>On all nights.</PlainTextContent>", guid="n-1")
        + element("Note", guid="n-2", plainTextPath="internal://memo.txt")
        + element("Note", "<PlainTextContent>Linked.</PlainTextContent>", guid="n-3")
        + element("Note", "<PlainTextContent>Loose.</PlainTextContent>", guid="n-4", name="Journal"),
    )
    reference = '<NoteRef targetGUID="n-1"/>'
    code = element("CodeBook", element("Codes", element("Code", reference, guid="c", name="Work")))
    source = text_source(
        '<NoteRef targetGUID="n-2"/>', selection(2, 6, "c", guid="q", inside="<Description>Mine.</Description>")
    )
    links = element(
        "Links", element("Link", originGUID="n-3", targetGUID="q") + element("Link", originGUID="c", targetGUID="q")
    )
    xml = project(code, element("Sources", source), notes, links)
    found = read(packed(xml, {"one.txt": TEXT.encode(), "memo.txt": b"On a ward.\n"}))
    assert found.value.codes[0].definition == "On all nights."
    assert found.value.sources[0].about == "On a ward."
    assert found.value.quotes[0].note == "Mine.\n\nLinked."
    assert messages(found) == [
        "notes-carried: the note 'Journal' is not carried over: no code, source or passage has it",
        "links-carried: links between codes or passages are not carried over, 1 in all",
    ]


def test_sets_of_sources_are_named_at_the_sources() -> None:
    sets = element("Sets", element("Set", '<MemberSource targetGUID="s-1"/>', guid="x", name="First round"))
    assert read_sources(text_source(), text=TEXT, after=sets).value.sources[0].about == "Set: First round"


TRANSCRIPT = element(
    "Transcript",
    "<PlainTextContent>I work at night. So do I.</PlainTextContent>"
    '<SyncPoint guid="t-1" position="0" timeStamp="751000"/><SyncPoint guid="t-2" position="17" timeStamp="3755500"/>'
    '<SyncPoint guid="t-3" position="25" timeStamp="3760000"/>'
    '<TranscriptSelection guid="q" fromSyncPoint="t-2" toSyncPoint="t-3"/>',
    guid="t",
)


def test_quotes_of_a_timed_transcript_have_times() -> None:
    audio = element(
        "AudioSource",
        TRANSCRIPT + element("AudioSelection", guid="a", begin=755000, end=800000),
        guid="r",
        name="Talk.mp3",
    )
    found = read(project(CODES, element("Sources", audio)))
    assert [(source.title, source.kind) for source in found.value.sources] == [("Talk.mp3", SourceKind.RECORDING)]
    assert [(quote.words, quote.locator) for quote in found.value.quotes] == [
        ("I work at night.", "00:12:35"),
        ("So do I.", "01:02:35"),
    ]
    assert found.value.quotes[0].guessed_from == "the transcript of 'Talk.mp3' around a marked part of it"
    assert messages(found) == []


def test_what_is_marked_outside_of_texts_is_reported_with_its_number() -> None:
    picture = element("PictureSource", element("PictureSelection") * 2, guid="p", name="Map.png")
    video = element("VideoSource", element("VideoSelection") + element("Coding"), guid="v", name="Walk.mp4")
    found = read(project(CODES, element("Sources", picture + video)))
    assert messages(found) == [
        "selection-of-text: selections (PictureSelection) of 'Map.png' are not carried over, 2 in all",
        "selection-of-text: selections (VideoSelection) of 'Walk.mp4' are not carried over, 1 in all",
        "selection-of-text: codes of the whole source of 'Walk.mp4' are not carried over, 1 in all",
    ]
    assert [source.title for source in found.value.sources] == ["Map.png", "Walk.mp4"]


def test_the_text_of_a_pdf_file_has_quotes_and_so_has_each_selection_with_its_own_text() -> None:
    text = element("Representation", "<PlainTextContent>I work at night.</PlainTextContent>" + selection(2, 6, "c-1"))
    own = element("Representation", "<PlainTextContent>So do I.</PlainTextContent>")
    same = element("Representation", "<PlainTextContent>work</PlainTextContent>")
    pdf = element(
        "PDFSource", element("PDFSelection", own) + element("PDFSelection", same) + text, guid="d", name="A.pdf"
    )
    found = read(project(CODES, element("Sources", pdf)))
    assert [(quote.words, quote.locator) for quote in found.value.quotes] == [("work", "l. 1"), ("So do I.", "")]
    assert messages(found) == []


def test_a_source_without_its_text_is_reported_with_what_is_lost() -> None:
    formatted = text_source(selection(0, 4), guid="s-2", name="B", plainTextPath="", richTextPath="internal://b.docx")
    found = read(packed(project(CODES, element("Sources", text_source(selection(0, 4)) + formatted)), {}))
    assert messages(found) == [
        "source-in-archive: 'one.txt' is not in 'study.qdpx'",
        "selection-of-text: selections (PlainTextSelection) of 'Interview 1' are not carried over, 1 in all",
        "text-of-source: the text of 'B' is not known: the project has only a formatted file",
        "selection-of-text: selections (PlainTextSelection) of 'B' are not carried over, 1 in all",
    ]


def test_the_description_and_graphs_of_a_project_are_reported() -> None:
    found = read(project(CODES, "<Graphs><Graph/></Graphs>", "<Description>Private.</Description>"))
    assert messages(found) == [
        "project-parts: the description of the project is not carried over",
        "project-parts: graphs are not carried over, 1 in all",
    ]


def test_other_parts_of_a_project_are_reported_with_their_number() -> None:
    sources = element("Sources", "<MapSource/><MapSource/>")
    sets = element("Sets", element("Set", '<MemberNote targetGUID="n"/>', name="Memos"))
    note = element("Notes", element("Note", selection(0, 1, "c-1"), guid="n", name="Memo"))
    assert messages(read(project(CODES, sources, note, sets))) == [
        "notes-carried: the note 'Memo' is not carried over: no code, source or passage has it",
        "notes-carried: codes in notes are not carried over, 1 in all",
        "project-parts: sets without codes or sources are not carried over, 1 in all",
        "project-parts: sources of an unknown kind are not carried over, 2 in all",
    ]


def test_a_source_without_a_name_has_that_of_its_file() -> None:
    assert read_sources(text_source(name=""), text=TEXT).value.sources[0].title == "one"


def test_no_path_of_a_computer_becomes_a_title() -> None:
    source = text_source(name="C:\\Users\\rita\\Interview 1.docx")
    assert read_sources(source, text=TEXT).value.sources[0].title == "Interview 1.docx"


def test_a_name_that_begins_with_a_slash_is_no_path() -> None:
    assert read_sources(text_source(name="/yes or no"), text=TEXT).value.sources[0].title == "/yes or no"


def test_sources_of_the_same_name_stay_apart() -> None:
    found = read_sources(text_source(selection(2, 6)), text_source(guid="s-2"), text=TEXT).value
    assert [source.title for source in found.sources] == ["Interview 1", "Interview 1 (2)"]


def test_texts_in_an_old_encoding_are_read() -> None:
    xml = project(CODES, element("Sources", text_source(selection(0, 4, name="Café"))))
    found = read(packed(xml, {"one.txt": "Café und Küche, überall später größer".encode("cp1252")}))
    assert found.value.quotes[0].words == "Café"
    assert [one.rule.code for one in found.diagnostics] == ["input-encoding"]


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (InputFile("a.qdc", b""), "xml-readable"),
        (InputFile("a.qdc", b"<CodeBook/>"), "project-not-empty"),
        (InputFile("a.qdc", b'<!DOCTYPE a [<!ENTITY e "x">]><CodeBook>&e;</CodeBook>'), "xml-readable"),
        (InputFile("a.qdpx", b"PK\x03\x04"), "archive-readable"),
        (packed("", {}, inner="notes.txt"), "project-in-archive"),
    ],
)
def test_what_cannot_be_read_is_an_error(file: InputFile, code: str) -> None:
    found = read(file)
    assert found.value.codes == ()
    assert [one.rule.code for one in found.diagnostics] == [code]


def test_codes_below_each_other_without_end_are_cut_off_and_reported() -> None:
    found = read("<CodeBook>" + '<Code name="a">' * 3000)
    assert len(found.value.codes) < 300
    assert "xml-whole" in {one.rule.code for one in found.diagnostics}


def test_a_small_project_cannot_make_a_large_study() -> None:
    text = "a" * 60_000
    found = read_sources(text_source(selection(0, 60_000), *[selection(n, 45_000 + n) for n in range(600)]), text=text)
    assert sum(len(quote.words) for quote in found.value.quotes) <= 20_000_000
    assert "passage-length" in {one.rule.code for one in found.diagnostics}


@given(st.binary(max_size=60), st.integers(0, 700))
def test_damaged_projects_never_raise(junk: bytes, at: int) -> None:
    xml = project(CODES, element("Sources", text_source(selection(2, 6, "c-1"), selection(0, 40)))).encode()
    read(InputFile("a.qde", xml[:at] + junk + xml[at:]))
    data = packed(xml.decode(), {"one.txt": b"one two"}).data
    read(InputFile("a.qdpx", data[:at] + junk + data[at + len(junk) :]))


def test_only_one_project_of_a_file_is_read_and_the_others_are_reported() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in ("other.qde", "project.qde", "copies/project.qde"):
            archive.writestr(name, project(CODES))
    found = read(InputFile("a.qdpx", data.getvalue()))
    assert [as_text(one) for one in found.diagnostics] == [
        "a.qdpx:1:1: warning[one-project] only 'project.qde' was read, the first of 3 projects\n"
        "  hint: if that is not the project you want, remove the others"
    ]


def test_speakers_that_only_the_text_names_are_reported() -> None:
    text = "Anna: I work at night.\nModerator: And then?\nAnna: I sleep.\nModerator: Always?\nAnna: Yes.\n"
    found = read_sources(text_source(selection(6, 22)), text=text)
    (one,) = [one for one in found.diagnostics if one.rule.code == "passage-speakers"]
    assert one.message.endswith("have no speakers, though its text seems to name them: 'Anna', 'Moderator'")


def test_a_dialogue_of_known_speakers_has_nobody_to_report() -> None:
    text = "Anna: I work at night.\nBen: So do I.\n"
    dialogue = selection(0, 36, "c-1", guid="q-1")
    turns = selection(6, 22, guid="t-1"), selection(28, 36, guid="t-2")
    people = [
        element("Case", element("SelectionRef", targetGUID=turn), guid=f"p-{name}", name=name)
        for turn, name in (("t-1", "Anna"), ("t-2", "Ben"))
    ]
    before = CODES + element("Cases", "".join(people))
    found = read_sources(text_source(dialogue, *turns), text=text, before=before)
    assert messages(found) == []
    (quote,) = found.value.quotes
    assert (quote.words, quote.speaker) == (text.strip(), "")
