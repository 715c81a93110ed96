"""The corpus of references: readers see what a librarian's CSL-JSON gives, and what pandoc makes of that."""

from __future__ import annotations

import pytest

from tests.cite.references import Kind, kinds, promises

LEAST_WORKS = 150


def test_the_corpus_is_large_and_no_work_is_in_it_twice() -> None:
    keys = [work.key for kind in kinds() for work in kind.works]
    assert len(keys) >= LEAST_WORKS
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.name)
def test_references_and_citations_are_right(kind: Kind) -> None:
    found = list(promises(kind))
    assert [(one.key, one.style, one.form, one.seen) for one in found] == [
        (one.key, one.style, one.form, one.expected) for one in found
    ]
    assert [(one.key, one.style, one.form, one.truth) for one in found if not one.is_true] == []
