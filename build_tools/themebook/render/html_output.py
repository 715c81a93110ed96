"""The content of pages as HTML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from themebook.render.content import Heading, Parts
from themebook.render.headings import HeadingConverter
from themebook.render.marks import END_WITH_HEADINGS, WITH_HEADINGS


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """A page as HTML, with its table of contents as Python-Markdown's ``toc_tokens``."""

    html: str
    toc: list[dict[str, Any]]


def html_page(parts: Parts, headings: HeadingConverter) -> HtmlPage:
    """The parts of a page, with its headings as the site's Markdown extensions make them."""
    converted, toc = headings.convert([part for part in parts if isinstance(part, Heading)])
    remaining = iter(converted)
    return HtmlPage("".join(next(remaining) if isinstance(part, Heading) else html_of(part) for part in parts), toc)


def html_of(part: str) -> str:
    """HTML between headings as it is on a site."""
    return part.replace(WITH_HEADINGS, "").replace(END_WITH_HEADINGS, "")
