"""The table of themes that journals ask for, as a view model: definitions, and quotes as examples.

Its layout is that of the American Psychological Association: https://apastyle.apa.org/style-grammar-guidelines/tables-figures/tables
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from themebook.core.model import ThemePath
from themebook.core.translation import gettext, ngettext
from themebook.core.vocabulary import KINDS
from themebook.exchange.documents.cited_quote import CitedQuote, cited_quote
from themebook.graph.counts import count_heard
from themebook.graph.model import LinkedQuote
from themebook.render.published import Published


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeRow:
    """A theme or subtheme. ``depth`` is 0 for what is below no other row."""

    title: str
    depth: int
    definition: str
    quotes: tuple[CitedQuote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemesTable:
    """The table with its number, title, column headings and note, as plain text.

    The first column holds titles. There is one for definitions and one for quotes if any row has them, with their
    headings in ``definitions`` and ``examples``, which are empty otherwise. ``language`` is that of the site.
    """

    language: str
    number: str
    title: str
    themes: str
    definitions: str
    examples: str
    rows: tuple[ThemeRow, ...]
    note: str

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.themes, self.definitions, self.examples)))


def themes_table(
    published: Published, *, most_quotes: int = 1, themes: Collection[str] = (), title: str = ""
) -> ThemesTable:
    """The table of all themes, or of some with their subthemes, with at most so many quotes each."""
    chosen = _Chosen(published, most_quotes)
    rows = tuple(chosen.rows(themes))
    has_definitions = any(row.definition for row in rows)
    return ThemesTable(
        language=published.graph.language,
        number=gettext("Table %(number)s") % {"number": 1},
        title=title or _title(has_definitions=has_definitions, has_quotes=bool(chosen.quotes)),
        themes=gettext("Theme and subtheme") if any(row.depth for row in rows) else KINDS["theme"].label,
        definitions=gettext("Definition") if has_definitions else "",
        examples=(gettext("Example quote") if most_quotes == 1 else gettext("Example quotes")) if chosen.quotes else "",
        rows=rows,
        note=" ".join(_note(published, list(chosen.quotes.values()))),
    )


class _Chosen:
    """Chooses the quotes of each theme. A quote is shown once in a table."""

    def __init__(self, published: Published, most: int) -> None:
        self._published = published
        self._most = most
        self.quotes: dict[str, LinkedQuote] = {}

    def rows(self, themes: Collection[str]) -> Iterator[ThemeRow]:
        for linked in self._published.graph.themes.values():
            depth = _depth(linked.path, themes)
            if depth is not None:
                yield self._row(linked.path, depth)

    def _row(self, path: ThemePath, depth: int) -> ThemeRow:
        theme = path[-1]
        return ThemeRow(
            title=theme.title,
            depth=depth,
            definition=self._published.prose(theme.definition) or self._published.prose(theme.summary),
            quotes=tuple(cited_quote(self._published, linked) for linked in self._choose(path)),
        )

    def _choose(self, path: ThemePath) -> list[LinkedQuote]:
        """The quotes at home in a theme: highlighted ones first, then in the order of the study."""
        at_home = self._published.quotes_of(path[-1].quotes)
        new = [one for one in at_home if one.quote.id not in self.quotes]
        found = sorted(new, key=lambda one: not one.quote.highlight)[: self._most]
        self.quotes.update((one.quote.id, one) for one in found)
        return found


def _depth(path: ThemePath, themes: Collection[str]) -> int | None:
    """How far a theme is below the first of those that are asked for; None if it is in none of them."""
    asked = (place for place, theme in enumerate(path) if not themes or theme.id in themes)
    top = next(asked, None)
    return None if top is None else len(path) - 1 - top


def _title(*, has_definitions: bool, has_quotes: bool) -> str:
    if has_definitions and has_quotes:
        return gettext("Themes With Definitions and Example Quotes")
    if has_definitions:
        return gettext("Themes With Definitions")
    return gettext("Themes With Example Quotes") if has_quotes else gettext("Themes")


def _note(published: Published, shown: list[LinkedQuote]) -> Iterator[str]:
    """Sentences on what the quotes are, and how many of whom."""
    if not shown:
        return
    total = sum(1 for _ in published.graph.quotes.values())
    words = ngettext(
        "The table shows %(shown)s of %(num)s quote in the study.",
        "The table shows %(shown)s of the %(num)s quotes in the study.",
        total,
    )
    heard = count_heard(shown)
    yield gettext("Quotes are verbatim. The speaker and the place in the source are in parentheses.")
    if any(one.turns for one in shown):
        yield gettext("In dialogues, each turn begins with the name of the speaker.")
    if any(cited_quote(published, one).translation for one in shown):
        yield gettext("Translations are in square brackets.")
    yield words % {"shown": len(shown), "num": total}
    if heard.persons:
        words = ngettext("%(num)s participant is quoted.", "%(num)s participants are quoted.", heard.persons)
        yield words % {"num": heard.persons}
    if heard.groups:
        yield ngettext("%(num)s group is quoted.", "%(num)s groups are quoted.", heard.groups) % {"num": heard.groups}
    if heard.documents:
        words = ngettext("%(num)s document is quoted.", "%(num)s documents are quoted.", heard.documents)
        yield words % {"num": heard.documents}
