"""One mistake in a study gives one message, and it says what to do."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from tests.sites import CYRILLIC, GARDENERS
from themebook import pipeline
from themebook.core.diagnostics import Diagnostic, Severity
from themebook.sources.markdown.scan import Scanner
from themebook.sources.source_files import Settings, pages_below

SCANNER = Scanner()
FINDINGS, BIBLIOGRAPHY, HOME = "findings.yml", "references.bib", "docs/index.md"


@dataclass(frozen=True)
class Mistake:
    """A change of one file by a regular expression, and what the only message must say of it."""

    file: str
    pattern: str
    by: str
    says: str


# The table is easier to read, and to add to, with a line for each.
# ruff: noqa: E501
MISTAKES = {
    "forgotten hyphen of a participant": Mistake(FINDINGS, r"  - id: gardener-b\n", "    id: gardener-b\n", "hyphen"),
    "forgotten hyphen of the first participant": Mistake(FINDINGS, r"  - id: gardener-a\n", "    id: gardener-a\n", "- "),
    "forgotten hyphen of a quote": Mistake(FINDINGS, r"- id: quote-genuine\n", "  id: quote-genuine\n", "hyphen"),
    "forgotten hyphen of a finding": Mistake(FINDINGS, r"- id: gates-are-open\n", "  id: gates-are-open\n", "hyphen"),
    "forgotten hyphen of a theme": Mistake(FINDINGS, r"  - id: growing-role\n", "    id: growing-role\n", "hyphen"),
    "no space after a hyphen": Mistake(FINDINGS, r"  - id: gardener-b\n", "  -id: gardener-b\n", "space"),
    "en dash for a hyphen": Mistake(FINDINGS, r"  - id: gardener-b\n", "  \u2013 id: gardener-b\n", "en dash"),
    "bullet for a hyphen": Mistake(FINDINGS, r"  - id: gardener-b\n", "  \u2022 id: gardener-b\n", "bullet"),
    "no-break space after a colon": Mistake(FINDINGS, r"participant: gardener-f\n", "participant:\u00a0gardener-f\n", "no-break"),
    "no-break space in the indentation": Mistake(FINDINGS, r"\n   ( +participant: gardener-f\n)", "\n \u00a0 \\1", "no-break"),
    "no colon": Mistake(FINDINGS, r"participant: gardener-f\n", "participant gardener-f\n", "colon"),
    "no space after a colon": Mistake(FINDINGS, r"participant: gardener-f\n", "participant:gardener-f\n", "space"),
    "full-width colon": Mistake(FINDINGS, r"participant: gardener-f\n", "participant\uff1agardener-f\n", "colon"),
    "one space too many": Mistake(FINDINGS, r"( +)participant: gardener-f\n", "\\1 participant: gardener-f\n", "column"),
    "one space too few": Mistake(FINDINGS, r" ( +)participant: gardener-f\n", "\\1participant: gardener-f\n", "column"),
    "tab": Mistake(FINDINGS, r"    name: Gardener B\n", "\tname: Gardener B\n", "tab"),
    "misspelt key": Mistake(FINDINGS, r"participant: gardener-f\n", "particpant: gardener-f\n", "did you mean 'participant'"),
    "key of another language": Mistake(FINDINGS, r"title: Culture\n", "Titel: Culture\n", "did you mean 'title'"),
    "key in capitals": Mistake(FINDINGS, r"title: Culture\n", "Title: Culture\n", "did you mean 'title'"),
    "line deleted: a participant's name": Mistake(FINDINGS, r"    name: Gardener B\n", "", "lacks `name`"),
    "line deleted: the id of a quote": Mistake(FINDINGS, r"          - id: quote-genuine\n", "", "first line"),
    "line deleted: a speaker": Mistake(FINDINGS, r" +participant: gardener-f\n", "", "does not say who speaks"),
    "line deleted: a title": Mistake(FINDINGS, r" +title: Culture\n", "", "lacks `title`"),
    "line deleted: `themes:`": Mistake(FINDINGS, r"\nthemes:\n", "\n", "themes"),
    "line deleted: `participants:`": Mistake(FINDINGS, r"\nparticipants:\n", "\n", "participants"),
    "line deleted: `quotes:`": Mistake(FINDINGS, r" +quotes:\n", "", "quotes"),
    "line deleted: `evidence:`": Mistake(FINDINGS, r" +evidence:\n", "", "supports"),
    "line deleted: `study:`": Mistake(FINDINGS, r"\nstudy:\n", "\n", "study"),
    "renamed participant": Mistake(FINDINGS, r"  - id: gardener-f\n", "  - id: gardener-ff\n", "gardener-ff"),
    "removed participant": Mistake(FINDINGS, r"  - id: gardener-f\n    name: Gardener F\n", "", "gardener-f"),
    "renamed quote": Mistake(FINDINGS, r"- id: quote-genuine\n", "- id: quote-genuin\n", "quote-genuin"),
    "malformed id of a participant": Mistake(FINDINGS, r"  - id: gardener-f\n", "  - id: Gardener F\n", "'gardener-f'"),
    "malformed id of a quote": Mistake(FINDINGS, r"- id: quote-genuine\n", "- id: quote_genuine\n", "'quote-genuine'"),
    "id twice": Mistake(FINDINGS, r"  - id: gardener-b\n", "  - id: gardener-a\n", "gardener-a"),
    "en dash in an id": Mistake(FINDINGS, r"- id: quote-genuine\n", "- id: quote\u2013genuine\n", "en dash"),
    "Cyrillic letter in a link": Mistake(FINDINGS, r"participant: gardener-f\n", "participant: g\u0430rdener-f\n", "Cyrillic"),
    "comma missing in a list": Mistake(FINDINGS, r"\[quote-genuine, quote-brick-wall\]", "[quote-genuine quote-brick-wall]", "comma"),
    "bracket missing in a list": Mistake(FINDINGS, r"\[quote-genuine, quote-brick-wall\]", "[quote-genuine, quote-brick-wall", "close it"),
    "claim with a colon": Mistake(FINDINGS, r"claim: Every gardener", "claim: Gardeners: every gardener", "quotes"),
    "claim with a hash": Mistake(FINDINGS, r"claim: Every gardener", "claim: Plot #4 every gardener", "quotes"),
    "claim that begins with a quotation mark": Mistake(FINDINGS, r"claim: Every gardener", 'claim: "Every" gardener', "quot"),
    "quotation mark not closed": Mistake(FINDINGS, r'value: "7"', 'value: "7', "close"),
    "a block too deep": Mistake(FINDINGS, r"(?s)(participants:\n)(.*?)(?=\n\n)", "INDENT", "column"),
    "a theme at the top level": Mistake(FINDINGS, r"(?s)\n  - id: growing-role\n.*?(?=\n  - id: )", "OUTDENT", "column"),
    "key of the study's own entry misspelt": Mistake(FINDINGS, r"reference: garden2026\n", "reference: garden2062\n", "did you mean 'garden2026'"),
    "key of an entry renamed": Mistake(BIBLIOGRAPHY, r"@article\{braunclarke2006,", "@article{braunclark2006,", "braunclark2006"),
    "entry deleted": Mistake(BIBLIOGRAPHY, r"(?s)@article\{braunclarke2006,.*?\n\}\n", "", "braunclarke2006"),
    "comma missing after a key": Mistake(BIBLIOGRAPHY, r"@article\{braunclarke2006,", "@article{braunclarke2006", "comma"),
    "comma missing after a field": Mistake(BIBLIOGRAPHY, r"year = \{2006\},", "year = {2006}", "comma"),
    "brace missing": Mistake(BIBLIOGRAPHY, r"title = \{Using thematic analysis in psychology\}", "title = {Using thematic analysis in psychology", "title"),
    "closing brace of an entry missing": Mistake(BIBLIOGRAPHY, r"(?s)(@article\{braunclarke2006,.*?\n)\}\n", "\\1", "}"),
    "typographic quotation marks": Mistake(BIBLIOGRAPHY, r"year = \{2006\},", "year = \u201c2006\u201d,", "braces"),
    "no @": Mistake(BIBLIOGRAPHY, r"@article\{braunclarke2006,", "article{braunclarke2006,", "@"),
    "year with a month": Mistake(BIBLIOGRAPHY, r"year = \{2006\},", "year = {July 2006},", "month"),
    "misspelt view": Mistake(HOME, r"\{\{ themes \}\}", "{{ themess }}", "did you mean 'themes'"),
    "view in a sentence": Mistake(HOME, r"\{\{ themes \}\}", "See {{ themess }} here.", "did you mean 'themes'"),
    "brace missing at a view": Mistake(HOME, r"\{\{ themes \}\}", "{{ themes }", "brace"),
    "misspelt link": Mistake(HOME, r"\[\[gates-are-open\]\]", "[[gates-are-ope]]", "did you mean 'gates-are-open'"),
    "bracket missing at a link": Mistake(HOME, r"\[\[gates-are-open\]\]", "[[gates-are-open]", "bracket"),
}  # fmt: skip


def changed(text: str, mistake: Mistake) -> str:
    def by(found: re.Match[str]) -> str:
        if mistake.by == "INDENT":
            return found[1] + re.sub(r"(?m)^(?=.)", "   ", found[2], count=1)
        if mistake.by == "OUTDENT":
            return re.sub(r"(?m)^  ", "", found[0])
        return found.expand(mistake.by)

    made = re.sub(mistake.pattern, by, text, count=1)
    assert made != text
    return made


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("study")
    for name in (FINDINGS, BIBLIOGRAPHY):
        shutil.copy(GARDENERS / name, folder / name)
    shutil.copytree(GARDENERS / "docs", folder / "docs")
    return folder


@pytest.fixture(scope="module", autouse=True)
def _pages_read_once() -> Iterator[None]:
    """To read the pages again for each mistake would take most of the time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "_scan_page", cache(pipeline._scan_page))
        yield


def found_with(folder: Path, file: str, text: str | None) -> Sequence[Diagnostic]:
    """What is said of the study, but for notes, with another text in one of its files, or without the file."""
    path = folder / file
    kept = path.read_text(encoding="utf-8")
    try:
        path.unlink() if text is None else path.write_text(text, encoding="utf-8")
        found = pipeline.read(Settings(root=folder), pages_below(folder, "docs"), SCANNER).diagnostics
        return [one for one in found if one.severity is not Severity.NOTE]
    finally:
        path.write_text(kept, encoding="utf-8")


@pytest.mark.parametrize("name", MISTAKES)
def test_one_mistake_gives_one_message(name: str, study: Path) -> None:
    mistake = MISTAKES[name]
    found = found_with(study, mistake.file, changed((study / mistake.file).read_text(encoding="utf-8"), mistake))
    assert len(found) == 1, found
    assert mistake.says in f"{found[0].message} {found[0].hint}"


@pytest.mark.parametrize("file", [FINDINGS, BIBLIOGRAPHY])
def test_a_missing_file_is_one_mistake(file: str, study: Path) -> None:
    (found,) = found_with(study, file, None)
    assert found.message == f"there is no file '{file}'"


@pytest.mark.parametrize(("file", "part"), [(FINDINGS, "findings"), (BIBLIOGRAPHY, "bibliography")])
def test_a_file_of_another_study_is_one_mistake(file: str, part: str, study: Path) -> None:
    """The hint is not to add what is missing, for the other files belong elsewhere."""
    every = found_with(study, file, (CYRILLIC / file).read_text("utf-8"))
    (found,) = [one for one in every if one.severity is Severity.ERROR]
    assert found.message.startswith(f"the {part} do")
    assert found.span.file == file
    assert "use files of the same study" in found.hint
