"""Rules are declared once each, all over the package, and the guide lists them all."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from tests.test_architecture import modules
from themebook.cli.guide import RULES
from themebook.core.diagnostics import Rule, Severity, Span, rule
from themebook.exchange.rules import IMPORT_RULES


def named() -> Iterator[tuple[str, Rule]]:
    """Every rule that a module declares or imports, with its name there."""
    for name in modules():
        if name != "__main__":
            of_module = vars(import_module(f"themebook.{name}"))
            yield from ((name, value) for name, value in of_module.items() if isinstance(value, Rule))


DECLARED = list({id(one): one for _, one in named()}.values())


def test_every_rule_is_documented() -> None:
    assert {one.code for one in DECLARED} == {one.code for one in (*RULES, *IMPORT_RULES)}


@pytest.mark.parametrize("code", [one.code for one in IMPORT_RULES])
def test_every_rule_about_imported_files_is_in_a_test(code: str) -> None:
    tests = (Path(__file__).parents[1] / "exchange").rglob("test_*.py")
    names = (code, code.replace("-", "_").upper())
    assert any(name in test.read_text("utf-8") for test in tests for name in names)


def test_no_two_rules_share_a_code() -> None:
    for rules in (DECLARED, (*RULES, *IMPORT_RULES)):
        codes = [one.code for one in rules]
        assert sorted(set(codes)) == sorted(codes)


def test_every_rule_has_the_name_of_its_code() -> None:
    assert [name for name, one in named() if name.lower().replace("_", "-") != one.code] == []


@pytest.mark.parametrize("one", DECLARED, ids=lambda one: one.code)
def test_every_meaning_is_a_sentence(one: Rule) -> None:
    assert one.meaning[0] == "`" or one.meaning[0].isupper()
    assert one.meaning.endswith(".")
    assert "\n" not in one.meaning


@rule(Severity.NOTE)
def two_words(number: int) -> str:
    """A meaning
    on two lines.

    More about the function.
    """
    return str(two_words.at(Span("a.yml", number), "wrong").span)


def test_a_rule_takes_its_code_and_meaning_from_its_function() -> None:
    assert (two_words.code, two_words.meaning, two_words.severity) == (
        "two-words",
        "A meaning on two lines.",
        Severity.NOTE,
    )
    assert two_words(3) == "a.yml:3:1"
