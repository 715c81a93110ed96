"""The titles of quotes: the speaker, and what the quote is about or else its opening words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from themebook.core.data import Quote
from themebook.core.translation import gettext
from themebook.core.truncate import short_title
from themebook.graph.model import LinkedQuote

_LONGEST_TOPIC = 90
# Titles are plain text, so a sentence with one of these, which may be markup, is not used.
_MARKUP = re.compile(r"[][*_`<>@\\&]")


@dataclass(frozen=True, slots=True)
class QuoteTitle:
    """A title. ``foreign`` is the part of it that is in the language of the quote, if that is not the site's."""

    text: str
    foreign: str = ""


def quote_titles(quotes: Iterable[LinkedQuote]) -> Mapping[str, QuoteTitle]:
    """The title of each quote by its id. Two quotes that are about the same are told apart by their words."""
    linked = tuple(quotes)
    about = {one.quote.id: _about(one) for one in linked}
    times = Counter(about.values())
    return {one.quote.id: _title(one, about[one.quote.id], times) for one in linked}


def _title(linked: LinkedQuote, about: str, times: Mapping[str, int]) -> QuoteTitle:
    if about and times[about] == 1:
        return QuoteTitle(about)
    words = short_title(linked.opening.text)
    return QuoteTitle(f"{about or linked.said_by}: “{words}”", words if linked.opening.language else "")


def _about(linked: LinkedQuote) -> str:
    """For example "Officer G on the moment when a prisoner leaves". Empty if nothing says what the quote is about."""
    topic = linked.quote.title or _topic(linked.quote)
    return gettext("%(speaker)s on %(topic)s") % {"speaker": linked.said_by, "topic": topic} if topic else ""


def _topic(quote: Quote) -> str:
    """What a quote is about, if its context says so in a short first sentence that begins with "On"."""
    sentence = _first_sentence(quote)
    # Translators: the first word of a note such as "On the moment when a prisoner leaves."
    first = gettext("On") + " "
    is_topic = sentence.startswith(first) and len(sentence) <= _LONGEST_TOPIC and not _MARKUP.search(sentence)
    return sentence.removeprefix(first).rstrip(".") if is_topic else ""


def _first_sentence(quote: Quote) -> str:
    """The first sentence of the context of a quote, in one line."""
    return re.split(r"(?<=\.) ", _context(quote), maxsplit=1)[0]


def title_says_context(quote: Quote) -> bool:
    """Whether the title of a quote says all of its context."""
    return not quote.title and bool(_topic(quote)) and _context(quote) == _first_sentence(quote)


def _context(quote: Quote) -> str:
    return " ".join(quote.context.markdown.split()) if quote.context else ""
