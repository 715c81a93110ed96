"""What a new study contains, and which pages of it are in the menu."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from themebook.exchange.assembly import AssembledStudy
from themebook.exchange.escaping import markdown_paragraphs, markdown_text
from themebook.exchange.imported import Imported
from themebook.exchange.imported_details import ImportedDetails
from themebook.exchange.yaml_text import yaml_text
from themebook.site import routes

_HOME = """---
description: {description}
---

# {title}

<!-- Check everything that is marked as a draft, and replace the next paragraph with what the study found. -->

This site presents the study [@{reference}]. A program made it from other files.{drafts}{works}

{parts}"""
_WORKS = " Its texts also cite these works: [{citations}]."
_DRAFTS = " What is marked as a draft has not been checked."
_METHOD = """---
description: How the study was done, and by whom.
---

# Method
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """The texts of files by their paths, the menu as items of a YAML list, and the key of the study's own entry."""

    files: Mapping[str, str]
    nav: tuple[str, ...]
    reference: str


# The pages that list the parts of a study, in the order of the menu.
ALL_PAGES = (routes.THEMES, routes.FINDINGS, routes.QUOTES, routes.PARTICIPANTS, routes.SOURCES, routes.CODES)


def imported_contents(study: AssembledStudy, title: str) -> Contents:
    """The files of a study that was imported."""
    has_method = _says_how(study.parts)
    files = {
        "findings.yml": study.findings,
        "references.bib": study.bibliography,
        "docs/index.md": _home(study, title),
    }
    if has_method:
        files["docs/method.md"] = "\n".join((_METHOD, *_views(study.parts.details)))
    pages = _pages(study.parts)
    return Contents(files=files, nav=menu(pages, has_method=has_method), reference=study.reference)


def menu(pages: Iterable[str], *, has_method: bool) -> tuple[str, ...]:
    """The menu of a study with these pages of its parts."""
    first = ("Home: index.md", *(["Method: method.md"] if has_method else []))
    return (*first, *pages, routes.REFERENCES, "How to cite: cite.md", "About: about.md")


def _says_how(parts: Imported) -> bool:
    """Whether the study says anything of itself besides its title."""
    details = parts.details
    known = (details.authors, details.approach, details.funding, details.ethics, details.data, details.keywords)
    more = (details.aims, details.setting, details.collected, details.sampling, details.coders, details.figures)
    return any((*known, *more, details.licence, details.software, details.contact))


def _views(details: ImportedDetails) -> Iterator[str]:
    """What the page about the method shows."""
    if details.figures:
        yield "{{ figures }}\n"
    if details.aims:
        yield "## Aims\n\n{{ aims }}\n"
    if details.setting:
        yield "## Setting\n\n{{ setting }}\n"
    has_more = details.aims or details.setting
    yield "## How it was done\n\n{{ study }}\n" if has_more else "{{ study }}\n"


def _has_drafts(parts: Imported) -> bool:
    guessed = chain(parts.themes, parts.quotes, parts.findings, parts.participants, parts.sources, parts.codes)
    return any(one.guessed_from for one in guessed)


def _pages(parts: Imported) -> tuple[str, ...]:
    """The pages that list something."""
    lists = (parts.themes, parts.findings, parts.quotes, parts.participants, parts.sources, parts.codes)
    return tuple(page for page, things in zip(ALL_PAGES, lists, strict=True) if things)


def _lists(parts: Imported) -> Iterator[tuple[str, str]]:
    """What a study without themes has, in the words of a sentence, with the page of each."""
    if parts.quotes:
        yield "quotes", routes.QUOTES
    if parts.sources:
        yield "sources", routes.SOURCES
    if parts.codes:
        yield "codes", routes.CODES


def _home(study: AssembledStudy, title: str) -> str:
    parts = []
    if study.parts.themes:
        parts.append("{{ themes }}\n")
    elif pages := [f"[{name}]({path})" for name, path in _lists(study.parts)]:
        *first, last = pages
        parts.append(f"Begin with the {', '.join(first)}{' or ' if first else ''}{last}.\n")
    if study.parts.details.abstract:
        parts.append(f"## Abstract\n\n{markdown_paragraphs(study.parts.details.abstract)}\n")
    return _HOME.format(
        description=yaml_text(f"{title}: the study as a website."),
        title=markdown_text(title),
        reference=study.reference,
        drafts=_DRAFTS if _has_drafts(study.parts) else "",
        works=_WORKS.format(citations="; ".join(f"@{key}" for key in study.uncited)) if study.uncited else "",
        parts="\n".join(parts),
    )
