"""``llms.txt``: what the site is and where to find what, as Markdown for language models (https://llmstxt.org)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from themebook.exchange.deposit.description import Deposit
from themebook.exchange.escaping import markdown_text
from themebook.exchange.exports.data_file import DataFile
from themebook.render.published import Published
from themebook.site.routes import data_file
from themebook.sources.markdown.markdown_text import text_of_xhtml

_PLEA = (
    "Quotes are the exact words of people who took part. Give them as they are, with the pseudonym and the address of "
    "the page. Please do not try to find out who anybody is."
)


def llms_text(
    published: Published, deposit: Deposit, indexes: Iterable[tuple[str, str]], files: Iterable[DataFile]
) -> str:
    """The text. ``indexes`` are the titles and paths of lists. Without that of the site, addresses are relative."""
    data = (_link(file.name, f"{deposit.address}{data_file(file.name)}", file.meaning) for file in files)
    parts = (
        _about(published, deposit),
        _section("Themes", _themes(published)),
        _section("Lists", (_link(title, published.page_address(path)) for title, path in indexes)),
        _section("The study as data", data),
    )
    return "\n".join(line for lines in parts for line in lines)


def _about(published: Published, deposit: Deposit) -> Iterator[str]:
    own = published.graph.own_reference.key
    yield from (f"# {markdown_text(deposit.title)}", "", f"> {markdown_text(deposit.description)}", "")
    yield from (f"Cite the study as: {markdown_text(text_of_xhtml(published.formatter.reference(own)))}", "")
    if licence := published.graph.study.licence:
        yield from (f"Licence: {markdown_text(licence)}", "")
    yield from (_PLEA, "")


def _section(title: str, links: Iterable[str]) -> Iterator[str]:
    """The lines of a section, if it has any links."""
    lines = list(links)
    if lines:
        yield from (f"## {title}", "", *lines, "")


def _themes(published: Published) -> Iterator[str]:
    for linked in published.graph.themes.values():
        theme = linked.theme
        said = published.prose(theme.plain) or published.prose(theme.summary)
        title = ": ".join(part.title for part in linked.path)
        yield _link(title, published.address(theme.id), said)


def _link(title: str, address: str, notes: str = "") -> str:
    link = f"- [{markdown_text(title)}]({address})"
    return f"{link}: {markdown_text(notes)}" if notes else link
