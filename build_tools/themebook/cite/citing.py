"""What readers copy in order to cite: works and quotes in the formats of reference managers."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from themebook.cite import to_csl, to_ris
from themebook.cite.bibtex import public_bibtex
from themebook.core import works
from themebook.core.model import Reference
from themebook.graph.model import EvidenceGraph, LinkedQuote

# In LaTeX these signs mean more than themselves; BibTeX counts braces even where a backslash stands before them.
_SIGNS = {
    "\\": "textbackslash",
    "{": "textbraceleft",
    "}": "textbraceright",
    "^": "textasciicircum",
    "~": "textasciitilde",
}
_IN_BIBTEX = str.maketrans(
    {sign: f"{{\\{name}}}" for sign, name in _SIGNS.items()} | {sign: f"\\{sign}" for sign in "&%#$_"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageCitation:
    """A page of the site as something to cite, by the path of its source and its title as plain text.

    Where its address is empty, none is told.
    """

    path: str
    title: str
    site: str

    @property
    def key(self) -> str:
        plain = unicodedata.normalize("NFKD", self.path.removesuffix(".md")).encode("ascii", "ignore").decode()
        return re.sub(r"[^A-Za-z0-9._]+", "-", plain).strip("-") or "page"

    def bibtex(self, address: str) -> str:
        title, site = (text.translate(_IN_BIBTEX) for text in (self.title, self.site))
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
    """The work with that key."""
    return graph.references[subject].reference


def bibtex(graph: EvidenceGraph, subject: str) -> str:
    """What cites the quote with that id, or the work with that key."""
    return (
        quote_bibtex(graph, graph.quotes[subject]) if subject in graph.quotes else public_bibtex(work(graph, subject))
    )


def ris(graph: EvidenceGraph, subject: str) -> str:
    """What cites the quote with that id, or the work with that key."""
    return quote_ris(graph, graph.quotes[subject]) if subject in graph.quotes else work_ris(work(graph, subject))


def work_ris(reference: Reference) -> str:
    """The work as RIS; what is not verified is noted."""
    return to_ris(to_csl(reference), filter(None, [works.doubt(reference)]))


def quote_ris(graph: EvidenceGraph, linked: LinkedQuote) -> str:
    """The study as RIS, for its work is what is cited, with the words and their place in a note."""
    words = f"Quoted words of {_place(graph, linked)}: \u201c{linked.quote.text}\u201d"
    doubt = works.doubt(graph.own_reference)
    return to_ris(to_csl(graph.own_reference), filter(None, [doubt, words]))


def quote_bibtex(graph: EvidenceGraph, linked: LinkedQuote) -> str:
    """The study as BibTeX, with the place of the words in a comment."""
    # Outside entries everything is a comment, but for this sign, which begins an entry.
    place = " ".join(_place(graph, linked).replace("@", " at ").split())
    return f"% Quoted: {place}\n{public_bibtex(graph.own_reference)}"


def _place(graph: EvidenceGraph, linked: LinkedQuote) -> str:
    """Who spoke, and the page where it is known."""
    of = f" of the {graph.study.source}" if graph.study.source else ""
    page = f", p. {linked.quote.page}{of}" if linked.quote.page else ""
    return f"{linked.participant.name}{page}"
