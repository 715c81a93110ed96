"""What is known of a study before it is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from themebook.core.languages import as_tag, tag_of_name
from themebook.core.nearest import nearest
from themebook.core.printable import UNPRINTABLE, printable
from themebook.exchange.escaping import is_ambiguous
from themebook.sources.source import NOT_XML
from themebook.starter.licences import LICENCES

_UNPRINTABLE = re.compile(f"[{UNPRINTABLE}]")
_VERSION = re.compile(r"\d+(\.\d+)*[a-z0-9.+]*")
_ADDRESS = re.compile(r"(git\+)?(https?|ssh|file)://\S+")
_REQUIREMENT = re.compile(r"themebook\s*(\[[^\]]*\]\s*)?([=<>~!]=?|@).+")
# What the commands that the README lists need.
_WITH_EXTRAS = "themebook[cards,pdf]"


class Unsuitable(ValueError):
    """A value that a study cannot have, with the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStudy:
    """The title and the authors as people write them; the language and the licence as their codes. There are no authors
    if nobody knows them.

    ``package`` is a version of Themebook, the path of a wheel, an address or a requirement. It is kept as a path or as
    the requirement that pip installs it from.
    """

    title: str
    authors: tuple[str, ...]
    language: str
    licence: str
    package: str

    def __post_init__(self) -> None:
        """Tidy the values. Raises Unsuitable if one cannot be used."""
        object.__setattr__(self, "title", _one_line(self.title, "the title"))
        object.__setattr__(self, "authors", tuple(map(_author, self.authors)))
        object.__setattr__(self, "language", language_of(self.language))
        object.__setattr__(self, "package", _package(self.package))
        if self.licence not in LICENCES:
            raise Unsuitable(f"'{self.licence}' is none of the licences {', '.join(LICENCES)}")


def _one_line(text: str, what: str) -> str:
    tidy = " ".join(text.split())
    if not tidy.strip("{} "):
        raise Unsuitable(f"{what} is empty")
    if found := _UNPRINTABLE.search(tidy) or NOT_XML.search(tidy):
        raise Unsuitable(f"{what} contains a character that cannot be shown: {printable(found[0])}")
    return tidy


def _author(written: str) -> str:
    name = _one_line(written, "the name of an author")
    if is_ambiguous(name):
        raise Unsuitable(
            f"'{name}' is not the name of one person; give each author separately, or put an organisation in braces"
        )
    return name


def _package(written: str) -> str:
    package = _one_line(written, "the package")
    if _VERSION.fullmatch(package):
        return f"{_WITH_EXTRAS}=={package}"
    if _ADDRESS.fullmatch(package):
        return f"{_WITH_EXTRAS} @ {package}"
    if _REQUIREMENT.fullmatch(package) or is_wheel(package):
        return package
    raise Unsuitable(
        f"the package '{package}' is not a version, a wheel that exists, or an address such as git+https://"
    )


def is_wheel(package: str) -> bool:
    """Whether this is the path of a wheel that exists."""
    return package.endswith(".whl") and Path(package).is_file()


def language_of(written: str) -> str:
    """The language as a tag for which the theme has texts. Raises Unsuitable if there is none."""
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
