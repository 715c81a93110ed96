"""Which licence the text of a paper gives to a new study."""

import pytest

from themebook.starter import licence_named

NONE = "all-rights-reserved"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("CC BY 4.0", "CC-BY-4.0"),
        ("https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0"),
        ("Open access under CC BY-SA 4.0 (http://creativecommons.org/licenses/by-sa/4.0/).", "CC-BY-SA-4.0"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0"),
        ("CC BY-NC-ND 4.0", NONE),
        ("", NONE),
        ("Text: https://creativecommons.org/licenses/by/4.0/, photographs: all rights reserved", NONE),
        ("Text under CC BY 4.0, data under CC0 1.0", NONE),
    ],
)
def test_a_licence_is_given_only_if_the_text_names_one_for_all(text: str, name: str) -> None:
    assert licence_named(text) == name
