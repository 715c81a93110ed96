"""Pages with a common shell are those that the theme would render whole, also with templates of the author."""

from __future__ import annotations

import json
import logging
import re
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from tests.synthetic import Size, write_study
from themebook.emit.mkdocs import plugin, shells

SIZE = Size(themes=1, subthemes=2, participants=3, quotes=12, works=8)


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


def spliced_pages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that are made with a shell from now on."""
    spliced: list[str] = []
    splice = shells._splice

    def recording(*given: object) -> str:
        spliced.append(given[3].file.src_uri)  # type: ignore[attr-defined]
        return splice(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(shells, "_splice", recording)
    return spliced


def built_whole(folder: Path, monkeypatch: pytest.MonkeyPatch, **settings: object) -> dict[str, bytes]:
    """The files of a site without shells."""
    with monkeypatch.context() as patch:
        patch.setattr(plugin, "use_shells", lambda environment: None)
        return built(folder, "whole", **settings)


def override(study: Path, name: str, text: str) -> None:
    """Give a study a template of its own."""
    template = study / "theme" / name
    template.parent.mkdir(parents=True, exist_ok=True)
    template.write_text(text, "utf-8")
    config, own = study / "mkdocs.yml", "name: material\n  custom_dir: theme"
    config.write_text(config.read_text("utf-8").replace("name: material", own), "utf-8")


@pytest.mark.parametrize("directory_urls", [True, False])
def test_pages_with_shells_are_those_without(
    study: Path, monkeypatch: pytest.MonkeyPatch, *, directory_urls: bool
) -> None:
    spliced = spliced_pages(monkeypatch)
    ours = built(study, "ours", use_directory_urls=directory_urls)
    # All findings, quotes, participants and works.
    assert len(spliced) == 2 + 12 + 3 + 8
    assert built_whole(study, monkeypatch, use_directory_urls=directory_urls) == ours
    pages = [text.decode() for name, text in ours.items() if re.match(r"quotes/quote-\d", name)]
    data = [json.loads(found[1]) for page in pages if (found := re.search(r'ld\+json">(.*?)</script>', page))]
    assert len({one["text"] for one in data if one["@type"] == "Quotation"}) == len(pages) == 12


def test_a_shell_is_rendered_once_for_each_kind(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []
    make = shells._shell
    monkeypatch.setattr(shells, "_shell", lambda *given: made.append(given) or make(*given))
    built(study, "ours")
    assert len(made) == 4


# Templates that use the page where Themebook's own do not, or need what only a whole page has. With some, pages can
# have shells all the same.
TEMPLATES = {
    "words": ("partials/footer.html", "<footer>{{ page.title | e }}, {{ page.canonical_url }}</footer>"),
    "one page": ("partials/footer.html", "<footer>{{ page and page.file.src_uri == 'quotes/quote-9.md' }}</footer>"),
    "a later page": ("partials/footer.html", "<footer>{{ 'Long' if page.title | length > 200 else 'Short' }}</footer>"),
    "front matter": ("partials/footer.html", "<footer>{{ page and page.meta.reviewed or 'Not reviewed' }}</footer>"),
    "its own address": ("partials/footer.html", "<footer>{{ page.url }}</footer>"),
    "contents": ("partials/toc.html", "<nav aria-label='{{ lang.t('toc') }}'>{{ page.toc }}</nav>"),
    "a block": ("main.html", "{% extends 'base.html' %}{% block announce %}{{ page.title | e }}{% endblock %}"),
}


@pytest.mark.parametrize("name", TEMPLATES)
def test_templates_of_the_author_may_use_the_page_anywhere(
    name: str, study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    override(study, *TEMPLATES[name])
    assert built(study, "ours") == built_whole(study, monkeypatch)


def test_the_reason_for_whole_pages_is_said_once_for_each_kind(study: Path, caplog: pytest.LogCaptureFixture) -> None:
    override(study, *TEMPLATES["its own address"])
    with caplog.at_level(logging.INFO):
        built(study, "ours")
    assert caplog.text.count("are rendered whole: a template uses the page outside its own blocks") == 4


HOOK = """
def on_page_context(context, page, config, nav):
    if page.file.src_uri == "quotes/quote-9.md":
        page.meta["hide"] = ["toc"]
    if page.file.src_uri == "quotes/quote-11.md":
        context["notice"] = "Read this."
    return context
"""


def test_other_plugins_may_change_a_single_page(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (study / "own_hook.py").write_text(HOOK, "utf-8")
    config = study / "mkdocs.yml"
    config.write_text(f"hooks: [own_hook.py]\n{config.read_text('utf-8')}", "utf-8")
    override(study, "partials/footer.html", "<footer>{{ notice }}</footer>")
    spliced = spliced_pages(monkeypatch)
    ours = built(study, "ours")
    assert len(spliced) == 2 + 12 + 3 + 8 - 2
    assert ours == built_whole(study, monkeypatch)
    assert b"<footer>Read this.</footer>" in ours["quotes/quote-11/index.html"]
    assert b"hidden" in ours["quotes/quote-9/index.html"].split(b'data-md-type="toc"')[1][:20]
