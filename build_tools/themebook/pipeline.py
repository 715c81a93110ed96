"""The stages of the program, composed. Start reading here.

``emit/mkdocs/project.py`` calls ``read`` and ``compose`` with the sources that ``mkdocs.yml`` names. The plugin in
``emit/mkdocs/plugin.py`` gives MkDocs a ``GeneratedPage`` for each page of the plan, which is rendered when MkDocs
writes it. ``emit/folder.py`` writes all pages as Markdown instead.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from themebook.check import check
from themebook.check.adjustments import uncited_as_notes, without_follow_ups
from themebook.cite import CitationFormatter
from themebook.cite.all_citations import clusters_of, narrative, without_parentheses
from themebook.core.bibliography import Bibliography
from themebook.core.diagnostics import Diagnostic, Loaded, Span, has_errors, in_order
from themebook.core.disk_cache import Caches
from themebook.core.fields import Prose
from themebook.exchange.exports.data_files import data_listing
from themebook.graph.link import link
from themebook.render.environment import TemplateCache
from themebook.render.markdown_options import DEFAULT_OPTIONS, MarkdownOptions
from themebook.render.renderer import Renderer
from themebook.render.site import Site
from themebook.site.link_context import Addresses
from themebook.site.page_places import page_place_free
from themebook.site.plan import SitePlan, plan
from themebook.site.routes import HOME
from themebook.sources.aliases import with_own_keys
from themebook.sources.all_sources import Sources, cited_keys
from themebook.sources.bibtex.bibliography import read_bibliography
from themebook.sources.drafts import without_drafts
from themebook.sources.findings.study import read_findings
from themebook.sources.markdown.front_matter import check_front_matter, title_in
from themebook.sources.markdown.markdown_text import split_front_matter, text_of_xhtml
from themebook.sources.markdown.scan import Scanner
from themebook.sources.markdown.scan_results import Page
from themebook.sources.markdown.sentences import AsTyped
from themebook.sources.markdown.texts import scan_study
from themebook.sources.source import Source, file_characters, without_refused
from themebook.sources.source_files import HandWritten, Settings, bibliography_sources, findings_sources

_NO_CACHES = Caches()


def read(settings: Settings, pages: Sequence[HandWritten], scanner: Scanner) -> Loaded[Sources]:
    """Read and check all sources. The diagnostics are sorted by place."""
    findings = findings_sources(settings)
    written = read_findings(findings.value)
    study, drafts = (written.value, {}) if settings.drafts else without_drafts(written.value)
    scanned = [_scan_page(page, scanner) for page in sorted(pages, key=lambda page: (page.path != HOME, page.path))]
    texts = scan_study(study, scanner)
    cited = cited_keys(study, scanned, texts)
    bibliography = _bibliography(settings, cited)
    aliases = bibliography.value.aliases if not cited.isdisjoint(bibliography.value.aliases) else {}
    sources = Sources(
        study=with_own_keys(study, aliases),
        drafts=drafts,
        bibliography=bibliography.value,
        pages=with_own_keys(scanned, aliases),
        texts=with_own_keys(texts, aliases),
    )
    read_errors = (*findings.diagnostics, *written.diagnostics, *bibliography.diagnostics)
    of_pages = [diagnostic for page in pages for diagnostic in (*page.unread, *_form_errors(page))]
    problems = (*read_errors, *check(sources), *page_place_free(sources))
    found = without_follow_ups(problems, sources, pages_have_errors=has_errors(of_pages))
    return Loaded(sources, in_order(uncited_as_notes((*of_pages, *found), sources)))


def compose(
    sources: Sources,
    settings: Settings,
    markdown: MarkdownOptions = DEFAULT_OPTIONS,
    *,
    directory_urls: bool = True,
    caches: Caches = _NO_CACHES,
) -> Site:
    """Link and plan the sources, and prepare to render them. The sources must be free of errors.

    With ``directory_urls``, the addresses of pages are those of folders, as in MkDocs. ``caches``
    keep results from one process to the next.
    """
    graph = link(sources, settings.language)
    references = [linked.reference for linked in graph.references.values()]
    formatter = CitationFormatter(
        references, style=settings.style_or_file, language=settings.language, disk_cache=caches.citations
    )
    formatter.prepare(clusters_of(graph))
    labels = {key: without_parentheses(text_of_xhtml(formatter.cluster(narrative(key)))) for key in graph.references}
    planned = plan(graph, labels)
    addresses = Addresses(directory_urls=directory_urls)
    renderer = Renderer(
        graph, planned, formatter, markdown, addresses, TemplateCache(caches.templates), data_listing(graph)
    )
    return Site(graph=graph, plan=planned, formatter=formatter, renderer=renderer, addresses=addresses)


def outline(sources: Sources) -> SitePlan:
    """The plan of the site without formatted citations: the titles of works are their keys."""
    graph = link(sources)
    return plan(graph, {key: key for key in graph.references})


def _bibliography(settings: Settings, cited: Collection[str]) -> Loaded[Bibliography]:
    sources, found = bibliography_sources(settings)
    if not sources:
        return Loaded(Bibliography(references=(), files=settings.bibliography), found)
    # Uncited entries are published too, so the whole files are checked for invalid characters.
    read = read_bibliography([without_refused(source) for source in sources], cited, settings.publish_fields)
    characters = (diagnostic for source in sources for diagnostic in file_characters(source))
    bibliography = replace(read.value, files=settings.bibliography)
    return Loaded(bibliography, (*found, *read.diagnostics, *characters))


def _form_errors(page: HandWritten) -> tuple[Diagnostic, ...]:
    front, _ = split_front_matter(page.text)
    source = Source(page.name, page.text)
    return (*check_front_matter(source, front), *file_characters(source))


def _scan_page(page: HandWritten, scanner: Scanner) -> Page:
    front, body = split_front_matter(page.text)
    # Blank lines in place of the front matter preserve line numbers.
    text = Prose(markdown="\n" * front.count("\n") + body, span=Span(page.name), indent=0)
    heading, found = scanner.scan_page(text)
    own_title = title_in(front)
    title = heading if heading and not own_title else (AsTyped(own_title or PurePosixPath(page.path).stem),)
    return Page(path=page.path, title=title, found=found, span=Span(page.name))
