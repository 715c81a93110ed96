"""Whatever a findings file is made of, YAML gives it back."""

from __future__ import annotations

import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from themebook.exchange.yaml_text import BlockText, IdList, Tree, yaml_document, yaml_text

# Letters, and all that means something in YAML or to those who split lines.
_CHARACTERS = [*"aBé ДΩ😀", *"\"'`-#%&$_{}\\~^<>@![]()*|=:;.,/?+\n\t", "\x85", "\u2028", "\ufeff", "\x7f", "1", "0"]
texts = st.text(st.sampled_from(_CHARACTERS), max_size=30)
lines = texts.map(lambda text: " ".join(text.split()))
ids = st.from_regex(r"[a-z][a-z0-9]{0,4}(-[a-z0-9]{1,3})?", fullmatch=True)
values = st.recursive(
    st.one_of(
        lines,
        st.booleans(),
        st.integers(1, 99),
        texts.map(BlockText),
        st.lists(ids, min_size=1, max_size=3).map(IdList),
    ),
    lambda inner: st.one_of(
        st.dictionaries(ids, inner, min_size=1, max_size=3),
        st.lists(st.dictionaries(ids, inner, min_size=1, max_size=3), min_size=1, max_size=3),
        st.lists(lines, min_size=1, max_size=3),
    ),
    max_leaves=8,
)


def _plain(value: object) -> object:
    """The value as YAML reads it."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return str(value) if isinstance(value, str) else value


@given(texts)
def test_a_string_comes_back(text: str) -> None:
    assert yaml.safe_load(f"a: {yaml_text(text)}") == {"a": text}


@given(st.dictionaries(ids, values, min_size=1, max_size=4))
@example({"a": "yes", "b": "12", "c": "a # b", "d": "a: b", "e": "a:", "f": BlockText("- a\n\n  b\n# c")})
@example({"a": "1:30", "b": "~", "c": "No", "d": "2024-05-01", "e": "=", "f": "é"})
def test_a_file_comes_back(tree: Tree) -> None:
    assert yaml.safe_load(yaml_document(tree)) == _plain(tree)


def test_words_stand_in_blocks_and_names_without_quotation_marks() -> None:
    tree = {
        "themes": [{"id": "company", "quotes": [{"text": BlockText("We talk:\nall day"), "codes": IdList(("a", "b"))}]}]
    }
    assert yaml_document(tree) == (
        "themes:\n"
        "  - id: company\n"
        "    quotes:\n"
        "      - text: |-\n"
        "          We talk:\n"
        "          all day\n"
        "        codes: [a, b]\n"
    )
