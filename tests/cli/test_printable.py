"""What is printed cannot act on a terminal or a log, whatever stands in sources, file names and messages of MkDocs."""

from __future__ import annotations

import io
import logging
import subprocess
import unicodedata
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import mkdocs, themebook
from themebook.core.printable import PrintableMessages, printable, printable_lines

ACTING = ("Cc", "Cs", "Zl", "Zp")
FORGED = "::error file=forged.yml::forged"


@given(st.text())
def test_nothing_that_acts_is_left_and_everything_else_is(text: str) -> None:
    assert [one for one in printable(text) if unicodedata.category(one) in ACTING] == []
    kept = "".join(one for one in text if printable(one) == one)
    assert printable(kept) == kept
    assert not set("\u061c\u200e\u200f\u202e\u2066\u2069") & set(kept)


def test_letters_of_all_scripts_and_emoji_stay_as_they_are() -> None:
    text = "Müller, 李, مي\u200cخو, 👩\u200d🌾 ‘quoted’ – a\u00a0b"
    assert printable(text) == printable_lines(text) == text


def test_lines_stay_lines_but_for_those_that_would_be_commands() -> None:
    assert printable_lines("pages:\n  - a.md\n  - b.md") == "pages:\n  - a.md\n  - b.md"
    assert printable_lines(f"page 'a\n {FORGED}'") == f"page 'a\\n {FORGED}'"


def test_messages_of_any_logger_are_made_safe_with_their_arguments() -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(PrintableMessages())
    logger = logging.Logger("any")
    logger.addHandler(handler)
    logger.warning("link to '%s' is %s", "\x1b[31mred", 5)
    assert stream.getvalue() == "link to '\\x1b[31mred' is 5\n"


def said(done: subprocess.CompletedProcess[str]) -> str:
    """All that was printed, in which nothing acts but the colours that MkDocs gives to the names of its levels."""
    for stream in (done.stdout, done.stderr):
        assert [one for one in stream if one != "\n" and unicodedata.category(one) in ACTING] == []
        assert not any(line.lstrip().startswith(FORGED) for line in stream.splitlines())
    return done.stdout + done.stderr


def test_values_of_sources_are_shown_and_not_obeyed(bakers: Path) -> None:
    participants = f'participants:\n  - id: "x\\n{FORGED} \\u202e"\n    name: X\n'
    (bakers / "findings" / "3-more.yml").write_text(participants, "utf-8")
    with (bakers / "references.bib").open("a", encoding="utf-8") as bibliography:
        bibliography.write("@book{a\x1b[31m\x07\x9b, title = {T}}\n")
    runs = [themebook("check", "--format", form, folder=bakers) for form in ("text", "github")]
    for done in (*runs, mkdocs("build", folder=bakers)):
        shown = said(done)
        assert f"x\\n{FORGED}" in shown
        assert "U+001B" in shown


def test_names_of_files_are_shown_and_not_obeyed(bakers: Path) -> None:
    (bakers / "docs" / f"x\n{FORGED} \x1b[31m.md").write_text("# X\n\n[[nowhere]]\n", "utf-8")
    assert f"docs/x\\n{FORGED} \\x1b[31m.md:3:1" in said(themebook("check", folder=bakers))


def test_what_mkdocs_quotes_from_pages_is_shown_and_not_obeyed(bakers: Path) -> None:
    (bakers / "docs" / "x.md").write_text("# X\n\nSee [this](no\u202e.md).\n", "utf-8")
    assert "no\\u202e.md" in said(mkdocs("build", folder=bakers))
    assert "no\\u202e.md" in said(themebook("offline", "--to", "copy.zip", folder=bakers))
