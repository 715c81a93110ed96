"""Draws preview cards for shared pages, with the words of a quote and their source. The only importer of Pillow.

Pillow and the fonts are the extra ``cards``. Import this module only if it is installed. The fonts come from Python
packages, which makes the bytes of a card the same on every machine.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import ClassVar

import PIL
from font_source_sans_pro import font_files_ttf as sans_files
from font_source_serif_pro import font_files_ttf as serif_files
from PIL import Image, ImageDraw, ImageFont, features

from themebook.core import truncate
from themebook.core.disk_cache import digest
from themebook.core.truncate import opening

# Half the size recommended for Open Graph, and the least for a large picture: it takes a third of the time and space.
WIDTH, HEIGHT = 600, 315

# The colours of the light scheme of themebook.css: the background of quotes, their text, muted text, and their bar.
BACKGROUND, TEXT, MUTED, BAR = "#f6f1e7", "#33291a", "#55626a", "#b0813a"

_MARGIN, _BAR_WIDTH, _TOP, _FOOT, _PADDING = 48, 10, 36, 239, 20
_SIZES = range(38, 17, -2)
_NAME_SIZE, _SOURCE_SIZE, _SOURCE_DROP = 18, 15, 27
_LINE_HEIGHT = 1.34
# Shades from the background to each text colour. With background and bar, there are sixteen colours, or four bits.
_SHADES = 7
# The words that are kept drawn: at most some 20 MB.
_MAX_WORDS = 10_000
_NO_CHARACTER = "\U0010ffff"

_SERIF = serif_files["SourceSerifPro"]
_NAME = sans_files["SourceSansProSemibold"]
_SANS = sans_files["SourceSansPro"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The plain text on a card: words in large letters, below them a name, and below that a source."""

    width: ClassVar[int] = WIDTH
    height: ClassVar[int] = HEIGHT

    words: str
    name: str = ""
    source: str = ""

    def missing_characters(self) -> tuple[str, ...]:
        """The distinct characters that the fonts lack. A card would show boxes in their place."""
        missing = [*_missing(_SERIF, _line(self.words)), *_missing(_NAME, _line(self.name))]
        return tuple(dict.fromkeys([*missing, *_missing(_SANS, _line(self.source))]))

    @staticmethod
    def version() -> str:
        """What else decides the bytes of a card: this code, the fonts, Pillow, and what it draws letters with."""
        return _version()

    def png(self) -> bytes:
        """The card as a PNG. The same card always has the same bytes."""
        image = Image.new("P", (WIDTH, HEIGHT), 0)
        image.putpalette(_palette())
        image.paste(2 * _SHADES + 1, (0, 0, _BAR_WIDTH, HEIGHT))
        lines, size, height = _fit(_line(self.words))
        top = _TOP + max(0, (_FOOT - _TOP - _PADDING - height * len(lines)) // 2)
        for number, line in enumerate(lines):
            _draw(image, line, (_SERIF, size), top + number * height, 0)
        _draw(image, _one_line(_line(self.name), _NAME, _NAME_SIZE), (_NAME, _NAME_SIZE), _FOOT, 0)
        source = _one_line(_line(self.source), _SANS, _SOURCE_SIZE)
        _draw(image, source, (_SANS, _SOURCE_SIZE), _FOOT + _SOURCE_DROP, _SHADES)
        file = io.BytesIO()
        image.save(file, "PNG", bits=4, compress_level=4)
        return file.getvalue()


@cache
def _version() -> str:
    files = (__file__, truncate.__file__, _SERIF, _NAME, _SANS)
    drawn_with = (features.version(name) or "" for name in ("freetype2", "raqm", "zlib"))
    return digest(*(Path(file).read_bytes() for file in files), PIL.__version__, *drawn_with)


def _line(text: str) -> str:
    return " ".join(text.split())


@cache
def _font(file: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(file, size)


def _missing(file: str, text: str) -> Iterator[str]:
    return (character for character in dict.fromkeys(text) if not _has(file, character))


@cache
def _has(file: str, character: str) -> bool:
    """Whether a font has a character. It draws the same box for all that it lacks."""
    mask, box = (_font(file, 40).getmask(char) for char in (character, _NO_CHARACTER))
    return mask.size != box.size or bytes(mask) != bytes(box)


@cache
def _width(file: str, size: int, text: str) -> float:
    return _font(file, size).getlength(text)


def _palette() -> list[int]:
    """RGB values of the background, the shades of the text, the shades of muted text, and the bar."""
    background, text, muted, bar = (tuple(bytes.fromhex(colour[1:])) for colour in (BACKGROUND, TEXT, MUTED, BAR))
    shades = [_mix(background, to, step / _SHADES) for to in (text, muted) for step in range(1, _SHADES + 1)]
    return [value for colour in (background, *shades, bar) for value in colour]


def _mix(start: Sequence[int], end: Sequence[int], part: float) -> tuple[int, ...]:
    return tuple(round(a + (b - a) * part) for a, b in zip(start, end, strict=True))


def _draw(image: Image.Image, text: str, font: tuple[str, int], top: int, offset: int) -> None:
    """Draw a line in the shades of the palette after ``offset``, word by word: most words are on many cards."""
    left = float(_MARGIN)
    for word in text.split():
        drawn = _drawn(*font, word, offset)
        image.paste(drawn, (round(left), top))
        left += _width(*font, word) + _width(*font, " ")


@lru_cache(_MAX_WORDS)
def _drawn(file: str, size: int, word: str, offset: int) -> Image.Image:
    """A word as indices of the palette, on its background."""
    font = _font(file, size)
    mask = Image.new("L", (math.ceil(font.getbbox(word)[2]), int(size * _LINE_HEIGHT) + 4), 0)
    ImageDraw.Draw(mask).text((0, 0), word, fill=255, font=font)
    # In the mode of the card, to be pasted as it is.
    return Image.frombytes("P", mask.size, mask.point(_shades(offset)).tobytes())


@cache
def _shades(offset: int) -> list[int]:
    """The palette index for each of the 256 levels of coverage."""
    shades = [round(coverage * _SHADES / 255) for coverage in range(256)]
    return [shade and offset + shade for shade in shades]


def _fit(text: str) -> tuple[list[str], int, int]:
    """The lines of a text, the largest size of letters in which it fits on the card, and the height of a line.

    Text that does not fit in the smallest size is truncated after a word.
    """
    for size in _SIZES:
        height = int(size * _LINE_HEIGHT)
        most = (_FOOT - _TOP - _PADDING) // height
        lines = list(_lines(text, size))
        if len(lines) <= most:
            break
    if len(lines) > most:
        lines = [*lines[: most - 1], _shortened(lines[most - 1], _SERIF, size, text[-1] if text[-1] == "”" else "")]
    return lines, size, height


def _lines(text: str, size: int) -> Iterator[str]:
    line: list[str] = []
    room = float(WIDTH - 2 * _MARGIN)
    space, left = _width(_SERIF, size, " "), 0.0
    for word in _breakable(text.split(), size):
        width = _width(_SERIF, size, word)
        if line and left < space + width:
            yield " ".join(line)
            line = []
        left = left - space - width if line else room - width
        line.append(word)
    yield " ".join(line)


def _breakable(words: Iterable[str], size: int) -> Iterator[str]:
    """Break words that are wider than a line, such as addresses."""
    for word in words:
        while _width(_SERIF, size, word) > WIDTH - 2 * _MARGIN:
            fits = next(n for n in range(len(word), 0, -1) if _width(_SERIF, size, word[:n]) <= WIDTH - 2 * _MARGIN)
            yield word[:fits]
            word = word[fits:]
        yield word


def _shortened(line: str, file: str, size: int, closing: str = "") -> str:
    """The line with an ellipsis in place of the words that do not fit before it."""
    shorter = (f"{opening(line, most)}…{closing}" for most in range(len(line), 0, -1))
    return next((shown for shown in shorter if _width(file, size, shown) <= WIDTH - 2 * _MARGIN), f"…{closing}")


def _one_line(text: str, file: str, size: int) -> str:
    return text if _width(file, size, text) <= WIDTH - 2 * _MARGIN else _shortened(text, file, size)
