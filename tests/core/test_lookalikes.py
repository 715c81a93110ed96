"""Look-alikes are found and named, and nothing else is taken for one."""

from __future__ import annotations

import pytest

from themebook.core.lookalikes import first, named, plain, to_type, unquoted

FOUND = {
    "a\u2013b": (1, "an en dash (\u2013, U+2013)", "type a hyphen (-) here"),
    "\u00a0a": (0, "a no-break space (U+00A0)", "type a space here"),
    "a\u202fb": (1, "a narrow no-break space (U+202F)", "type a space here"),
    "a\u3000b": (1, "an ideographic space (U+3000)", "type a space here"),
    "a\u200bb": (1, "a zero-width space (U+200B)", "delete it"),
    "a\ufeff": (1, "a byte order mark (U+FEFF)", "delete it"),
    "\u201ca": (0, "a left double quotation mark (\u201c, U+201C)", 'type a straight quotation mark (") here'),
    "a\u2019": (1, "a right single quotation mark (\u2019, U+2019)", "type a straight apostrophe (') here"),
    "a\uff1a": (1, "a fullwidth colon (\uff1a, U+FF1A)", "type `:` here"),
    "a\u0430": (1, "a Cyrillic small letter a (\u0430, U+0430)", "type the Latin letter a here"),
    "\u03bfb": (0, "a Greek small letter omicron (\u03bf, U+03BF)", "type the Latin letter o here"),
}


@pytest.mark.parametrize("text", FOUND)
def test_a_look_alike_is_named_with_what_to_type(text: str) -> None:
    at, name, advice = FOUND[text]
    assert first(text) == at
    assert named(text[at]) == name
    assert to_type(text[at]) == advice


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain-id",
        "m\u00fcller2004",
        "\u738b2004",
        "\u0438\u0432\u0430\u043d\u043e\u04322004",
        "\u03b1\u03b2\u03b3",
        "na\u00efve",
    ],
)
def test_a_word_that_is_what_it_looks_like(text: str) -> None:
    assert first(text) == -1


def test_plain_has_nothing_that_looks_like_something_else() -> None:
    assert plain("\u201ca\u00a0\u2013\u200b b\uff1a\u0441\u201d") == '"a - b:c"'
    assert all(first(plain(text)) == -1 for text in FOUND)


@pytest.mark.parametrize(
    ("text", "inside"),
    [("\u201ca\u201d", "a"), ("\u2018a b\u2019", "a b"), ("\u00aba\u00bb", "a"), ("a", None), ("\u201ca", None)],
)
def test_what_typographic_quotation_marks_are_around(text: str, inside: str | None) -> None:
    assert unquoted(text) == inside
