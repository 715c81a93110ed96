"""No plain text of a study becomes markup, a script or a link: not from the sources, page heads, or configuration."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.payloads.outputs import built, links_of_pdf, pages_in, pages_of_folder, pages_of_zip, strange, troubles
from tests.payloads.study import PAYLOADS, TOGETHER, Hand, write_study
from tests.payloads.watch import browse, pages_of
from tests.policy import POLICIES
from themebook.sources.findings.declared import SHAPES
from themebook.sources.findings.value_kinds import Text, VerbatimWords

(POLICY,) = POLICIES


def test_hosting_md_has_one_policy_which_allows_no_other_host_and_nothing_inside_pages() -> None:
    (policy,) = POLICIES
    parts = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert parts["default-src"] == parts["frame-ancestors"] == parts["base-uri"] == "'none'"
    assert {source for part in parts.values() for source in part.split()} == {
        *("'none'", "'self'", "data:", "'wasm-unsafe-eval'")
    }


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Hand]:
    """A small study with all payloads in every field, several in each value, and its site."""
    folder = tmp_path_factory.mktemp("payloads") / "study"
    hand = write_study(folder, TOGETHER)
    built(folder)
    return folder, hand


def test_every_payload_is_tried_in_every_field_for_plain_text(project: tuple[Path, Hand]) -> None:
    _, hand = project
    fields = {name for name, _ in hand.tried}
    once = {"the sample: unit", *(name for name in fields if name.startswith("the study: "))}
    assert hand.tried >= set(itertools.product(fields - once, PAYLOADS))
    declared = {
        f"{shape.name}: {key.name}" for shape in SHAPES for key in shape.keys if type(key.kind) in (Text, VerbatimWords)
    }
    # These have forms of their own.
    assert declared - {"a source: date", "an author: orcid", "the study: contact"} <= fields


def test_nothing_acts_on_any_page_and_all_is_shown_as_it_was_typed(project: tuple[Path, Hand]) -> None:
    folder, hand = project
    assert troubles(pages_in(folder / "site"), hand) == []


@pytest.mark.parametrize("policy", ["", POLICY], ids=["alone", "under the policy"])
def test_nothing_runs_asks_or_opens_in_a_browser(project: tuple[Path, Hand], browser: Browser, policy: str) -> None:
    folder, hand = project
    kinds: dict[str, str] = {}
    for path in pages_of(folder / "site"):
        kinds.setdefault(f"{path.count('/')}{path.rstrip('0123456789/')}", path)
    watch = browse(browser, folder / "site", list(kinds.values()), hand, policy)
    assert watch.troubles() == []
    assert min(watch.pages, watch.previews, watch.searches, watch.copies, watch.choices) > 4


@pytest.mark.slow
@pytest.mark.parametrize("policy", ["", POLICY], ids=["alone", "under the policy"])
def test_nothing_runs_on_any_page_of_a_study_with_each_payload_alone(
    tmp_path: Path, browser: Browser, policy: str
) -> None:
    hand = write_study(tmp_path / "study")
    site = built(tmp_path / "study")
    assert troubles(pages_in(site), hand) == []
    watch = browse(browser, site, pages_of(site), hand, policy, previews=2)
    assert watch.troubles() == []
    assert watch.pages > 8 * len(PAYLOADS)


@pytest.mark.slow
def test_nothing_acts_in_the_other_outputs(tmp_path: Path) -> None:
    hand = write_study(tmp_path / "study", TOGETHER)
    assert troubles(pages_of_zip(tmp_path / "study"), hand) == []
    assert troubles(pages_of_folder(tmp_path / "study"), hand) == []
    links = links_of_pdf(tmp_path / "study")
    assert links
    assert strange(links) == []
