"""The Pagefind index of the site. The only module that imports pagefind.

Pagefind's Python API waits a tenth of a second for each record, so this module talks to its executable directly.
Requests and responses are base64-encoded JSON, each followed by a comma, with the same contents as those of the API
(https://pagefind.app/docs/py-api/).
"""

from __future__ import annotations

import base64
import json
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from io import BufferedReader
from pathlib import Path
from typing import Any

from pagefind.service import get_executable

from themebook.core.background import BackgroundTask
from themebook.core.vocabulary import KINDS
from themebook.search.pagefind_files import sort_filters
from themebook.search.records import Record
from themebook.site.routes import SEARCH_INDEX

# A character that no text contains and no reader searches for. search-engines.js uses it too.
_SEPARATOR = "\u241e"

# Kinds that readers search for by title. They are few, so the browser can load all their titles.
_FOUND_BY_TITLE = ("theme", "subtheme", "participant")

# Pagefind's user interfaces, which the site replaces with its own.
_UNUSED = re.compile(r"pagefind-(component-ui|modular-ui|ui|highlight)\.\w+")


class IndexingFailed(Exception):
    """Pagefind could not be run, or rejected a record."""


class Indexing(BackgroundTask):
    """The index of all records, which is made in a thread while the pages are written. It is reproducible."""

    def __init__(self, records: Sequence[Record], site: Path, language: str) -> None:
        """Start to make the index for a site folder."""
        self._site = site
        self._requests = _requests(records, language)
        self._files: Mapping[str, bytes] = {}
        super().__init__("themebook-index")

    def finish(self) -> None:
        """Write the index into the folder. Raises ``IndexingFailed`` if it could not be made."""
        if error := self._wait():
            raise IndexingFailed(f"the search index could not be made by Pagefind: {error}") from error
        for name, content in self._files.items():
            if not _UNUSED.fullmatch(name):
                file = self._site / SEARCH_INDEX / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)

    def _work(self) -> None:
        # Pagefind does not write the files itself, because it responds before all of them are on the disk.
        response = self._last_response(self._requests)
        files = {file["path"]: base64.b64decode(file["content"]) for file in response["files"]}
        self._files = sort_filters(files)

    def _last_response(self, requests: Iterator[dict[str, object]]) -> Any:
        """Send requests one by one, which keeps the records in order. Returns the response to the last."""
        program = get_executable()
        if program is None:
            raise FileNotFoundError("its executable is not installed")
        # Log output must neither fill a pipe nor reach the author.
        pipe, response = subprocess.PIPE, None
        with subprocess.Popen([program, "--service"], stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL) as service:
            self._stop_with_task(service)
            assert service.stdin
            assert isinstance(service.stdout, BufferedReader)
            try:
                for number, request in enumerate(requests, start=1):
                    message = json.dumps({"message_id": number, "payload": request})
                    service.stdin.write(base64.b64encode(message.encode()) + b",")
                    service.stdin.flush()
                    response = json.loads(base64.b64decode(_read_response(service.stdout)))["payload"]
                    if response["type"] == "Error":
                        raise ValueError(response["message"])
            finally:
                service.kill()
        return response


def _requests(records: Sequence[Record], language: str) -> Iterator[dict[str, object]]:
    yield {"type": "NewIndex", "config": {"force_language": language, "include_characters": "&"}}
    for record in records:
        yield {
            "type": "AddRecord",
            "index_id": 0,
            "url": record.address,
            "content": _content(record),
            "language": language,
            "meta": {"title": record.title, **_meta(record)},
            "filters": {"kind": [record.kind], **_filters(record)},
        }
    yield {"type": "GetFiles", "index_id": 0}


def _content(record: Record) -> str:
    """The text of a record, a separator, and further words to find it by. Pagefind indexes the title anyway.

    The separator lets a script distinguish the words of a quote from text about it. Pagefind requires some content.
    """
    text = record.text if record.text != record.title else ""
    return f"{text} {_SEPARATOR} {record.more}" if record.more else text or record.title


def _meta(record: Record) -> dict[str, str]:
    """What a result shows. Pagefind searches it too, so the label of the kind is in it, which readers know."""
    facets = {name: record.facets.get(name) for name in ("year", "source", "place", "stance", "lang")}
    shown = {name: value for name, value in facets.items() if isinstance(value, str) and value}
    return {"label": KINDS[record.kind].label, **shown}


def _filters(record: Record) -> dict[str, list[str]]:
    filters = {name: record.facets.get(name) or () for name in ("theme", "participant", "year")}
    filters["title"] = record.title if record.kind in _FOUND_BY_TITLE else ()
    return {name: [value] if isinstance(value, str) else list(value) for name, value in filters.items() if value}


def _read_response(stream: BufferedReader) -> bytes:
    """The next response, which ends with a comma. No more output follows until the next request."""
    response = bytearray()
    while not response.endswith(b","):
        chunk = stream.read1()
        if not chunk:
            raise ValueError("its executable ended early")
        response += chunk
    return bytes(response[:-1])
