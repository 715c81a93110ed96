"""Tags of languages."""

from __future__ import annotations

import re

import pytest

from themebook.core.languages import TAG_PATTERN, as_tag, attributes_of, is_english, tag_of_name


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("de", "de"), ("PT-br", "pt-BR"), ("zh-hans-cn", "zh-Hans-CN"), ("es-419", "es-419"),
        ("de-ch-1996", "de-CH-1996"), ("gsw", "gsw"), ("no", "no"),
        ("ger", ""), ("german", ""), ("d", ""), ("de_AT", ""), ("de-", ""), ('de" x="', ""), ("", ""),
    ],
)  # fmt: skip
def test_tags_are_told_from_other_words(written: str, tag: str) -> None:
    assert as_tag(written) == tag


@pytest.mark.parametrize(
    ("name", "tag"),
    [("ngerman", "de"), ("Brazilian", "pt-BR"), ("langfrench", "fr"), ("UKenglish", "en-GB"), ("eng", "en"), ("x", "")],
)
def test_names_of_languages_have_tags(name: str, tag: str) -> None:
    assert tag_of_name(name) == tag
    assert not tag or re.fullmatch(TAG_PATTERN, tag)
    assert as_tag(tag) == tag


def test_english_is_english_everywhere() -> None:
    assert [is_english(tag) for tag in ("en", "en-GB", "enm", "de")] == [True, True, False, False]


@pytest.mark.parametrize(
    ("tag", "direction"),
    [("de", "ltr"), ("ar", "rtl"), ("he-IL", "rtl"), ("az-Arab", "rtl"), ("ar-Latn", "ltr"), ("ks-Deva-IN", "ltr")],
)
def test_a_language_has_the_direction_of_its_script(tag: str, direction: str) -> None:
    assert attributes_of(tag) == {"lang": tag, "dir": direction}
