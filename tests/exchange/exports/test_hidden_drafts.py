"""No text of an author says what a draft is called, wherever it links to one and however."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.exchange.exports.study_files import ADDRESS, published_of, site_of, text_in, write_study
from themebook.core.fields import Prose
from themebook.exchange.deposit.deposit_files import DEPOSIT_FILES
from themebook.exchange.deposit.description import deposit_of
from themebook.exchange.documents.excerpt import can_be_excerpted, excerpt
from themebook.social.metadata import SiteMetadata

SECRET = "A claim that nobody has checked"
LINKS = (
    r"See [[secret]], [[secret|this]], [[secret|]] and [[ secret ]]; `[[secret]]` is code, and \\[[secret]] is none. "
    r"{++[[secret]]++} *[[secret]]* ![[[secret]]](map.png)"
)
# A text wherever the model has one.
FINDINGS = """
study:
  reference: own2021
  aims: LINKS
  setting: LINKS
  sampling: LINKS
  coders: LINKS
  funding: LINKS
  ethics: LINKS
  data: LINKS
participants: [{id: p1, name: Ann, about: LINKS}]
sources: [{id: s1, title: Interview, participants: [p1], about: LINKS}]
codes: [{id: c1, title: calm, definition: LINKS, includes: LINKS, excludes: LINKS}]
themes:
  - id: t1
    title: One
    plain: LINKS
    summary: LINKS
    definition: LINKS
    includes: LINKS
    excludes: LINKS
    quotes: [{id: q1, participant: p1, source: s1, codes: [c1], text: We wait., context: LINKS, note: LINKS}]
    findings:
      - id: f1
        claim: All wait.
        evidence: {supports: [q1]}
        confidence: {level: high, reason: LINKS}
        explanation: LINKS
        literature: [{reference: own2021, relation: agrees, note: LINKS}]
      - {id: secret, claim: SECRET, unquoted: None yet., draft: true}
implications: [{id: i1, statement: Wait., findings: [f1], explanation: LINKS}]
limitations: [{id: l1, statement: Few waited., explanation: LINKS}]
"""


def texts(value: Any) -> Iterator[str]:
    """The places in the model where this study has a text."""
    if isinstance(value, tuple):
        for part in value:
            yield from texts(part)
    elif is_dataclass(value):
        for one in fields(value):
            part = getattr(value, one.name)
            if isinstance(part, Prose):
                yield f"{type(value).__name__}.{one.name}"
            else:
                yield from texts(part)


def declared(value: Any) -> Iterator[str]:
    """The places in the model of the parts of a study where there can be a text."""
    if isinstance(value, tuple):
        for part in value:
            yield from declared(part)
    elif is_dataclass(value):
        yield from (f"{type(value).__name__}.{one.name}" for one in fields(value) if "Prose" in str(one.type))
        for one in fields(value):
            yield from declared(getattr(value, one.name))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    quoted = "'" + LINKS.replace("'", "''") + "'"
    findings = FINDINGS.replace("LINKS", quoted).replace("SECRET", SECRET)
    return write_study(tmp_path_factory.mktemp("drafts"), findings)


def test_the_study_links_to_a_draft_in_every_kind_of_text(folder: Path) -> None:
    study = site_of(folder).graph.study
    assert set(texts(study)) == set(declared(study))


def test_no_file_document_or_head_of_a_page_says_what_the_draft_is(folder: Path) -> None:
    site, published = site_of(folder), published_of(folder)
    metadata = SiteMetadata(site, published, ADDRESS)
    heads = [str(metadata.of(page.path)) for page in site.plan.pages]
    deposit = deposit_of(published, about="", address=ADDRESS)
    archived = [file.text(deposit) for file in DEPOSIT_FILES]
    ids = [name for name in can_be_excerpted(published) if name != "secret"]
    document = excerpt(published, ids).decode()
    everything = {"data": text_in(folder), "heads": "".join(heads), "archives": "".join(archived), "excerpt": document}
    assert {name for name, text in everything.items() if SECRET in text} == set()
    # The texts with the links are there.
    assert {name for name, text in everything.items() if "(a draft)" not in text} == set()
