"""Citation keys: those that the input has, and others as Better BibTeX makes them.

Its default formula is ``auth.lower + shorttitle(3,3) + year``
(https://retorque.re/zotero-better-bibtex/citing/): the family name of the first author, the first three words of the
title that are not function words, and the year. Letters after it keep keys apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import count

from themebook.core import lookalikes
from themebook.exchange.bibliographies.csl_values import Values
from themebook.exchange.bibliographies.dates import year_of
from themebook.exchange.bibliographies.texts import plain
from themebook.sources.bibtex.entries import is_citable

_PEOPLE = ("author", "director", "editor", "editorial-director", "translator", "interviewer", "performer", "host")
_WORDS_OF_TITLE = 3
_LONGEST_NAME, _LONGEST_WORD = 40, 20
_ACCENTED = re.compile(r"([A-Za-z])[\u0300-\u036f]+")
_NOT_IN_KEY = re.compile(r"\W|_")
# Addresses, DOIs, UUIDs, keys of Zotero, and numbers unless they end with a year, such as ``ITEM-12`` or ``ref12``.
_CODE = re.compile(
    r".*/.*|(?i:https?|urn|doi|pmid|wos|rayyan)[:.-].*|10\.\d.*|(?i:[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12})"
    r"|(?=.*\d)[A-Z0-9]{8}|(?!.*(?:1[5-9]|20)\d\d)(?i:[a-z]{0,6}[-_:.]*)\d+|\d+|.",
    re.DOTALL,
)
# Letters that Unicode does not take apart into a plain letter and a mark.
_FOLDED = str.maketrans(
    {
        **{"ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d"},
        **{"Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "TH", "\u0131": "i", "ħ": "h", "Ħ": "H", "ŋ": "n", "ĸ": "k"},
    }
)
_TRANSLITERATED = {
    letter: latin
    for letters, latins in (
        (
            "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
            "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya",
        ),
        ("іїєґўђјљњћџѓќѕ", "i yi ye g u dj j lj nj c dz g k dz"),
        ("αβγδεζηθικλμνξοπρσςτυφχψω", "a b g d e z i th i k l m n x o p r s s t y f ch ps o"),
    )
    for letter, latin in zip(letters, latins.replace("_", "").split(" "), strict=True)
}
_TO_LATIN = re.compile("[\u0370-\u03ff\u0400-\u04ff\u1f00-\u1fff]")
# Better BibTeX skips these words by default.
_SKIPPED = frozenset(
    (
        *("a", "ab", "aboard", "about", "above", "across", "after", "against", "al", "along", "amid", "among", "an"),
        *("and", "anti", "around", "as", "at", "before", "behind", "below", "beneath", "beside", "besides", "between"),
        *("beyond", "but", "by", "despite", "down", "during", "except", "for", "from", "in", "inside", "into", "is"),
        *("like", "near", "nor", "of", "off", "on", "onto", "or", "over", "past", "per", "plus", "round", "save"),
        *("since", "so", "some", "than", "the", "through", "to", "toward", "towards", "under", "underneath", "unlike"),
        *("until", "up", "upon", "versus", "via", "while", "with", "within", "without", "yet"),
        *("d", "das", "dem", "den", "der", "des", "die", "ein", "eine", "einem", "einen", "einer", "eines", "von"),
        *("zu", "zum", "du", "en", "et", "l", "la", "le", "les", "sur", "un", "une", "da", "de", "del", "dell"),
        *("della", "delle", "dello", "dei", "degli", "gli", "i", "il", "lo", "uno", "do", "el", "las", "los"),
        *("una", "unas", "unos"),
    )
)


class KeysInUse:
    """Keys and ids that a new key must differ from, regardless of case."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._used = {key.lower() for key in taken}
        self._endings: dict[str, Iterator[str]] = {}

    def take(self, key: str) -> bool:
        """Whether the key can be had; then it is in use."""
        is_free = key.lower() not in self._used
        self._used.add(key.lower())
        return is_free

    def take_new(self, values: Values) -> str:
        """The key of a work that has none, which is then in use."""
        stem = made_key(values)
        endings = self._endings.setdefault(stem.lower(), _letters())
        return next(key for key in (f"{stem}{letters}" for letters in endings) if self.take(key))


def usable_key(key: str) -> str:
    """The key itself if it can be the key of an entry, or nothing."""
    normal = unicodedata.normalize("NFC", key)
    return normal if is_citable(normal) and normal.isprintable() else ""


def looks_like_key(written: str) -> bool:
    """Whether an identifier was made to cite a work by, rather than a number, an address or a code of a program."""
    return usable_key(written) != "" and _CODE.fullmatch(written) is None


def made_key(values: Values) -> str:
    """The key that Better BibTeX makes, before it is compared with others. It is valid."""
    words = [word for word in _words(plain(values.get("title"))) if word.lower() not in _SKIPPED]
    short = "".join(word[:1].upper() + word[1:] for word in words[:_WORDS_OF_TITLE])
    stem = f"{_name(values).lower()[:_LONGEST_NAME]}{short}{year_of(values.get('issued')).lstrip('-')}"
    return stem if stem and usable_key(f"{stem}zz") else f"work{year_of(values.get('issued')).lstrip('-')}"


def _name(values: Values) -> str:
    people = next((values[role] for role in _PEOPLE if values.get(role)), None)
    first = people[0] if isinstance(people, list) else {}
    return _folded(first.get("literal") or f"{first.get('non-dropping-particle', '')}{first.get('family', '')}")


def _words(title: str) -> list[str]:
    """The words of a title. A hyphen or an apostrophe does not end a word."""
    joined = re.sub(r"(?<=\w)['\u2019\u02bc\u2010\u2011-](?=\w)", "", title)
    return [word[:_LONGEST_WORD] for one in re.split(r"[\W_]+", joined) if (word := _folded(one))]


def _folded(text: str) -> str:
    """Letters and digits only, those of the Latin script without accents."""
    apart = unicodedata.normalize("NFKD", _TO_LATIN.sub(_in_latin, text.translate(_FOLDED)))
    bare = unicodedata.normalize("NFC", _ACCENTED.sub(r"\1", apart))
    return _NOT_IN_KEY.sub("", lookalikes.plain(bare) if re.search("[A-Za-z]", bare) else bare)


def _in_latin(found: re.Match[str]) -> str:
    letter = found[0] if found[0].lower() in _TRANSLITERATED else unicodedata.normalize("NFD", found[0])[0]
    latin = _TRANSLITERATED.get(letter.lower(), "")
    return latin.capitalize() if letter.isupper() else latin


def _letters() -> Iterator[str]:
    """Nothing, then ``a`` to ``z``, ``aa`` and so on."""
    yield ""
    for number in count(1):
        letters = ""
        while number:
            number, digit = divmod(number - 1, 26)
            letters = chr(ord("a") + digit) + letters
        yield letters
