"""The pictures that are shown where somebody shares a page: words and where they are from. The only importer of Pillow.

Pillow and the fonts are the extra ``cards``; this module is imported only where it is installed. The fonts come with
the packages that are named here, so that the same card has the same bytes on every machine.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from font_source_sans_pro import font_files_ttf as sans_files
from font_source_serif_pro import font_files_ttf as serif_files
from PIL import Image, ImageDraw, ImageFont

from themebook.core.truncate import opening

# What the Open Graph asks for, and what the networks cut least from.
WIDTH, HEIGHT = 1200, 630

# The light colours of themebook.css: the ground of speech, its ink, muted text, and the bar beside speech.
GROUND, INK, MUTED, BAR = "#f6f1e7", "#33291a", "#55626a", "#b0813a"

_MARGIN, _BAR_WIDTH, _TOP, _FOOT = 96, 20, 72, 478
_SIZES = range(76, 35, -4)
_LINE = 1.34
# Steps from the ground to each ink. With ground and bar they are sixteen colours, which are four bits.
_STEPS = 7
_NO_CHARACTER = "\U0010ffff"

_SERIF = serif_files["SourceSerifPro"]
_NAME = sans_files["SourceSansProSemibold"]
_SANS = sans_files["SourceSansPro"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a card shows, as plain text: words in large letters, below them a name, and below that a source."""

    width: ClassVar[int] = WIDTH
    height: ClassVar[int] = HEIGHT

    words: str
    name: str = ""
    source: str = ""

    def unknown(self) -> tuple[str, ...]:
        """The characters that the fonts lack, each once; a card that has any would show boxes in their place."""
        lacking = [*_lacking(_SERIF, _line(self.words)), *_lacking(_NAME, _line(self.name))]
        return tuple(dict.fromkeys([*lacking, *_lacking(_SANS, _line(self.source))]))

    def png(self) -> bytes:
        """The card as a PNG; always the same bytes for the same card."""
        image = Image.new("P", (WIDTH, HEIGHT), 0)
        image.putpalette(_palette())
        image.paste(2 * _STEPS + 1, (0, 0, _BAR_WIDTH, HEIGHT))
        lines, font, height = _fitted(_line(self.words))
        top = _TOP + max(0, (_FOOT - _TOP - 40 - height * len(lines)) // 2)
        for number, line in enumerate(lines):
            _draw(image, line, font, top + number * height, 0)
        _draw(image, _one_line(_line(self.name), _NAME, 36), _font(_NAME, 36), _FOOT, 0)
        _draw(image, _one_line(_line(self.source), _SANS, 30), _font(_SANS, 30), _FOOT + 54, _STEPS)
        file = io.BytesIO()
        image.save(file, "PNG", bits=4, compress_level=4)
        return file.getvalue()


def _line(text: str) -> str:
    return " ".join(text.split())


@cache
def _font(file: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(file, size)


def _lacking(file: str, text: str) -> Iterator[str]:
    return (character for character in dict.fromkeys(text) if not _has(file, character))


@cache
def _has(file: str, character: str) -> bool:
    """A font draws the same box for every character that it lacks."""
    mask, box = (_font(file, 40).getmask(one) for one in (character, _NO_CHARACTER))
    return mask.size != box.size or bytes(mask) != bytes(box)


@cache
def _width(file: str, size: int, text: str) -> float:
    return _font(file, size).getlength(text)


def _palette() -> list[int]:
    """The ground, the steps to the ink, the steps to muted text, and the bar, as red, green and blue."""
    ground, ink, muted, bar = (tuple(bytes.fromhex(colour[1:])) for colour in (GROUND, INK, MUTED, BAR))
    ramps = [_between(ground, to, step / _STEPS) for to in (ink, muted) for step in range(1, _STEPS + 1)]
    return [value for colour in (ground, *ramps, bar) for value in colour]


def _between(start: Sequence[int], end: Sequence[int], part: float) -> tuple[int, ...]:
    return tuple(round(a + (b - a) * part) for a, b in zip(start, end, strict=True))


def _draw(image: Image.Image, text: str, font: ImageFont.FreeTypeFont, top: int, before: int) -> None:
    """Draws a line; its ink is the ramp of the palette that comes after so many colours ``before`` it."""
    if not text:
        return
    mask = Image.new("L", (WIDTH - _MARGIN, int(font.size * _LINE) + 8), 0)
    ImageDraw.Draw(mask).text((0, 0), text, fill=255, font=font)
    image.paste(mask.point(_ramp(before)), (_MARGIN, top))


@cache
def _ramp(before: int) -> list[int]:
    """For each of 256 grades of cover the colour of the palette."""
    steps = [round(cover * _STEPS / 255) for cover in range(256)]
    return [step and before + step for step in steps]


def _fitted(words: str) -> tuple[list[str], ImageFont.FreeTypeFont, int]:
    """The words in lines, in the largest letters in which they have room, and the height of a line.

    What has no room in the smallest letters is left out after a word.
    """
    for size in _SIZES:
        height = int(size * _LINE)
        room = (_FOOT - _TOP - 40) // height
        lines = list(_lines(words, size))
        if len(lines) <= room:
            break
    if len(lines) > room:
        lines = [*lines[: room - 1], _shortened(lines[room - 1], _SERIF, size, words[-1] if words[-1] == "”" else "")]
    return lines, _font(_SERIF, size), height


def _lines(words: str, size: int) -> Iterator[str]:
    line = ""
    for word in _breakable(words.split(), size):
        if not line or _wide(f"{line} {word}", size) <= WIDTH - 2 * _MARGIN:
            line = f"{line} {word}".strip()
        else:
            yield line
            line = word
    yield line


def _wide(line: str, size: int) -> float:
    """Words are measured once each; a space is as wide everywhere."""
    words = line.split()
    return sum(_width(_SERIF, size, word) for word in words) + (len(words) - 1) * _width(_SERIF, size, " ")


def _breakable(words: Iterable[str], size: int) -> Iterator[str]:
    """Words wider than a line, such as addresses, are broken where the line ends."""
    for word in words:
        while _width(_SERIF, size, word) > WIDTH - 2 * _MARGIN:
            fits = next(n for n in range(len(word), 0, -1) if _width(_SERIF, size, word[:n]) <= WIDTH - 2 * _MARGIN)
            yield word[:fits]
            word = word[fits:]
        yield word


def _shortened(line: str, file: str, size: int, closing: str = "") -> str:
    """The line with an ellipsis at its end, in place of as many words as it takes."""
    shorter = (f"{opening(line, most)}…{closing}" for most in range(len(line), 0, -1))
    return next((shown for shown in shorter if _width(file, size, shown) <= WIDTH - 2 * _MARGIN), f"…{closing}")


def _one_line(text: str, file: str, size: int) -> str:
    return text if _width(file, size, text) <= WIDTH - 2 * _MARGIN else _shortened(text, file, size)
