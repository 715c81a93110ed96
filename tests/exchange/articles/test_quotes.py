"""What of a paper is somebody's words, and whose."""

from __future__ import annotations

# ruff: noqa: RUF001
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.articles.papers import apart, item, only, paper, paragraph, results, said, section
from themebook.core.choices import ParticipantKind
from themebook.exchange.articles.attribution_lines import with_attributions
from themebook.exchange.articles.document import Block, Run
from themebook.exchange.articles.labels import Certainty, certainty
from themebook.exchange.articles.reading import Said, Unsaid, pieces
from themebook.exchange.articles.study import imported_from

LEAD = paragraph("People waited for very long.")


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("“I waited two hours.” (P1)", "P1", "I waited two hours."),
        ("I waited [for you] … two hours (P1).", "P1", "I waited [for you] … two hours"),
        ("“I waited” – Participant 7, teacher", "Participant 7", "I waited"),
        ("“I waited – and waited”- IDI", "IDI", "I waited – and waited"),
        ("“I waited.” — FGD from Hilltown", "FGD from Hilltown", "I waited."),
        ("‘I don’t wait.’ [Nurse 4, male]", "Nurse 4", "I don’t wait."),
        ("« J’attends » (Infirmière 3)", "Infirmière 3", "J’attends"),
        ("„Ich warte.“ (B3)", "B3", "Ich warte."),
        ("I waited (laughs). (P2)", "P2", "I waited (laughs)."),
        ("I was told by them (the nurses).", "", "I was told by them (the nurses)."),
        ("I was told by them [nurses].", "", "I was told by them [nurses]."),
        ("P7: I waited.", "P7", "I waited."),
        ("[P8] We waited.", "P8", "We waited."),
        ("(P9, male) They waited.", "P9", "They waited."),
        ("I waited // and left. (Rosa)", "Rosa", "I waited // and left."),
        ("One farmer said “I waited for it” - IDI", "IDI", "I waited for it"),
    ],
)
def test_words_that_are_set_apart_lose_marks_and_attribution_only(text: str, speaker: str, words: str) -> None:
    assert said(imported_from(results(LEAD, apart(text))).value) == [(speaker, words)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One nurse said, “I wait for two hours here.”", [("Nurse", "I wait for two hours here.")]),
        ("P3 said, “I wait for two hours here.” So do we.", [("P3", "I wait for two hours here.")]),
        ("They called it “hell” (P1) and “a bad dream” (P2).", [("P1", "hell"), ("P2", "a bad dream")]),
        ("It was so, such as “I wait” and “I go” (P4).", [("P4", "I wait"), ("P4", "I go")]),
        ("“We are all so tired,” said Maria.", [("Maria", "We are all so tired,")]),
        ("Anna explained: “We are all so tired.”", [("Anna", "We are all so tired.")]),
        ("According to K5, “there is nothing here now”.", [("K5", "there is nothing here now")]),
        ("Según E5, “no hay nada que hacer aquí”.", [("E5", "no hay nada que hacer aquí")]),
        ("Eine Pflegerin sagte: „Wir haben hier gar nichts.“", [("Pflegerin", "Wir haben hier gar nichts.")]),
    ],
)
def test_words_inside_sentences_are_quotes_if_somebody_says_them(text: str, found: list[tuple[str, str]]) -> None:
    imported = imported_from(results(paragraph(text))).value
    assert said(imported) == found
    assert all(quote.inline for quote in imported.quotes)


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “third space” is a known idea.",
        "Trust was “fragile” among the many who came.",
        "See “Methods” and “the four steps of care” above.",
    ],
)
def test_terms_in_quotation_marks_are_no_quotes(text: str) -> None:
    assert imported_from(results(paragraph(text))).value.quotes == ()


def test_words_of_another_work_are_literature_and_no_quote() -> None:
    cited = (Run(text="Care is a degree of fit. "), Run(text="[4]", works=("lee",)))
    imported = imported_from(results(LEAD, apart(cited))).value
    assert imported.quotes == ()
    (finding,) = imported.findings
    assert [cited.work for cited in finding.literature] == ["lee"]


def test_a_quote_goes_on_after_a_few_words_of_the_authors() -> None:
    text = "“I never got used to it,” she added, “and I never will.”"
    first, second = imported_from(results(paragraph(text))).value.quotes
    assert (second.continues, first.continues) == (first.key, "")


def test_paragraphs_of_one_speaker_are_one_quote() -> None:
    blocks = (apart("I waited.", display=1), apart("Then I left. (P1)", display=1))
    assert only(imported_from(results(LEAD, *blocks)).value).words == "I waited.\n\nThen I left."


def test_paragraphs_of_several_speakers_are_several_quotes() -> None:
    blocks = (apart("I waited. (P1)", display=1), apart("I left. (P2)", display=1))
    assert said(imported_from(results(LEAD, *blocks)).value) == [("P1", "I waited."), ("P2", "I left.")]


def test_an_attribution_may_have_a_paragraph_of_its_own() -> None:
    blocks = (apart("I waited.", display=1), apart("— Father of two, 38 years", display=1))
    assert said(imported_from(results(LEAD, *blocks)).value) == [("Father of two, 38 years", "I waited.")]


def test_the_place_that_a_format_has_for_attributions_is_read() -> None:
    quote = only(imported_from(results(LEAD, apart("I waited.", attribution="(Carer, Phase 2, ID#4)"))).value)
    assert (quote.speaker, quote.source) == ("ID#4", "Phase 2")


def test_quoted_paragraphs_and_list_items_are_quotes() -> None:
    blocks = (paragraph("“I waited all day for it.” (P1)"), item("“I left at once.” (P2)"), item("time"))
    assert [speaker for speaker, _ in said(imported_from(results(LEAD, *blocks)).value)] == ["P1", "P2"]


@pytest.mark.parametrize("make", [apart, item, paragraph])
def test_exchanges_become_turns(make: object) -> None:
    lines = ("Interviewer: How was it?", "P4: It was fine.", "Interviewer: Was it?", "P4: No.")
    blocks = tuple(make(line) for line in lines)  # type: ignore[operator]
    imported = imported_from(results(LEAD, *blocks)).value
    assert only(imported).turns == tuple(tuple(line.split(": ")) for line in lines)
    assert {one.name: one.kind for one in imported.participants}["Interviewer"] is ParticipantKind.INTERVIEWER


def test_lists_of_terms_are_no_exchange() -> None:
    imported = imported_from(results(item("Access: what people get."), item("Trust: what people feel."))).value
    assert imported.quotes == ()


def test_what_nobody_says_is_left_out_with_a_note() -> None:
    loaded = imported_from(results(paragraph("Access is defined so:"), apart("The degree of fit of clients and care.")))
    assert loaded.value.quotes == ()
    assert [(one.rule.code, one.message) for one in loaded.diagnostics if one.rule.code == "quote-recognised"] == [
        (
            "quote-recognised",
            "this is set apart, but no participant seems to say it, so it was left out: "
            "The degree of fit of clients and care.",
        )
    ]


def test_outside_of_the_results_only_participants_are_quoted() -> None:
    article = paper(
        section("Methods", apart("How do you feel about it?")),
        section("Results", section("Access", apart("I waited. (P1)"))),
        section("Discussion", apart("I still wait. (P1)"), apart("I care.")),
    )
    imported = imported_from(article).value
    assert [(quote.words, quote.themes) for quote in imported.quotes] == [
        ("I waited.", (("Access",),)),
        ("I still wait.", ()),
        ("I care.", ()),
    ]


def test_people_with_one_number_in_two_discussions_are_two() -> None:
    blocks = (apart("I waited. (No 6, FGD 4)"), apart("I left. (No 6, FGD 2)"), apart("I came. (No 7, FGD 2)"))
    names = [one.name for one in imported_from(results(*blocks)).value.participants]
    assert names == ["No 6, FGD 4", "No 6, FGD 2", "No 7"]


def test_settings_after_pseudonyms_are_divided_only_if_people_share_them() -> None:
    shared = imported_from(results(apart("I waited. (Mira-studio)"), apart("I left. (Tom-studio)"))).value
    assert [(one.name, dict(one.attributes)) for one in shared.participants] == [
        ("Mira", {"Described as": "studio"}),
        ("Tom", {"Described as": "studio"}),
    ]
    flowers = imported_from(results(apart("I waited. (Beija-flor)"), apart("I left. (Rosa)"))).value
    assert [one.name for one in flowers.participants] == ["Beija-flor", "Rosa"]


def test_somebody_who_is_only_described_may_be_several() -> None:
    (one,) = imported_from(results(apart("I waited. (nurse)"), apart("I left. (nurse)"))).value.participants
    assert one.about == "The paper gives only this description, so it may be more than one person."


PIECES = ("I", "we", "waited", "“a”", "(so)", "[it]", "…", "//", "‘b’", "–", "well;", "no:", "yes,", "and")
LABELS = st.sampled_from(
    [
        "P1",
        "P2",
        "nurse",
        "Nurse 3, FGD 2",
        "Nurse 3, FGD 4",
        "FGD 2",
        "IDI",
        "Rosa, 34",
        "P1; P2",
        "16 year-old mother",
    ]
)


@given(st.lists(st.tuples(st.sampled_from(["set apart", "inside", "turns"]), LABELS), max_size=8))
def test_parts_refer_to_parts_that_exist(kinds: list[tuple[str, str]]) -> None:
    made = {
        "set apart": lambda label: apart(f"I waited. ({label})"),
        "inside": lambda label: paragraph(f"They said “it was so” ({label})."),
        "turns": lambda label: apart(f"I: Why?\n{label.partition(',')[0]}: So.\n({label})"),
    }
    imported = imported_from(results(LEAD, *(made[kind](label) for kind, label in kinds))).value
    names = [one.name for one in imported.participants]
    sources = [one.title for one in imported.sources]
    assert len(set(names)) == len(names)
    assert len(set(sources)) == len(sources)
    assert {quote.speaker for quote in imported.quotes} <= {"", *names}
    assert {speaker for quote in imported.quotes for speaker, _ in quote.turns} <= {*names}
    assert {quote.source for quote in imported.quotes} <= {"", *sources}
    assert {name for one in imported.sources for name in one.participants} <= {*names}
    assert {key for one in imported.findings for key in one.supports} <= {quote.key for quote in imported.quotes}


WORDS = st.lists(st.sampled_from(PIECES), min_size=3, max_size=20)


@given(WORDS, st.sampled_from(["(P1)", "(Nurse 3, male)", "– Participant 7", "[“Leila,” 30 years]", ""]))
def test_quotes_are_verbatim(words: list[str], attribution: str) -> None:
    text = f"{' '.join(words)} {attribution}".strip()
    for make in (apart, paragraph):
        blocks: tuple[Block, ...] = (LEAD, make(text))
        for quote in imported_from(results(*blocks)).value.quotes:
            assert all(piece in text for piece in (quote.words, *(said for _, said in quote.turns)))


SAID = ("rivers", "over", "stones", "we", "waited", "slowly", "nobody", "told", "mothers", "why")
STYLES = (
    "{words} ({label})",
    "“{words}.” ({label})",
    "“{words}” – {label}",
    "{words}. [{label}]",
    "{label}: “{words}”",
    "{label}: {words}",
    "[{label}] {words}",
    "One nurse said: “{words}” ({label})",
    "“{words}” (laughs) “{words}” ({label})",
    "{words}（{label}）",
    "{words}.\n({label})",
    "{words}",
    "{label}",
    "I: {words}?\n{label}: {words}",
)
APART = st.tuples(st.sampled_from(STYLES), st.permutations(SAID), st.integers(1, 10), LABELS)


@given(st.lists(APART, min_size=1, max_size=5), st.booleans(), st.booleans())
def test_every_word_that_is_set_apart_is_in_a_quote_or_reported(
    displays: list[tuple[str, list[str], int, str]], together: bool, with_lead: bool
) -> None:
    """Nothing is lost between the words, who says them, and what is said to be left out."""
    texts = [style.format(words=" ".join(words[:count]), label=label) for style, words, count, label in displays]
    blocks = tuple(apart(text, display=1 if together else number) for number, text in enumerate(texts))
    kept = Counter[str]()
    for piece in pieces(((LEAD, *blocks)) if with_lead else blocks):
        if isinstance(piece, Said):
            one = piece.utterance
            turns = " ".join(f"{speaker} {words}" for speaker, words in one.turns)
            kept.update(re.findall(r"\w+", f"{one.words} {turns} {one.attribution} {one.lead}"))
        elif isinstance(piece, Unsaid):
            kept.update(re.findall(r"\w+", piece.text))
    assert not Counter(re.findall(r"\w+", " ".join(texts))) - kept


@pytest.mark.parametrize(
    "label", ["P12", "Nurse 3", "Rosa", "Participant A", "KII-07", "ID 024; male; 12 years’ experience"]
)
@pytest.mark.parametrize("make", [apart, paragraph])
@pytest.mark.parametrize(
    "style",
    [
        "“We wait for hours there.” ({label})",
        "“We wait for hours there.” [{label}]",
        "“We wait for hours there.” – {label}",
        "“We wait for hours there.”—{label}",
        "“We wait for hours there.”（{label}）",
        "{label}: “We wait for hours there.”",
        "({label}) “We wait for hours there.”",
    ],
)
def test_a_speaker_is_found_wherever_papers_put_the_label(style: str, make: Callable[[str], Block], label: str) -> None:
    quote = only(imported_from(results(paragraph("Roads were bad."), make(style.format(label=label)))).value)
    assert (quote.words, quote.speaker) == ("We wait for hours there.", label.partition(";")[0])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "“We wait for hours,” P4 said, “and then we walk.”",
            [("P4", "We wait for hours,"), ("P4", "and then we walk.")],
        ),
        ("“We wait for hours,” Rosa (mother of two) recalled.", [("Rosa", "We wait for hours,")]),
        (
            "It was “so long,” “so cold,” and “so dark” (P4).",
            [("P4", "so long,"), ("P4", "so cold,"), ("P4", "so dark")],
        ),
        ("As Rosa, a bus driver, put it, “we wait for hours”.", [("Rosa", "we wait for hours")]),
        ("Mr Bell told me: “We wait for hours.”", [("Mr Bell", "We wait for hours.")]),
        ("Mrs. Bell was proud. “We wait for hours,” she said.", [("Mrs. Bell", "We wait for hours,")]),
        ("“We wait for hours there,” Participant D said of it.", [("Participant D", "We wait for hours there,")]),
        ("Interviewee 6 remembered that “we wait for hours”.", [("Interviewee 6", "we wait for hours")]),
        ("The daughter of Mr Bell (79) said, “we wait for hours”.", [("Daughter", "we wait for hours")]),
        (
            "All was late: “We wait there for hours, and then we walk.”",
            [("", "We wait there for hours, and then we walk.")],
        ),
    ],
)
def test_who_speaks_may_stand_before_between_or_after_the_words(text: str, found: list[tuple[str, str]]) -> None:
    assert said(imported_from(results(paragraph(text))).value) == found


def test_long_quotations_of_nobody_are_reported() -> None:
    loaded = imported_from(results(LEAD, paragraph("The plan names “a fair and equal chance for all of the town”.")))
    assert loaded.value.quotes == ()
    assert [one.message for one in loaded.diagnostics if one.rule.code == "quote-recognised"] == [
        "this is quoted, but nothing shows that a participant says it, so it is no quote: "
        "a fair and equal chance for all of the town"
    ]


@pytest.mark.parametrize("words", ["[The nurse] came late.", "Honestly: I never came.", "One thing: we wait."])
def test_what_speakers_begin_with_does_not_say_who_speaks(words: str) -> None:
    quote = only(imported_from(results(paragraph("Roads were bad."), apart(f"{words} (P1)"))).value)
    assert (quote.words, quote.speaker) == (words, "P1")
    without = imported_from(results(paragraph("P1 said:"), apart(words))).value
    assert said(without) == [("P1", words)]


def test_codes_like_those_of_others_are_known() -> None:
    blocks = (apart("I waited. (HCP3)"), paragraph("HCP8 was happy because “she writes as I do”."))
    assert said(imported_from(results(LEAD, *blocks)).value) == [("HCP3", "I waited."), ("HCP8", "she writes as I do")]


def test_speakers_in_one_paragraph_are_told_apart_by_their_brackets() -> None:
    text = "I waited. (P7, woman, 44) The rest left. They had buses. (P2, woman, 36)"
    found = said(imported_from(results(LEAD, apart(text))).value)
    assert found == [("P7", "I waited."), ("P2", "The rest left. They had buses.")]


@pytest.mark.parametrize("line", ["Rosa (45, nurse)", "(Rosa)", "– Rosa", "Nurse 3", "[Rosa, nurse]"])
def test_a_line_that_only_says_who_spoke_belongs_to_the_quote_before(line: str) -> None:
    blocks = tuple(with_attributions((LEAD, apart("We wait there."), apart(line), paragraph("They left."))))
    imported = imported_from(results(*blocks)).value
    assert [(speaker.partition(",")[0], words) for speaker, words in said(imported)] == [
        ("Nurse 3" if "3" in line else "Rosa", "We wait there.")
    ]


@pytest.mark.parametrize(
    "label", ["Table 2", "see Figure 3", "Theme 1: Access", "laughs", "sic", "Lee, 2016", "came in. She left"]
)
def test_what_points_elsewhere_says_of_nobody_that_they_speak(label: str) -> None:
    assert certainty(label) is Certainty.NO


@pytest.mark.parametrize("lead", ["Care was given in three places:", "Care was given in three places."])
def test_items_after_dashes_do_not_say_who_spoke_before(lead: str) -> None:
    blocks = tuple(
        with_attributions((paragraph(lead), paragraph("– the hospital"), apart("How?"), apart("– At home.")))
    )
    assert [block.attribution for block in blocks] == [""] * 4


def test_an_attribution_alone_after_another_is_read() -> None:
    imported = imported_from(results(LEAD, apart("Nurse 3", display=1), apart("(P4).", display=1))).value
    assert said(imported) == [("P4", "Nurse 3")]


@pytest.mark.parametrize(
    "blocks",
    [
        (apart("I: How?", display=1), apart("P: I wait. (Smith, 2010, p. 4)", display=1)),
        (apart("I wait.", attribution="Smith, 2010, p. 4"),),
        (apart((Run(text="“I wait.” – Foucault "), Run(text="[1]", works=("a",)))),),
    ],
)
def test_words_of_other_works_are_of_no_participant(blocks: tuple[Block, ...]) -> None:
    imported = imported_from(results(LEAD, *blocks)).value
    assert (imported.quotes, imported.participants) == ((), ())


def test_marks_can_be_the_other_way_round() -> None:
    text = "Anna said: »We wait for long« (P1). Eva agreed: »It is like that« (P2)."
    assert said(imported_from(results(paragraph(text))).value) == [
        ("P1", "We wait for long"),
        ("P2", "It is like that"),
    ]
    assert said(imported_from(results(apart("»We wait.« (P3)"))).value) == [("P3", "We wait.")]
    assert said(imported_from(results(apart("„Er sagte ‚nein‘ dazu.“ (P3)"))).value) == [
        ("P3", "Er sagte ‚nein‘ dazu.")
    ]


def test_numbers_with_something_between_them_are_other_people() -> None:
    blocks = (apart("I waited. (P1-11)"), apart("I left. (P11-1)"), apart("I came. (P111)"))
    assert len(imported_from(results(*blocks)).value.participants) == 3


def test_a_country_is_no_first_person() -> None:
    (quote,) = imported_from(results(apart("“I wait for hours.” (P3, US)"))).value.quotes
    assert (quote.speaker, quote.words) == ("P3", "I wait for hours.")
    assert imported_from(results(apart("Health care in the US is a system of insurers."))).value.quotes == ()


@pytest.mark.parametrize("subject", ["The report on waiting was that", "Their comments included", "Our report said"])
def test_articles_are_no_names(subject: str) -> None:
    imported = imported_from(results(paragraph(f"{subject} “we wait for hours on end”."))).value
    assert [one.name for one in imported.participants] == []


@pytest.mark.parametrize("name", ["Anna", "P3", "Interviewer"])
def test_speakers_in_bold_are_no_headings(name: str) -> None:
    runs = (Run(text=f"{name}:", bold=True), Run(text=" I waited for hours and nobody came to see me at all."))
    article = results(paragraph(runs), paragraph(tuple(replace(run, bold=True) for run in runs)))
    assert [theme.path for theme in imported_from(article).value.themes] == [("Access",)]


def test_quotes_side_by_side_have_the_speaker_after_them() -> None:
    found = said(imported_from(results(apart("“I wait.” (P1) “I wait long.” “I cry.” (P2)"))).value)
    assert found == [("P1", "I wait."), ("P2", "I wait long."), ("P2", "I cry.")]


def test_a_citation_elsewhere_in_the_sentence_does_not_silence_a_quotation() -> None:
    runs = (
        Run(text="In line with "),
        Run(text="[12]", works=("a",)),
        Run(text=", many women were found to be “never told anything about what an illness of this kind means”."),
    )
    loaded = imported_from(results(LEAD, paragraph(runs)))
    assert "quote-recognised" in [one.rule.code for one in loaded.diagnostics]


def test_double_names_are_not_divided() -> None:
    blocks = (apart("I waited. (Anna-Maria)"), apart("I left. (Eva-Maria)"), apart("I came. (Anna, 43)"))
    names = [one.name for one in imported_from(results(*blocks)).value.participants]
    assert names == ["Anna-Maria", "Eva-Maria", "Anna"]


def test_labels_of_tables_and_times_are_no_participants() -> None:
    blocks = (
        apart("I waited. (S1)"),
        paragraph("As Table S3 shows, waits were described as “long and cold and dark”."),
    )
    assert [one.name for one in imported_from(results(*blocks)).value.participants] == ["S1"]


def test_a_researcher_can_be_a_participant() -> None:
    (one,) = imported_from(results(apart("I waited. (Researcher)"))).value.participants
    assert one.kind is ParticipantKind.PERSON


def test_field_notes_are_a_source_and_nobody_says_them() -> None:
    imported = imported_from(results(LEAD, apart("A boy runs past. (Field note, 12 November)"))).value
    assert (only(imported).speaker, only(imported).source) == ("", "Field note, 12 November")
    assert imported.participants == ()


def test_an_interview_with_a_number_stands_for_who_was_interviewed() -> None:
    imported = imported_from(results(LEAD, apart("I waited. (KII-07, Hilltown)"))).value
    assert [one.name for one in imported.participants] == ["KII-07"]


@pytest.mark.parametrize(
    "words",
    [
        "At 10:30 we left the house.",
        "My mother told me: don’t go there.",
        "They never came. – We waited and waited there.",
        "I went home. (They had closed the road.)",
        "I waited. – You know.",
    ],
)
def test_words_with_colons_dashes_and_brackets_are_no_speakers(words: str) -> None:
    quote = only(imported_from(results(paragraph("Roads were bad."), apart(f"“{words}” (P1)"))).value)
    assert (quote.words, quote.speaker) == (words, "P1")
    quote = only(imported_from(results(paragraph("One nurse (P1) said:"), apart(words))).value)
    assert quote.words == words


@pytest.mark.parametrize("label", ["Rosa, laughing", "Rosa, interview, May 2019"])
def test_a_name_beside_a_remark_or_the_year_of_an_interview_is_a_speaker(label: str) -> None:
    quote = only(imported_from(results(paragraph("Roads were bad."), apart(f"“I walk for hours.” ({label})"))).value)
    assert (quote.words, quote.speaker) == ("I walk for hours.", "Rosa")
