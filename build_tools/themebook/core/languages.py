"""Languages as authors write them, converted to BCP 47 tags for browsers and screen readers.

Format: https://www.rfc-editor.org/rfc/rfc5646#section-2.1, less the extensions. The names are those of babel and
biblatex (https://ctan.org/pkg/biblatex, section 2.4.2), and the codes of three letters those of library catalogues.
"""

from __future__ import annotations

import re

TAG_PATTERN = r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"

_NAMES = {
    "ar": "arabic ara",
    "bg": "bulgarian",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish dan",
    "de": "german ngerman ger deu",
    "de-AT": "austrian naustrian",
    "de-CH": "swissgerman nswissgerman",
    "el": "greek",
    "en": "english eng",
    "en-AU": "australian",
    "en-CA": "canadian",
    "en-GB": "british ukenglish",
    "en-NZ": "newzealand",
    "en-US": "american usenglish",
    "es": "spanish spa",
    "es-MX": "mexican",
    "et": "estonian",
    "eu": "basque",
    "fa": "persian farsi",
    "fi": "finnish fin",
    "fr": "french francais fre fra",
    "fr-CA": "canadien acadian",
    "gl": "galician",
    "he": "hebrew",
    "hi": "hindi",
    "hr": "croatian",
    "hu": "hungarian magyar",
    "is": "icelandic",
    "it": "italian ita",
    "ja": "japanese jpn",
    "ko": "korean kor",
    "la": "latin lat",
    "lt": "lithuanian",
    "lv": "latvian",
    "nb": "norwegian norsk",
    "nl": "dutch dut nld",
    "nn": "nynorsk",
    "pl": "polish pol",
    "pt": "portuguese portuges por",
    "pt-BR": "brazilian brazil",
    "ro": "romanian",
    "ru": "russian rus",
    "sk": "slovak",
    "sl": "slovene slovenian",
    "sr": "serbian",
    "sv": "swedish swe",
    "tr": "turkish tur",
    "uk": "ukrainian",
    "vi": "vietnamese",
    "zh": "chinese chi zho",
}
# Languages whose usual script runs from right to left, and such scripts:
# https://www.w3.org/International/questions/qa-scripts
_LANGUAGES_FROM_THE_RIGHT = frozenset("ar arc ckb dv fa he ks nqo ps sd syr ug ur yi".split())  # noqa: SIM905
_SCRIPTS_FROM_THE_RIGHT = frozenset("Adlm Arab Hebr Mand Nkoo Rohg Samr Syrc Thaa".split())  # noqa: SIM905
_LENGTH_OF_SCRIPT = 4

_TAGS = {name: tag for tag, names in _NAMES.items() for name in names.split()}


def tag_of_name(name: str) -> str:
    """The tag for the name or old code of a language, or an empty string if it is unknown."""
    return _TAGS.get(name.strip().lower().removeprefix("lang"), "")


def as_tag(written: str) -> str:
    """A tag in its usual case, such as ``pt-BR``; nothing if the text is neither a tag nor the name of a language."""
    return _with_capitals(written) if re.fullmatch(TAG_PATTERN, written) and not tag_of_name(written) else ""


def _with_capitals(tag: str) -> str:
    language, *others = tag.lower().split("-")
    capitals = {2: str.upper, 4: str.capitalize}
    return "-".join([language, *(capitals.get(len(part), str)(part) for part in others)])


def attributes_of(tag: str | None) -> dict[str, str]:
    """The HTML attributes of text in a language: the language itself, and the direction in which it is written.

    None, for the language around it, has no attributes.
    """
    return {"lang": tag, "dir": "rtl" if is_from_the_right(tag) else "ltr"} if tag else {}


def is_from_the_right(tag: str) -> bool:
    """Whether a language is written from right to left."""
    language, *others = tag.split("-")
    scripts = [part for part in others if len(part) == _LENGTH_OF_SCRIPT]
    return scripts[0].capitalize() in _SCRIPTS_FROM_THE_RIGHT if scripts else language in _LANGUAGES_FROM_THE_RIGHT


def is_english(tag: str) -> bool:
    return tag.partition("-")[0] == "en"
