"""The links that lead to headings, as the extension for tables of contents adds them."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from themebook.core.translation import gettext

_HEADING = re.compile("h[1-6]")
# The title that the extension gives to links if the author chose none.
_NO_TITLE = "Permanent link"


class HeadingLinks(Treeprocessor):
    """Keeps the link of a heading out of the heading's name, which is read out in lists of headings.

    The title of the page has none: the page's own permalink stands above it.
    """

    def run(self, root: Element) -> None:
        for heading in (element for element in root.iter() if _HEADING.fullmatch(str(element.tag))):
            link = next((child for child in heading if child.get("class") == "headerlink"), None)
            if link is None:
                continue
            heading.remove(link)
            if heading.tag != "h1":
                _name_apart(heading, link)


def _name_apart(heading: Element, link: Element) -> None:
    words = Element("span", {"id": f"{heading.get('id')}__words"})
    words.text, words[:] = heading.text, list(heading)
    heading.text, heading[:] = None, [words, link]
    heading.set("aria-labelledby", words.get("id", ""))
    title = link.get("title")
    if not title or title == _NO_TITLE:
        title = gettext("Link to this section")
    link.attrib |= {"title": title, "aria-label": title}
