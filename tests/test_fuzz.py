"""Whatever stands in the sources, nothing ends in a traceback or hangs, and what checks clean builds strictly."""

from __future__ import annotations

import pytest

from tests.fuzz import SECONDS, fuzz


@pytest.mark.parametrize(("runs", "builds"), [(500, 10), pytest.param(20_000, 300, marks=pytest.mark.slow)])
def test_random_and_mutated_sources(runs: int, builds: int) -> None:
    figures = fuzz(range(runs), builds)
    assert figures.failures == []
    assert (figures.runs, figures.built) == (runs, builds)
    assert figures.slowest < SECONDS
    # Enough of them came through to say something of the later stages too.
    assert figures.without_errors > runs / 10
