"""Who the authors of a study are, and the addresses that it gives."""

from __future__ import annotations

import pytest

from themebook.core.bibliography import ET_AL, Person
from themebook.core.diagnostics import Span
from themebook.core.orcid import is_orcid, orcid_address
from themebook.core.study_details import Author, are_authors
from themebook.core.web_addresses import contact_address
from themebook.sources.bibtex.persons import read_names
from themebook.views.study_details import licence_address


@pytest.mark.parametrize(
    ("names", "entry", "same"),
    [
        (["Ann Own", "Bo Two"], "Own, Ann and Two, Bo", True),
        (["A. Own", "TWO, B."], "Own, Ann and Two, Bo", True),
        (["Bo Two", "Ann Own"], "Own, Ann and Two, Bo", False),
        (["Ann Own"], "Own, Ann and Two, Bo", False),
        (["Ann Brown"], "Own, Ann", False),
        (["Noël d’Arcy"], "d'Arcy, Noël", True),
        (["Ludwig van Beethoven Jr."], "van Beethoven, Jr., Ludwig", True),
        (["Mao Zedong"], "Mao, Zedong", True),
        (["Gabriel García Márquez"], "García Márquez, Gabriel", True),
        (["The Seed Bank Night Group"], "{Seed Bank Night Group}", True),
        (["Ann Own", "Bo Two"], "Own, Ann and others", True),
        (["Ann Own"], "Own, Ann and others", False),
        (["Bo Two", "Ann Own"], "Own, Ann and others", False),
    ],
)
def test_authors_are_those_of_an_entry_if_their_family_names_are(names: list[str], entry: str, same: bool) -> None:
    authors = [Author(name=name, span=Span("findings.yml")) for name in names]
    assert are_authors(authors, read_names(entry).persons) == same


@pytest.mark.parametrize(
    ("written", "inverted"),
    [
        ("Walker, Emma J.", "Walker, Emma J."),
        ("Ludwig van Beethoven", "van Beethoven, Ludwig"),
        ("King, Jr., Martin Luther", "King, Martin Luther, Jr."),
        ("{Ministry of Justice}", "Ministry of Justice"),
        ("others", ET_AL),
    ],
)
def test_a_name_is_inverted(written: str, inverted: str) -> None:
    (person,) = read_names(written).persons
    assert person.inverted_name == inverted


def test_a_particle_that_is_dropped_follows_the_given_name() -> None:
    person = Person(family="Humboldt", given="Alexander", particle="von", drops_particle=True)
    assert person.inverted_name == "Humboldt, Alexander von"


# The first is of the documentation of ORCID; the check digit of the second is X.
ORCIDS = ("0000-0002-1825-0097", "0000-0002-1694-233X")


@pytest.mark.parametrize("orcid", ORCIDS)
def test_any_other_digit_makes_another_check_digit(orcid: str) -> None:
    assert is_orcid(orcid)
    assert is_orcid(f"https://orcid.org/{orcid}")
    assert orcid_address(orcid) == orcid_address(f"http://orcid.org/{orcid}") == f"https://orcid.org/{orcid}"
    for place in (place for place, character in enumerate(orcid) if character.isdigit()):
        others = set("0123456789") - {orcid[place]}
        changed = [f"{orcid[:place]}{digit}{orcid[place + 1 :]}" for digit in sorted(others)]
        assert [one for one in changed if is_orcid(one)] == []


@pytest.mark.parametrize("wrong", ["0000000218250097", "0000-0002-1825-009", "\u0660000-0002-1825-0097", "x"])
def test_an_orcid_has_four_groups_of_digits(wrong: str) -> None:
    assert not is_orcid(wrong)


@pytest.mark.parametrize(
    ("contact", "address"),
    [
        ("ann@example.org", "mailto:ann@example.org"),
        ("mailto:ann@example.org", "mailto:ann@example.org"),
        ("https://social.example.org/@ann.own", "https://social.example.org/@ann.own"),
        ("www.example.org", "https://www.example.org"),
        ("ann@example.org?bcc=all", None),
        ("javascript:a@b.c", None),
        ("ann@example", None),
        ("Ann Own", None),
    ],
)
def test_a_contact_is_a_mailbox_or_a_page(contact: str, address: str | None) -> None:
    assert contact_address(contact) == address


@pytest.mark.parametrize(
    ("licence", "address"),
    [
        ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        ("CC-BY-NC-SA-3.0", "https://creativecommons.org/licenses/by-nc-sa/3.0/"),
        ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("https://example.org/licence", "https://example.org/licence"),
        ("CC BY", ""),
        ("All rights reserved", ""),
        ("", ""),
    ],
)
def test_known_licences_have_addresses(licence: str, address: str) -> None:
    assert licence_address(licence) == address
