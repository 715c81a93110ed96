"""The parts of a study as JSON, which may be anything. What is not as it should be is counted and left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeVar

from themebook.core.diagnostics import Span
from themebook.exchange.imported import Path
from themebook.exchange.imported_names import key_of
from themebook.exchange.json_values import Part, is_positive, text_of

KINDS = ("themes", "findings", "implications", "limitations", "quotes", "participants", "sources", "codes", "works")
_DEEPEST = 40

E = TypeVar("E", bound=StrEnum)


class Parts:
    """The parts of each kind by their ids, in order, and the values in them. ``left_out`` counts what is not read.

    ``place`` is that of the file, and ``study`` what the study says of itself.
    """

    def __init__(self, whole: Part, place: Span) -> None:
        self.whole = whole
        self.place = place
        self.left_out = 0
        self.study = self.object(whole, "study")
        self._of_kind = {kind: self._by_id(self.listed(whole, kind, "id")) for kind in KINDS}
        for kind in ("themes", "codes"):
            parents = (text_of(one, "parent") for one in self._of_kind[kind].values())
            self.left_out += sum(bool(parent) and parent not in self._of_kind[kind] for parent in parents)
        self._names = {kind: self._unique(kind, key) for kind, key in (("participants", "name"), ("sources", "title"))}
        self._paths = {kind: self._unique_paths(kind) for kind in ("themes", "codes")}

    def of(self, kind: str) -> Mapping[str, Part]:
        return self._of_kind[kind]

    def text(self, part: Part, name: str) -> str:
        """A value if it is a text, or else an empty one."""
        self._count(part, name, is_right=isinstance(part.get(name), str))
        return text_of(part, name)

    def number(self, part: Part, name: str) -> int | None:
        """A value if it is a number that somebody may count."""
        value = part.get(name)
        self._count(part, name, is_right=is_positive(value))
        return value if is_positive(value) else None

    def flag(self, part: Part, name: str) -> bool:
        self._count(part, name, is_right=isinstance(part.get(name), bool))
        return part.get(name) is True

    def choice(self, part: Part, name: str, words: type[E]) -> E | None:
        """A value if it is one of certain words."""
        value = part.get(name)
        word = words(value) if isinstance(value, str) and value in list(words) else None
        self._count(part, name, is_right=word is not None)
        return word

    def object(self, part: Part, name: str) -> Part:
        value = part.get(name)
        self._count(part, name, is_right=isinstance(value, dict))
        return value if isinstance(value, dict) else {}

    def listed(self, part: Part, name: str, *needed: str) -> list[Part]:
        """The objects of a list that have the texts which are needed."""
        every = self._list(part, name)
        whole: list[Part] = [one for one in every if isinstance(one, dict) and all(text_of(one, key) for key in needed)]
        self.left_out += len(every) - len(whole)
        return whole

    def texts(self, part: Part, name: str) -> tuple[str, ...]:
        """The texts of a list that are not empty."""
        every = self._list(part, name)
        texts = tuple(one for one in every if isinstance(one, str) and one)
        self.left_out += len(every) - len(texts)
        return texts

    def pairs(self, part: Part, name: str) -> Iterator[tuple[str, str]]:
        """The names of an object with their values, which are texts."""
        values = self.object(part, name)
        for key in values:
            if text := self.text(values, key):
                yield key, text

    def ids(self, part: Part, name: str, kind: str) -> tuple[str, ...]:
        """The ids of a list that parts of a kind have."""
        every = self.texts(part, name)
        known = tuple(one for one in every if one in self._of_kind[kind])
        self.left_out += len(every) - len(known)
        return known

    def id(self, part: Part, name: str, kind: str) -> str:
        """An id that a part of a kind has, or nothing."""
        value = self.text(part, name)
        is_known = value in self._of_kind[kind]
        self.left_out += bool(value) and not is_known
        return value if is_known else ""

    def named(self, part: Part, name: str, kind: str) -> str:
        """What the participant or source with an id is called."""
        return self.name(kind, self.id(part, name, kind))

    def name(self, kind: str, name: str) -> str:
        """What a participant or source is called. No two have the same name."""
        return self._names[kind].get(name, "")

    def path(self, kind: str, name: str) -> Path:
        """The titles from the top down to a theme or code; empty if there is none of this id."""
        return self._paths[kind].get(name, ())

    def paths(self, part: Part, name: str, kind: str) -> tuple[Path, ...]:
        return tuple(self.path(kind, one) for one in self.ids(part, name, kind))

    def _by_id(self, parts: Sequence[Part]) -> dict[str, Part]:
        """Parts by their ids. Of two with one id, the second is left out."""
        by_id: dict[str, Part] = {}
        for part in parts:
            by_id.setdefault(text_of(part, "id"), part)
        self.left_out += len(parts) - len(by_id)
        return by_id

    def _list(self, part: Part, name: str) -> list[Any]:
        every = part.get(name, [])
        return every if isinstance(every, list) else [every]

    def _count(self, part: Part, name: str, *, is_right: bool) -> None:
        self.left_out += name in part and not is_right

    def _unique(self, kind: str, key: str) -> Mapping[str, str]:
        names = {name: text_of(part, key) or name for name, part in self._of_kind[kind].items()}
        times = Counter(key_of((one,)) for one in names.values())
        return {name: one if times[key_of((one,))] == 1 else f"{one} ({name})" for name, one in names.items()}

    def _unique_paths(self, kind: str) -> Mapping[str, Path]:
        paths = {name: self._titles(kind, name) for name in self._of_kind[kind]}
        times = Counter(map(key_of, paths.values()))
        return {
            name: path if times[key_of(path)] == 1 else (*path[:-1], f"{path[-1]} ({name})")
            for name, path in paths.items()
        }

    def _titles(self, kind: str, name: str) -> Path:
        titles: list[str] = []
        part = self._of_kind[kind].get(name)
        while part is not None and len(titles) < _DEEPEST:
            titles.append(text_of(part, "title") or text_of(part, "id"))
            part = self._of_kind[kind].get(text_of(part, "parent"))
        return tuple(reversed(titles))
