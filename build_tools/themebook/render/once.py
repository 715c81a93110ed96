"""Remembers what macros write, for parts that are the same on many pages."""

from __future__ import annotations

from collections.abc import Hashable

from jinja2.runtime import Macro
from markupsafe import Markup


class Once:
    """Calls the macro for a certain purpose only once with the same arguments, on all pages of a site.

    The macro must depend on nothing but these, and on what is the same on all pages.
    """

    def __init__(self) -> None:
        self._written: dict[tuple[str, Hashable], Markup] = {}

    def __call__(self, purpose: str, macro: Macro, *arguments: Hashable) -> Markup:
        key = (purpose, arguments)
        if key not in self._written:
            self._written[key] = Markup(macro(*arguments))
        return self._written[key]
