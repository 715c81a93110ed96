"""The index of the site's search, by Pagefind. The only importer of it.

Pagefind's own Python interface waits a tenth of a second for each record, so its program is spoken to directly:
requests and answers are base64 of JSON, each with a comma behind it, and hold what that interface puts into them
(https://pagefind.app/docs/py-api/).
"""

from __future__ import annotations

import base64
import json
import re
import subprocess
from collections.abc import Iterator, Sequence
from io import BufferedReader
from pathlib import Path
from typing import Any

from pagefind.service import get_executable

from themebook.core.vocabulary import KINDS
from themebook.search.pagefind_files import in_order
from themebook.search.records import Record
from themebook.site.routes import SEARCH_INDEX

# A sign that nobody says or looks for; search-engines.js knows it too.
_MARK = "\u241e"

# What readers ask for by its whole title. They are few, so a browser can load all their titles.
_FOUND_BY_TITLE = ("theme", "subtheme", "participant")

# Pagefind's own user interfaces. The site has one of its own, with all kinds in it.
_UNUSED = re.compile(r"pagefind-(component-ui|modular-ui|ui|highlight)\.\w+")


class IndexingFailed(Exception):
    """Pagefind could not be run, or did not take what it was given."""


def write_index(found: Sequence[Record], site: Path, language: str) -> None:
    """Write the index of all records into a site, the same bytes for the same records. IndexingFailed if it cannot."""
    try:
        files = in_order(_indexed(found, language))
    except (OSError, ValueError, KeyError, IndexError) as error:
        raise IndexingFailed(f"the search index could not be made by Pagefind: {error}") from error
    for name, content in files.items():
        if not _UNUSED.fullmatch(name):
            file = site / SEARCH_INDEX / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)


def _indexed(found: Sequence[Record], language: str) -> dict[str, bytes]:
    """All files of the index, by their paths.

    They are taken from Pagefind and not left to it to write, because it answers before all of them are on the disk.
    """
    answer = _last_answer(_requests(found, language))
    return {file["path"]: base64.b64decode(file["content"]) for file in answer["files"]}


def _requests(found: Sequence[Record], language: str) -> Iterator[dict[str, object]]:
    yield {"type": "NewIndex", "config": {"force_language": language, "include_characters": "&"}}
    for record in found:
        yield {
            "type": "AddRecord",
            "index_id": 0,
            "url": record.address,
            "content": _content(record),
            "language": language,
            "meta": {"title": record.title, "kind": record.kind, **_told(record)},
            "filters": {"kind": [record.kind], **_filters(record)},
        }
    yield {"type": "GetFiles", "index_id": 0}


def _content(record: Record) -> str:
    """What a record says, a mark, and by which words it is found besides. Its title is found anyway.

    The mark keeps apart what somebody said and what others say of it. Pagefind wants some words in every record.
    """
    text = record.text if record.text != record.title else ""
    return f"{text} {_MARK} {record.more}" if record.more else text or record.title


def _told(record: Record) -> dict[str, str]:
    return {
        name: value
        for name in ("year", "source", "lang")
        if isinstance(value := record.facets.get(name), str) and value
    }


def _filters(record: Record) -> dict[str, list[str]]:
    chosen = {name: record.facets.get(name) or () for name in ("theme", "participant", "year")}
    by_title = {KINDS[kind].label for kind in _FOUND_BY_TITLE}
    chosen["title"] = record.title if record.kind in by_title else ()
    return {name: [value] if isinstance(value, str) else list(value) for name, value in chosen.items() if value}


def _last_answer(requests: Iterator[dict[str, object]]) -> Any:
    """Put each request and wait for its answer, so that records are taken in their order; the answer to the last."""
    program = get_executable()
    if program is None:
        raise FileNotFoundError("its program is not installed")
    # What it writes by the way must neither fill a pipe nor reach the author.
    pipe, answer = subprocess.PIPE, None
    with subprocess.Popen([program, "--service"], stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL) as service:
        assert service.stdin
        assert isinstance(service.stdout, BufferedReader)
        try:
            for number, request in enumerate(requests, start=1):
                message = json.dumps({"message_id": number, "payload": request})
                service.stdin.write(base64.b64encode(message.encode()) + b",")
                service.stdin.flush()
                answer = json.loads(base64.b64decode(_until_comma(service.stdout)))["payload"]
                if answer["type"] == "Error":
                    raise ValueError(answer["message"])
        finally:
            service.kill()
    return answer


def _until_comma(stream: BufferedReader) -> bytes:
    """The next answer. Nothing follows it before the next request."""
    answer = bytearray()
    while not answer.endswith(b","):
        piece = stream.read1()
        if not piece:
            raise ValueError("its program ended early")
        answer += piece
    return bytes(answer[:-1])
