"""Whom the sentences around words say is speaking, such as "P3" in "P3 said later that"."""

from __future__ import annotations

import re

from themebook.exchange.articles import wording
from themebook.exchange.articles.labels import Certainty, certainty, is_code

Names = frozenset[str]

_LONGEST = 400
# How far after words a clause can begin that says who said them.
NEAR = 60
_MOST_BEFORE_VERB = 6
_AFTER = re.compile(r"^\s*[,.–—-]{0,2}\s*")
_CODE = re.compile(r"(?:[^\W\d_]{1,15}\s)?#?[^\W_]{0,10}[-_#]?\d[\w./-]{0,15}|(?<!\w)[A-Z][a-z]{2,15} [A-Z](?![\w.’'])")
_BY = re.compile(r"\s+(?:by|por|par|von)\s+", re.IGNORECASE)
_TITLE = r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sr|Sra|Herr|Frau|Mme)\.?"
# Mrs Bell, Ms. A.
_WITH_TITLE = re.compile(rf"(?<!\w){_TITLE} [^\W\d_a-z](?:[\w’'-]{{1,20}}|\.)?")
_NAME = rf"(?:{_TITLE} [^\W\d_a-z][\w’'-]{{0,20}}\.?|[^\W\d_a-z][^\W\d_]{{2,20}})"
_WHOLE_NAME = re.compile(rf"{_NAME}(?: [^\W\d_a-z][\w’'-]{{1,20}})?(?: \([^()]{{2,40}}\))?")
_ADVERB = r"(?:\s+(?:also|further|then|again|and|later|once|often|who|\w{2,20}ly|\w{2,20}mente))?"
# Anna said, and: her neighbour, Anna, said.
_NAMED = re.compile(rf"(?:^|[,;:—–] |\b(?:as|and|but|while|wie|como|comme) )({_NAME}),?{_ADVERB}\s*$")
# As Anna, a nurse, said
_NAMED_BEFORE_MORE = re.compile(rf"(?:^|\b(?:[Aa]s|[Ww]ie|[Cc]omo|[Cc]omme) )({_NAME}), [^,]{{3,60}},{_ADVERB}\s*$")
_NAMED_WITH_MORE = re.compile(rf"([^\W\d_a-z][^\W\d_]{{2,20}}) \(([^()]{{2,60}})\){_ADVERB}\s*$")
# The daughter of Mr Bell (79)
_OF = re.compile(r"\b(?:of|de|du|von)(?: \w{1,4}\.?)?\s*$")
_BEFORE_VERB = re.compile(rf"\s*(?:\([^()]{{0,40}}\)\s*)?,?{_ADVERB}\s*")
_WHO = re.compile(r",|\b(?:who|which|that|whose|from|in|at|with|for|on|also|further|explained|aged)\b")
_MOST_OF_ROLE = 4


def speaker_in(lead: str, names: Names = frozenset()) -> str:
    """Who a sentence says is speaking: a label or a name, or else what they are called, such as "nurse".

    ``names`` are those of the participants, as far as they are known.
    """
    lead = lead[-_LONGEST:].strip()
    verbs = list(wording.SAYING.finditer(lead))
    if code := _code_in(lead, verbs, names):
        return code
    if verbs and (by := _BY.match(lead, verbs[-1].end())):
        return _described(lead[by.end() :])
    clause = lead[: verbs[-1].start()] if verbs else lead
    if known := _last_of(names, clause):
        return known
    for verb in reversed(verbs):
        if name := _subject(lead[: verb.start()]):
            return name
    return _described(clause) if verbs else _accorded(lead)


def speaker_after(after: str, names: Names) -> str:
    """Who a clause after words says is speaking, whether the verb comes before or after the name."""
    bare = _AFTER.sub("", after[:NEAR])
    if found := wording.SAYING.match(bare):
        bare = bare[found.end() :]
    elif found := wording.SAYING.search(bare):
        bare = bare[: found.start()]
    if titled := _WITH_TITLE.match(bare.strip()):
        return titled[0]
    clause = re.split(r"[.;:,(]", bare, maxsplit=1)[0].strip()
    return clause if is_code(clause) else speaker_in(f"{clause} said", names)


def speaker_before(text: str, names: Names) -> str:
    """The only participant whom a text names, whom "she" after it means; empty if there are none or several."""
    end = text[-_LONGEST:]
    found = {name for token in _CODE.finditer(end) if (name := _known_code(token, names))}
    found |= {titled[0] for titled in _WITH_TITLE.finditer(end)}
    found.add(_last_of(names, end))
    found.discard("")
    return found.pop() if len(found) == 1 else ""


def follows(after: str, names: Names) -> bool:
    """Whether it is said after the words who said them, such as "said one nurse" or "Nurse 3 said"."""
    beginning = _clause_after(after)
    verb = wording.SAYING.search(beginning)
    if verb is None or len(beginning[: verb.end()].split()) > _MOST_BEFORE_VERB:
        return False
    who = beginning[: verb.start()].strip()
    is_person = wording.PRONOUN.match(who) or wording.ARTICLE.match(who) or _WHOLE_NAME.fullmatch(who)
    return not who or who in names or bool(is_person) or is_code(who)


def is_pronoun_after(after: str, names: Names) -> bool:
    """Whether a clause after words names nobody, but says "she said"."""
    return follows(after, names) and bool(wording.PRONOUN.search(_AFTER.sub("", after[: NEAR // 3])))


def interrupts(between: str, names: Names) -> bool:
    """Whether words between two parts of a quote are one clause that only says who speaks, such as ", Ann said,"."""
    is_one = "." not in re.sub(rf"{_TITLE}|(?<= [A-Z])\.", "", between)
    return between.rstrip()[-1:] in ",:;" and is_one and follows(between, names)


def clause_between(between: str) -> str:
    """Words between two parts of a quote, without what ends the first part."""
    return _AFTER.sub("", between)


def names_somebody_known(lead: str, names: Names) -> bool:
    """Whether a sentence names a participant, or somebody according to whom it is so."""
    if any(_known_code(token, names) for token in _CODE.finditer(lead)):
        return True
    if accorded := wording.ACCORDING.match(lead):
        return is_code(" ".join(lead[accorded.end() :].split(",")[0].split()))
    return bool(_last_of(names, lead))


def _code_in(lead: str, verbs: list[re.Match[str]], names: Names) -> str:
    """The last code in a sentence that is known, or is the subject of a verb of saying."""
    for token in reversed(list(_CODE.finditer(lead))):
        if known := _known_code(token, names):
            return known
        is_subject = any(_BEFORE_VERB.fullmatch(lead[token.end() : verb.start()]) for verb in verbs)
        if not is_subject and not wording.ACCORDING.match(lead):
            continue
        for code in (token[0].split(" ")[-1], token[0]):
            if re.search(r"[A-Z].*\d|[a-z] [A-Z]$", code) and is_code(code) and certainty(code) is Certainty.SURE:
                return code
    return ""


def _known_code(token: re.Match[str], names: Names) -> str:
    """A code of a participant: one of the names, or the subject if it has the same letters as a name with a number."""
    code = token[0].split(" ")[-1]
    for one in (token[0], code):
        if one in names:
            return one
    before, after = token.string[: token.start()].rstrip(), token.string[token.end() :].lstrip()
    is_subject = code == token[0] and (not before or before[-1] in ".!?," or before.endswith((" and", " but")))
    if not is_subject or after[:1] == ":":
        return ""
    letters = re.sub(r"\d+", "", code)
    is_alike = len(letters) > 0 and letters[0].isupper() and any(map(str.isdigit, code))
    if is_alike and any(re.sub(r"\d+", "", name) == letters for name in names if any(map(str.isdigit, name))):
        return code
    return ""


def _subject(clause: str) -> str:
    """The name that a clause ends with, before the verb."""
    more = _NAMED_WITH_MORE.search(clause)
    if more and not wording.NO_NAME.match(more[1]) and not _OF.search(clause[: more.start()]):
        return f"{more[1]}, {more[2]}"
    for pattern in (_NAMED, _NAMED_BEFORE_MORE):
        if (named := pattern.search(clause)) and not wording.NO_NAME.match(named[1]):
            return str(named[1])
    return ""


def _last_of(names: Names, text: str) -> str:
    """The last name of a participant in a text, which may have a title such as "Mr" before it."""
    words = [word.strip(".,;:()") for word in text.split()]
    for index in range(len(words) - 1, -1, -1):
        for name in (" ".join(words[max(index - 1, 0) : index + 1]), words[index]):
            if name in names and name[0].isupper():
                return name
    return ""


def _clause_after(after: str) -> str:
    """The clause that begins after words, without quotation marks."""
    bare = _AFTER.sub("", after[:NEAR])
    start = titled.end() if (titled := _WITH_TITLE.match(bare)) else 0
    return bare[:start] + re.split(r"[.;:,“«\"„]", bare[start:], maxsplit=1)[0]


def _accorded(lead: str) -> str:
    found = wording.ACCORDING.match(lead.strip())
    return _described(lead.strip()[found.end() :].strip()) if found else ""


def _described(clause: str) -> str:
    """The noun that a clause begins with, such as "nurse" in "Another nurse from the ward", if it is a role."""
    text = clause.strip(" ,")
    found = wording.ARTICLE.match(text)
    if not found:
        parts = re.split(r"(?:^|[,;:]\s|\b(?:as|and|but|one of)\s)(?=(?:one|an?|another|the)\s)", text)
        text = parts[-1]
        found = wording.ARTICLE.match(text)
    if not found:
        return ""
    noun = _WHO.split(text[found.end() :], maxsplit=1)[0].strip()
    words = noun.split()[:_MOST_OF_ROLE]
    role = wording.ROLE.search(" ".join(words))
    if not role:
        return ""
    name = " ".join(words)[: role.end()]
    return str(name.removesuffix("s") if found["plural"] else name)
