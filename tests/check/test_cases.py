"""Each case in ``cases/`` is a small study with everything that is said of it; and the ``check`` command as a whole."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import mkdocs, themebook
from themebook.cli.guide import RULES as DOCUMENTED
from themebook.core.diagnostics import Diagnostic, as_text
from themebook.emit.mkdocs.preflight import check_project
from themebook.pipeline import read
from themebook.sources.markdown.scan import Scanner
from themebook.sources.source_files import HandWritten, Settings

HERE = Path(__file__).parents[1]
CASES = {path.stem: path for path in sorted((HERE / "cases").glob("*.yml"))}
RULES = {rule.code: rule for rule in DOCUMENTED}
KEYS = {
    "about",
    "config",
    "findings",
    "findings_hex",
    "bibliography",
    "bibliography_hex",
    "docs",
    "files",
    "publish_fields",
    "drafts",
    "expect",
}
PLACE = r"(?P<file>[^:\n]+):(?P<line>[1-9]\d*):(?P<column>[1-9]\d*)"
EXPECTED = re.compile(rf"{PLACE}: (?P<severity>error|warning|note)\[(?P<rule>[a-z0-9-]+)\] [^\n]+(\n  hint: [^\n]+)?")

Case = Mapping[str, Any]


@cache
def case(name: str) -> Case:
    loaded: Case = yaml.safe_load(CASES[name].read_text(encoding="utf-8"))
    return loaded


def written(case: Case, root: Path) -> Settings:
    """The sources of a case as files in a folder."""
    findings = case.get("findings")
    name = "findings" if isinstance(findings, dict) else "findings.yml"
    if isinstance(findings, dict):
        write_all({f"{name}/{file}": text for file, text in findings.items()}, root)
    elif findings is not None:
        write_all({name: findings}, root)
    files = bibliography_of(case)
    write_all({file: text for file, text in files.items() if text is not None}, root)
    for key, file in (("findings_hex", name), ("bibliography_hex", "references.bib")):
        if key in case:
            (root / file).write_bytes(bytes.fromhex(case[key]))
    fields = tuple(case.get("publish_fields", ()))
    drafts = case.get("drafts", True)
    return Settings(root=root, findings=name, bibliography=tuple(files), publish_fields=fields, drafts=drafts)


def bibliography_of(case: Case) -> dict[str, str | None]:
    """The text of each file of the bibliography. One that does not exist has none."""
    bibliography = case.get("bibliography")
    return bibliography if isinstance(bibliography, dict) else {"references.bib": bibliography}


def write_all(files: Mapping[str, str], root: Path) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(text.encode())


def hand_written(case: Case) -> list[HandWritten]:
    return [HandWritten(path=path, name=f"docs/{path}", text=text) for path, text in case.get("docs", {}).items()]


def expected() -> Iterator[tuple[str, str]]:
    """The name of a case with each diagnostic that it expects."""
    for name in CASES:
        for text in case(name)["expect"]:
            yield name, text


def found(case: Case, root: Path) -> tuple[Diagnostic, ...]:
    """What is wrong in the sources of a case; in all of the project, where the case has a configuration."""
    settings = written(case, root)
    if "config" not in case:
        return read(settings, hand_written(case), Scanner()).diagnostics
    docs = {f"docs/{path}": text for path, text in case["docs"].items()}
    write_all({"mkdocs.yml": case["config"], **docs, **case.get("files", {})}, root)
    return check_project(str(root / "mkdocs.yml"))


@pytest.mark.parametrize("name", CASES)
def test_case(name: str, tmp_path: Path) -> None:
    one = case(name)
    assert [as_text(diagnostic) for diagnostic in found(one, tmp_path)] == one["expect"]


@pytest.mark.parametrize("name", CASES)
def test_form_of_case(name: str) -> None:
    one = case(name)
    assert set(one) <= KEYS
    assert re.fullmatch(r"[A-Z][^\n]+\.", one["about"])
    assert isinstance(one["expect"], list)


@pytest.mark.parametrize(("name", "text"), [*expected()])
def test_form_of_what_is_expected(name: str, text: str) -> None:
    found = EXPECTED.fullmatch(text)
    assert found, f"{name} expects what is no diagnostic: {text}"
    assert found["rule"] in RULES
    assert found["severity"] in (RULES[found["rule"]].severity, "note")


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_a_case_with_its_name(rule: str) -> None:
    named = [name for name in CASES if name == rule or name.startswith(f"{rule}-")]
    assert any(f"[{rule}]" in text for name, text in expected() if name in named)


@pytest.mark.parametrize(("name", "text"), [*expected()])
def test_expected_place_is_in_the_sources(name: str, text: str) -> None:
    """No diagnostic points beyond the end of its line, and none at a line that does not exist."""
    one = case(name)
    found = EXPECTED.fullmatch(text)
    assert found
    # A name that is not UTF-8 is shown with signs in place of what cannot be shown.
    missing = found["file"] not in sources_of(one) and found["rule"] != "file-name"
    lines = sources_of(one).get(found["file"], "").split("\n")
    assert missing == (found["rule"] == "file-exists")
    assert int(found["line"]) <= len(lines)
    assert int(found["column"]) <= len(lines[int(found["line"]) - 1]) + 1


def sources_of(case: Case) -> dict[str, str]:
    findings = case.get("findings")
    files = {f"docs/{path}": text for path, text in case.get("docs", {}).items()}
    if isinstance(findings, dict):
        files |= {f"findings/{name}": text for name, text in findings.items()}
    elif findings is not None:
        files["findings.yml"] = findings
    files |= {file: text for file, text in bibliography_of(case).items() if text is not None}
    if "config" in case:
        files |= {"mkdocs.yml": case["config"], **case.get("files", {})}
    hexed = {"findings_hex": "findings.yml", "bibliography_hex": "references.bib"}
    return files | {name: bytes.fromhex(case[key]).decode("cp1252") for key, name in hexed.items() if key in case}


SITE = "site_name: A study\ntheme: {name: null, custom_dir: theme}\nplugins: [themebook]\n"


def project(root: Path, name: str = "valid", config: str = SITE, **pages: str) -> Path:
    """A MkDocs project with the sources of a case."""
    one = case(name)
    written(one, root)
    docs = {"index.md": "# A study\n", **one.get("docs", {})}
    (root / "theme").mkdir()
    (root / "theme/main.html").write_text("{{ page.content }}")
    write_all({"mkdocs.yml": config, **{f"docs/{path}": text for path, text in docs.items()}}, root)
    return root


def test_check_of_a_study_without_fault(tmp_path: Path) -> None:
    done = themebook("check", folder=project(tmp_path))
    assert (done.returncode, done.stdout, done.stderr) == (0, "No problems found.\n", "")


def test_check_prints_every_diagnostic(tmp_path: Path) -> None:
    done = themebook("check", folder=project(tmp_path, "many"))
    assert done.returncode == 1
    assert done.stdout == "\n".join(case("many")["expect"]) + "\n"


MANY = "# A study\n\n" + "\n\n".join(f"By [[nobody{number}]]." for number in range(25)) + "\n\n{{ themes }}\n"


def test_many_of_one_rule_are_summed_up_for_people_and_told_whole_to_machines(tmp_path: Path) -> None:
    folder = project(tmp_path)
    write_all({"docs/more.md": MANY}, folder)
    lines = themebook("check", folder=folder).stdout.splitlines()
    assert sum("error[link-resolves]" in line for line in lines) == 21
    assert lines[-1] == "... and 5 more of error[link-resolves], 25 in all"
    assert len(json.loads(themebook("check", "--format", "json", folder=folder).stdout)) == 25
    assert len(themebook("check", "--format", "github", folder=folder).stdout.splitlines()) == 25
    log = mkdocs("build", folder=folder).stderr
    assert log.count("link-resolves") == 21
    assert "25 errors in the sources" in log


def test_warnings_alone_are_no_failure(tmp_path: Path) -> None:
    done = themebook("check", folder=project(tmp_path, "prevalence-words"))
    assert (done.returncode, done.stdout) == (0, case("prevalence-words")["expect"][0] + "\n")


@pytest.mark.parametrize("name", ["valid", "many", "file-exists-both", "yaml-syntax-control-character", "id-form"])
def test_json_holds_what_the_text_says(name: str, tmp_path: Path) -> None:
    done = themebook("check", "--format", "json", folder=project(tmp_path, name))
    rows = json.loads(done.stdout)
    assert [text_of(row) for row in rows] == case(name)["expect"]
    assert done.returncode == (1 if rows else 0)


def text_of(row: Mapping[str, Any]) -> str:
    assert list(row) == ["file", "line", "column", "severity", "rule", "message", "hint"]
    hint = f"\n  hint: {row['hint']}" if row["hint"] else ""
    return f"{row['file']}:{row['line']}:{row['column']}: {row['severity']}[{row['rule']}] {row['message']}{hint}"


COMMAND = re.compile(r"::(error|warning) file=([^,:]+),line=(\d+),col=(\d+),title=([^,:]+)::(.+)")


def test_github_form_has_one_line_for_each(tmp_path: Path) -> None:
    done = themebook("check", "--format", "github", folder=project(tmp_path, "many"))
    matches = [COMMAND.fullmatch(line) for line in done.stdout.splitlines()]
    assert [unescaped(match) for match in matches if match] == case("many")["expect"]
    assert all(matches)


def unescaped(match: re.Match[str]) -> str:
    """What GitHub shows of a workflow command, as text."""
    severity, file, line, column, rule, text = match.groups()
    text = text.replace("%0A", "\n  hint: ").replace("%0D", "\r").replace("%25", "%")
    return f"{file}:{line}:{column}: {severity}[{rule}] {text}"


CANNOT_RUN = {
    "no plugin of that name": SITE.replace("themebook", "themebok"),
    "a value of the wrong type": SITE.replace("[themebook]", "[themebook: {findings: 3}]"),
    "nothing": "",
    "no mapping": "- themebook\n",
    "no folder of pages": SITE + "docs_dir: nowhere\n",
    "no extension of that name": SITE + "markdown_extensions: [nowhere]\n",
}


@pytest.mark.parametrize("config", CANNOT_RUN.values(), ids=CANNOT_RUN)
def test_configuration_that_cannot_be_used(config: str, tmp_path: Path) -> None:
    done = themebook("check", folder=project(tmp_path, config=config))
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr


NO_YAML = {
    "site_name: A: study\n": "mkdocs.yml:1:13: error[yaml-syntax] ",
    "site_name: A study\nplugins:\n\t- themebook\n": "mkdocs.yml:3:1: error[yaml-syntax] ",
    "site_name: A\nnav:\n  \u2013 Home: index.md\n  - More: more.md\n": "mkdocs.yml:3:3: error[yaml-syntax] this is an",
}


@pytest.mark.parametrize("config", NO_YAML)
def test_configuration_that_is_no_yaml_is_reported_with_its_place(config: str, tmp_path: Path) -> None:
    done = themebook("check", folder=project(tmp_path, config=config))
    assert done.returncode == 1
    assert done.stdout.startswith(NO_YAML[config])
    assert done.stderr == ""


def test_no_configuration_at_all(tmp_path: Path) -> None:
    done = themebook("check", folder=tmp_path)
    assert done.returncode == 2
    assert "mkdocs.yml" in done.stderr


def test_option_that_does_not_exist(tmp_path: Path) -> None:
    done = themebook("check", folder=project(tmp_path, config=SITE.replace("[themebook]", "[themebook: {findngs: x}]")))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("mkdocs.yml:3:23: warning[config-accepted]")
    assert "findngs" in done.stdout


def test_page_that_is_not_utf8(tmp_path: Path) -> None:
    folder = project(tmp_path)
    (folder / "docs/more.md").write_bytes("# Größe".encode("cp1252"))
    done = themebook("check", folder=folder)
    assert done.returncode == 1
    assert done.stdout.startswith("docs/more.md:1:5: error[file-is-utf8] the byte F6 here")
    assert done.stdout.count("error") == 1


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_output_where_the_terminal_knows_few_letters(form: str, tmp_path: Path) -> None:
    done = themebook("check", "--format", form, PYTHONIOENCODING="ascii", folder=project(tmp_path, "id-form"))
    assert done.returncode == 1
    assert "tze_1" in done.stdout
    if form == "json":
        assert json.loads(done.stdout)


def test_configuration_elsewhere(tmp_path: Path) -> None:
    folder = project(tmp_path, "many")
    done = themebook("--config", str(folder / "mkdocs.yml"), "check", folder=tmp_path.parent)
    assert (done.returncode, done.stdout) == (1, "\n".join(case("many")["expect"]) + "\n")
