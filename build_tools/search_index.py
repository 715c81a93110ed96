"""The index of the site's search, by Pagefind. The only importer of it.

Pagefind's own Python interface waits a tenth of a second for each record, so its program is spoken to directly:
requests and answers are base64 of JSON, each with a comma behind it, and hold what that interface puts into them
(https://pagefind.app/docs/py-api/).
"""

from __future__ import annotations

import base64
import json
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

from pagefind.service import get_executable

from build_tools.pagefind_files import settle_order
from build_tools.records import Record

FOLDER = "pagefind"

# Pagefind's own user interfaces. The site has one of its own, with all kinds in it.
_UNUSED = ("pagefind-component-ui.*", "pagefind-modular-ui.*", "pagefind-ui.*", "pagefind-highlight.js")


class IndexingFailed(Exception):
    """Pagefind could not be run, or did not take what it was given."""


def write_index(found: Sequence[Record], site: Path, language: str) -> None:
    """Write the index of all records into a site, the same bytes for the same records. IndexingFailed if it cannot."""
    to = site / FOLDER
    try:
        _converse(_requests(found, language, to))
        for pattern in _UNUSED:
            for file in to.glob(pattern):
                file.unlink()
        settle_order(to)
    except (OSError, ValueError, KeyError, IndexError) as error:
        raise IndexingFailed(f"the search index could not be made by Pagefind: {error}") from error


def _requests(found: Sequence[Record], language: str, to: Path) -> Iterator[dict[str, object]]:
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
    yield {"type": "WriteFiles", "index_id": 0, "output_path": str(to.absolute())}


def _content(record: Record) -> str:
    """The words of a record, but for a text that is its title, by which it is found anyway; Pagefind wants some."""
    words = (record.text if record.text != record.title else "", record.more)
    return " ".join(filter(None, words)) or record.title


def _told(record: Record) -> dict[str, str]:
    return {name: value for name in ("year", "source") if isinstance(value := record.facets.get(name), str) and value}


def _filters(record: Record) -> dict[str, list[str]]:
    chosen = {name: record.facets.get(name) or () for name in ("theme", "participant", "year")}
    return {name: [value] if isinstance(value, str) else list(value) for name, value in chosen.items() if value}


def _converse(requests: Iterator[dict[str, object]]) -> None:
    """Put each request and wait for its answer, so that records are taken in their order."""
    program = get_executable()
    if program is None:
        raise FileNotFoundError("its program is not installed")
    # What it writes by the way must neither fill a pipe nor reach the author.
    with (
        tempfile.TemporaryFile() as asides,
        subprocess.Popen(
            [program, "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=asides
        ) as service,
    ):
        assert service.stdin
        assert service.stdout
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


def _until_comma(stream: IO[bytes]) -> bytes:
    answer = bytearray()
    while (byte := stream.read(1)) != b",":
        if not byte:
            raise ValueError("its program ended early")
        answer += byte
    return bytes(answer)
