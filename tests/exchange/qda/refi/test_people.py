"""Who takes part in a REFI-QDA project, and who speaks in a quote."""

from __future__ import annotations

from tests.exchange.qda.refi.projects import CODES, element, messages, read_sources, selection, text_source

TEXT = "I work at night.\nSo do I.\nAll of us do."
VARIABLES = element(
    "Variables",
    element("Variable", guid="v-1", name="Role", typeOfVariable="Text")
    + element("Variable", guid="v-2", name="On nights", typeOfVariable="Boolean")
    + element("Variable", guid="v-3", name="Day of the interview", typeOfVariable="Date"),
)
USERS = element("Users", element("User", guid="u-1", name="Rita Coder"))


def value(variable: str, kind: str, text: str) -> str:
    return element("VariableValue", element("VariableRef", targetGUID=variable) + element(kind, text))


def case(*inside: str, **attributes: object) -> str:
    return element("Case", "".join(inside), **{"guid": "p-1", **attributes})


def refers(kind: str, target: str) -> str:
    return element(kind, targetGUID=target)


def with_cases(*cases: str) -> str:
    return USERS + CODES + VARIABLES + element("Cases", "".join(cases))


def test_a_case_with_one_source_is_a_participant_who_speaks_in_its_quotes() -> None:
    anna = case(
        "<Description>Works on the ward.</Description>",
        value("v-1", "TextValue", "nurse"),
        value("v-2", "BooleanValue", "true"),
        refers("SourceRef", "s-1"),
        name="Anna",
    )
    found = read_sources(text_source(selection(0, 16, "c-2")), text=TEXT, before=with_cases(anna)).value
    (participant,) = found.participants
    assert (participant.name, participant.about, participant.guessed_from) == ("Anna", "Works on the ward.", "")
    assert participant.attributes == (("Role", "nurse"), ("On nights", "yes"))
    assert [quote.speaker for quote in found.quotes] == ["Anna"]
    assert found.sources[0].participants == ("Anna",)


def test_in_a_source_of_several_cases_only_those_who_are_known_to_speak_do() -> None:
    anna = case(refers("SourceRef", "s-1"), refers("SelectionRef", "q-1"), name="Anna")
    ben = case(refers("SourceRef", "s-1"), name="Ben", guid="p-2")
    source = text_source(
        selection(0, 16, "c-2", guid="q-1"), selection(2, 6, "c-2", guid="q-2"), selection(17, 25, "c-2", guid="q-3")
    )
    found = read_sources(source, text=TEXT, before=with_cases(anna, ben)).value
    assert {quote.words: quote.speaker for quote in found.quotes} == {
        "I work at night.": "Anna",
        "work": "Anna",
        "So do I.": "",
    }
    assert found.sources[0].participants == ("Anna", "Ben")


def test_a_case_with_several_sources_is_not_the_speaker_of_all_of_them() -> None:
    school = case(refers("SourceRef", "s-1"), refers("SourceRef", "s-2"), name="School")
    sources = (text_source(selection(0, 16, "c-1")), text_source(guid="s-2", name="Interview 2"))
    found = read_sources(*sources, text=TEXT, before=with_cases(school)).value
    assert found.quotes[0].speaker == ""
    assert [source.participants for source in found.sources] == [("School",), ("School",)]


def test_the_code_of_a_case_shows_who_speaks_and_is_no_code() -> None:
    before = element(
        "CodeBook", element("Codes", element("Code", guid="p-1", name="Anna") + element("Code", guid="c", name="Work"))
    )
    before += element("Cases", case(name="Anna"))
    source = text_source(selection(0, 25, "p-1", guid="all"), selection(0, 16, "c", guid="some"))
    found = read_sources(source, text=TEXT, before=before).value
    assert [code.path for code in found.codes] == [("Work",)]
    assert [(quote.words, quote.speaker, quote.codes) for quote in found.quotes] == [
        ("I work at night.", "Anna", (("Work",),))
    ]


def test_variables_of_a_source_belong_to_its_only_case() -> None:
    source = text_source(value("v-1", "TextValue", "nurse"), value("v-3", "DateValue", "2024-05-03"))
    anna = case(refers("SourceRef", "s-1"), name="Anna")
    found = read_sources(source, text=TEXT, before=with_cases(anna)).value
    assert found.participants[0].attributes == (("Role", "nurse"),)
    assert found.sources[0].date == "2024-05-03"


def test_a_source_with_variables_and_no_case_stands_for_a_participant_as_a_guess() -> None:
    unnamed = case(value("v-1", "TextValue", "nurse"), refers("SourceRef", "s-1"))
    found = read_sources(text_source(selection(0, 16)), text=TEXT, before=with_cases(unnamed)).value
    (participant,) = found.participants
    assert (participant.name, participant.attributes) == ("Interview 1", (("Role", "nurse"),))
    assert participant.guessed_from == "the variables of the source 'Interview 1' in study.qdpx"
    assert found.quotes[0].speaker == "Interview 1"


def test_the_variables_of_a_source_of_several_cases_are_reported() -> None:
    cases = with_cases(
        case(refers("SourceRef", "s-1"), name="Anna"), case(refers("SourceRef", "s-1"), name="Ben", guid="p-2")
    )
    found = read_sources(text_source(value("v-1", "TextValue", "nurse")), text=TEXT, before=cases)
    assert messages(found) == [
        "variables-of-one: the variables of 'Interview 1' are not carried over: several cases refer to it"
    ]


def test_names_of_users_and_values_that_are_not_understood_are_not_published() -> None:
    values = (value("v-1", "TextValue", "rita coder"), value("v-9", "TextValue", "x"), value("v-1", "ListValue", "y"))
    anna = case(*values, name="Anna")
    found = read_sources(text_source(), text=TEXT, before=with_cases(anna), basePath="/home/rita")
    assert found.value.participants[0].attributes == ()
    assert messages(found) == [
        "variable-carried: a value of 'Anna' is not carried over: it is the name of a user",
        "variable-carried: a value of 'Anna' is not carried over: the project has no variable 'v-9'",
        "variable-carried: a value of 'Anna' is not carried over: its type is unknown (ListValue)",
    ]
    assert "rita" not in repr(found.value).lower()


def test_cases_of_the_same_name_stay_apart() -> None:
    cases = with_cases(case(refers("SourceRef", "s-1"), name="Anna"), case(name="Anna", guid="p-2"), case(guid="p-3"))
    found = read_sources(text_source(selection(0, 6)), text=TEXT, before=cases).value
    assert [one.name for one in found.participants] == ["Anna", "Anna (2)", "Case 3"]
    assert [bool(one.guessed_from) for one in found.participants] == [False, False, True]
    assert found.quotes[0].speaker == "Anna"
