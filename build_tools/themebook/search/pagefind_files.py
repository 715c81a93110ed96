"""Pagefind's files, put into an order that is the same each time.

Pagefind writes its filters, and the values of each, in an order that no one can foretell, and names files after what is
in them. Its files are packed by gzip, begin with a mark of their own, and are CBOR (RFC 8949).
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping
from typing import Any

import cbor2

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
        parts = _unpacked(ordered.pop(f"pagefind.{language['hash']}.pf_meta"))
        parts[_FILTERS] = sorted(_in_order(ordered, name, old) for name, old in parts[_FILTERS])
        language["hash"] = _hashed(language["hash"], parts)
        ordered[f"pagefind.{language['hash']}.pf_meta"] = _packed(parts)
    ordered["pagefind-entry.json"] = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()
    return ordered


def _in_order(files: dict[str, bytes], name: str, old: str) -> list[str]:
    """The name of a filter with the new hash of its file, whose values are now in order."""
    title, values = _unpacked(files.pop(f"filter/{old}.pf_filter"))
    content = [title, sorted(values)]
    new = _hashed(old, content)
    files[f"filter/{new}.pf_filter"] = _packed(content)
    return [name, new]


def _hashed(old: str, content: list[Any]) -> str:
    """A hash of new content in the form of the old: the language, and a few hexadecimal digits."""
    language, _, digits = old.rpartition("_")
    return f"{language}_{hashlib.sha256(cbor2.dumps(content)).hexdigest()[: len(digits)]}"


def _unpacked(file: bytes) -> list[Any]:
    unpacked = gzip.decompress(file)
    content = cbor2.loads(unpacked.removeprefix(_MARK)) if unpacked.startswith(_MARK) else None
    if not isinstance(content, list):
        raise ValueError(_UNKNOWN)
    return content


def _packed(content: list[Any]) -> bytes:
    return gzip.compress(_MARK + cbor2.dumps(content), mtime=0)
