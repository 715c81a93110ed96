"""Makes the files of a Pagefind index reproducible.

Pagefind writes filters and their values in random order, and names files after hashes of their content. The files
contain a signature and CBOR (RFC 8949), compressed with gzip.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping
from typing import Any

import cbor2

_SIGNATURE = b"pagefind_dcd"
_UNKNOWN_FORMAT = "its files have a format that this version of Themebook does not know"
# The index of the filters in the array of metadata: version, pages, words, filters, sorts, fields.
_FILTERS = 3


def sort_filters(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of an index, by path, with sorted filters and values.

    Raises ValueError, KeyError or IndexError if the format is unexpected.
    """
    result = dict(files)
    entry = json.loads(result["pagefind-entry.json"])
    for language in sorted(entry["languages"].values(), key=lambda language: str(language["hash"])):
        meta = _unpack(result.pop(f"pagefind.{language['hash']}.pf_meta"))
        meta[_FILTERS] = sorted(_sort_values(result, name, old_hash) for name, old_hash in meta[_FILTERS])
        language["hash"] = _hash(language["hash"], meta)
        result[f"pagefind.{language['hash']}.pf_meta"] = _pack(meta)
    result["pagefind-entry.json"] = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()
    return result


def _sort_values(files: dict[str, bytes], name: str, old_hash: str) -> list[str]:
    """Sort the values of a filter in its file. Returns its name and the new hash of the file."""
    title, values = _unpack(files.pop(f"filter/{old_hash}.pf_filter"))
    content = [title, sorted(values)]
    new_hash = _hash(old_hash, content)
    files[f"filter/{new_hash}.pf_filter"] = _pack(content)
    return [name, new_hash]


def _hash(old_hash: str, content: list[Any]) -> str:
    """A hash of new content in the format of the old one: the language and a few hexadecimal digits."""
    language, _, digits = old_hash.rpartition("_")
    return f"{language}_{hashlib.sha256(cbor2.dumps(content)).hexdigest()[: len(digits)]}"


def _unpack(file: bytes) -> list[Any]:
    unpacked = gzip.decompress(file)
    content = cbor2.loads(unpacked.removeprefix(_SIGNATURE)) if unpacked.startswith(_SIGNATURE) else None
    if not isinstance(content, list):
        raise ValueError(_UNKNOWN_FORMAT)
    return content


def _pack(content: list[Any]) -> bytes:
    return gzip.compress(_SIGNATURE + cbor2.dumps(content), mtime=0)
