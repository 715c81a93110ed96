"""The known word nearest to a misspelt one, for hints. The effort is bounded, however many words there are."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable
from heapq import nsmallest

_CUTOFF = 0.7
# Up to this many words are compared one by one. Of more, only those that share groups of letters.
_FEW = 30
_COMPARED = 10
_COUNTED = 2_000
# Longer words are not compared, because the time grows with the product of the lengths.
_LONGEST = 100
# With more misspelt words than this, hints do not help.
_MOST_ASKED = 1_000


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that is most like the given one, or an empty string."""
    return Nearest(known).to(word)


class Nearest:
    """The same for a collection that is queried many times and may grow."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        self._words: dict[str, None] = {}
        self._by_triple: dict[str, list[str]] = {}
        self._answers: dict[str, str] = {}
        for word in known:
            self.add(word)

    def add(self, word: str) -> None:
        """Add a word. Very long words are never suggested."""
        if len(word) > _LONGEST or word in self._words:
            return
        self._words[word] = None
        for triple in _triples(word):
            self._by_triple.setdefault(triple, []).append(word)

    def to(self, word: str) -> str:
        """The nearest known word, or an empty string if there is none or there were too many queries."""
        if word not in self._answers:
            if len(word) > _LONGEST or (len(self._words) > _FEW and len(self._answers) >= _MOST_ASKED):
                return ""
            close = difflib.get_close_matches(word, sorted(self._candidates(word)), n=1, cutoff=_CUTOFF)
            self._answers[word] = next(iter(close), "")
        return self._answers[word]

    def _candidates(self, word: str) -> Iterable[str]:
        """All words, or those of many that share most of the rarest groups of three letters with the given one."""
        if len(self._words) <= _FEW:
            return self._words
        shared: Counter[str] = Counter()
        lists = (self._by_triple[triple] for triple in sorted(_triples(word) & self._by_triple.keys()))
        for words in sorted(lists, key=len):
            shared.update(words[: _COUNTED - shared.total()])
        return nsmallest(_COMPARED, shared, key=lambda one: (-shared[one], abs(len(one) - len(word)), one))


def _triples(word: str) -> set[str]:
    """The trigrams of a word, including its ends."""
    padded = f"\n{word}\n"
    return {padded[at : at + 3] for at in range(len(padded) - 2)}
