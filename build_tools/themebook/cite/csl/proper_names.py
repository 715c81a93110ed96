"""English names that keep their capitals in sentence case: countries, regions, languages, peoples, months and days.

Those of countries, languages, months and days are the names of the Unicode CLDR, https://cldr.unicode.org.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from babel import Locale, localedata

# CLDR has no parts of countries and no peoples whose name is not that of a language.
_OTHERS = (
    "Britain",
    "Great Britain",
    "England",
    "Scotland",
    "Wales",
    "Northern Ireland",
    "America",
    "United States of America",
    "African American",
    *("African", "American", "Asian", "Australian", "Austrian", "Belgian", "Brazilian", "British", "Canadian"),
    *("European", "Indian", "Israeli", "Mexican", "Nordic", "Pakistani", "Scandinavian", "Scottish", "Swiss"),
    *("Buddhist", "Catholic", "Christian", "Hindu", "Islam", "Islamic", "Jewish", "Muslim", "Protestant", "Sikh"),
)
# Words that are more often something else.
_COMMON = frozenset(
    (
        *("even", "ga", "ido", "langi", "nama", "pali", "rombo", "sena", "shan", "soga", "teso", "world"),
        *("march", "may"),
    )
)

Words = tuple[str, ...]


def length_of_name(words: Sequence[str]) -> int:
    """How many of the first words are a proper name, or 0."""
    names = _names().get(words[0].lower())
    if names is None:
        return 0
    lower = tuple(word.lower() for word in words)
    return next((len(name) for name in names if lower[: len(name)] == name), 0)


@cache
def _names() -> dict[str, list[Words]]:
    """The names by their first word, in lower case, the longest first."""
    english = Locale("en")
    spoken = {tag.partition("_")[0] for tag in localedata.locale_identifiers()}
    languages = (name for tag, name in english.languages.items() if tag in spoken)
    names: dict[str, list[Words]] = {}
    dates = (*english.months["format"]["wide"].values(), *english.days["format"]["wide"].values())
    for name in (*_OTHERS, *english.territories.values(), *languages, *dates):
        words = tuple(name.lower().split())
        if all(word.isalpha() for word in words) and words[0] not in _COMMON:
            names.setdefault(words[0], []).append(words)
    return {first: sorted(each, key=len, reverse=True) for first, each in names.items()}
