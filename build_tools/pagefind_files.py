"""Pagefind's files, put into an order that is the same each time.

Pagefind writes its filters, and the values of each, in an order that no one can foretell, and names files after what is
in them. Its files are packed by gzip, begin with a mark of their own, and are CBOR (RFC 8949), of which arrays, texts
and numbers occur.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

_MAGIC = b"pagefind_dcd"
_UNKNOWN = "its files are not as this version of Themebook knows them"
# The place of the filters in the array of the metadata: version, pages, words, filters, sorts, fields.
_FILTERS = 3


def settle_order(to: Path) -> None:
    """Put the filters and the values of each in order. ValueError or IndexError where the files are not as expected."""
    entry = to / "pagefind-entry.json"
    told = json.loads(entry.read_text("utf-8"))
    for language in sorted(told["languages"].values(), key=lambda one: str(one["hash"])):
        meta = to / f"pagefind.{language['hash']}.pf_meta"
        parts = _items(_unpacked(meta))
        parts[_FILTERS] = _array(sorted(_settled(to, pair) for pair in _items(parts[_FILTERS])))
        language["hash"] = _repacked(meta, _array(parts), "pagefind.{}.pf_meta")
    entry.write_text(json.dumps(told, ensure_ascii=False, separators=(",", ":")), encoding="utf-8", newline="\n")


def _settled(to: Path, pair: bytes) -> bytes:
    """The name of a filter with the new hash of its file, whose values are now in order."""
    name, hashed = _items(pair)
    file = to / "filter" / f"{_text(hashed)}.pf_filter"
    title, values = _items(_unpacked(file))
    ordered = _array(sorted(_items(values), key=lambda one: _text(_items(one)[0])))
    return _array([name, _encoded(_repacked(file, _array([title, ordered]), "{}.pf_filter"))])


def _unpacked(file: Path) -> bytes:
    unpacked = gzip.decompress(file.read_bytes())
    if not unpacked.startswith(_MAGIC):
        raise ValueError(_UNKNOWN)
    return unpacked.removeprefix(_MAGIC)


def _repacked(file: Path, content: bytes, name: str) -> str:
    """Write new content in place of a file, under a new hash of the same form, which is returned."""
    language = file.name.removeprefix("pagefind.").partition("_")[0]
    old = file.name.removeprefix("pagefind.").removesuffix(file.suffix)
    hashed = f"{language}_{hashlib.sha256(content).hexdigest()[: len(old) - len(language) - 1]}"
    file.unlink()
    (file.parent / name.format(hashed)).write_bytes(gzip.compress(_MAGIC + content, mtime=0))
    return hashed


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
