"""The language of what readers see: one catalogue of messages is active in a process, English until another one is.

Message ids are the English texts. The catalogues are in ``locale/LANGUAGE/LC_MESSAGES/``, as compiled by Babel:
``themebook.mo`` for Python and templates, ``scripts.mo`` for the scripts of the site. Diagnostics, commands and what
else is for authors is in English and does not come here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from gettext import GNUTranslations, NullTranslations, find
from pathlib import Path
from typing import TypeVar

from babel.core import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.messages.mofile import read_mo

LOCALE = Path(__file__).parent.parent / "locale"

Key = TypeVar("Key")

# In the languages of Unicode's data, these numbers show every plural form that whole numbers have.
_SAMPLES = (*range(201), 1000, 1_000_000)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The messages of a language.

    ``scripts`` holds the message for each id, or its plural forms by the names of their CLDR categories
    (https://cldr.unicode.org/index/cldr-spec/plural-rules), which are those of ``Intl.PluralRules``.
    """

    language: str = "en"
    texts: NullTranslations = field(default_factory=NullTranslations)
    scripts: Mapping[str, str | Mapping[str, str]] = field(default_factory=dict)


ENGLISH = Catalogue()
_active = ENGLISH


def catalogue_of(language: str) -> Catalogue:
    """The catalogue of a language, given as a BCP 47 tag; that of English if there is none."""
    texts, scripts = (find(domain, LOCALE, [language.replace("-", "_")]) for domain in ("themebook", "scripts"))
    if not texts or not scripts:
        return ENGLISH
    return Catalogue(language, _read(Path(texts)), dict(_script_messages(Path(scripts), language)))


def activate(catalogue: Catalogue) -> None:
    """Make it the catalogue of this process."""
    global _active
    _active = catalogue


def active() -> Catalogue:
    return _active


def gettext(message: str) -> str:
    """The message in the active language."""
    return _active.texts.gettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    """The message in the form that the active language has for this number. Placeholders are not filled in."""
    return _active.texts.ngettext(one, many, number)


def N_(message: str) -> str:
    """Marks a message that is translated later, where it is used."""
    return message


def ngettext_noop(one: str, many: str) -> tuple[str, str]:
    """Marks a message with a plural that is translated later, where it is used."""
    return one, many


def language_name(tag: str) -> str:
    """The name of a language in the active language, such as "German" for ``de``; the tag itself if it has none."""
    try:
        return Locale.parse(tag, sep="-").get_display_name(_active.language) or tag
    except (UnknownLocaleError, ValueError):
        return tag


def date_in_words(day: str) -> str:
    """A year, month or day, such as ``2024-05-31``, or a range of them, in the active language.

    English has the British order.
    """
    if "/" in day:
        return " – ".join(map(date_in_words, day.split("/")))
    locale = Locale.parse("en-GB" if _active.language == "en" else _active.language, sep="-")
    match day.split("-"):
        case [year, month]:
            return format_skeleton("yMMMM", date(int(year), int(month), 1), locale=locale)
        case [_, _, _]:
            return format_date(date.fromisoformat(day), "long", locale)
    return day


@dataclass(frozen=True, slots=True, eq=False)
class Labels(Mapping[Key, str]):
    """Labels in the active language, by what they are for. They are made of message ids."""

    messages: Mapping[Key, str]

    def __getitem__(self, key: Key) -> str:
        return gettext(self.messages[key])

    def __iter__(self) -> Iterator[Key]:
        return iter(self.messages)

    def __len__(self) -> int:
        return len(self.messages)


def _read(path: Path) -> GNUTranslations:
    with path.open("rb") as file:
        return GNUTranslations(file)


def _script_messages(path: Path, language: str) -> Iterator[tuple[str, str | Mapping[str, str]]]:
    translations = _read(path)
    numbers = _number_by_category(language)
    with path.open("rb") as file:
        ids = [message.id for message in read_mo(file) if message.id]
    for message in ids:
        if isinstance(message, str):
            yield message, translations.gettext(message)
        else:
            one, many = message[:2]
            yield one, {category: translations.ngettext(one, many, number) for category, number in numbers.items()}


def _number_by_category(language: str) -> Mapping[str, int]:
    """A number of each plural category that the language has for whole numbers."""
    category = Locale.parse(language, sep="-").plural_form
    return {category(number): number for number in reversed(_SAMPLES)}
