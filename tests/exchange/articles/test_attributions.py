"""Who speaks, by what is written beside a quote."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from themebook.core.choices import ParticipantKind, SourceKind
from themebook.exchange.articles.attributions import parse_attribution
from themebook.exchange.articles.labels import is_code, is_label

GROUP = ParticipantKind.GROUP


@pytest.mark.parametrize(
    ("text", "name", "source", "attributes"),
    [
        ("P12, female, 8 years", "P12", "", {"Gender": "female", "Described as": "8 years"}),
        ("P12, female, 38 years", "P12", "", {"Gender": "female", "Age (years)": "38"}),
        ("P7, F, 41", "P7", "", {"Gender": "female", "Age (years)": "41"}),
        (
            "“Leila,” 30 years, Women’s FGD#3, Hill Region",
            "Leila",
            "Women’s FGD#3",
            {"Age (years)": "30", "Site": "Hill Region"},
        ),
        ("ID No 6, FGD 4", "ID No 6", "FGD 4", {}),
        ("Mother 2", "Mother 2", "", {"Role": "Mother"}),
        ("Ward nurse, HC9", "HC9", "", {"Role": "Ward nurse"}),
        ("200510_002", "200510_002", "", {}),
        ("QRS2-4", "QRS2-4", "", {}),
        ("FG2-P5", "FG2-P5", "FG2", {}),
        ("Carer, blue group, Phase 2, ID#47", "ID#47", "Phase 2", {"Role": "Carer", "Group": "blue"}),
        ("participant #3, male, 25-34 years", "participant #3", "", {"Gender": "male", "Described as": "25-34 years"}),
        ("Laura, physician, 12 years’ experience", "Laura", "", {"Role": "physician", "Experience (years)": "12"}),
        (
            "Enfermera 3, mujer, 45 años",
            "Enfermera 3",
            "",
            {"Gender": "mujer", "Age (years)": "45", "Role": "Enfermera"},
        ),
        ("B3, weiblich, 45 Jahre", "B3", "", {"Gender": "weiblich", "Age (years)": "45"}),
        ("Ali’s uncle, 61 year-old man", "Ali’s uncle", "", {"Age (years)": "61", "Gender": "man"}),
    ],
)
def test_a_name_goes_before_what_describes(text: str, name: str, source: str, attributes: dict[str, str]) -> None:
    found = parse_attribution(text)
    assert found
    assert (found.name, found.source, dict(found.attributes)) == (name, source, attributes)
    assert not found.is_description


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("16 year-old mother", "16 year-old mother", ParticipantKind.PERSON),
        ("nurse", "Nurse", ParticipantKind.PERSON),
        ("IDI", "IDI", ParticipantKind.PERSON),
    ],
)
def test_a_description_is_the_name_of_somebody_unknown(text: str, name: str, kind: ParticipantKind) -> None:
    found = parse_attribution(text)
    assert found
    assert (found.name, found.kind, found.is_description) == (name, kind, True)


@pytest.mark.parametrize("text", ["FGD from Hilltown", "FGD (Elders)", "Women’s focus group, rural", "FGD 2"])
def test_a_discussion_alone_is_a_group(text: str) -> None:
    found = parse_attribution(text)
    assert found
    assert (found.name, found.kind) == (text, GROUP)


def test_codes_of_several_people_are_a_group() -> None:
    found = parse_attribution("P2; P3")
    assert found
    assert (found.name, found.kind) == ("P2, P3", GROUP)


def test_the_place_in_a_transcript_is_a_locator() -> None:
    found = parse_attribution("Interview 3, l. 120")
    assert found
    assert (found.name, found.locator) == ("Interview 3", "l. 120")


def test_field_notes_are_a_source() -> None:
    found = parse_attribution("Field notes, ID#5")
    assert found
    assert (found.name, found.source, found.source_kind) == ("ID#5", "Field notes", SourceKind.NOTES)


def test_labels_that_differ_in_punctuation_have_one_key() -> None:
    keys = {found.key for text in ("FM1", "FM #1", "fm-1") if (found := parse_attribution(text))}
    assert len(keys) == 1


@pytest.mark.parametrize("text", ["Lee, 2016", "Lee and Roy, 2016, p. 4", "laughs", "the harvest", "1998", "sic"])
def test_citations_and_remarks_are_no_labels(text: str) -> None:
    assert not is_label(text)


@pytest.mark.parametrize("text", ["34 years", "2019", "p. 4", "25-34", "00:12:31", "45"])
def test_ages_years_and_places_are_no_codes(text: str) -> None:
    assert not is_code(text)


@given(st.text(max_size=80))
def test_nothing_of_a_label_is_lost(text: str) -> None:
    found = parse_attribution(text)
    if found and found.name:
        values = " ".join((found.name, found.source, found.locator, *(value for _, value in found.attributes)))
        known = values.casefold()
        assert all(letter in known for letter in text.casefold() if letter.isdigit())
