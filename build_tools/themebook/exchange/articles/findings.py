"""Claims of the authors, and the quotes and works that support them."""

from __future__ import annotations

import re

from themebook.exchange.articles import wording

_CLAUSE = re.compile(r"(?:[,;]\s|\s[–—-]\s|\s)(?=(?:as|como|comme|wie|with)\s)", re.IGNORECASE)
_POINTS = re.compile(
    r"(?:as )?(?:the|this|these|an?|in the|el|la|o|a|le|cet|das|die)? ?"
    r"(?:following|above|below|siguiente|seguinte|folgende\w?)? ?(?:\w+ ){0,3}?"
    r"(?:two |three |\w+'s )?(?:quot|excerpt|extract|statement|citat|cita|trecho|extrait|zitat|poem|dialogue|exchange)",
    re.IGNORECASE,
)
_FUNCTION_WORDS = frozenset(
    (  # noqa: SIM905
        "that this it thus so as follows how the following below in an interview such to us her his their words quote "
        "him que así lo siguiente assim dass folgt ce qui suit here well way"
    ).split()
)
# What may follow without a comma.
_JOINED = re.compile(
    r"(?:as|como|comme|wie) (?:\w+ed|shown|seen|told|below|follows|sigue|segue|suit|folgt)\b"
    r"|(?:as|with) (?:one|an?|this|the|these) (?:\w+ ){1,5}(?:\w+ed|said|says|put it)$",
    re.IGNORECASE,
)
_MOST_CLAUSE = 14
_MOST_ACCORDING = 10
_MOST_LEAD = 5
_MOST_DESCRIBED = 6
_AS_SAID = re.compile(r"(?:así |tal |assim |so |ainsi )?(?:como|conforme|comme|wie|as)\b", re.IGNORECASE)
_LEFT_OPEN = re.compile(
    r"[,;]?\s+(?:since|because|such as|that|as|and|with|saying|stating|uma vez que|pois|porque|weil|dass|car|"
    r"parce que|que|"
    r"for example|por ejemplo|por exemplo|par exemple|zum Beispiel)$",
    re.IGNORECASE,
)
_FEWEST_WORDS = 3


def introduces(sentence: str) -> bool:
    """Whether a sentence only introduces a quote, such as "One nurse said:", and claims nothing."""
    bare = sentence.strip().rstrip(' :,.;–—-“"‘«')
    words = bare.split()
    if len(words) < _FEWEST_WORDS or _is_label(bare, sentence) or _POINTS.match(bare):
        return True
    if len(words) <= _MOST_CLAUSE and _AS_SAID.match(bare) and wording.SAYING.search(bare):
        return True
    if wording.ACCORDING.match(bare) and len(words) <= _MOST_ACCORDING and sentence.rstrip()[-1:] in ",:":
        return True
    verbs = list(wording.SAYING.finditer(bare))
    if not verbs:
        return False
    after = [word.strip(",.:").casefold() for word in bare[verbs[-1].end() :].split()]
    if not after and sentence.rstrip()[-1:] in ".!?" and len(words) > _MOST_LEAD:
        # At the end of a sentence, "answers" and "reports" are nouns.
        return False
    only_function = all(word in _FUNCTION_WORDS for word in after)
    describes = (
        wording.ARTICLE.match(bare) and wording.ROLE.search(" ".join(words[:7])) and len(after) <= _MOST_DESCRIBED
    )
    return bool(describes) or (only_function and not _shortened(bare))


def _is_label(bare: str, sentence: str) -> bool:
    """Whether a sentence is a few words that only say who speaks, such as "And from P3:"."""
    if len(bare.split()) > _MOST_LEAD or sentence.rstrip()[-1:] != ":":
        return False
    names = any(character.isdigit() for character in bare) or wording.ARTICLE.match(bare)
    return bool(names or wording.POINTING.search(bare))


def claim_of(sentence: str) -> str:
    """A sentence as a claim that can be understood without what is before and after it.

    It does not begin with "However," and the like, nor end with ", as one nurse said:".
    """
    sentence = sentence.strip()
    if found := wording.CONNECTIVE.match(sentence):
        sentence = sentence[found.end() :]
        sentence = sentence[:1].upper() + sentence[1:]
    bare = sentence.rstrip(" :,;–—-")
    bare = _LEFT_OPEN.sub("", _shortened(bare) or bare)
    return bare if bare[-1:] in ".!?”’)" and bare == sentence else bare.rstrip(".") + "."


def _shortened(sentence: str) -> str:
    """A sentence without its last clause, if that only leads to a quote; empty if there is none such."""
    for found in reversed(list(_CLAUSE.finditer(sentence))):
        clause = sentence[found.end() :]
        if len(clause.split()) > _MOST_CLAUSE:
            break
        if found[0] == " " and not _JOINED.match(clause):
            continue
        if (wording.SAYING.search(clause) or wording.POINTING.search(clause)) and found.start() > 0:
            kept = sentence[: found.start()].rstrip(" ,;–—-")
            return kept if len(kept.split()) >= _FEWEST_WORDS else ""
    return ""
