"""Whether a text says who speaks, such as "P12", "Nurse 3" or "female, 34 years", and how certain that is."""

from __future__ import annotations

# Full-width brackets are those of Chinese and Japanese.
# ruff: noqa: RUF001
import re
from collections.abc import Iterator
from enum import IntEnum

from themebook.exchange.articles import wording

# Longer texts in brackets are no labels.
_LONGEST = 160
_MOST_WORDS = 20
# The most words of a label without any recognised part.
_MOST_UNKNOWN = 14
_MOST_OF_PSEUDONYM = 3
BRACKETS = {"(": ")", "[": "]", "（": "）", "【": "】"}
EDGES = " .,;:–—-\n\t。"
QUOTED = re.compile(r"[“\"‘']([^“”\"‘]{1,40}?),?[”\"’'](?!\w)")
# HCW 1, ID#47, P12, ERS2-4, 150510_002, Enf. 2, Participant no. 3
_CODE = re.compile(
    r"(?:(?:[^\W\d_]{1,20}[ -])?(?:no\.?|n[º°]|number|#|nr\.?)\s?\d{1,6}"
    r"|(?:[^\W\d_]{1,20} ){0,2}[^\W\d_]{1,20}\s?#\s?\d{1,6}|[^\W\d_]{1,12}\. ?\d{1,4}"
    r"|[^\W\d_]{0,12}[-_ ]?\d{1,8}(?:[-_/.:] ?[^\W_]{1,8}| \d{1,4}| ?[a-z](?!\w)){0,3})",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?:(?:Ms|Mrs|Mr|Dr|Sr|Sra|Frau|Herr)\.? )?[^\W\d_a-z][\w’'-]{1,25}(?: [^\W\d_a-z][\w’'.-]{0,25}){0,2}"
)
# Participant A, Nurse B
_LETTERED = re.compile(r"[^\W\d_]{3,20} [A-Z]")
_AGE = re.compile(r"[1-9]\d")
_NUMBER = re.compile(r"\d{1,3}")
DATE = re.compile(
    r"(?:\d{1,2}[. ]{1,2})?(?:[^\W\d_]{3,10}\.?,? )?(?:19|20)\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}/(?:19|20)\d\d"
    r"|\d{1,2}\.? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}",
    re.IGNORECASE,
)
# FG1-P3
IN_DISCUSSION = re.compile(r"(fgd?s?[ _-]?\d{1,3})[ _/.,:-]{1,2}([^\W\d_]{1,12}[ _-]?\d{1,4}|\d{1,4})", re.IGNORECASE)
LOCATOR = re.compile(
    r"(?:lines?|ll?\.|pp?\.|pages?|para(?:graph)?\.?|§|zeilen?|z\.|linhas?|líneas?|lignes?|min\.?)\s?\d{1,6}(?:\s?[–-]\s?\d{1,6})?"
    r"|\d{1,2}:\d\d(?::\d\d)?(?:\s?[–-]\s?\d{1,2}:\d\d(?::\d\d)?)?",
    re.IGNORECASE,
)
_AUTHOR_AND_YEAR = re.compile(r"[^\W\d_a-z][^\d]{1,80}[ ,(](?:1[89]|20)\d\d[a-z]?(?!\d)")
_APART = re.compile(r"(?<=\d) from |\s*[,;|，；、\n•·]\s*|\s+[-–—/]\s+|(?<=\w)[:–—]\s+")
CONTINUED = re.compile(
    r"[\s,;:–—-]*[(\[]?\b(?:continued|cont['’]?d|cont|forts(?:etzung)?|continuación|continuação|suite)\b\.?[)\]]?\s*$",
    re.IGNORECASE,
)
# Verbs that are no nouns, unlike "notes" and "reports".
_SAID_VERB = re.compile(
    r"\b(?:said|says|stated|explained|told|recalled|remembered|added|asked|replied|commented|noted|felt|put it)\b"
)
# Anna Bell (45, nurse)
NAME_AND_MORE = re.compile(
    r"([^\W\d_a-z][\w’'-]{1,25}(?: [^\W\d_a-z][\w’'.-]{0,25}| \d{1,4})?) [(\[]([^()\[\]]{2,80})[)\]]"
)
_SENTENCE_END = re.compile(r"[^\W\d_]{4,}[.!?…]\s+\W{0,2}\w")
_SENTENCE_INSIDE = re.compile(r"[.!?]\s+[^\W\d_a-z]\w* \w+ \w+")
# Table 2, see Appendix A
_POINTER = re.compile(
    r"(?:see |cf\.? )?(?:tables?|figures?|fig|box|appendix|section|chapter|themes?|sub-?themes?|supplement\w*|panel|"
    r"step|category|tabla|tabela|tabelle|tableau|abbildung|abb|cuadro|quadro|figura|anexo|anhang)\.?\s?[\w.]{0,4}",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"\w['’]s? \w")


def is_continued(text: str) -> bool:
    """Whether a label says that an earlier quote goes on, such as "P3 continued"."""
    return bool(CONTINUED.search(text))


_SESSION = re.compile(r"\b(?:interview|focus group|group discussion|entrevista|entretien)\b", re.IGNORECASE)
_SAID = re.compile(
    r"\b(?:we|you|they|my|our|(?-i:us)|i['’]\w+|don['’]t|nosotr[oa]s|nuestr[oa]s?|(?-i:mi)|nós|nosso|nossa|minha|nous|notre|mes|"
    r"wir|unser\w{0,2}|uns|mein\w{0,2})\b|\bI (?!\d)[a-z]",
    re.IGNORECASE,
)


class Certainty(IntEnum):
    """How certain it is that a text says who speaks. What is needed depends on where the text is."""

    NO = 0
    """It says something else: it is a remark, a citation or a part of a sentence."""
    MAYBE = 1
    """It could be a name."""
    LIKELY = 2
    """A part of it is recognised, such as "nurse" or "female"."""
    SURE = 3
    """A part of it is a code or in quotation marks, or a number or another part is beside what is recognised."""


def certainty(text: str) -> Certainty:
    """How certain it is that a text says who speaks, wherever it is."""
    bare = CONTINUED.sub("", text.strip(EDGES))
    if not bare or len(bare) > _LONGEST or len(bare.split()) > _MOST_WORDS:
        return Certainty.NO
    if _SENTENCE_END.search(bare) or any(bare.count(one) != bare.count(other) for one, other in BRACKETS.items()):
        return Certainty.NO
    is_clause = wording.SAYING.fullmatch(bare.split()[-1]) or _SAID_VERB.search(bare)
    points = _POINTER.fullmatch(bare) or wording.THEME_LABEL.match(bare)
    if is_clause or points or is_aside(bare) or is_author_year(bare) or _SAID.search(bare):
        return Certainty.NO
    parts = list(parts_of(bare))
    if len(parts) > 1 and is_name(parts[0]) and any(map(_AGE.fullmatch, parts)):
        return Certainty.SURE
    if any(_is_telling(part) for part in parts):
        is_more = any(map(str.isdigit, bare)) or len(parts) > 1 or any(map(_is_known, parts))
        return Certainty.SURE if is_more else Certainty.LIKELY
    is_short = len(bare.split()) <= _MOST_UNKNOWN and not _SENTENCE_INSIDE.search(bare)
    may_be_name = is_short and (bare[0].isupper() or bare[0] in '“"‘') and not wording.SAYING.search(bare)
    return Certainty.MAYBE if may_be_name else Certainty.NO


def is_label(text: str) -> bool:
    """Whether a text most likely says who speaks."""
    return certainty(text) >= Certainty.LIKELY


def is_aside(text: str) -> bool:
    """Whether it is nothing but a remark on how something is said, such as "laughs"."""
    parts = list(parts_of(text)) or [text]
    return all(wording.ASIDE.search(part) for part in parts) and not any(character.isdigit() for character in text)


def is_author_year(text: str) -> bool:
    """Whether it is a citation such as "Lee, 2016, p. 4"."""
    first = next(parts_of(text), "")
    is_of_data = any(is_session(part) or _SESSION.search(part) for part in parts_of(text))
    return bool(_AUTHOR_AND_YEAR.match(text)) and not (wording.ROLE.search(first) or is_code(first) or is_of_data)


def is_code(text: str) -> bool:
    """Whether a text is nothing but the label of a person, such as ``P12``."""
    bare = text.strip(EDGES)
    if _LETTERED.fullmatch(bare) and wording.ROLE.match(bare):
        return True
    is_other = any(one.fullmatch(bare) for one in (wording.AGE, wording.AGES, LOCATOR, DATE, _NUMBER))
    return bool(_CODE.fullmatch(bare)) and any(character.isdigit() for character in bare) and not is_other


def is_session(part: str) -> bool:
    """Whether a part is a discussion, an interview or a round of data collection."""
    return bool(wording.DISCUSSION_ID.search(part) or wording.INTERVIEW_ID.search(part) or wording.PHASE.match(part))


def is_name(part: str) -> bool:
    known = (wording.ROLE, wording.GENDER, wording.SITE, wording.GROUP, wording.DISCUSSION_ID, wording.INTERVIEW_ID)
    return bool(_NAME.fullmatch(part)) and not part.isupper() and not any(pattern.search(part) for pattern in known)


def is_of_somebody(part: str) -> bool:
    """Whether a part describes a person by another, such as "Anna’s mother"."""
    return bool(_POSSESSIVE.search(part)) and not is_session(part)


def _is_known(part: str) -> bool:
    pseudonym = QUOTED.fullmatch(part)
    is_short = pseudonym is not None and len(pseudonym[1].split()) <= _MOST_OF_PSEUDONYM
    return bool(is_short or is_code(part) or IN_DISCUSSION.fullmatch(part))


def _is_telling(part: str) -> bool:
    patterns = (wording.ROLE, wording.DISCUSSION_ID, wording.INTERVIEW_ID, wording.GENDER, wording.AGE, wording.SITE)
    if _is_known(part) or wording.GROUP.match(part):
        return True
    return (len(part) > 1 and any(pattern.search(part) for pattern in patterns)) or part in ("F", "M")


def parts_of(text: str) -> Iterator[str]:
    """The parts between commas, semicolons and the like, but a pseudonym with the comma inside its marks is one."""
    bare = re.sub(r",([”\"’'])", r"\1,", text)
    for part in _APART.split(bare):
        if part.strip(EDGES):
            yield part.strip(EDGES)


def without_brackets(text: str) -> str:
    for opening, closing in BRACKETS.items():
        if text.startswith(opening) and text.endswith(closing) and text.count(opening) == 1:
            return text[1:-1].strip(EDGES)
    return text
