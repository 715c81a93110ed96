"""From planned pages to Markdown text, by the templates beside this module. The only importer of jinja2."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import CodeType

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket

from themebook.cite import CitationFormatter
from themebook.core import vocabulary, works
from themebook.core.diagnostics import Span
from themebook.core.fields import Prose
from themebook.core.model import Quote, Reference
from themebook.graph.model import EvidenceGraph, LinkedReference, LiteratureUse, PageUse, TextUse
from themebook.site import routes
from themebook.site.link_context import LinkContext
from themebook.site.plan import PlannedPage, SitePlan, short_title
from themebook.site.routes import HOME, HOMES, term_anchors, view_pages
from themebook.sources.pages import markdown_text
from themebook.sources.pages.citations import Citation, Cluster, parse_bracketed, with_dashes
from themebook.sources.pages.front_matter import RESERVED
from themebook.sources.pages.page_text import moved
from themebook.sources.pages.sentences import AsTyped, Sentence
from themebook.sources.source import NOT_XML
from themebook.views import listings
from themebook.views.panels import PANELS

_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedPage:
    """A page as Markdown: its path below the documentation folder, its text, and the place it is made from."""

    path: str
    text: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class UseRow:
    """One use of a work as its page tells it. All but ``relation`` are Markdown; ``place`` leads to the spot."""

    place: str
    relation: str
    locator: str
    context: str
    quoted: str
    note: str


class Renderer:
    """Writes the pages and views of one knowledge base."""

    def __init__(self, graph: EvidenceGraph, plan: SitePlan, formatter: CitationFormatter) -> None:
        self._graph = graph
        self._plan = plan
        self._formatter = formatter
        self._environment = _environment()
        self._environment.globals.update(
            graph=graph,
            study=graph.study,
            lists=listings,
            works=works,
            style=formatter.style_title,
            relations={relation: bond.label for relation, bond in vocabulary.RELATIONS.items()},
            vocabulary=vocabulary,
            routes=routes,
            order=formatter.order,
            term_anchors=term_anchors(graph.study.glossary),
            by_trust=self._by_trust,
            quote_citation=partial(_quote_citation, graph),
            reference_xhtml=formatter.reference,
            uses=self._uses,
        )

    def page(self, planned: PlannedPage) -> RenderedPage:
        """The Markdown of a page, with its front matter."""
        here = LinkContext(planned.path, self._plan.targets)
        text = self._environment.get_template(planned.template).render(page=planned, here=here)
        head = markdown_text.front_matter(
            {
                "title": planned.title,
                RESERVED: {"kind": planned.kind, "crumbs": planned.crumbs, **self._foreign(planned)},
            }
        )
        return RenderedPage(path=planned.path, text=head + _tidy(text), span=planned.span)

    def _foreign(self, planned: PlannedPage) -> dict[str, object]:
        """Which words of the title are in another language, for the theme."""
        target = self._plan.targets.get(planned.subject)
        return {"foreign": {"words": target.words, "language": target.language}} if target and target.words else {}

    def view(self, name: str, path: str) -> str:
        """The Markdown of a view as it stands on the page with this path."""
        here = LinkContext(path, self._plan.targets)
        return _tidy(self._environment.get_template(f"views/{name}.md.j2").render(here=here, level=3)).strip("\n")

    def has_panel(self, name: str) -> bool:
        return name in PANELS

    def panel(self, name: str, subject: str, path: str) -> str:
        """A panel as it stands on the page with this path: one well-formed XHTML element, its links as in Markdown."""
        here = LinkContext(path, self._plan.targets)
        template = self._environment.get_template(f"panels/{name}.html.j2")
        return NOT_XML.sub("", template.render(here=here, panel=PANELS[name](self._graph, subject)))

    def _by_trust(self) -> list[tuple[str, list[Reference]]]:
        """The works by how surely they are identified, in the order of the list of references."""
        groups: dict[str, list[Reference]] = {}
        for key in self._formatter.order():
            reference = self._graph.references[key].reference
            groups.setdefault(works.badge_or_verified(reference), []).append(reference)
        return sorted(groups.items())

    def _uses(self, linked: LinkedReference, here: LinkContext) -> tuple[UseRow, ...]:
        return tuple(self._use(use, linked.reference.key, here) for use in linked.uses)

    def _use(self, use: LiteratureUse | TextUse | PageUse, key: str, here: LinkContext) -> UseRow:
        if isinstance(use, LiteratureUse):
            item = use.literature
            return UseRow(
                place=here.to(use.owner.id),
                relation=item.relation.value,
                locator=markdown_text.escape(item.locator),
                context="",
                quoted=markdown_text.escape(item.quoted),
                note=_one_line(item.note, here),
            )
        place = self._place_of(use, key, here)
        return UseRow(
            place=place,
            relation="",
            locator=markdown_text.escape(use.citation.locator),
            context=markdown_text.escape(self.words(use.sentence)),
            quoted="",
            note="",
        )

    def _place_of(self, use: TextUse | PageUse, key: str, here: LinkContext) -> str:
        if isinstance(use, TextUse):
            return self._place_of_text(use, here)
        anchor = markdown_text.citation_anchor(self._plan.targets[key].anchor, use.number)
        address = markdown_text.relative(use.page.path, here.path, anchor)
        return markdown_text.on_page(markdown_text.link(markdown_text.escape(self.words(use.page.title)), address))

    def _place_of_text(self, use: TextUse, here: LinkContext) -> str:
        """The page of the thing that the text belongs to; aims and setting stand where their views are."""
        if use.owner in self._plan.targets:
            return here.to(use.owner)
        home = next((page.path for page in self._graph.pages if page.path in HOMES), HOME)
        path = view_pages(self._graph.pages).get(use.owner, home)
        title = next((page.title for page in self._graph.pages if page.path == path), ("Home",))
        return markdown_text.on_page(here.page(path, self.words(title)))

    def words(self, sentence: Sentence) -> str:
        """A sentence as plain text, its citations formatted."""
        return "".join(map(self._sentence_part, sentence)).strip()

    def _sentence_part(self, part: str | Cluster) -> str:
        if isinstance(part, Cluster):
            return markdown_text.text_of_xhtml(self._formatter.cluster(part))
        if isinstance(part, AsTyped):
            return part
        return re.sub(
            r"\[\[(.+?)\]\]", lambda m: self._plan.targets[m[1]].title if m[1] in self._plan.targets else m[1], part
        )


def clusters_of(graph: EvidenceGraph) -> Iterable[Cluster]:
    """Every citation that pages will show, so that all can be formatted in one go."""
    for scanned in (*(page.found for page in graph.pages), *(text.found for text in graph.texts)):
        yield from (found.cluster for found in (*scanned.citations, *scanned.in_attributes))
    quotes = (_quote_citation(graph, linked.quote, linked.participant.name) for linked in graph.quotes.values())
    yield from filter(None, map(parse_bracketed, quotes))
    for key, linked in graph.references.items():
        yield narrative(key)
        yield from (_literature_cluster(use) for use in linked.uses if isinstance(use, LiteratureUse))


def narrative(key: str) -> Cluster:
    """The citation that names a work in a sentence, as "Crawley (2004a)"."""
    return Cluster(citations=(Citation(key=key),), narrative=True)


def _quote_citation(graph: EvidenceGraph, quote: Quote, speaker: str) -> str:
    """The citation of a quote in Themebook's own syntax, with the page where it is known."""
    of = f" of the {markdown_text.escape(graph.study.source)}" if graph.study.source else ""
    page = f", p. {quote.page}{of}" if quote.page else ""
    return f"[{markdown_text.escape(speaker)}, quoted in @{{{graph.own_reference.key}}}{page}]"


def _literature_cluster(use: LiteratureUse) -> Cluster:
    item = use.literature
    return Cluster(citations=(Citation(key=item.reference.id, locator=with_dashes(item.locator)),))


def _block(prose: Prose | None, here: LinkContext) -> str:
    """A text of the findings file as it stands on a page.

    Its links to other pages are meant from the documentation folder, and its footnotes are its own: other texts on the
    same page may use the same labels.
    """
    if prose is None:
        return ""
    own = f"{Path(prose.span.file).stem}-{prose.span.line}-"
    text = re.sub(r"\[\^(?=[^\]\s]+\])", f"[^{own}", prose.markdown)
    return moved(text, posixpath.dirname(here.path))


def _one_line(prose: Prose | None, here: LinkContext) -> str:
    return " ".join(_block(prose, here).split())


def _count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: ``1 quote``, ``2 quotes``."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def _tidy(text: str) -> str:
    """At most one blank line between blocks, and a line break at the end."""
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"


class _Compiled(BytecodeCache):
    """Keeps compiled templates for the next site of this process: to compile them takes longer than to use them."""

    def __init__(self) -> None:
        self._code: dict[str, CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._code.get(bucket.key + bucket.checksum)

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._code[bucket.key + bucket.checksum] = bucket.code


_COMPILED = _Compiled()


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        bytecode_cache=_COMPILED,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # Panels are XHTML, everything else is Markdown.
        autoescape=lambda name: bool(name and name.endswith(".html.j2")),
    )
    environment.filters.update(
        attribute=markdown_text.attribute,
        block=_block,
        escape=markdown_text.escape,
        in_language=markdown_text.in_language,
        one_line=_one_line,
        short_title=short_title,
        verbatim=markdown_text.verbatim,
        with_dashes=with_dashes,
    )
    environment.globals.update(count=_count)
    return environment
