"""Tries all payloads on all outputs, and prints how many were tried and what they did: ``python -m tests.payloads``.

It takes some minutes. ``--together`` puts several payloads into each value, which makes a much smaller site.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from tests.conftest import launched
from tests.payloads.outputs import built, links_of_pdf, pages_in, pages_of_folder, pages_of_zip, strange, troubles
from tests.payloads.study import PAYLOADS, TOGETHER, Hand, write_study
from tests.payloads.watch import Watch, browse, pages_of
from tests.policy import POLICIES


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.payloads", description=__doc__)
    parser.add_argument("--together", action="store_true", help="several payloads in each value")
    with TemporaryDirectory() as name:
        folder = Path(name) / "study"
        found = _try_everything(folder, write_study(folder, TOGETHER if parser.parse_args().together else PAYLOADS))
    for one in found:
        print(f"  {one}")
    print(f"{len(found)} of all these did anything or were shown otherwise")
    return 1 if found else 0


def _try_everything(folder: Path, hand: Hand) -> list[str]:
    fields = {field for field, _ in hand.tried}
    print(f"{len(PAYLOADS)} payloads in {len(fields)} fields: {len(hand.tried)} pairs tried")
    site = built(folder)
    found = _read("site", pages_in(site), hand)
    with sync_playwright() as playwright:
        browser = launched(playwright)
        for policy in ("", *POLICIES):
            watch = browse(browser, site, pages_of(site), hand, policy, previews=2)
            _print(watch, "with the policy" if policy else "without a policy")
            found += watch.troubles()
        browser.close()
    found += _read("zip", pages_of_zip(folder), hand)
    found += _read("folder output", pages_of_folder(folder), hand)
    links = links_of_pdf(folder)
    print(f"PDF: {len(links)} links read, {len(strange(links))} lead elsewhere than to web addresses that are meant")
    return found + strange(links)


def _read(what: str, pages: dict[str, str], hand: Hand) -> list[str]:
    found = troubles(pages, hand)
    print(f"{what}: {len(pages)} pages read, {len(found)} troubles")
    return found


def _print(watch: Watch, how: str) -> None:
    used = ("pages", "previews", "searches", "copies", "choices")
    found = ("executed", "dialogs", "foreign", "violations", "alive", "garbled")
    done = ", ".join(f"{getattr(watch, name)} {name}" for name in used)
    print(f"browser {how}: {done}; " + ", ".join(f"{len(getattr(watch, name))} {name}" for name in found))


if __name__ == "__main__":
    raise SystemExit(main())
