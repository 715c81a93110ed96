"""Which works citations mean: those of the list of references, or others of which only names and a year are known."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from themebook.core.diagnostics import Span
from themebook.core.nearest import nearest
from themebook.exchange.articles.citations.citation_forms import TextCitation
from themebook.exchange.articles.citations.names import family_of, folded, person
from themebook.exchange.articles.citations.reference_fields import ListedReference, authors_of
from themebook.exchange.imported import ImportedWork

_FEWEST_LETTERS = 5
_SEVERAL = 3
# More works of one year, and more different citations, than any paper has.
_MOST_OF_YEAR = 2_000
_MOST_ASKED = 20_000


@dataclass(frozen=True, slots=True)
class ListedWork:
    """A work of the list of references. ``families`` are the names of its authors, folded."""

    work: ImportedWork
    entry: ListedReference
    families: tuple[str, ...]
    initials: str

    @staticmethod
    def of(entry: ListedReference, work: ImportedWork) -> ListedWork:
        authors = authors_of(entry.csl) if entry.is_whole or "author" in entry.csl else ()
        literal = authors[0].get("literal", "") if authors else ""
        initials = "".join(re.findall(r"(?<!\w)[^\W\d_a-z]", literal)).casefold()
        return ListedWork(work, entry, tuple(folded(family_of(name)) for name in authors), initials)

    @property
    def id(self) -> str:
        return str(self.work.csl["id"])


@dataclass(slots=True)
class _Unlisted:
    """A work that is not in the list: the names of its authors as far as they are given."""

    id: str
    names: tuple[str, ...]
    year: str
    place: Span


@dataclass(slots=True)
class _Unlisteds:
    """Works that are not in the list, of one first author and year. ``partial`` is that of "et al."."""

    by_names: dict[tuple[str, ...], _Unlisted] = field(default_factory=dict)
    partial: _Unlisted | None = None


@dataclass(slots=True)
class WorksInText:
    """Finds works for mentions. Works that are not listed are collected, and complete names win over "et al."."""

    listed: tuple[ListedWork, ...]
    _by_year: dict[str, list[ListedWork]] = field(default_factory=lambda: defaultdict(list))
    _by_number: dict[str, str] = field(default_factory=dict)
    _answers: dict[TextCitation, tuple[ListedWork, ...]] = field(default_factory=dict)
    _unlisted: dict[tuple[str, str], _Unlisteds] = field(default_factory=lambda: defaultdict(_Unlisteds))
    _found: list[_Unlisted] = field(default_factory=list)

    def __post_init__(self) -> None:
        for one in self.listed:
            same_year = self._by_year[_year(one.entry.year)]
            if len(same_year) < _MOST_OF_YEAR:
                same_year.append(one)
            if one.entry.label:
                self._by_number.setdefault(one.entry.label, one.id)

    @property
    def is_numbered(self) -> bool:
        """Whether works are cited by their numbers in the list."""
        return bool(self.listed) and len(self._by_number) * 2 > len(self.listed)

    def by_numbers(self, numbers: Iterable[str]) -> tuple[str, ...]:
        """The works with these numbers, or none if one of the numbers is not in the list."""
        found = [self._by_number.get(number, "") for number in numbers]
        return tuple(found) if all(found) else ()

    def listed_for(self, mention: TextCitation) -> tuple[ListedWork, ...]:
        """The listed works that a mention may mean: the best, and others that fit as well."""
        asked = replace(mention, start=0, end=0, locator="")
        if asked not in self._answers:
            self._answers[asked] = self._listed_for(asked) if len(self._answers) < _MOST_ASKED else ()
        return self._answers[asked]

    def _listed_for(self, mention: TextCitation) -> tuple[ListedWork, ...]:
        same_year = self._by_year.get(_year(mention.year), [])
        if not mention.names:
            return tuple(one for one in same_year if _has_title(one, mention))
        found = [one for one in same_year if _is_first(mention.names[0], one)]
        if not found:
            found = [one for one in same_year if not one.families and _has_title(one, mention)]
        if not found:
            found = _misspelt(mention.names[0], same_year)
        for fits in (_same_authors, _same_suffix, _same_given, _same_number):
            if better := [one for one in found if fits(mention, one)]:
                found = better
        return tuple(found)

    def unlisted_for(self, mention: TextCitation, place: Span) -> str:
        """The id of a work of which no more is known than a mention says. See ``unlisted`` for the works."""
        known = self._unlisted[folded(family_of(person(mention.names[0]))), mention.year.casefold()]
        names = tuple(folded(name) for name in mention.names)
        if mention.is_partial:
            if known.partial is None:
                known.partial = next(iter(known.by_names.values()), None) or self._new(mention, place)
            return known.partial.id
        if names not in known.by_names:
            is_completed = known.partial is not None and not known.by_names
            work = known.partial if is_completed and known.partial else self._new(mention, place)
            work.names = mention.names
            known.by_names[names] = work
        one = known.by_names[names]
        if len(names) >= _SEVERAL and (known.partial is None or len(known.partial.names) < _SEVERAL):
            known.partial = one
        return one.id

    def _new(self, mention: TextCitation, place: Span) -> _Unlisted:
        self._found.append(_Unlisted(f"cited-{len(self._found) + 1}", mention.names, mention.year, place))
        return self._found[-1]

    def unlisted(self) -> Iterator[ImportedWork]:
        """The works that are not in the list. They have authors and a year, and no title."""
        for one in self._found:
            csl: dict[str, object] = {"id": one.id, "type": "document", "author": [dict(person(n)) for n in one.names]}
            if found := re.match(r"\d{4}", one.year):
                csl["issued"] = {"date-parts": [[int(found[0])]]}
            elif "press" in one.year.casefold():
                csl["status"] = "in press"
            yield ImportedWork(csl=csl, place=one.place, is_unknown=True)


def _year(year: str) -> str:
    """What two ways to write a year have in common."""
    if found := re.match(r"\d{4}", year):
        return found[0]
    words = re.sub(r"[\s.]", "", year.casefold())
    return "" if words.startswith(("nd", "nodate", "oj", "sa", "sd", "sf")) else words


def _suffix(year: str) -> str:
    found = re.search(r"(?<=\d)[a-z]$|-[a-z]{1,2}$", year.strip())
    return found[0] if found else ""


def _is_first(name: str, one: ListedWork) -> bool:
    """Whether a name is that of the first author, perhaps with a given name or an abbreviation."""
    if not one.families:
        return False
    whole, first = folded(name), one.families[0]
    words = [folded(word) for word in name.split()]
    if whole == first or (whole and whole == one.initials and len(whole) > 1):
        return True
    return any(folded("".join(words[at:])) == first for at in range(1, len(words))) or (
        len(whole) > _FEWEST_LETTERS and bool(one.initials) and first.startswith(whole)
    )


def _has_title(one: ListedWork, mention: TextCitation) -> bool:
    """Whether a work without an author is cited by its title, or by nothing but its letter."""
    if one.families:
        return False
    written = folded(mention.title or " ".join(mention.names))
    if not written:
        return bool(_suffix(mention.year)) and _suffix(mention.year) == _suffix(one.entry.year)
    return len(written) >= _FEWEST_LETTERS and folded(str(one.entry.csl.get("title", ""))).startswith(written)


def _misspelt(name: str, works: list[ListedWork]) -> list[ListedWork]:
    wanted = folded(name)
    close = (
        nearest(wanted, [one.families[0] for one in works if one.families]) if len(wanted) >= _FEWEST_LETTERS else ""
    )
    alike = close[:2] == wanted[:2] and abs(len(close) - len(wanted)) <= 1 and len(close) >= _FEWEST_LETTERS
    return [one for one in works if one.families and one.families[0] == close] if alike else []


def _same_authors(mention: TextCitation, one: ListedWork) -> bool:
    names = [folded(name) for name in mention.names]
    return all(
        name.endswith(family) or family.endswith(name)
        for name, family in zip(names[1:], one.families[1:], strict=False)
    )


def _same_given(mention: TextCitation, one: ListedWork) -> bool:
    """Whether the initials that tell two authors of one name apart are the same."""
    given = (
        "".join(re.findall(r"(?<![^\W_])[^\W\d_]|[A-Z]", mention.names[0].rpartition(" ")[0])).casefold()
        if mention.names
        else ""
    )
    author = next(iter(authors_of(one.entry.csl)), {})
    initials = "".join(word[0] for word in re.findall(r"[^\W\d_]+", author.get("given", ""))).casefold()
    return not given or initials == given


def _same_suffix(mention: TextCitation, one: ListedWork) -> bool:
    return _suffix(mention.year) == _suffix(one.entry.year)


def _same_number(mention: TextCitation, one: ListedWork) -> bool:
    return len(one.families) >= _SEVERAL if mention.is_partial else len(one.families) == len(mention.names)
