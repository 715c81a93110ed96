"""Text as it is written in the formats of the files, so that readers see it exactly as it was typed."""

from __future__ import annotations

import re

from themebook.core.bibliography import Person
from themebook.exchange.imported_details import ImportedAuthor
from themebook.sources.bibtex.persons import read_names

_LATEX = {
    **{mark: f"\\{mark}" for mark in "#$%&_"},
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "`": r"\textasciigrave{}",
}
_LATEX_MARK = re.compile(r"[#$%&_\\{}~^`]|-(?=-)|'(?=')")
_MARKDOWN = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
_BLANK_LINES = re.compile(r"\n\s*\n")
# A list, a rule, a definition, a fence, or a table.
_BLOCK_MARK = re.compile(r"^(\d{0,9})([-+.:~=|?])")
# An ampersand means something before a name with a semicolon only.
_MARKDOWN_MARK = re.compile(r"&(?=#?\w+;)|[<>\\`*_\[\]{}#!@]")


def markdown_text(text: str) -> str:
    """Text of a heading or paragraph."""
    return _MARKDOWN_MARK.sub(lambda mark: _MARKDOWN.get(mark[0], f"\\{mark[0]}"), text)


def markdown_paragraphs(text: str) -> str:
    """Paragraphs of plain text as Markdown that shows them as they are."""
    paragraphs = (" ".join(paragraph.split()) for paragraph in _BLANK_LINES.split(text))
    return "\n\n".join(_without_block_mark(markdown_text(paragraph)) for paragraph in paragraphs if paragraph)


def _without_block_mark(markdown: str) -> str:
    """A paragraph that does not begin with the mark of another block, such as that of a list."""
    return _BLOCK_MARK.sub(lambda mark: f"{mark[1]}\\{mark[2]}", markdown, count=1)


def latex_text(text: str) -> str:
    """Text inside the braces of a BibTeX field."""
    return _LATEX_MARK.sub(lambda mark: _LATEX.get(mark[0], f"{mark[0]}{{}}"), text)


def bibtex_name(name: str) -> str:
    """A name in an ``author`` field. What is not the name of one person is in braces, as that of an organisation."""
    latex = latex_text(_without_braces(name))
    return latex if _person(name) else f"{{{latex}}}"


def plain_name(name: str) -> str:
    """A name as it reads in a sentence."""
    family, comma, given = _without_braces(name).partition(", ")
    return f"{given} {family}" if comma and _person(name) and "," not in given else _without_braces(name)


def author_of(name: str) -> ImportedAuthor:
    """The author of a name as people write it: a person, or an organisation, which may be in braces."""
    person = _person(name)
    if person is None:
        return ImportedAuthor(family=_without_braces(name), is_organisation=True)
    family = " ".join(filter(None, (person.particle, person.family, person.suffix)))
    return ImportedAuthor(family=family, given=person.given)


def written_author(author: ImportedAuthor) -> str:
    """The name of an author as people write it; that of an organisation is in braces."""
    name = f"{author.family}, {author.given}"
    if author.given and not is_ambiguous(name):
        return name
    if author.given:
        return f"{{{author.given} {author.family}}}"
    return f"{{{author.family}}}" if author.is_organisation or " " in author.family else author.family


def is_ambiguous(name: str) -> bool:
    """Whether a name might be several: it has a comma or semicolon, and is neither one person nor in braces."""
    return not _is_in_braces(name) and bool(re.search("[,;]", name)) and not _person(name)


def _without_braces(name: str) -> str:
    return name[1:-1].strip() if _is_in_braces(name) else name


def _is_in_braces(name: str) -> bool:
    return name.startswith("{") and name.endswith("}")


def _person(name: str) -> Person | None:
    """The person of this name, if it is one."""
    if _is_in_braces(name):
        return None
    read = read_names(latex_text(name))
    is_one = len(read.persons) == 1 and not read.problems and not read.bodies and not read.persons[0].literal
    return read.persons[0] if is_one else None
