"""The known word nearest to a misspelt one, for hints. The effort is bounded, however many words there are."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

# The share of letters that are right, by the distance that counts two letters in the wrong order as one mistake:
# https://rapidfuzz.github.io/RapidFuzz/Usage/distance/OSA.html
_CUTOFF = 0.6
# Nobody misspells a longer word, and comparing two long ones takes a time that grows with the product of their lengths.
_LONGEST = 100
# With more misspelt words than this, hints do not help.
_MOST_ASKED = 1_000


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like the given one, or an empty string."""
    return Nearest(known).to(word)


class Nearest:
    """The same for a collection that is searched many times and may grow. Of equally near words, the first wins."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        self._words: dict[str, None] = {}
        self._answers: dict[str, str] = {}
        for word in known:
            self.add(word)

    def add(self, word: str) -> None:
        """Add a known word. Words of absurd length are never suggested."""
        if len(word) <= _LONGEST and word not in self._words:
            self._words[word] = None
            # Earlier answers may no longer be the nearest.
            self._answers.clear()

    def to(self, word: str) -> str:
        """The nearest known word, or an empty string if there is none or there were too many queries."""
        if word not in self._answers:
            if len(word) > _LONGEST or len(self._answers) >= _MOST_ASKED:
                return ""
            found = process.extractOne(word, self._words.keys(), scorer=OSA.normalized_similarity, score_cutoff=_CUTOFF)
            self._answers[word] = found[0] if found else ""
        return self._answers[word]
