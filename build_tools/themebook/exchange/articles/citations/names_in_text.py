"""The names of authors before a year in running text."""

from __future__ import annotations

import re

from themebook.exchange.articles.citations.names import CAPITAL, is_organisation

_NAMES_WITHIN = 240
_MOST_WORDS = 9
_ET_AL = re.compile(
    r"(?:,?\s+(?:et\s+al\b\.?|and\s+(?:colleagues|co-?workers|others|associates)|& (?:colleagues|others)|u\.\s?a\.|"
    r"y otros|y colaboradores|y cols?\.|e colaboradores|e cols?\.|e outros|et collègues|"
    r"und (?:Kolleg\w+|Mitarbeiter\w*)))\s*[,.]?\s*$",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(rf"\s*[\[(]{CAPITAL}[\w.&-]{{1,12}}[\])]$")
_POSSESSIVE = re.compile(r"[’'](?:s)?$|(?<=s)[’']$")
AND = ("and", "&", "und", "y", "e", "et", "og", "och", "en")
_OF = re.compile(r"of|for|on|in|de|du|des|für|der|do|da|del|la|to|the|and|&|et|y|und|e")
_PARTICLES = re.compile(r"van|von|de|del|della|der|den|di|da|dos|du|la|le|el|al|ter|ten|zu")
_WORD = re.compile(r"[^\s,;()\[\]]+|[,;()\[\]]")
_INITIAL = re.compile(rf"(?:{CAPITAL}\.-?){{1,4}}|{CAPITAL}")
_NAME = re.compile(rf"(?:{CAPITAL}[\w’'.-]*|d['’]{CAPITAL}[\w’'-]*|[a-z]{{1,3}}[’'-]{CAPITAL}[\w’'-]*)")
# Words with a capital that begin sentences and brackets, and are no names.
_NO_NAME = re.compile(
    r"(?:the|a|an|in|on|at|of|by|for|from|to|as|and|but|or|so|if|when|while|whereas|although|though|since|"
    r"because|however|similarly|likewise|moreover|furthermore|additionally|also|indeed|thus|therefore|"
    r"hence|previously|recently|early|earlier|later|following|according|see|e\.g|i\.e|cf|eg|ie|both|research|"
    r"researchers|studies|study|work|works|recent|previous|other|others|another|this|these|those|that|such|"
    r"like|unlike|despite|given|using|building|drawing|here|there|where|what|which|who|how|after|before|"
    r"between|during|under|over|within|among|against|based|consistent|contrary|compared|interestingly|"
    r"importantly|notably|specifically|finally|first|second|third|next|then|still|yet|again|overall|"
    r"generally|traditionally|originally|conversely|nevertheless|nonetheless|meanwhile|instead|rather|"
    r"authors|author|scholars|his|her|their|our|its|my|table|figure|fig|appendix|theme|phase|section|"
    r"chapter|step|box|stage|wave|note|source|version|model|level|category|january|february|march|april|"
    r"may|june|july|august|september|october|november|december|spring|summer|autumn|winter|monday|tuesday|"
    r"wednesday|thursday|friday|saturday|sunday|nach|laut|siehe|vgl|selon|d'après|voir|según|véase|ver|"
    r"para|segundo|conforme|wie|bei|im|in|der|die|das|el|la|los|las|os|as|le|les|un|une|una|uno|um|uma)",
    re.IGNORECASE,
)


def names_before(text: str, end: int, start: int = 0, *, listed: bool = False) -> tuple[int, tuple[str, ...], bool]:
    """Where the names begin that end at a place, the names, and whether more authors are meant.

    ``listed`` says that they are in brackets, where a comma is enough between two names.
    """
    begin = max(start, end - _NAMES_WITHIN)
    before = _ABBREVIATION.sub("", text[begin:end].rstrip(" ,(")).rstrip(" ,")
    bare = _ET_AL.sub("", before)
    partial = bare != before
    words = [(found.start(), found[0]) for found in _WORD.finditer(bare.rstrip(" ,"))]
    names: list[str] = []
    first = len(bare)
    joined = listed or partial
    while words:
        taken = _name_at_end(words)
        if not taken:
            break
        names.insert(0, _bare(" ".join(word for _, word in taken)))
        first = taken[0][0]
        del words[-len(taken) :]
        separator = _separator_at_end(words)
        if separator == "and":
            joined = True
        elif separator != "," or not joined:
            break
        while words and (words[-1][1] == "," or words[-1][1] in AND):
            words.pop()
    return begin + first, _whole_organisation(names, bare[first:]), partial


def _separator_at_end(words: list[tuple[int, str]]) -> str:
    if words and words[-1][1] in AND and len(words) > 1:
        return "and"
    return "," if words and words[-1][1] == "," else ""


def _name_at_end(words: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The words of one name at the end: a person's, or an organisation's with small words in it."""
    taken: list[tuple[int, str]] = []
    for place, word in reversed(words[-_MOST_WORDS:]):
        bare = _POSSESSIVE.sub("", word)
        if (
            (_NAME.fullmatch(bare) and not _NO_NAME.fullmatch(bare.rstrip(".")))
            or (taken and (_PARTICLES.fullmatch(word) or _OF.fullmatch(word)))
            or (taken and _INITIAL.fullmatch(word))
        ):
            taken.insert(0, (place, word))
        else:
            break
    while taken and _OF.fullmatch(taken[0][1]) and not _PARTICLES.fullmatch(taken[0][1]):
        taken.pop(0)
    if all(_INITIAL.fullmatch(word) for _, word in taken):
        return []
    return _without_small_words(taken)


def _without_small_words(taken: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The last name only, if words such as "of" join several that are no organisation."""
    small = [at for at, (_, word) in enumerate(taken) if _OF.fullmatch(word) and not _PARTICLES.fullmatch(word)]
    if small and not is_organisation(" ".join(word for _, word in taken[: small[-1]])):
        return taken[small[-1] + 1 :]
    while small and is_organisation(" ".join(word for _, word in taken)) is False:
        taken = taken[small.pop() + 1 :]
    while (
        taken
        and taken[0][1] in ("la", "de", "le", "el", "da", "the", "in")
        and is_organisation(" ".join(word for _, word in taken))
    ):
        taken.pop(0)
    return taken


def _whole_organisation(names: list[str], written: str) -> tuple[str, ...]:
    """The names, or the one organisation that has "and" in its name."""
    if len(names) > 1 and "," not in written and (is_organisation(names[0]) or is_organisation(names[-1])):
        return (_bare(" ".join(written.split())),)
    while len(names) > 1 and names[0].isupper():
        names = names[1:]
    return tuple(name for name in names if name)


def _bare(name: str) -> str:
    return _POSSESSIVE.sub("", name.strip(" ,;")).strip(" ,;")
