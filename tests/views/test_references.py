"""The verification status of a work is the same on its page, in the lists and in the filter."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.sites import CYRILLIC
from themebook.core.works import verification_status
from themebook.graph.link import link
from themebook.graph.model import EvidenceGraph
from themebook.pipeline import read
from themebook.sources.markdown.scan import Scanner
from themebook.sources.source_files import Settings, pages_below
from themebook.views.list_rows import work_row
from themebook.views.lists import ListViews
from themebook.views.references import reference_page


@pytest.fixture(scope="module")
def graph() -> EvidenceGraph:
    sources = read(Settings(root=CYRILLIC), pages_below(CYRILLIC, "docs"), Scanner()).value
    return link(sources)


def test_the_index_groups_works_as_the_filter_does(graph: EvidenceGraph) -> None:
    groups = ListViews(graph, sorted).references("").by_verification
    assert {group.label: group.works for group in groups} == {
        "not stated": ("kim2001",),
        "recalled, not verified": ("lee2004",),
        "verified": ("own2021",),
    }
    statuses = {key: verification_status(linked.reference) for key, linked in graph.references.items()}
    assert {
        key: work_row(graph, linked).filter_values["verification"] for key, linked in graph.references.items()
    } == statuses


def test_a_remark_is_shown_whatever_else_is_known_of_a_work(graph: EvidenceGraph) -> None:
    linked = graph.references["kim2001"]
    entry = linked.reference
    fields = (*((name, value) for name, value in entry.fields if name != "unseen"), ("remark", "Printed so."))
    changed = replace(linked, reference=replace(entry, fields=fields))
    shown = reference_page(replace(graph, references={**graph.references, "kim2001": changed}), "kim2001").verification
    assert shown
    assert (shown.status, shown.remark) == ("unstated", "Printed so.")


def test_the_page_of_a_work_without_a_status_shows_what_was_not_seen(graph: EvidenceGraph) -> None:
    shown = reference_page(graph, "kim2001").verification
    assert shown
    assert (shown.status, shown.heading, shown.unseen) == ("unstated", "Verification not stated.", ("publisher",))
