"""Quotes of a paper in its other languages."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import SequenceMatcher

from themebook.exchange.articles.attributions import parse_attribution
from themebook.exchange.articles.document import Article
from themebook.exchange.articles.drafts import Draft, HeardQuote, draft_of

# Comparing more would take too long.
_MOST_QUOTES = 1000
_SHORTEST, _LONGEST = 0.5, 2.0


def translated(draft: Draft, others: tuple[tuple[str, Article], ...]) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """The words of quotes in other languages, by the keys of the quotes.

    Two quotes are the same if they have the same speaker in the same order among the quotes of the paper, are both set
    apart or both not, and neither is more than twice as long. Others have no translation.
    """
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for tag, article in others:
        quotes = draft_of(article).quotes
        if max(len(quotes), len(draft.quotes)) > _MOST_QUOTES:
            continue
        ours, theirs = [_signature(one) for one in draft.quotes], [_signature(one) for one in quotes]
        for first, second, size in SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks():
            for one, other in zip(draft.quotes[first : first + size], quotes[second : second + size], strict=True):
                if one.utterance.attribution and _similar(one, other):
                    found[one.key] = (*found.get(one.key, ()), (tag, other.utterance.words))
    return found


def _signature(one: HeardQuote) -> tuple[str, bool]:
    who = parse_attribution(one.utterance.attribution)
    return (who.key if who else "", one.utterance.inline)


def _similar(one: HeardQuote, other: HeardQuote) -> bool:
    if one.utterance.turns or other.utterance.turns or not one.utterance.words:
        return False
    return _SHORTEST <= len(other.utterance.words) / len(one.utterance.words) <= _LONGEST
