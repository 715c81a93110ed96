"""Types of the labels in ``vocabulary``. They are made of message ids, and translated each time they are read."""

from __future__ import annotations

from dataclasses import dataclass

from themebook.core.translation import gettext, ngettext


def capitalise(words: str) -> str:
    """Words as they are at the beginning of a line."""
    return f"{words[:1].upper()}{words[1:]}"


@dataclass(frozen=True, slots=True)
class KindName:
    """The name of a kind of thing, made of message ids: for one, for a number of them, and for more.

    Only kinds that are nodes of the evidence graph are counted.
    """

    _one: str
    _counted: tuple[str, str] | None = None
    _more: tuple[str, str] | None = None

    @property
    def english(self) -> str:
        """The singular for diagnostics, which are in English."""
        return self._one

    @property
    def one(self) -> str:
        """The singular, inside a sentence."""
        return gettext(self._one)

    @property
    def label(self) -> str:
        """The singular on its own or at the beginning of a line."""
        return capitalise(self.one)

    def counted(self, number: int) -> str:
        """So many of them, such as "1 theme" or "3 themes"."""
        assert self._counted
        return ngettext(*self._counted, number) % {"number": number}

    def more(self, number: int) -> str:
        """What a list that is cut short ends with, such as "and 3 more themes"."""
        assert self._more
        return ngettext(*self._more, number) % {"number": number}


@dataclass(frozen=True, slots=True)
class RelationLabels:
    """How a quote or work relates to a finding, made of message ids."""

    _label: str
    _within: str
    _toward: str

    @property
    def label(self) -> str:
        """On its own."""
        return gettext(self._label)

    @property
    def within(self) -> str:
        """With the name of the quote or work."""
        return gettext(self._within)

    def toward(self, kind: str) -> str:
        """With the name of the kind of thing that the quote or work relates to."""
        return gettext(self._toward) % {"kind": kind}


@dataclass(frozen=True, slots=True)
class StatusLabels:
    """A verification status, made of message ids."""

    _label: str
    _short: str
    _heading: str
    _explanation: str

    @property
    def label(self) -> str:
        """On its own, as a choice of a filter."""
        return gettext(self._label)

    @property
    def short(self) -> str:
        """A few words beside the name of a work."""
        return gettext(self._short)

    @property
    def heading(self) -> str:
        """A sentence on the page of a work."""
        return gettext(self._heading)

    @property
    def explanation(self) -> str:
        """What the status means, in sentences that follow the heading."""
        return gettext(self._explanation)
