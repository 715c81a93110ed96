"""Characters that look like ASCII characters, or are invisible.

Word processors, mail programs and input methods insert them. They are fine in prose, but wrong where a character is
syntax or part of an id or key.
"""

from __future__ import annotations

import re
import unicodedata

_HYPHENS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d"
_BULLETS = "\u00b7\u2022\u2023\u2219\u25aa\u25cf\u25e6"
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_DOUBLE = "\u00ab\u00bb\u201c\u201d\u201e\u201f\u2033\u300c\u300d\uff02"
_SINGLE = "\u00b4\u2018\u2019\u201a\u201b\u2032\u2039\u203a\uff07"
_COLONS = "\u02d0\u05c3\u2236\ua789\ufe55\uff1a"
_COMMAS = "\u3001\ufe50\uff0c"
AT_SIGNS = "\ufe6b\uff20"
GAPS = f" \t{_SPACES}{_INVISIBLE}"

# Letters that are drawn like Latin ones.
_CYRILLIC = dict(zip("аеорсухіјѕһԁԛԝАВЕКМНОРСТУХІЈЅ", "aeopcyxijshdqwABEKMHOPCTYXIJS", strict=True))  # noqa: RUF001
_GREEK = dict(zip("οανυικρΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "oavuikpABEZHIKMNOPTYX", strict=True))

_PLAIN: dict[str, str] = {
    **dict.fromkeys(_HYPHENS + _BULLETS, "-"),
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys(_INVISIBLE, ""),
    **dict.fromkeys(_SINGLE, "'"),
    **dict.fromkeys(_DOUBLE, '"'),
    **dict.fromkeys(_COLONS, ":"),
    **dict.fromkeys(_COMMAS, ","),
    **dict.fromkeys(AT_SIGNS, "@"),
    **{
        chr(code + 0xFEE0): chr(code)
        for code in range(0x21, 0x7F)
        if chr(code + 0xFEE0) not in "\uff0d\uff20\uff1a\uff0c"
    },
    "\u3010": "[",
    "\u3011": "]",
    "\u037e": ";",
    **_CYRILLIC,
    **_GREEK,
}
_LETTERS = frozenset((*_CYRILLIC, *_GREEK))
ANY = re.compile(f"[{re.escape(''.join(_PLAIN))}]")
_NAMES = {
    "\u00a0": "a no-break space",
    "\u202f": "a narrow no-break space",
    "\u3000": "an ideographic space",
    "\u200b": "a zero-width space",
    "\ufeff": "a byte order mark",
    "\u00ad": "a soft hyphen",
    "\u2010": "a typographic hyphen",
    "\u2011": "a no-break hyphen",
    "\u2022": "a bullet",
}
_MEANT = {
    "-": "a hyphen (-)",
    " ": "a space",
    '"': 'a straight quotation mark (")',
    "'": "a straight apostrophe (')",
}
_QUOTED = re.compile(f"[{_DOUBLE}{_SINGLE}](?P<inside>.*)[{_DOUBLE}{_SINGLE}]", re.S)

HYPHENS = _HYPHENS + _BULLETS
COLONS = _COLONS
INVISIBLE = _INVISIBLE
QUOTATION_MARKS = _DOUBLE + _SINGLE


def plain(text: str) -> str:
    """The text with look-alikes replaced by the characters that were meant."""
    return ANY.sub(lambda found: _PLAIN[found[0]], text)


def first(text: str) -> int:
    """The offset of the first look-alike in a text, or -1.

    A letter only counts next to plain Latin letters. A whole word in another script is not a look-alike.
    """
    if text.isascii():
        return -1
    is_latin = re.search("[A-Za-z]", text) is not None
    return next((f.start() for f in ANY.finditer(text) if is_latin or f[0] not in _LETTERS), -1)


def named(character: str) -> str:
    """The character as an author may know it, as in "an en dash (–, U+2013)"."""
    name = _NAMES.get(character) or _with_article(unicodedata.name(character, "unnamed character").lower())
    shown = "" if not character.strip() or character in _INVISIBLE else f"{character}, "
    return f"{name} ({shown}U+{ord(character):04X})"


def instead_of(character: str) -> str:
    """Why a look-alike is wrong, as in "not a hyphen (-)"."""
    return f"not {_meant(character)}" if _PLAIN[character] else "which is invisible"


def to_type(character: str) -> str:
    """What an author should do about a look-alike."""
    return f"type {_meant(character)} here" if _PLAIN[character] else "delete it"


def _meant(character: str) -> str:
    meant = _PLAIN[character]
    return _MEANT.get(meant, f"the Latin letter {meant}" if meant.isalpha() else f"`{meant}`")


def unquoted(text: str) -> str | None:
    """The text inside typographic quotation marks that enclose it completely; None if there are none."""
    found = _QUOTED.fullmatch(text)
    return found["inside"] if found else None


def _with_article(name: str) -> str:
    words = re.sub(r"^(cyrillic|greek)", lambda found: found[0].capitalize(), name)
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"
