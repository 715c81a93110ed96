"""Reads papers in JATS (ANSI/NISO Z39.96, 1.0 to 1.3) and in the NLM tag sets before it."""

from __future__ import annotations

from collections.abc import Container, Iterator

from themebook.core.diagnostics import Diagnostic, Loaded, Rule, Severity
from themebook.exchange.articles.document import Article
from themebook.exchange.articles.jats.body import sections_of
from themebook.exchange.articles.jats.elements import Element, attribute, below, child, children
from themebook.exchange.articles.jats.front import csl_of, details_of, language_of
from themebook.exchange.articles.jats.paragraphs import Paragraphs
from themebook.exchange.articles.jats.references import works_of
from themebook.exchange.articles.study import PARTS_CARRIED, imported_from, too_deep
from themebook.exchange.format import ImportOptions
from themebook.exchange.imported import Imported, ImportedWork
from themebook.exchange.input_file import InputFile
from themebook.exchange.safe_xml import local_name, parse_xml, place_of

PAPER_WHOLE = Rule("paper-whole", "A file of JATS to import must hold a paper with its text.")
PAPER_ALONE = Rule("paper-alone", "A file of JATS to import should hold one paper.", Severity.WARNING)
_SIGNS = (
    "<front",
    "article-type",
    "jats",
    "//nlm//",
    "journalpublishing",
    "archivearticle",
    "dtd-version",
    "journal-meta",
)
_LEFT_OUT = {
    "table-wrap": "tables",
    "fig": "figures",
    "fn": "footnotes",
    "disp-formula": "formulas",
    "media": "recordings",
    "supplementary-material": "supplementary files",
}
_OUTSIDE = frozenset({"sub-article", "response"})


def recognises(file: InputFile) -> bool:
    """Whether a file is JATS or NLM, alone or in a set of papers."""
    beginning = file.beginning.casefold()
    if not beginning.startswith("<"):
        return False
    if "<pmc-articleset" in beginning:
        return True
    has_article = "<article " in beginning or "<article>" in beginning or ":article " in beginning
    return has_article and any(sign in beginning for sign in _SIGNS)


def read(file: InputFile, _: ImportOptions) -> Loaded[Imported]:
    """The first draft of a study, from a paper."""
    article, found = read_article(file)
    if article is None:
        return Loaded(Imported(), found)
    imported, more = imported_from(article)
    return Loaded(imported, (*found, *more))


def read_article(file: InputFile) -> Loaded[Article | None]:
    """A paper, or None with the reason. Of several papers in a file, the first is read."""
    root, damage = parse_xml(file)
    if root is None:
        return Loaded(None, damage)
    papers = [root] if local_name(root) == "article" else list(below(root, "article", outside=frozenset({"article"})))
    if not papers:
        message = "there is no paper in this XML: no element 'article'"
        return Loaded(None, (*damage, PAPER_WHOLE.at(file.start, message, "download its full text as JATS XML")))
    article, nested = _article(papers[0], file.name)
    return Loaded(article, (*damage, *nested, *_problems(papers, article, file)))


def _problems(papers: list[Element], article: Article, file: InputFile) -> Iterator[Diagnostic]:
    if len(papers) > 1:
        message = f"there are {len(papers)} papers in this file; only the first was read"
        yield PAPER_ALONE.at(place_of(papers[1], file.name), message, "import each paper from a file of its own")
    if not article.sections:
        message = "this paper has no text, only what is known of it"
        yield PAPER_WHOLE.at(place_of(papers[0], file.name), message, "download its full text as JATS XML")
    for name, words in _LEFT_OUT.items():
        parts = list(below(papers[0], name, outside=_OUTSIDE))
        if parts:
            message = f"not imported: {words}, {len(parts)} in all"
            yield PARTS_CARRIED.at(place_of(parts[0], file.name), message, "copy what you need by hand")
    for one in children(papers[0], "sub-article", "response"):
        if attribute(one, "article-type") != "translation":
            kind = attribute(one, "article-type") or local_name(one)
            message = f"a part of another kind ({kind}) comes with this paper and was left out"
            yield PAPER_ALONE.at(place_of(one, file.name), message)


def _article(element: Element, file: str) -> Loaded[Article]:
    meta = child(element, "front", "article-meta")
    works, ids = works_of(below(element, "ref-list", outside=_OUTSIDE), file)
    paragraphs = Paragraphs(file, ids)
    body = child(element, "body")
    own = _own_id(ids)
    details = details_of(element, meta, own) if meta is not None else details_of(element, element, "")
    if meta is not None:
        csl = csl_of(element, meta, own, details.authors)
        works = (ImportedWork(csl=csl, place=place_of(meta, file)), *works)
    article = Article(
        details=details,
        sections=sections_of(body, paragraphs) if body is not None else (),
        works=works,
        translations=tuple(_translations(element, paragraphs)),
    )
    return Loaded(article, tuple(too_deep(paragraphs.too_deep)))


def _own_id(ids: Container[str]) -> str:
    name = "this-paper"
    while name in ids:
        name += "-"
    return name


def _translations(element: Element, paragraphs: Paragraphs) -> Iterator[tuple[str, Article]]:
    """The same paper in other languages."""
    for one in children(element, "sub-article"):
        body, language = child(one, "body"), language_of(one)
        if attribute(one, "article-type") != "translation" or body is None or not language:
            continue
        meta = child(one, "front-stub")
        details = details_of(one, meta if meta is not None else one, "")
        yield language, Article(details=details, sections=sections_of(body, paragraphs))
