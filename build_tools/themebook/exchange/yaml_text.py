"""The text of a findings file, as an author would write it: words in blocks, and quotation marks only where needed.

Format: YAML 1.1 as ``sources/yaml`` reads it (https://yaml.org/spec/1.1/).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from themebook.sources.findings.exact_kinds import ID_PATTERN


class BlockText(str):
    """Words or Markdown, which stand in a block of their own."""

    __slots__ = ()


class IdList(tuple[str, ...]):
    """Ids, which stand on one line."""

    __slots__ = ()


Value: TypeAlias = "str | int | bool | BlockText | IdList | Sequence[Value] | Mapping[str, Value]"
Tree: TypeAlias = Mapping[str, Value]

# A letter, then anything that means nothing in YAML. Quotation marks do no harm anywhere else.
_PLAIN = re.compile(r"[^\W\d_](?:[^\s:#\x00-\x20\x7f-\xa0\u2028\u2029\ufeff]|:(?!\s|$)|(?<! )#| (?!#|$))*")
_SPECIAL = re.compile(r"(?i:y|n|yes|no|on|off|true|false|null|nan|inf)")
# What a block cannot hold as it is: characters that YAML escapes, and those that it takes for line breaks.
_ESCAPED = re.compile("[^\n\t\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_INDENT = "  "


def yaml_text(text: str) -> str:
    """A string of YAML in double quotes. Those are the strings of JSON, apart from what YAML does not print."""
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))


def yaml_document(tree: Tree) -> str:
    """A whole file, with an empty line between the values of its keys at the top."""
    return "\n".join("".join(f"{line}\n" for line in _mapping({key: value}, "")) for key, value in tree.items())


def _mapping(tree: Tree, indent: str) -> Iterator[str]:
    for key, value in tree.items():
        name = key if re.fullmatch(ID_PATTERN, key) and not _SPECIAL.fullmatch(key) else yaml_text(key)
        yield from _entry(f"{indent}{name}:", value, indent)


def _entry(start: str, value: Value, indent: str) -> Iterator[str]:
    """The lines of a value after its key."""
    if isinstance(value, BlockText) and _fits_block(value):
        yield f"{start} |-"
        yield from (f"{indent}{_INDENT}{line}" if line else "" for line in value.split("\n"))
    elif isinstance(value, Mapping):
        yield start
        yield from _mapping(value, indent + _INDENT)
    elif isinstance(value, IdList | str) or not isinstance(value, Sequence):
        yield f"{start} {_inline(value)}"
    else:
        yield start
        for item in value:
            yield from _item(item, indent + _INDENT)


def _item(item: Value, indent: str) -> Iterator[str]:
    """The lines of an item of a list."""
    if isinstance(item, Mapping):
        lines = list(_mapping(item, indent + _INDENT))
        yield f"{indent}- {lines[0].removeprefix(indent + _INDENT)}"
        yield from lines[1:]
    else:
        yield f"{indent}- {_inline(item)}"


def _inline(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, IdList):
        return f"[{', '.join(value)}]"
    text = str(value)
    is_plain = isinstance(value, int) or (_PLAIN.fullmatch(text) and not _SPECIAL.fullmatch(text))
    return text if is_plain else yaml_text(text)


def _fits_block(text: str) -> bool:
    """Whether a block holds the text as it is. YAML takes the indentation from the first line."""
    return bool(text) and not _ESCAPED.search(text) and text == text.strip()
