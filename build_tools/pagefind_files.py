"""Pagefind's files, put into an order that is the same each time.

Pagefind writes its filters, and the values of each, in an order that no one can foretell, and names files after what is
in them. Its files are packed by gzip, begin with a mark of their own, and are CBOR (RFC 8949), of which arrays, texts
and numbers occur.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping, Sequence

_MARK = b"pagefind_dcd"
_UNKNOWN = "its files are not as this version of Themebook knows them"
# The place of the filters in the array of the metadata: version, pages, words, filters, sorts, fields.
_FILTERS = 3


def in_order(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of an index with the filters and the values of each in order.

    ValueError, KeyError or IndexError where they are not as expected.
    """
    ordered = dict(files)
    entry = json.loads(ordered["pagefind-entry.json"])
    for language in sorted(entry["languages"].values(), key=lambda one: str(one["hash"])):
        parts = _items(_unpacked(ordered.pop(f"pagefind.{language['hash']}.pf_meta")))
        parts[_FILTERS] = _array(sorted(_in_order(ordered, pair) for pair in _items(parts[_FILTERS])))
        content = _array(parts)
        language["hash"] = _hashed(language["hash"], content)
        ordered[f"pagefind.{language['hash']}.pf_meta"] = _packed(content)
    ordered["pagefind-entry.json"] = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()
    return ordered


def _in_order(files: dict[str, bytes], pair: bytes) -> bytes:
    """The name of a filter with the new hash of its file, whose values are now in order."""
    name, old = _items(pair)
    title, values = _items(_unpacked(files.pop(f"filter/{_text(old)}.pf_filter")))
    content = _array([title, _array(sorted(_items(values), key=lambda one: _text(_items(one)[0])))])
    new = _hashed(_text(old), content)
    files[f"filter/{new}.pf_filter"] = _packed(content)
    return _array([name, _encoded(new)])


def _hashed(old: str, content: bytes) -> str:
    """A hash of new content in the form of the old: the language, and a few hexadecimal digits."""
    language, _, digits = old.rpartition("_")
    return f"{language}_{hashlib.sha256(content).hexdigest()[: len(digits)]}"


def _unpacked(file: bytes) -> bytes:
    unpacked = gzip.decompress(file)
    if not unpacked.startswith(_MARK):
        raise ValueError(_UNKNOWN)
    return unpacked.removeprefix(_MARK)


def _packed(content: bytes) -> bytes:
    return gzip.compress(_MARK + content, mtime=0)


def _head(data: bytes, at: int) -> tuple[int, int, int]:
    """The kind of the item at a place, its number, and where what belongs to it begins."""
    kind, short = data[at] >> 5, data[at] & 31
    if short < 24:
        return kind, short, at + 1
    if short > 27:
        raise ValueError(_UNKNOWN)
    size = 1 << (short - 24)
    return kind, int.from_bytes(data[at + 1 : at + 1 + size], "big"), at + 1 + size


def _end(data: bytes, at: int) -> int:
    """Where the item that begins at a place ends."""
    kind, number, at = _head(data, at)
    if kind in (2, 3):
        return at + number
    if kind == 4:
        for _ in range(number):
            at = _end(data, at)
        return at
    if kind in (0, 1):
        return at
    raise ValueError(_UNKNOWN)


def _items(array: bytes) -> list[bytes]:
    kind, number, at = _head(array, 0)
    if kind != 4:
        raise ValueError(_UNKNOWN)
    found = []
    for _ in range(number):
        end = _end(array, at)
        found.append(array[at:end])
        at = end
    return found


def _array(items: Sequence[bytes]) -> bytes:
    return _number(4, len(items)) + b"".join(items)


def _encoded(text: str) -> bytes:
    return _number(3, len(text.encode())) + text.encode()


def _number(kind: int, number: int) -> bytes:
    if number < 24:
        return bytes([kind << 5 | number])
    size = next(size for size in (1, 2, 4, 8) if number < 1 << (8 * size))
    return bytes([kind << 5 | 24 + size.bit_length() - 1]) + number.to_bytes(size, "big")


def _text(item: bytes) -> str:
    _, length, at = _head(item, 0)
    return item[at : at + length].decode()
