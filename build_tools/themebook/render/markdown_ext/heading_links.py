"""The permalinks that the table of contents extension adds to headings."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from themebook.core.translation import gettext

_HEADING = re.compile("h[1-6]")
# The title that the extension gives to links if the author chose none.
_NO_TITLE = "Permanent link"


class HeadingLinks(Treeprocessor):
    """Keeps permalinks out of the accessible names of headings, which screen readers list.

    The title of the page needs no permalink, so it is removed there.
    """

    def run(self, root: Element) -> None:
        for heading in (element for element in root.iter() if _HEADING.fullmatch(str(element.tag))):
            link = next((child for child in heading if self._is_permalink(child, heading)), None)
            if link is None:
                continue
            _remove(heading, link)
            if heading.tag != "h1":
                _label_with_text(heading, link)

    def _is_permalink(self, link: Element, heading: Element) -> bool:
        own = getattr(self.md.treeprocessors["toc"], "permalink_class", "") if "toc" in self.md.treeprocessors else ""
        return link.get("class") == own and link.get("href") == f"#{heading.get('id')}"


def _remove(heading: Element, link: Element) -> None:
    """Remove a link, but not the words after it: a permalink may be the first thing in a heading."""
    at = list(heading).index(link)
    if at:
        heading[at - 1].tail = (heading[at - 1].tail or "") + (link.tail or "")
    else:
        heading.text = (heading.text or "") + (link.tail or "")
    heading.remove(link)
    link.tail = None


def _label_with_text(heading: Element, link: Element) -> None:
    label = Element("span", {"id": f"{heading.get('id')}__words"})
    label.text, label[:] = heading.text, list(heading)
    heading.text, heading[:] = None, [label, link]
    heading.set("aria-labelledby", label.get("id", ""))
    title = link.get("title")
    if not title or title == _NO_TITLE:
        title = gettext("Link to this section")
    link.attrib |= {"title": title, "aria-label": title}
