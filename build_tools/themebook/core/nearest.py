"""The known word that is most like a misspelt one, for hints. The effort is bounded, however many words there are."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable
from heapq import nsmallest

_CUTOFF = 0.7
# So few words are compared one by one. Of more, only some that share groups of letters with the misspelt one are.
_FEW = 30
_COMPARED = 10
_COUNTED = 2_000
# Nobody misspells a longer word, and comparing two long ones takes a time that grows with the product of their lengths.
_LONGEST = 100
# Who misspells more words than this has another problem, which no hint solves.
_MOST_ASKED = 1_000


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that is most like the given one, or an empty string."""
    return Nearest(known).to(word)


class Nearest:
    """The same for a collection that is asked many times and may grow."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        self._words: dict[str, None] = {}
        self._by_triple: dict[str, list[str]] = {}
        self._answers: dict[str, str] = {}
        for word in known:
            self.add(word)

    def add(self, word: str) -> None:
        """Makes a word known. Words of absurd length are never suggested."""
        if len(word) > _LONGEST or word in self._words:
            return
        self._words[word] = None
        for triple in _triples(word):
            self._by_triple.setdefault(triple, []).append(word)

    def to(self, word: str) -> str:
        """The known word that is most like the given one, or an empty string where none is or too many were asked."""
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
    """The groups of three neighbouring letters, the ends of the word among them."""
    padded = f"\n{word}\n"
    return {padded[at : at + 3] for at in range(len(padded) - 2)}
