"""Ids for everything that is imported. The same input gets the same ids."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from themebook.core.fields import as_id
from themebook.core.file_names import problem_with
from themebook.sources.findings.exact_kinds import ID_PATTERN

_LONGEST = 60


class Ids:
    """Hands out ids, each once."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self.taken = set(taken)
        # The number to try next, so that a thousand equal texts do not each try a thousand numbers.
        self._next: dict[str, int] = {}

    def keep(self, wanted: str) -> str:
        """An id as it is, or nothing if it is taken or not valid."""
        if not re.fullmatch(ID_PATTERN, wanted) or not self._is_free(wanted):
            return ""
        self.taken.add(wanted)
        return wanted

    def _is_free(self, candidate: str) -> bool:
        return candidate not in self.taken and candidate != "index" and not problem_with(candidate)

    def new(self, kind: str, *texts: str) -> str:
        """The first id that is free: that of one of the texts, the same after the kind, or one with a number.

        Letters that ids cannot have are left out, so a text in another script may give none.
        """
        slugs = [slug for slug in map(_slug, texts) if slug]
        for candidate in self._candidates(kind, slugs):
            if self._is_free(candidate):
                self.taken.add(candidate)
                return candidate
        raise AssertionError("there is always another number")

    def _candidates(self, kind: str, slugs: list[str]) -> Iterator[str]:
        yield from slugs
        stem = slugs[0] if slugs else kind
        if slugs and not stem.startswith(f"{kind}-"):
            yield f"{kind}-{stem}"
        while True:
            number = self._next.get(stem, 2 if slugs else 1)
            self._next[stem] = number + 1
            yield f"{stem}-{number}"


def _slug(text: str) -> str:
    """The id of a text, cut after a whole word."""
    slug = as_id(text)
    return slug if len(slug) <= _LONGEST else slug[: _LONGEST + 1].rpartition("-")[0] or slug[:_LONGEST]


def of_words(kind: str, words: str, number: int) -> str:
    """A text for the id of something that has no name: the kind, and the first words."""
    return f"{kind} {' '.join(words.split()[:number])}"
