"""The geometry of the map, for any numbers."""

from __future__ import annotations

import math
import re

from hypothesis import given
from hypothesis import strategies as st

from themebook.views.map_geometry import BUBBLE, ROW, WIDTH, arc, bubble, thickness

COUNTS = st.integers(0, 10**6)


def numbers(path: str) -> list[float]:
    return [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?(?:e[-+]?\d+)?", path)]


@given(COUNTS, COUNTS, COUNTS)
def test_a_bubble_stays_in_its_square(count: int, part: int, beyond: int) -> None:
    drawn = bubble(count, min(part, count), count + beyond)
    assert 0 < drawn.radius < BUBBLE
    assert "nan" not in drawn.wedge
    assert all(0 <= number <= 2 * BUBBLE for number in numbers(drawn.wedge))


@given(st.integers(200, 10**6), st.integers(200, 10**6))
def test_areas_are_to_each_other_as_the_counts(one: int, other: int) -> None:
    most = max(one, other) * 2
    areas = [bubble(count, 0, most).radius ** 2 for count in (one, other)]
    if min(areas) > 25:
        assert math.isclose(areas[0] / areas[1], one / other, rel_tol=0.01)


@given(st.integers(1, 1000), st.integers(0, 1000))
def test_a_wedge_is_drawn_for_a_part_only(count: int, part: int) -> None:
    part = min(part, count)
    drawn = bubble(count, part, count)
    assert bool(drawn.wedge) == (0 < part < count)


@given(st.integers(2, 200).flatmap(lambda rows: st.tuples(*[st.integers(0, rows - 1)] * 2, st.just(rows))))
def test_an_arc_joins_the_middles_of_its_rows_within_the_drawing(ends: tuple[int, int, int]) -> None:
    first, second, rows = ends
    for inner in (True, False):
        x, top, reach, height, _, _, _, to_x, bottom = numbers(arc(first, second, rows, inner=inner))
        assert [top, bottom] == [ROW * (min(first, second) + 0.5), ROW * (max(first, second) + 0.5)]
        assert x == to_x == WIDTH
        assert 0 < reach <= WIDTH
        assert height == (bottom - top) / 2 >= 0
        assert bottom <= ROW * rows


@given(st.integers(1, 10**5), st.integers(0, 10**5))
def test_more_is_never_thinner(count: int, more: int) -> None:
    most = count + more
    assert 0 < thickness(count, most) <= thickness(most, most)
