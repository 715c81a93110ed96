"""``themebook serve``: what the author sees while writing."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from playwright.sync_api import Browser, Page, expect

from tests.conftest import empty_page, themebook
from themebook.emit.mkdocs.build import own_plugin
from themebook.emit.mkdocs.preview import Preview
from themebook.render.renderer import Renderer


def fresh_config(folder: Path, to: Path) -> MkDocsConfig:
    MkDocsConfig.plugins.plugin_cache.clear()  # type: ignore[attr-defined]
    config = load_config(str(folder / "mkdocs.yml"), site_dir=str(to))
    config.extra["themebook"] = {"search": "records"}
    return config


def preview_of(folder: Path) -> Preview:
    config = fresh_config(folder, folder / "site")
    return Preview(config, own_plugin(config, "mkdocs.yml"), folder)


def test_all_files_are_those_of_a_build(bakers: Path, tmp_path: Path) -> None:
    (bakers / "docs/picture.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8")
    config = fresh_config(bakers, tmp_path / "site")
    build(config)
    preview = preview_of(bakers)
    files = [
        path.relative_to(tmp_path / "site").as_posix() for path in (tmp_path / "site").rglob("*") if path.is_file()
    ]
    assert {"index.html", "404.html", "picture.svg", "quotes/quote-alone/index.html", "sitemap.xml"} <= set(files)
    for name in files:
        # MkDocs packs the sitemap with the time.
        if name != "sitemap.xml.gz":
            assert preview.content(name) == (tmp_path / "site" / name).read_bytes(), name
    assert preview.content("nothing.html") is None


def test_only_pages_that_are_asked_for_are_rendered(bakers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rendered = []
    render = Renderer.page
    monkeypatch.setattr(Renderer, "page", lambda self, page: rendered.append(page.path) or render(self, page))
    preview = preview_of(bakers)
    # Whether a hand-written page links to a term that exists.
    assert rendered == ["glossary.md"]
    for _ in range(2):
        assert preview.content("quotes/quote-alone/index.html")
    assert rendered == ["glossary.md", "quotes/quote-alone.md"]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address of a project that is being served, once it has been built."""
    address = f"127.0.0.1:{free_port()}"
    arguments = [sys.executable, "-m", "themebook", "serve", "--address", address]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    process = subprocess.Popen(arguments, cwd=folder, stderr=subprocess.PIPE, text=True, env=environment)
    try:
        assert process.stderr
        first = []
        while "uilt" not in "".join(first[-1:]):
            first.append(process.stderr.readline())
            assert first[-1], "".join(first)
        yield f"http://{address}", process
    finally:
        process.terminate()
        process.wait()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with empty_page(browser, "phone") as page:
        yield page


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    # As editors do: another file takes the place of the old one.
    other = file.with_name("other.tmp")
    other.write_text(text.replace(old, new), "utf-8")
    other.replace(file)


def test_changes_are_shown_and_so_are_errors_until_they_are_fixed(bakers: Path, page: Page) -> None:
    themes = bakers / "findings/2-themes.yml"
    alert = page.get_by_role("alert").filter(has_text="The site cannot be built.")
    with served(bakers) as (address, _):
        page.goto(f"{address}/quotes/quote-proving/")
        expect(page.get_by_role("heading", level=1)).to_contain_text("While the dough is proving I read.")
        change(themes, "proving I read.", "proving I sing.")
        expect(page.get_by_role("heading", level=1)).to_contain_text("While the dough is proving I sing.")
        change(themes, "participant: baker-2", "participant: baker-3")
        expect(alert).to_contain_text("This page shows it as it was before the error.")
        first = themebook("check", folder=bakers).stdout.splitlines()[0]
        assert "findings/2-themes.yml:" in first
        expect(alert).to_contain_text(first)
        expect(page.get_by_role("heading", level=1)).to_contain_text("While the dough is proving I sing.")
        # Other pages have it too, also those that were not shown before.
        page.goto(f"{address}/participants/baker-1/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Ada")
        expect(alert).to_be_visible()
        change(themes, "participant: baker-3", "participant: baker-2")
        expect(alert).to_have_count(0)
        # The settings and hand-written pages are watched too.
        change(bakers / "mkdocs.yml", "Night bakers", "Day bakers")
        expect(page).to_have_title("Ada - Day bakers")
        page.goto(f"{address}/")
        change(bakers / "docs/index.md", "has one theme", "has a single theme")
        expect(page.locator("article")).to_contain_text("has a single theme")


def test_warnings_are_shown_and_errors_say_what_check_says(bakers: Path, page: Page) -> None:
    with served(bakers) as (address, _):
        page.goto(f"{address}/")
        (bakers / "docs/page.md").write_text("# A page\n\n![x](nothing.png)\n", "utf-8")
        warnings = page.get_by_role("status").filter(has_text="warning")
        expect(warnings).to_be_visible()
        warnings.locator("summary").click()
        expect(warnings).to_contain_text("nothing.png")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Night bakers")
        change(bakers / "mkdocs.yml", "site_name: Night bakers", 'site_name: "Night" bakers')
        alert = page.get_by_role("alert").filter(has_text="cannot be built")
        expect(alert).to_contain_text("mkdocs.yml:1:20: error[yaml-syntax]")


def test_a_study_that_never_was_right_shows_its_errors(bakers: Path, page: Page) -> None:
    change(bakers / "references.bib", "author", "autor")
    (bakers / "docs/index.md").write_text("# Home\n\nSee [[nowhere]].\n", "utf-8")
    with served(bakers) as (address, _):
        page.goto(f"{address}/quotes/")
        expect(page.get_by_role("alert")).to_contain_text("docs/index.md:3:")
        (bakers / "docs/index.md").write_text("# Home\n\nSee [[quiet]].\n", "utf-8")
        change(bakers / "references.bib", "autor", "author")
        expect(page.get_by_role("heading", level=1)).to_have_text("Quotes")
        expect(page.get_by_role("alert")).to_have_count(0)


def test_the_search_and_missing_pages_work(bakers: Path, page: Page) -> None:
    with served(bakers) as (address, _):
        assert page.goto(f"{address}/nowhere/").status == 404  # type: ignore[union-attr]
        page.goto(f"{address}/quotes")
        expect(page).to_have_url(f"{address}/quotes/")
        page.keyboard.press("/")
        page.keyboard.type("dough proving read")
        expect(page.get_by_role("link", name="While the dough is proving I read.").first).to_be_visible()
        with NamedTemporaryFile(suffix=".txt") as file, pytest.raises(urllib.error.HTTPError, match="404"):
            # The site is in a folder beside it.
            urllib.request.urlopen(f"{address}/..%2f{Path(file.name).name}")


def test_what_a_template_of_the_author_cannot_do_is_shown(bakers: Path, page: Page) -> None:
    (bakers / "overrides").mkdir()
    (bakers / "overrides/main.html").write_text(
        '{% extends "base.html" %}{% block content %}{{ page.nothing.at_all }}{% endblock %}', "utf-8"
    )
    change(bakers / "mkdocs.yml", "name: material", "name: material\n  custom_dir: overrides")
    with served(bakers) as (address, _):
        page.goto(f"{address}/quotes/")
        expect(page.get_by_role("alert")).to_contain_text("quotes/index.html: overrides/main.html:1: UndefinedError:")


def test_changes_of_hooks_and_of_settings_that_are_refused_are_shown(bakers: Path, page: Page) -> None:
    hook = "def on_page_markdown(markdown, **_):\n    return markdown + 'Added once.'\n"
    (bakers / "hook.py").write_text(hook, "utf-8")
    change(bakers / "mkdocs.yml", "plugins:", "strict: true\nhooks: [hook.py]\nplugins:")
    with served(bakers) as (address, _):
        page.goto(f"{address}/")
        expect(page.locator("article")).to_contain_text("Added once.")
        change(bakers / "hook.py", "once", "twice")
        expect(page.locator("article")).to_contain_text("Added twice.")
        # Only a warning, which a strict configuration does not accept.
        change(bakers / "mkdocs.yml", "strict: true", "strict: true\nrepo_ulr: https://example.org/")
        alert = page.get_by_role("alert").filter(has_text="cannot be built")
        expect(alert).to_contain_text("repo_ulr")


def test_what_a_hook_raises_is_shown_until_it_is_fixed(bakers: Path, page: Page) -> None:
    (bakers / "hook.py").write_text("def on_env(env, **_):\n    return env\n", "utf-8")
    change(bakers / "mkdocs.yml", "plugins:", "hooks: [hook.py]\nplugins:")
    # The sources alone have nothing wrong, and something to note.
    with (bakers / "references.bib").open("a", encoding="utf-8") as file:
        file.write("@book{unused, title = {Bread}, author = {Baker, Ada}}\n")
    alert = page.get_by_role("alert").filter(has_text="cannot be built")
    with served(bakers) as (address, _):
        page.goto(f"{address}/")
        change(bakers / "hook.py", "return env", "raise ValueError('no oven')")
        expect(alert).to_contain_text("hook.py:2: ValueError: no oven")
        change(bakers / "hook.py", "raise ValueError('no oven')", "return (env")
        expect(alert).to_contain_text("hook.py:2: SyntaxError: '(' was never closed")
        change(bakers / "hook.py", "return (env", "return env")
        expect(alert).to_have_count(0)
    change(bakers / "hook.py", "return env", "return (env")
    for arguments in (["serve"], ["check"], ["check", "--format", "json"], ["offline"], ["build", "--to", "out"]):
        done = themebook(*arguments, folder=bakers)
        assert done.returncode == 2, arguments
        assert "hook.py:2: SyntaxError: '(' was never closed" in done.stdout + done.stderr
    change(bakers / "hook.py", "return (env", "raise ValueError('no oven')")
    done = themebook("offline", folder=bakers)
    assert done.returncode == 2
    assert done.stderr.endswith("themebook: hook.py:2: ValueError: no oven\n")


def test_an_address_that_cannot_be_used_is_refused_in_a_line(bakers: Path) -> None:
    done = themebook("serve", "--address", "localhost", folder=bakers)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "themebook: 'localhost' is not an address such as 127.0.0.1:8000\n"
    done = themebook("serve", "--address", "127.0.0.1:99999", folder=bakers)
    assert done.stderr == "themebook: '127.0.0.1:99999' is not an address such as 127.0.0.1:8000\n"
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = themebook("serve", "--address", f"127.0.0.1:{taken.getsockname()[1]}", folder=bakers)
    assert done.returncode == 2
    assert done.stderr.startswith("themebook: http://127.0.0.1:")
    assert "is in use; stop the program" in done.stderr
