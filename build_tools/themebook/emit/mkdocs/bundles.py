"""One file of all styles and one of all scripts, so that a page asks for few files.

Files of the author in the folder of theme overrides replace those of the same name here too.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from themebook.core.disk_cache import digest
from themebook.site.routes import SETTINGS
from themebook.theme import ASSETS, SCRIPTS, STYLES

# Material's own files, whose names contain a digest.
_STYLES_OF_MATERIAL = ("assets/stylesheets/main.*.min.css", "assets/stylesheets/palette.*.min.css")
_SCRIPTS_OF_MATERIAL = ("assets/javascripts/bundle.*.min.js",)
_DIGITS = 10
# A comment on lines of its own.
_COMMENT = re.compile(r"^[ \t]*(?:/\*[\s\S]*?\*/|//[^\n]*)\n", re.MULTILINE)
_SOURCE_MAP = re.compile(r"^(/\*|//)# sourceMappingURL=")
_FONT = re.compile(r'url\("(fonts/[^"]+)"\)')


class Bundle:
    """Several files of the theme in one. Its path contains a digest, so browsers never use that of an earlier site."""

    def __init__(self, kind: str, parts: Iterable[str]) -> None:
        self.text = "\n".join(parts)
        self.path = f"{ASSETS}/site-{digest(self.text)[:_DIGITS]}.{kind}"


def style_bundle(folders: Sequence[str], *, with_fonts: bool = False) -> Bundle:
    """The style sheets of Material and our own. Each comes from the first folder of the theme that has it.

    ``with_fonts`` puts the fonts into the file, because browsers load none from the file system.
    """
    ours = [_without_comments(_file(folders, path)) for path in STYLES]
    if with_fonts:
        ours = [_FONT.sub(lambda found: _embedded(_file(folders, f"{ASSETS}/{found[1]}")), text) for text in ours]
    return Bundle("css", [*_of_material(folders, _STYLES_OF_MATERIAL), *ours])


def _embedded(font: Path) -> str:
    return f'url("data:font/woff2;base64,{b64encode(font.read_bytes()).decode()}")'


def script_bundle(folders: Sequence[str]) -> Bundle:
    """The scripts of Material and our own, except the settings, which change with the study."""
    ours = (_without_comments(_file(folders, path)) for path in SCRIPTS if path != SETTINGS)
    return Bundle("js", [*_of_material(folders, _SCRIPTS_OF_MATERIAL), *ours])


def scripts_of_pages(bundle: Bundle) -> tuple[str, str]:
    """The scripts of every page, in order."""
    return SETTINGS, bundle.path


def _of_material(folders: Sequence[str], patterns: Iterable[str]) -> Iterator[str]:
    for pattern in patterns:
        file = next((found for folder in folders for found in sorted(Path(folder).glob(pattern))), None)
        if file:
            # A source map would not be found from the address of the bundle.
            yield "\n".join(line for line in file.read_text("utf-8").split("\n") if not _SOURCE_MAP.match(line))


def _without_comments(file: Path) -> str:
    return _COMMENT.sub("", file.read_text("utf-8"))


def _file(folders: Sequence[str], path: str) -> Path:
    return next(file for folder in folders if (file := Path(folder) / path).is_file())
