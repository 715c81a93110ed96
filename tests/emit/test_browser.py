"""A browser is looked for wherever one is needed, and only installed before the tests."""

from __future__ import annotations

import pytest

from themebook.emit.pdf import browser


def test_who_needs_a_browser_installs_none(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[object] = []
    monkeypatch.setattr(browser.subprocess, "run", lambda *command, **_: ran.append(command))
    monkeypatch.setattr(browser, "find_browser", lambda: None)
    with pytest.raises(browser.NoBrowser, match="install Chromium, or name one in the environment variable CHROMIUM"):
        browser.need_browser()
    assert ran == []
