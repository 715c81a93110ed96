"""Figures as SVG pictures (https://www.w3.org/TR/SVG11/): a table with bars and colours, for slides and for papers.

Lengths are in pixels. How wide a text will be is estimated, because fonts differ from computer to computer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from textwrap import wrap
from unicodedata import east_asian_width

from lxml import etree

from themebook.core.languages import is_from_the_right
from themebook.exchange.exports.figures.colours import INK, LINE, MUTED, PAPER
from themebook.exchange.exports.figures.drawn_figure import DrawnFigure, FigureCell, FigureRow

_FONT = "'Source Sans 3', 'Segoe UI', 'Noto Sans', 'Helvetica Neue', Arial, sans-serif"
_SIZE, _TITLE_SIZE = 14, 18
# The width of a letter, as a part of the size of its font. Chinese characters are as wide as the font is high.
_LETTER = 0.54
_LINE_HEIGHT, _MARGIN, _PADDING, _INDENT = 18, 20, 8, 16
_LABELS_WIDTH = 320
_BAR_WIDTH, _BAR_HEIGHT = 90, 10
# The first column is what a figure with bars is about.
_LONG_BAR = 200
_NARROW, _WIDE = 40, 110
# More columns than this have vertical headings.
_MOST_LEVEL = 6
_LONGEST_HEADING = 30


def svg(title: str, figure: DrawnFigure, *, language: str, source: str) -> str:
    """The picture, in a language (a BCP 47 tag). ``source`` is a sentence that says where the numbers are from."""
    return _Picture(title, figure, language, source).text()


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: its heading in lines, where it begins, how wide it is, and whether there are bars in it."""

    heading: tuple[str, ...]
    left: int
    width: int
    has_bars: bool


class _Picture:
    def __init__(self, title: str, figure: DrawnFigure, language: str, source: str) -> None:
        self._title = title
        self._figure = figure
        self._source = source
        self._is_upright = len(figure.columns) > _MOST_LEVEL
        self._columns = tuple(self._laid_out())
        last = self._columns[-1]
        self._width = max(last.left + last.width + _MARGIN, 640)
        self._is_mirrored = is_from_the_right(language)
        self._root = etree.Element("svg", nsmap={None: "http://www.w3.org/2000/svg"})
        self._root.set("{http://www.w3.org/XML/1998/namespace}lang", language)

    def text(self) -> str:
        self._add("title").text = self._title
        self._add("desc").text = " ".join(filter(None, (self._figure.note, self._source)))
        ground = self._add("rect", x=0, y=0, width=self._width, fill=PAPER)
        bottom = self._draw()
        ground.set("height", str(bottom))
        values = {"viewBox": f"0 0 {self._width} {bottom}", "width": self._width, "height": bottom, "role": "img"}
        self._set(self._root, {**values, "font-family": _FONT, "font-size": _SIZE, "fill": INK})
        etree.indent(self._root, " ")
        made: str = etree.tostring(self._root, encoding="unicode")
        return f"{made}\n"

    def _laid_out(self) -> Iterator[_Column]:
        left = _MARGIN + _LABELS_WIDTH
        for number, name in enumerate(self._figure.columns):
            has_bars = any(row.cells[number].bar for row in self._figure.rows)
            longest = _LONG_BAR if number == 0 else _BAR_WIDTH if self._is_upright else 0
            width = (_NARROW if self._is_upright else _WIDE) + (longest if has_bars else 0)
            room = _LONGEST_HEADING if self._is_upright else _letters_in(width - _PADDING)
            yield _Column(tuple(_lines(name, room)), left, width, has_bars)
            left += width

    def _draw(self) -> int:
        """Draw everything from the top down. Returns where the picture ends."""
        at = _MARGIN
        for line in _lines(self._title, _letters_in(self._width - 2 * _MARGIN, _TITLE_SIZE)):
            at += _LINE_HEIGHT + 4
            self._write(line, _MARGIN, at, **{"font-size": _TITLE_SIZE, "font-weight": "bold"})
        at = self._draw_headings(at + _PADDING)
        for row in self._figure.rows:
            at = self._draw_row(row, at)
        for words in filter(None, (self._figure.note, self._source)):
            for line in _lines(words, _letters_in(self._width - 2 * _MARGIN)):
                at += _LINE_HEIGHT
                self._write(line, _MARGIN, at + _PADDING, fill=MUTED)
        return at + _MARGIN + _PADDING

    def _draw_headings(self, top: int) -> int:
        longest = max(len(line) for column in self._columns for line in column.heading)
        lines = max(len(column.heading) for column in self._columns)
        bottom = top + (int(longest * _SIZE * _LETTER) if self._is_upright else lines * _LINE_HEIGHT) + _PADDING
        self._write(self._figure.rows_are, _MARGIN, bottom - _PADDING, fill=MUTED)
        for column in self._columns:
            for number, line in enumerate(reversed(column.heading)):
                if self._is_upright:
                    place = self._x(column.left + column.width - _PADDING - number * _LINE_HEIGHT)
                    turned = {"transform": f"rotate(-90 {place} {bottom - _PADDING})", "text-anchor": "start"}
                    self._set(self._add("text", x=place, y=bottom - _PADDING, fill=MUTED), turned).text = line
                else:
                    self._number(line, column, bottom - _PADDING - number * _LINE_HEIGHT, fill=MUTED)
        self._rule(bottom)
        return bottom

    def _draw_row(self, row: FigureRow, top: int) -> int:
        indent = _INDENT * (len(row.path) - 1) if self._figure.is_tree else 0
        lines = _lines(self._label(row), _letters_in(_LABELS_WIDTH - indent - 2 * _PADDING))
        bottom = top + len(lines) * _LINE_HEIGHT + _PADDING
        is_strong = row.is_total or (self._has_parts and len(row.path) == 1)
        weight: Mapping[str, object] = {"font-weight": "bold"} if is_strong else {}
        for number, line in enumerate(lines, 1):
            self._write(line, _MARGIN + indent, top + number * _LINE_HEIGHT, **weight)
        for column, cell in zip(self._columns, row.cells, strict=True):
            self._draw_cell(cell, column, top, bottom, weight)
        self._rule(bottom)
        return bottom

    def _label(self, row: FigureRow) -> str:
        above = "" if self._figure.is_tree else ", ".join(row.path[:-1])
        return f"{row.path[-1]} ({above})" if above else row.path[-1]

    @property
    def _has_parts(self) -> bool:
        return self._figure.is_tree and any(len(row.path) > 1 for row in self._figure.rows)

    def _draw_cell(
        self, cell: FigureCell, column: _Column, top: int, bottom: int, weight: Mapping[str, object]
    ) -> None:
        if cell.background:
            self._rect(column.left, top, column.width, bottom - top, cell.background)
        room = column.width - _NARROW - _PADDING
        for part in cell.bar if cell.number is not None else ():
            start, length = (round(room * value / 100, 2) for value in (part.start, part.length))
            self._rect(
                column.left + _PADDING + start,
                top + (_LINE_HEIGHT - _BAR_HEIGHT) / 2 + 4,
                length,
                _BAR_HEIGHT,
                part.colour,
            )
        if cell.text:
            self._number(cell.text, column, top + _LINE_HEIGHT, **weight)

    def _number(self, words: str, column: _Column, y: float, **style: object) -> None:
        """Write a text that ends where its column does."""
        element = self._add("text", x=self._x(column.left + column.width - _PADDING), y=y, **style)
        self._set(element, {"text-anchor": "end", **self._direction()}).text = words

    def _write(self, words: str, x: float, y: float, **style: object) -> None:
        """Write a text that begins here."""
        self._set(self._add("text", x=self._x(x), y=y, **style), self._direction()).text = words

    def _direction(self) -> Mapping[str, object]:
        return {"direction": "rtl"} if self._is_mirrored else {}

    def _rect(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        left = self._width - x - width if self._is_mirrored else x
        self._add("rect", x=round(left, 2), y=y, width=width, height=height, fill=fill)

    def _rule(self, y: float) -> None:
        self._add("path", d=f"M{_MARGIN} {y}H{self._width - _MARGIN}", stroke=LINE)

    def _x(self, x: float) -> float:
        return self._width - x if self._is_mirrored else x

    def _add(self, name: str, **values: object) -> etree._Element:
        return self._set(etree.SubElement(self._root, name), values)

    def _set(self, element: etree._Element, values: Mapping[str, object]) -> etree._Element:
        for name, value in values.items():
            element.set(name, str(value))
        return element


def _letters_in(width: float, size: int = _SIZE) -> int:
    return max(int(width / (size * _LETTER)), 8)


def _lines(words: str, letters: int) -> list[str]:
    """A text in lines of at most so many letters. Languages without spaces are cut anywhere."""
    is_wide = sum(east_asian_width(letter) in "WF" for letter in words) > len(words) / 2
    return wrap(words, letters // 2 if is_wide else letters) or [""]
