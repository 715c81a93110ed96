"""The quotation marks of a language, for somebody's words in a sentence."""

from __future__ import annotations

_DEFAULT = "“”"
# The outer marks of CLDR (https://cldr.unicode.org/, ``delimiters``), where they differ from those of English. French
# has a narrow space inside them, which CLDR leaves to typography.
_MARKS = {
    "bg": "„“",
    "ca": "«»",
    "cs": "„“",
    "da": "“”",
    "de": "„“",
    "de-CH": "«»",
    "el": "«»",
    "es": "«»",
    "es-MX": "“”",
    "et": "„“",
    "fa": "«»",
    "fi": "””",
    "fr": ("«\u202f", "\u202f»"),
    "hr": "„“",
    "hu": "„”",
    "is": "„“",
    "it": "«»",
    "ja": "「」",
    "lt": "„“",
    "nb": "«»",
    "nl": "‘’",
    "nn": "«»",
    "no": "«»",
    "pl": "„”",
    "pt-PT": "«»",
    "ro": "„”",
    "ru": "«»",
    "sk": "„“",
    "sl": "„“",
    "sr": "„“",
    "sv": "””",
    "uk": "«»",
    "zh-Hant": "「」",
}


def quoted(words: str, language: str) -> str:
    """Words in the quotation marks of a language, given as a BCP 47 tag."""
    opening, closing = _MARKS.get(language) or _MARKS.get(language.partition("-")[0], _DEFAULT)
    return f"{opening}{words}{closing}"
