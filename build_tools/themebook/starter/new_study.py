"""What is known of a study before it is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from themebook.core.languages import as_tag, tag_of_name
from themebook.core.nearest import nearest
from themebook.core.printable import UNPRINTABLE, printable
from themebook.sources.source import NOT_XML
from themebook.starter.licences import LICENCES

_UNPRINTABLE = re.compile(f"[{UNPRINTABLE}]")


class Unsuitable(ValueError):
    """A value that a study cannot have, with the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStudy:
    """The title and the authors as people write them; the language and the licence as their codes.

    ``package`` is the requirement by which pip installs Themebook.
    """

    title: str
    authors: tuple[str, ...]
    language: str
    licence: str
    package: str

    def __post_init__(self) -> None:
        """Tidy the values. Raises Unsuitable if one cannot be used."""
        object.__setattr__(self, "title", _one_line(self.title, "the title"))
        object.__setattr__(self, "authors", tuple(_one_line(one, "the name of an author") for one in self.authors))
        object.__setattr__(self, "language", _language(self.language))
        object.__setattr__(self, "package", _one_line(self.package, "the package"))
        if not self.authors:
            raise Unsuitable("the study needs at least one author")
        if self.licence not in LICENCES:
            raise Unsuitable(f"'{self.licence}' is none of the licences {', '.join(LICENCES)}")


def _one_line(text: str, what: str) -> str:
    tidy = " ".join(text.split())
    if not tidy.strip("{} "):
        raise Unsuitable(f"{what} is empty")
    if found := _UNPRINTABLE.search(tidy) or NOT_XML.search(tidy):
        raise Unsuitable(f"{what} contains a character that cannot be shown: {printable(found[0])}")
    return tidy


def _language(written: str) -> str:
    """The language as a tag for which the theme has texts."""
    known = _theme_languages()
    tag = as_tag(written) or tag_of_name(written)
    for language in (tag, tag.partition("-")[0]):
        if language in known:
            return language
    hint = f"did you mean '{near}'?" if (near := nearest(written, known)) else "write a code such as en, de or pt-BR"
    raise Unsuitable(f"the theme has no texts in the language '{written}'; {hint}")


def _theme_languages() -> frozenset[str]:
    """The languages of Material, by the names of its files."""
    spec = find_spec("material")
    folders = spec.submodule_search_locations if spec else None
    found = (Path(folder, "templates/partials/languages").glob("*.html") for folder in folders or ())
    return frozenset(file.stem for files in found for file in files)
