"""What came to life in the outputs that are not the site itself: the zip, the folder, and the PDF."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from pypdf import PdfReader

from tests.conftest import mkdocs, themebook
from tests.payloads.study import Hand
from tests.payloads.watch import LINKED, alive_in, garbled_in


def built(folder: Path) -> Path:
    """The site of a project."""
    done = mkdocs("build", folder=folder)
    assert done.returncode == 0, done.stderr
    return folder / "site"


def pages_in(folder: Path) -> dict[str, str]:
    """The HTML of all pages below a folder, by their paths."""
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in sorted(folder.rglob("*.html"))}


def troubles(pages: dict[str, str], hand: Hand) -> list[str]:
    """What acts on any page, and what is shown other than as it was typed."""
    values = hand.shown_as_typed()
    return [f"{name}: {one}" for name, text in pages.items() for one in (*alive_in(text), *garbled_in(text, values))]


# Editions are only made where there is no warning, and of payloads some is always warned.
_LENIENT = """
import sys
from themebook import cli
from themebook.emit.mkdocs import build
load = build.load_config
build.load_config = lambda *given, **named: load(*given, **{**named, "strict": False})
sys.exit(cli.main(sys.argv[1:]))
"""


def _edition(command: str, to: Path, folder: Path) -> None:
    arguments = [sys.executable, "-c", _LENIENT, command, "--to", str(to)]
    done = subprocess.run(arguments, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def pages_of_zip(folder: Path) -> dict[str, str]:
    """The pages of the offline edition."""
    to = folder.with_name("copy.zip")
    _edition("offline", to, folder)
    with zipfile.ZipFile(to) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist() if name.endswith(".html")}


def pages_of_folder(folder: Path) -> dict[str, str]:
    """The pages of the site that MkDocs makes of the folder output, without the plugin."""
    to = folder.with_name("folder")
    done = themebook("build", "--to", str(to), folder=folder)
    assert done.returncode == 0, done.stderr
    shutil.rmtree(folder / "site", ignore_errors=True)
    return pages_in(built(to))


def links_of_pdf(folder: Path) -> list[str]:
    """What the annotations of the book lead to or do, without places in the book itself."""
    to = folder.with_name("book.pdf")
    _edition("pdf", to, folder)
    notes = (note.get_object() for page in PdfReader(to).pages for note in page.get("/Annots", ()))
    return [str(note["/A"].get("/URI", note["/A"]["/S"])) for note in notes if "/A" in note]


def strange(links: Iterable[str]) -> list[str]:
    """Links that lead elsewhere than to web addresses that are meant."""
    return [one for one in links if not (urlsplit(one).scheme == "https" and urlsplit(one).netloc in LINKED)]
