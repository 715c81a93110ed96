"""The interface in the language of the site. English is the language of the messages."""

from __future__ import annotations

from gettext import NullTranslations

_active = NullTranslations()


def gettext(message: str) -> str:
    return _active.gettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    return _active.ngettext(one, many, number)
