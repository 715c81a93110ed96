"""Formats with pandoc: citations go in as its document tree, and come out as XHTML fragments.

Format of the tree: https://hackage.haskell.org/package/pandoc-types/docs/Text-Pandoc-Definition.html. Pandoc gets
numbers instead of keys, because keys may contain characters with a meaning in HTML or to pandoc.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple
from functools import cache
from html import escape
from itertools import count
from pathlib import Path
from typing import NamedTuple
from unicodedata import category
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pypandoc

from themebook.cite import title_language
from themebook.cite.csl import Item
from themebook.cite.csl_style import PLACE
from themebook.cite.first_authors import first_makers
from themebook.cite.pandoc_process import FormattingFailed, run_pandoc
from themebook.cite.title_language import with_language
from themebook.core import languages, web_addresses
from themebook.core.disk_cache import NO_CACHE, DiskCache, digest
from themebook.core.locks import temporary_folder
from themebook.core.web_addresses import DOI_RESOLVER, web_address
from themebook.sources.markdown.citations import Citation, Cluster

_SECONDS = 60
_SECONDS_PER_WORK = 0.2
_TITLE_AND_DATE = re.compile(r"\((.+), ((?:ca\. )?(?:\d{4}\w?|n\.d\.|in press)(?:[,/\u2013-].*)?)\)")
_TITLES = ("title", "title-short", "container-title")
_TIME = re.compile(r"\d+:\d\d(?!\d)")
_API_VERSION = [1, 23, 1]
_HREF = "#ref-"
_ALLOWED_TAGS = {"em", "strong", "sup", "sub", "br"}
_ALLOWED_CLASSES = {"csl-left-margin", "csl-right-inline", "csl-indent", "csl-block", "smallcaps", "underline"}

# To citeproc, a hyphen or comma in a number makes it several numbers ("Pub. L. Nos. 104-191"). Those of reports, laws
# and patents are one number, so digits stand in for these characters until pandoc has run.
_ONE_NUMBER = re.compile(r"\d+(?:[-,]\d+)+")
_ONE_OF_LAW = re.compile(r"[\w.]+(?:[-, ][\w.]+)+")
_WITH_LABEL = ("legislation", "patent", "regulation")

Node = dict[str, object]


class Formatted(NamedTuple):
    """Fragments of XHTML: the references by key, in the order of the style, and the clusters in the order given."""

    references: dict[str, str]
    clusters: tuple[str, ...]


class Csl(NamedTuple):
    """A style as CSL, and the language of its terms, as a BCP 47 tag."""

    style: str
    language: str


def run_citeproc(
    csl: Csl, items: Mapping[str, Item], clusters: Sequence[Cluster], kept_results: DiskCache = NO_CACHE
) -> Formatted:
    """Format works, and citations of them, in one run of pandoc, unless ``kept_results`` has the result.

    Raises ``FormattingFailed``.
    """
    try:
        key = _digest(csl, items, clusters)
    except OSError as error:
        raise FormattingFailed(f"pandoc could not be run: {error}") from error
    kept = kept_results.get(key)
    if kept is not None:
        references, texts = json.loads(kept)
        return Formatted(references, tuple(texts))
    formatted = _formatted(csl, items, clusters)
    kept_results.put(key, json.dumps(formatted).encode())
    return formatted


def _digest(csl: Csl, items: Mapping[str, Item], clusters: Sequence[Cluster]) -> str:
    """A digest of everything that decides the result, with this module and pandoc itself."""
    cited = [(cluster.narrative, list(map(astuple, cluster.citations))) for cluster in clusters]
    return digest(*_versions(), *csl, json.dumps(items), json.dumps(cited))


@cache
def _versions() -> tuple[str | bytes, ...]:
    # To ask pandoc itself takes as long as to format a few works. Its package has the same version.
    size = os.stat(pypandoc.get_pandoc_path()).st_size
    modules = (__file__, title_language.__file__, languages.__file__, web_addresses.__file__)
    return (*(Path(module).read_bytes() for module in modules), f"{pypandoc.__version__} {size}")


def _formatted(csl: Csl, items: Mapping[str, Item], clusters: Sequence[Cluster]) -> Formatted:
    keys = list(items)
    numbers = {key: f"r{number}" for number, key in enumerate(keys)}
    is_sorted = re.search(r"<(?:\w+:)?bibliography\b.*<(?:\w+:)?sort\b", csl.style, re.DOTALL) is not None
    document = _document(clusters, numbers, csl.language, is_sorted=is_sorted)
    stand_ins = _stand_ins(json.dumps(items))
    placed = {key: {"id": numbers[key], PLACE: f"{place:07}"} for place, key in enumerate(keys)}
    html = _run(document, csl.style, [{**_replaced(items[key], stand_ins), **placed[key]} for key in keys])
    for character, digits in stand_ins.items():
        html = html.replace(digits, character)
    names = {_HREF + number: key for key, number in numbers.items()}
    try:
        root = ElementTree.fromstring(f"<root>{html}</root>")
        entries = root.iterfind(".//div[@id='refs']/div")
        plain = dict(_entry(entry, names, items) for entry in entries)
        texts = tuple(
            _citation(block, cluster, names, items) for block, cluster in zip(_blocks(root), clusters, strict=True)
        )
    except (ElementTree.ParseError, KeyError, ValueError) as error:
        raise FormattingFailed(f"pandoc gave something unexpected: {error}") from error
    if len(plain) != len(keys):
        raise FormattingFailed(f"pandoc formatted {len(plain)} of {len(keys)} works")
    return Formatted({key: with_language(entry, items[key]) for key, entry in plain.items()}, texts)


def _stand_ins(works: str) -> dict[str, str]:
    """Digits that occur in none of the works, for each of the characters."""
    seeds = (f"9{seed}0000000" for seed in count())
    seed = next(seed for seed in seeds if seed not in works)
    return {character: f"{seed}{number}" for number, character in enumerate("-, ", 1)}


def _replaced(item: Item, stand_ins: Mapping[str, str]) -> Item:
    number = str(item.get("number", ""))
    form = _ONE_OF_LAW if item["type"] in _WITH_LABEL else _ONE_NUMBER
    if not form.fullmatch(number):
        return item
    return {**item, "number": "".join(stand_ins.get(character, character) for character in number)}


def _run(document: Node, csl: str, items: Sequence[Item]) -> str:
    with temporary_folder() as folder:
        style, bibliography = folder / "style.csl", folder / "works.json"
        style.write_text(csl, encoding="utf-8")
        bibliography.write_text(json.dumps(items), encoding="utf-8")
        files = ["--csl", str(style), "--bibliography", str(bibliography)]
        arguments = ["-f", "json", "-t", "html", "--wrap=none", "--citeproc", *files]
        seconds = max(_SECONDS, len(items) * _SECONDS_PER_WORK)
        data = json.dumps(document).encode()
        return run_pandoc(arguments, data, seconds=seconds, task=f"{len(items)} works").decode()


def _document(clusters: Sequence[Cluster], numbers: Mapping[str, str], language: str, *, is_sorted: bool) -> Node:
    """A document that cites all works, then the clusters.

    A style that does not sort numbers works in the order of their first citation. In that case, all works are cited
    first, in the given order. Otherwise they only go into ``nocite``, which is faster.
    """
    all_works = Cluster(citations=tuple(Citation(key=key) for key in numbers))
    meta: Node = {"link-citations": {"t": "MetaBool", "c": True}, "lang": {"t": "MetaString", "c": language}}
    blocks = [_block("cluster", cluster, numbers) for cluster in clusters]
    if is_sorted or not numbers:
        meta["nocite"] = {"t": "MetaInlines", "c": [_cite(all_works, numbers)]}
    else:
        blocks.insert(0, _block("all", all_works, numbers))
    return {"pandoc-api-version": _API_VERSION, "meta": meta, "blocks": blocks}


def _block(name: str, cluster: Cluster, numbers: Mapping[str, str]) -> Node:
    return {"t": "Div", "c": [["", [name], []], [{"t": "Plain", "c": [_cite(cluster, numbers)]}]]}


def _cite(cluster: Cluster, numbers: Mapping[str, str]) -> Node:
    citations = [_citation_node(citation, numbers[citation.key]) for citation in cluster.citations]
    if cluster.narrative and not cluster.citations[0].suppress_author:
        citations[0]["citationMode"] = {"t": "AuthorInText"}
    return {"t": "Cite", "c": [citations, []]}


def _citation_node(citation: Citation, number: str) -> Node:
    """A citation as in the output of pandoc's reader, where the comma before a locator is part of the suffix."""
    comma = "" if re.match(r"[,;:.!?()\[]", citation.locator) else ","
    # Braces with nothing in them keep pandoc from taking a time for a page.
    locator = f", {{}}{citation.locator}" if _TIME.match(citation.locator) else f"{comma} {citation.locator}"
    return {
        "citationId": number,
        "citationPrefix": _inlines(citation.prefix),
        "citationSuffix": _inlines(locator) if citation.locator else [],
        "citationMode": {"t": "SuppressAuthor" if citation.suppress_author else "NormalCitation"},
        "citationNoteNum": 1,
        "citationHash": 0,
    }


def _inlines(text: str) -> list[Node]:
    printable = "".join(character for character in text if category(character) != "Cc")
    nodes: list[Node] = []
    for number, piece in enumerate(re.split("<i>([^<]*)</i>", printable)):
        words: list[Node] = [
            {"t": "Space"} if word == " " else {"t": "Str", "c": word} for word in re.split("( )", piece) if word
        ]
        nodes += [{"t": "Emph", "c": words}] if number % 2 else words
    return nodes


def _blocks(root: Element) -> Iterable[Element]:
    return root.iterfind("./div[@class='cluster']")


def _citation(block: Element, cluster: Cluster, names: Mapping[str, str], items: Mapping[str, Item]) -> str:
    keys = {citation.key for citation in cluster.citations}
    if len(keys) > 1:
        return _inner(block, names).strip()
    (key,) = keys
    inner = _inner(block, {}).strip()
    if not first_makers(items[key]):
        inner = _by_title(inner, cluster, items[key])
    return _link(key, inner)


def _by_title(inner: str, cluster: Cluster, item: Item) -> str:
    """A citation of a work without an author, such as a law, whose title pandoc may leave in the parentheses."""
    found = _TITLE_AND_DATE.fullmatch(inner)
    # More than the title and a date is a whole reference, as in styles with notes.
    if not found or _letters(found[1]) not in (_letters(str(item.get(name, ""))) for name in _TITLES):
        return inner
    if all(citation.suppress_author for citation in cluster.citations):
        return f"({found[2]})"
    return f"{found[1]} ({found[2]})" if cluster.narrative else inner


def _letters(xhtml: str) -> str:
    return re.sub(r"<[^<>]*>|&\w+;|\W", "", xhtml).casefold()


def _entry(element: Element, names: Mapping[str, str], items: Mapping[str, Item]) -> tuple[str, str]:
    """The key of a work and its entry in the list of references."""
    key = names[f"#{element.get('id')}"]
    entry = _inner(element, names, items[key]).strip()
    issued = items[key].get("issued")
    literal = escape(str(issued.get("literal", "")), quote=False) if isinstance(issued, dict) else ""
    # Styles print a date in words for the year and again for the day.
    return key, entry.replace(f"({literal}, {literal})", f"({literal})") if literal else entry


def _inner(element: Element, names: Mapping[str, str], item: Item | None = None) -> str:
    """The XHTML inside an element.

    Links to works become plain text if ``names`` is empty, and links out of the site if there is no ``item``.
    """
    parts = [escape(element.text or "", quote=False)]
    for child in element:
        parts += [_outer(child, names, item), escape(child.tail or "", quote=False)]
    return "".join(parts)


def _outer(element: Element, names: Mapping[str, str], item: Item | None) -> str:
    inner = _inner(element, names, item)
    href, kind = element.get("href", ""), element.get("class", "")
    if href.startswith(_HREF):
        return _link(names[href], inner) if names else inner
    if element.tag == "a":
        address = _address(href, item) if item else None
        return f'<a href="{escape(address)}">{inner}</a>' if address else inner
    if element.tag in _ALLOWED_TAGS:
        return f"<{element.tag}>{inner}</{element.tag}>" if inner else f"<{element.tag} />"
    return f'<span class="{kind}">{inner}</span>' if kind in _ALLOWED_CLASSES else inner


def _address(href: str, item: Item) -> str | None:
    """The address of an external link, from the fields of the work: pandoc turns any text into a web address."""
    is_doi = href.startswith(DOI_RESOLVER) and item.get("DOI")
    return web_address(f"{DOI_RESOLVER}{item['DOI']}" if is_doi else str(item.get("URL", "")))


def _link(key: str, inner: str) -> str:
    return f'<a href="{escape(_HREF + key)}" class="citation">{inner}</a>'
