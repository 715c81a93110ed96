"""The figures as pictures and tables: they show the numbers of the study, and all that is in a picture is visible."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from lxml import etree

from tests.exchange.exports.study_files import each_site, files_of, published_of, rows_of
from tests.sites import FOCUS_GROUPS, WAVES

SVG = "{http://www.w3.org/2000/svg}"


def table(folder: Path, name: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(files_of(folder)[f"figures/{name}.csv"].removeprefix("\ufeff"), newline="")))


def pictures(folder: Path) -> dict[str, etree._Element]:
    files = files_of(folder).items()
    return {name: etree.fromstring(text.encode()) for name, text in files if name.endswith(".svg")}


@each_site
def test_each_figure_is_a_picture_and_a_table_with_the_same_numbers(folder: Path) -> None:
    found = pictures(folder)
    assert "figures/literature.svg" in found
    for name, picture in found.items():
        _, *rows = table(folder, Path(name).stem)
        written = [text.text or "" for text in picture.iter(f"{SVG}text")]
        numbers = sorted(number for row in rows for number in row[1:] if number)
        # Years and the like are digits too.
        digits = sorted(text for text in written if text.isdecimal())
        assert all(digits.count(number) >= numbers.count(number) for number in numbers)
        titles = "".join(written).replace(" ", "")
        assert all(row[0].rpartition(" > ")[2].replace("\\", "").replace(" ", "") in titles for row in rows)


@each_site
def test_nothing_lies_outside_of_a_picture_and_it_says_what_it_is(folder: Path) -> None:
    for picture in pictures(folder).values():
        _, _, width, height = map(float, picture.get("viewBox").split())
        for element in picture.iter(f"{SVG}text", f"{SVG}rect"):
            x, y = float(element.get("x")), float(element.get("y"))
            assert 0 <= x <= width
            assert 0 <= y <= height
            assert x + float(element.get("width", 0)) <= width
        assert picture.findtext(f"{SVG}title")
        assert "Source: counted from" in picture.findtext(f"{SVG}desc")
        assert (picture.get("role"), picture.get("width")) == ("img", f"{width:g}")


@each_site
def test_the_matrix_and_the_map_count_the_same_quotes_as_the_tables(folder: Path) -> None:
    if "figures/matrix.csv" not in files_of(folder):
        return
    counted = {row["theme"]: row["all"] for row in rows_of(folder, "matrix.csv")}
    header, *rows, total = table(folder, "matrix")
    assert {row[0]: row[-1] for row in rows} == counted
    assert total[-1] == str(len(list(published_of(folder).graph.quotes.values())))
    voices = {f"speaker:{name}" for name in header[1:-1]}
    assert voices <= rows_of(folder, "matrix.csv")[0].keys()
    # Rows for a theme as a whole have only what is in none of its subthemes.
    parts = [row for row in table(folder, "map")[1:] if " > " in row[0] and row[0] in counted]
    assert [row[1] for row in parts] == [counted[row[0]] for row in parts]


@each_site
def test_the_prevalences_of_a_theme_add_up_to_its_findings(folder: Path) -> None:
    if "figures/prevalence.csv" in files_of(folder):
        for row in table(folder, "prevalence")[1:]:
            assert sum(int(number or 0) for number in row[2:]) == int(row[1])


def test_groups_are_compared_by_each_attribute_and_by_wave() -> None:
    names = {Path(name).stem for name in files_of(WAVES) if name.startswith("figures/comparison")}
    assert names == {"comparison-household", "comparison-tenancy", "comparison-of-waves"}
    assert "figures/comparison-stop.svg" in files_of(FOCUS_GROUPS)
