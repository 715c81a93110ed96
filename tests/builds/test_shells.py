"""Pages with a common shell are those that the theme would render whole, also with templates of the author."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from tests.synthetic import Size, write_study
from themebook.emit.mkdocs import plugin, shells

SIZE = Size(themes=1, subthemes=2, participants=3, quotes=12, works=8)
# A template of an author, which uses what Themebook's own templates do not use there.
FOOTER = """<footer>{{ page.title | e }}, {{ page.canonical_url }}</footer>"""


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return write_study(tmp_path / "study", SIZE)


def built(folder: Path, to: str, *, cache: bool = True, **settings: object) -> dict[str, bytes]:
    """The files of a site, built in this process."""
    site = folder.parent / to
    config = load_config(str(folder / "mkdocs.yml"), site_dir=str(site), **settings)
    config.plugins["themebook"].config.cache = cache
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that are made with a shell from now on."""
    spliced: list[str] = []
    splice = shells._splice

    def counting(*given: object) -> str:
        spliced.append(given[3].file.src_uri)  # type: ignore[attr-defined]
        return splice(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(shells, "_splice", counting)
    return spliced


@pytest.mark.parametrize("directory_urls", [True, False])
def test_pages_with_shells_are_those_without(
    study: Path, monkeypatch: pytest.MonkeyPatch, *, directory_urls: bool
) -> None:
    spliced = counted(monkeypatch)
    ours = built(study, "ours", use_directory_urls=directory_urls)
    # All quotes, participants and works.
    assert len(spliced) == 12 + 3 + 8
    monkeypatch.setattr(plugin, "use_shells", lambda environment: None)
    assert built(study, "whole", use_directory_urls=directory_urls) == ours


def test_templates_of_the_author_may_use_the_page_anywhere(
    study: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    partials = study / "theme" / "partials"
    partials.mkdir(parents=True)
    (partials / "footer.html").write_text(FOOTER, "utf-8")
    config = study / "mkdocs.yml"
    config.write_text(
        config.read_text("utf-8").replace("name: material", "name: material\n  custom_dir: theme"), "utf-8"
    )
    spliced = counted(monkeypatch)
    with caplog.at_level(logging.INFO):
        ours = built(study, "ours")
    assert caplog.text.count("are rendered whole, because a template differs") == 3
    # The first page of each kind is like its shell, and the second is not.
    assert len(spliced) == 6
    monkeypatch.setattr(plugin, "use_shells", lambda environment: None)
    assert built(study, "whole") == ours
    assert b"<footer>Person 1, " in ours["participants/person-1/index.html"]


def test_a_shell_is_rendered_once_for_each_kind(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []
    make = shells._shell
    monkeypatch.setattr(shells, "_shell", lambda *given: made.append(given) or make(*given))
    built(study, "ours")
    assert len(made) == 3
