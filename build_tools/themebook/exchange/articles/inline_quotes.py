"""Words of participants inside the sentences of the authors."""

from __future__ import annotations

import re
from dataclasses import replace

from themebook.exchange.articles import wording
from themebook.exchange.articles.attributions import parse_attribution
from themebook.exchange.articles.labels import LOCATOR, Certainty, certainty, is_code, is_label
from themebook.exchange.articles.marked_text import MarkedText, TextPart
from themebook.exchange.articles.tails import bracket_after
from themebook.exchange.articles.utterances import Utterance

_FEWEST_WORDS = 4
_FEWEST_ITALIC = 3
# As many words in the first person are somebody's, whatever is around them.
_FEWEST_OWN = 8
_NEAR = 60
_LONGEST_AND = 12
_LONGEST_LEAD = 400
_ITALIC = 0.6
_INTERRUPTION = 8
_MOST_BEFORE_VERB = 6
_MOST_OF_NAME = 4
_CITED = re.compile(r"(?<!\d)(?:1[89]|20)\d\d[a-z]?(?!\d)")
_AND = re.compile(r"\s*(?:[,;]\s*)?(?:(?:and|or|y|e|et|und)\s+)?")
_AFTER = re.compile(r"^\s*[,.–—-]{0,2}\s*")
_CODE_WITH_WORD = re.compile(r"(?:[^\W\d_]{1,15}\s)?#?[^\W_]{0,10}[-_#]?\d[\w./-]{0,15}")
_BY = re.compile(r"\s+(?:by|por|par|von)\s+", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_a-z][\w’'-]{1,20}")
_NAME_AND_MORE = re.compile(rf"{_NAME.pattern}(?: {_NAME.pattern})?(?: \([^()]{{2,40}}\))?")
_TITLED = r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Sr|Sra|Herr|Frau|Mme)\.? )?[^\W\d_a-z][^\W\d_]{2,20}"
# Anna said, and: her neighbour, Anna, said.
_NAMED = re.compile(rf"(?:^|[,;:—–] |\b(?:as|and|but|while|wie|como|comme) )({_TITLED}),?\s*$")
# As Anna, a nurse, said
_NAMED_BEFORE_MORE = re.compile(rf"\b(?:[Aa]s|[Ww]ie|[Cc]omo|[Cc]omme) ({_TITLED}), [^,]{{3,60}},\s*$")
_NAMED_WITH_MORE = re.compile(r"([^\W\d_a-z][^\W\d_]{2,20}) \(([^()]{2,60})\)\s*$")
# The daughter of Mr Bell (79)
_OF = re.compile(r"\b(?:of|de|du|von)(?: \w{1,4}\.?)?\s*$")
_BEFORE_VERB = re.compile(r"\s*(?:\([^()]{0,40}\)\s*)?(?:(?:also|further|then|again|and|\w{2,20}ly|\w{2,20}mente)\s+)?")
_WHO = re.compile(r",|\b(?:who|which|that|whose|from|in|at|with|for|on|also|further|explained|aged)\b")


def inline_utterances(marked: MarkedText, names: frozenset[str] = frozenset()) -> tuple[Utterance, ...]:
    """What a paragraph quotes of participants, in order. Terms in quotation marks and words of other works are not.

    Words count if who said them follows in brackets; or if a verb of saying leads to them or follows; or if they are in
    italics as well as in marks. Fewer than four words need brackets. ``names`` are those of the participants.
    """
    spans = [one for one in marked.quotes if marked.text[one.start + 1 : one.end - 1].strip()]
    found: list[Utterance] = []
    before = 0
    for index, one in enumerate(spans):
        later = spans[index + 1].start if index + 1 < len(spans) else len(marked.text)
        if said := _utterance(marked, one, before, later, names) or _joined(marked, spans, index):
            said = _continued(said, found, marked.text[before : one.start], names)
            after = marked.text[one.end : later]
            said = replace(said, attribution=said.attribution or _speaker(said.lead, after, found, names))
            found.append(said)
        before = max(one.end, said.part.end if said else 0)
    return tuple(found)


def _joined(marked: MarkedText, spans: list[TextPart], index: int) -> Utterance | None:
    """One of several quotes that are joined by commas or "and", if brackets after the last say who speaks."""
    last = index
    while last + 1 < len(spans) and _AND.fullmatch(marked.text[spans[last].end : spans[last + 1].start][:_LONGEST_AND]):
        last += 1
    later = spans[last + 1].start if last + 1 < len(spans) else len(marked.text)
    if last == index or (bracket := _bracket(marked, spans[last], later)) is None:
        return None
    one = spans[index]
    words = marked.text[one.start + 1 : one.end - 1].strip()
    who = marked.text[bracket.start : bracket.end]
    return Utterance(words=words, place=marked.block.place, attribution=who, inline=True, part=one)


def _utterance(marked: MarkedText, one: TextPart, before: int, later: int, names: frozenset[str]) -> Utterance | None:
    text = marked.text
    words = text[one.start + 1 : one.end - 1].strip()
    lead = _sentence_before(marked, one, before)
    bracket = _bracket(marked, one, later)
    inner = text[bracket.start : bracket.end] if bracket else ""
    said = Utterance(words=words, place=marked.block.place, lead=lead, inline=True, part=one)
    if _cited_near(marked, one, inner, later) or (not inner and _cited_in_lead(marked, one, lead, names)):
        return None
    if inner:
        if LOCATOR.fullmatch(inner) and (speaker := speaker_in(lead, names)):
            inner = f"{speaker}, {inner}"
        return replace(said, attribution=inner, part=TextPart(one.start, bracket.end + 1 if bracket else one.end))
    single = text[one.start] in "‘'"
    count = len(words.split())
    italic = marked.share(one, italic=True) > _ITALIC and not single
    if count >= _FEWEST_WORDS and (_leads(lead) or _follows(text[one.end : later], names) or _names_one(lead, names)):
        return said
    if count >= _FEWEST_OWN and not single and wording.FIRST_PERSON.search(words):
        return said
    return said if italic and count >= _FEWEST_ITALIC else None


def _sentence_before(marked: MarkedText, one: TextPart, before: int) -> str:
    """The sentence that leads to the words, from its beginning or from the words before."""
    start = before
    for sentence in marked.sentences(TextPart(before, one.start)):
        start = sentence.start
    return marked.text[start : one.start].strip()


def _bracket(marked: MarkedText, one: TextPart, later: int) -> TextPart | None:
    """The brackets that say who speaks, at once after the words or a little later in the sentence."""
    text = marked.text
    if found := bracket_after(text, one.end):
        inner = text[found.start : found.end]
        attribution = parse_attribution(inner)
        named = attribution is not None and not attribution.is_description and len(inner.split()) <= _MOST_OF_NAME
        needed = Certainty.MAYBE if named else Certainty.LIKELY
        return found if certainty(inner) >= needed else None
    at = text.find("(", one.end, min(later, one.end + _NEAR))
    if at > 0 and not re.search(r"[.!?;]\s", text[one.end : at]) and (found := bracket_after(text, at)):
        inner = text[found.start : found.end]
        is_person = is_label(inner) and not marked.cited(found)
        coded = parse_attribution(inner) if is_person else None
        if coded and any(character.isdigit() for character in coded.name):
            return found
    return None


def _cited_near(marked: MarkedText, one: TextPart, inner: str, later: int) -> bool:
    """Whether the words are from another work, which is cited at once after them."""
    near = min(later, one.end + 4)
    if marked.cited(TextPart(one.end, near)):
        return True
    bracket = bracket_after(marked.text, one.end)
    text = marked.text[bracket.start : bracket.end] if bracket else ""
    return not inner and bool(bracket) and bool(_CITED.search(text) or (bracket and marked.cited(bracket)))


def _cited_in_lead(marked: MarkedText, one: TextPart, lead: str, names: frozenset[str]) -> bool:
    """Whether the words are from another work, which is the subject of the sentence."""
    part = TextPart(one.start - len(lead), one.start)
    return bool(marked.cited(part)) and not speaker_in(marked.uncited(part), names)


def _leads(lead: str) -> bool:
    """Whether a verb of saying, or the like, leads to what follows."""
    end = " ".join(lead.split()[-12:])
    said = [found.end() for found in wording.SAYING.finditer(end)]
    if said and (len(end[said[-1] :].split()) <= 5 or end.endswith(":")):
        return True
    return bool(wording.ACCORDING.search(end)) and end.rstrip()[-1:] in ",:"


def _names_one(lead: str, names: frozenset[str]) -> bool:
    """Whether a sentence names a participant, or somebody according to whom it is so."""
    if any(token[0].split(" ")[-1] in names for token in _CODE_WITH_WORD.finditer(lead)):
        return True
    if accorded := wording.ACCORDING.match(lead):
        return is_code(" ".join(lead[accorded.end() :].split(",")[0].split()))
    return bool(_last_of(names, lead))


def _follows(after: str, names: frozenset[str]) -> bool:
    """Whether it is said after the words who said them, such as "said one nurse" or "Nurse 3 said"."""
    beginning = _clause_after(after)
    verb = wording.SAYING.search(beginning)
    if verb is None or len(beginning[: verb.end()].split()) > _MOST_BEFORE_VERB:
        return False
    who = beginning[: verb.start()].strip()
    return (
        not who
        or who in names
        or bool(wording.PRONOUN.match(who) or wording.ARTICLE.match(who) or _NAME_AND_MORE.fullmatch(who))
        or is_code(who)
    )


def _clause_after(after: str) -> str:
    """The clause that begins after words, without quotation marks."""
    return re.split(r"[.;:,“«\"„]", _AFTER.sub("", after[:_NEAR]), maxsplit=1)[0]


def _continued(said: Utterance, found: list[Utterance], between: str, names: frozenset[str]) -> Utterance:
    """The same utterance, marked if it goes on with the one before after a few words of the authors."""
    words = _AFTER.sub("", between).split()
    is_own = bool(wording.PRONOUN.search(between) and wording.SAYING.search(between))
    short = 0 < len(words) <= _INTERRUPTION and (is_own or _interrupts(between, names))
    if found and short and said.part.start - found[-1].part.end == len(between):
        return replace(said, continues=True, attribution=said.attribution or found[-1].attribution)
    return said


def _interrupts(between: str, names: frozenset[str]) -> bool:
    """Whether words between two parts of a quote are one clause that only says who speaks, such as ", Ann said,"."""
    return between.rstrip()[-1:] in ",:;" and between.count(".") == 0 and _follows(between, names)


def _speaker(lead: str, after: str, found: list[Utterance], names: frozenset[str]) -> str:
    """Who speaks, by the words before or after a quote. "She" is who was quoted before in the same paragraph."""
    who = speaker_in(lead, names) or (speaker_after(after, names) if _follows(after, names) else "")
    pronoun = wording.PRONOUN.match(lead) and wording.SAYING.search(lead)
    if (
        not who
        and found
        and (pronoun or (_follows(after, names) and wording.PRONOUN.search(_AFTER.sub("", after[: _NEAR // 3]))))
    ):
        return found[-1].attribution
    return who


def speaker_after(after: str, names: frozenset[str]) -> str:
    """Who a clause after words says is speaking, whether the verb comes before or after the name."""
    bare = _AFTER.sub("", after[:_NEAR])
    if found := wording.SAYING.match(bare):
        bare = bare[found.end() :]
    elif found := wording.SAYING.search(bare):
        bare = bare[: found.start()]
    clause = re.split(r"[.;:,(]", bare, maxsplit=1)[0]
    return speaker_in(f"{clause.strip()} said", names)


def speaker_in(lead: str, names: frozenset[str] = frozenset()) -> str:
    """Who a sentence says is speaking: a label or a name, or else what they are called, such as "nurse"."""
    lead = lead[-_LONGEST_LEAD:].strip()
    verbs = list(wording.SAYING.finditer(lead))
    for token in reversed(list(_CODE_WITH_WORD.finditer(lead))):
        if token[0] in names:
            return str(token[0])
        code = token[0].split(" ")[-1]
        is_subject = any(_BEFORE_VERB.fullmatch(lead[token.end() : verb.start()]) for verb in verbs)
        is_subject = is_subject or bool(wording.ACCORDING.match(lead))
        if code in names or (is_subject and re.search(r"[A-Z].*\d", code) and is_code(code)):
            return code
    if verbs and (by := _BY.match(lead, verbs[-1].end())):
        return _described(lead[by.end() :])
    clause = lead[: verbs[-1].start()] if verbs else lead
    known = _NAMED_WITH_MORE.search(clause) if verbs else None
    if known and not wording.NO_NAME.match(known[1]) and not _OF.search(clause[: known.start()]):
        return f"{known[1]}, {known[2]}"
    if known_name := _last_of(names, clause):
        return known_name
    for pattern in (_NAMED, _NAMED_BEFORE_MORE) if verbs else ():
        if (named := pattern.search(clause)) and named[1][0].isupper() and not wording.NO_NAME.match(named[1]):
            return str(named[1])
    return _described(clause) if verbs else _accorded(lead)


def _last_of(names: frozenset[str], text: str) -> str:
    """The last name of a participant in a text, which may have a title such as "Mr" before it."""
    words = [word.strip(".,;:()") for word in text.split()]
    for index in range(len(words) - 1, -1, -1):
        for name in (" ".join(words[max(index - 1, 0) : index + 1]), words[index]):
            if name in names and name[0].isupper():
                return name
    return ""


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
    words = noun.split()[:4]
    role = wording.ROLE.search(" ".join(words))
    if not role:
        return ""
    name = " ".join(words)[: role.end()]
    return str(name.removesuffix("s") if found["plural"] else name)
