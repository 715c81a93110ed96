"""Works, quotes and pages in the formats of reference managers, for readers to copy."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from themebook.cite import to_csl, to_ris
from themebook.cite.bibtex import public_bibtex
from themebook.cite.csl_json import Item
from themebook.core import works
from themebook.core.bibliography import Reference
from themebook.core.translation import gettext
from themebook.core.vocabulary import page_of_source
from themebook.graph.model import EvidenceGraph, LinkedQuote

# Characters that need a command in LaTeX. BibTeX counts braces even after a backslash.
_COMMANDS = {
    "\\": "textbackslash",
    "{": "textbraceleft",
    "}": "textbraceright",
    "^": "textasciicircum",
    "~": "textasciitilde",
}
_LATEX_ESCAPES = str.maketrans(
    {char: f"{{\\{name}}}" for char, name in _COMMANDS.items()} | {char: f"\\{char}" for char in "&%#$_"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageCitation:
    """A page of the site to cite: the path of its source, its title as plain text, and the name of the site.

    The formats omit an empty ``address``.
    """

    path: str
    title: str
    site: str

    @property
    def key(self) -> str:
        plain = unicodedata.normalize("NFKD", self.path.removesuffix(".md")).encode("ascii", "ignore").decode()
        return re.sub(r"[^A-Za-z0-9._]+", "-", plain).strip("-") or "page"

    def bibtex(self, address: str) -> str:
        title, site = (text.translate(_LATEX_ESCAPES) for text in (self.title, self.site))
        url = f"  url = {{{address}}},\n" if address else ""
        return f"@online{{{self.key},\n  title = {{{{{title}}}}},\n  organization = {{{{{site}}}}},\n{url}}}"

    def ris(self, address: str) -> str:
        item: dict[str, object] = {
            "type": "webpage",
            "id": self.key,
            "title": self.title,
            "container-title": self.site,
        }
        return to_ris({**item, "URL": address} if address else item)


def work(graph: EvidenceGraph, subject: str) -> Reference:
    """The work with a key."""
    return graph.references[subject].reference


def bibtex(graph: EvidenceGraph, subject: str) -> str:
    """The BibTeX entry for the quote with an id, or for the work with a key."""
    return (
        quote_bibtex(graph, graph.quotes[subject]) if subject in graph.quotes else public_bibtex(work(graph, subject))
    )


def ris(graph: EvidenceGraph, subject: str) -> str:
    """The RIS record for the quote with an id, or for the work with a key."""
    return quote_ris(graph, graph.quotes[subject]) if subject in graph.quotes else work_ris(work(graph, subject))


def work_ris(reference: Reference) -> str:
    """The work as RIS, with a note on what is not verified."""
    return to_ris(to_csl(reference), filter(None, [works.doubt(reference)]))


def quote_ris(graph: EvidenceGraph, linked: LinkedQuote) -> str:
    """The work of the study as RIS, with the quote and its locator in a note."""
    speaker = _speaker_and_page(graph, linked)
    quote = gettext("Quote of %(speaker)s: “%(words)s”") % {"speaker": speaker, "words": linked.quote.text}
    doubt = works.doubt(graph.own_reference)
    return to_ris(_csl(graph.own_reference), filter(None, [doubt, quote]))


@lru_cache(maxsize=1)
def _csl(own: Reference) -> Item:
    """The work of the study, which each of its quotes cites."""
    return to_csl(own)


def quote_bibtex(graph: EvidenceGraph, linked: LinkedQuote) -> str:
    """The work of the study as BibTeX, with the speaker and page of the quote in a comment."""
    # Text outside entries is a comment, except that an @ begins an entry.
    comment = " ".join(_speaker_and_page(graph, linked).replace("@", " at ").split())
    return f"% Quoted: {comment}\n{public_bibtex(graph.own_reference)}"


def _speaker_and_page(graph: EvidenceGraph, linked: LinkedQuote) -> str:
    """The name of the speaker, and the page if it is known."""
    locator = page_of_source(linked.quote.page, graph.study.source)
    return ", ".join(filter(None, (linked.participant.name, locator)))
