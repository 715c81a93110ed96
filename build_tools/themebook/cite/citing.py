"""Works, quotes and pages in the formats of reference managers, for readers to copy."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass

from themebook.cite import CitationFormatter, to_ris
from themebook.cite.all_citations import quote_citation, study_citation
from themebook.cite.bibtex import public_bibtex
from themebook.cite.csl import Item
from themebook.core import works
from themebook.core.bibliography import Reference
from themebook.core.translation import gettext
from themebook.graph.model import EvidenceGraph, LinkedQuote
from themebook.sources.markdown.markdown_text import text_of_xhtml

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
class HowToCite:
    """How to cite what a page is about.

    ``words`` are those of a quote, in a ``language`` if it is not that of the site, or a claim; with their ``citation``
    they show how to cite in a text. ``entry`` is the reference in the citation style, as XHTML. ``doubt`` is what is
    not verified about the work. An empty ``address`` is not shown. With ``is_itself``, the page is cited itself: it is
    not about the study or one of its works.
    """

    words: str = ""
    language: str | None = None
    is_quote: bool = False
    citation: str = ""
    entry: str
    doubt: str = ""
    bibtex: str
    ris: str
    csl_json: str
    address: str
    is_itself: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PageCitation:
    """A page of the site to cite: the path of its source, its title as plain text, and the name of the site.

    The formats omit an empty ``address``.
    """

    path: str
    title: str
    site: str
    address: str

    @property
    def key(self) -> str:
        plain = unicodedata.normalize("NFKD", self.path.removesuffix(".md")).encode("ascii", "ignore").decode()
        return re.sub(r"[^A-Za-z0-9._]+", "-", plain).strip("-") or "page"

    @property
    def item(self) -> Item:
        """The page in CSL-JSON."""
        item: Item = {"type": "webpage", "id": self.path, "title": self.title, "container-title": self.site}
        return {**item, "URL": self.address} if self.address else item

    def bibtex(self) -> str:
        title, site = (text.translate(_LATEX_ESCAPES) for text in (self.title, self.site))
        url = f"  url = {{{self.address}}},\n" if self.address else ""
        return f"@online{{{self.key},\n  title = {{{{{title}}}}},\n  organization = {{{{{site}}}}},\n{url}}}"

    def ris(self) -> str:
        return to_ris({**self.item, "id": self.key})

    def csl_json(self) -> str:
        return _json({**self.item, "id": self.key})

    def how_to_cite(self, entry: str) -> HowToCite:
        """How to cite it, with its reference in the citation style."""
        return HowToCite(
            entry=entry,
            bibtex=self.bibtex(),
            ris=self.ris(),
            csl_json=self.csl_json(),
            address=self.address,
            is_itself=True,
        )


def how_to_cite(graph: EvidenceGraph, formatter: CitationFormatter, subject: str, address: str) -> HowToCite:
    """How to cite the work with a key, or the study for a quote, finding, theme and so on with an id."""
    quote, finding = graph.quotes.get(subject), graph.findings.get(subject)
    cluster, words = None, ""
    if quote:
        cluster, words = quote_citation(graph, quote), quote.words
    elif finding:
        cluster, words = study_citation(graph), finding.finding.claim.rstrip(".")
    cited = _cited(graph, subject)
    item = formatter.item(cited.key)
    return HowToCite(
        words=words,
        language=quote.language if quote else None,
        is_quote=quote is not None,
        citation=text_of_xhtml(formatter.cluster(cluster)) if cluster else "",
        entry=formatter.reference(cited.key),
        doubt=works.doubt(cited),
        bibtex=bibtex(graph, subject),
        ris=quote_ris(graph, quote, item) if quote else work_ris(cited, item),
        csl_json=csl_json(cited, item),
        address=address,
    )


def work(graph: EvidenceGraph, subject: str) -> Reference:
    """The work with a key."""
    return graph.references[subject].reference


def bibtex(graph: EvidenceGraph, subject: str) -> str:
    """The BibTeX entry of the work with a key, or else that of the study, for a quote, theme and so on with an id."""
    if subject in graph.quotes:
        return quote_bibtex(graph, graph.quotes[subject])
    return public_bibtex(_cited(graph, subject))


def _cited(graph: EvidenceGraph, subject: str) -> Reference:
    """The work with a key, or else that of the study."""
    return graph.references[subject].reference if subject in graph.references else graph.own_reference


def work_ris(reference: Reference, item: Item) -> str:
    """The work, which is also given as CSL-JSON, as RIS, with a note on what is not verified."""
    return to_ris(item, filter(None, [works.doubt(reference)]))


def quote_ris(graph: EvidenceGraph, linked: LinkedQuote, item: Item) -> str:
    """The work of the study, which is also given as CSL-JSON, as RIS, with the quote and its locator in a note."""
    speaker = _speaker_and_place(graph, linked)
    quote = gettext("Quote of %(speaker)s: “%(words)s”") % {"speaker": speaker, "words": linked.words}
    return to_ris(item, filter(None, [works.doubt(graph.own_reference), quote]))


def csl_json(reference: Reference, item: Item) -> str:
    """The work as CSL-JSON, with a note on what is not verified."""
    return _json(public_item(reference, item))


def public_item(reference: Reference, item: Item) -> Item:
    """The work, which is also given as CSL-JSON, for other programs, with a note on what is not verified."""
    note = ". ".join(filter(None, (str(item.get("note", "")), works.doubt(reference))))
    whole = {**item, **({"note": note} if note else {})}
    # Only citeproc knows the name "others".
    people = {
        variable: [{"literal": "et al."} if name == {"literal": "others"} else name for name in names]
        for variable, names in whole.items()
        if isinstance(names, list)
    }
    return {**whole, **people}


def _json(item: Item) -> str:
    """A list of one item, as programs import it, with one variable on each line."""
    variables = (f"{json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}" for name, value in item.items())
    return "[\n  {\n    " + ",\n    ".join(variables) + "\n  }\n]"


def quote_bibtex(graph: EvidenceGraph, linked: LinkedQuote) -> str:
    """The work of the study as BibTeX, with the speaker and page of the quote in a comment."""
    # Text outside entries is a comment, except that an @ begins an entry.
    comment = " ".join(_speaker_and_place(graph, linked).replace("@", " at ").split())
    return f"% Quoted: {comment}\n{public_bibtex(graph.own_reference)}"


def _speaker_and_place(graph: EvidenceGraph, linked: LinkedQuote) -> str:
    """The name of the speaker, and the place if it is known."""
    return ", ".join(filter(None, (linked.said_by, graph.place_of(linked))))
