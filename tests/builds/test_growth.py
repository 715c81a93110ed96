"""What a build does for each page, once and not again. How long that takes is in the benchmark."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build

from tests.benchmarks.studies import write_study
from tests.builds.test_preview import fresh_config
from themebook.cite import formatter
from themebook.render.headings import HeadingConverter
from themebook.render.prose import ProseConverter
from themebook.render.renderer import Renderer
from themebook.site.link_context import Addresses
from themebook.site.plan import PlannedPage


def counts_of(folder: Path, pages: int) -> Counter[str]:
    """How often a build of so many pages calls what takes most of its time."""
    counts: Counter[str] = Counter()
    with pytest.MonkeyPatch.context() as patch:

        def count(owner: Any, name: str) -> None:
            function = getattr(owner, name)

            def counted(*given: Any, **named: Any) -> Any:
                counts[name] += 1
                return function(*given, **named)

            patch.setattr(owner, name, counted)

        rendered: Counter[str] = Counter()
        render = Renderer.page

        def page(self: Renderer, planned: PlannedPage) -> Any:
            rendered[planned.path] += 1
            return render(self, planned)

        patch.setattr(Renderer, "page", page)
        patch.setattr(formatter, "_caches", type(formatter._caches)())
        count(ProseConverter, "_convert")
        count(HeadingConverter, "convert")
        count(Addresses, "of")
        count(formatter, "run_citeproc")
        config = fresh_config(write_study(folder, pages), folder / "site")
        config.plugins["themebook"].config.cards = False
        build(config)
    assert set(rendered.values()) == {1}, rendered.most_common(3)
    counts["pages"] = len(rendered)
    return counts


def test_work_grows_no_faster_than_the_number_of_pages(tmp_path: Path) -> None:
    small, large = counts_of(tmp_path / "small", 60), counts_of(tmp_path / "large", 240)
    factor = large["pages"] / small["pages"]
    for name in ("_convert", "convert", "of"):
        assert 0 < large[name] <= 1.2 * factor * small[name], name
    # The number of runs of pandoc does not depend on the number of works, until they are thousands.
    assert large["run_citeproc"] == small["run_citeproc"]
