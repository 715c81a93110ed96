"""Links in the book, where all pages are one document: makes anchors unique and resolves every link."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from itertools import count
from urllib.parse import unquote, urlsplit

from themebook.emit.pdf.chapters import Node, Part, site_file
from themebook.site.targets import Target

# Attributes that refer to the ids of other elements.
_ID_REFERENCES = ("for", "headers", "aria-labelledby", "aria-describedby", "aria-details", "aria-controls", "aria-owns")
_LOCAL_URL = re.compile(r"url\(\s*[\"']?#([^)\"']+)[\"']?\s*\)")


class BookAnchors:
    """The anchors of the book. They only have ASCII letters and digits, which all PDF readers support."""

    def __init__(self, targets: Mapping[str, Target]) -> None:
        self._targets = targets
        self._numbers = count(1)
        self._anchors: dict[tuple[str, str], str] = {}
        self._targets_shown: dict[str, str] = {}
        self._by_file = {site_file(target.path): name for name, target in targets.items() if not target.fragment}

    def new(self, node: Node) -> str:
        """Give an element a new, unique id."""
        name = f"a{next(self._numbers)}"
        node.set("id", name)
        return name

    def subject(self, file: str) -> str:
        """The id or key of the subject of a page, by its file. Empty if there is none."""
        return self._by_file.get(file, "")

    def show(self, name: str, node: Node) -> str:
        """Make links to a target lead to an element, unless they already lead to an earlier one."""
        return self._targets_shown.setdefault(name, node.get("id") or self.new(node))

    def shown(self, name: str) -> str | None:
        return self._targets_shown.get(name)

    def rename(self, part: Part) -> None:
        """Give all anchors of a page new ids, and update references to them within the page."""
        new_ids = {node.get("id"): self.new(node) for node in part.article.iter() if node.get("id")}
        top = part.article.get("id") or self.new(part.article)
        self._anchors[part.file, ""] = top
        for old, new in new_ids.items():
            self._anchors[part.file, old] = new
            target = self._targets.get(old)
            # The book has findings on the pages of their themes and subthemes.
            if target and (target.kind == "finding" or site_file(target.path) == part.file):
                self._targets_shown.setdefault(old, new)
        subject = self.subject(part.file)
        if subject:
            self._targets_shown[subject] = top
        _update_references(part.article, new_ids)

    def resolve(self, file: str, address: str) -> str | None:
        """The anchor in the book for an address on a page of the site, or None if the book does not include it."""
        parts = urlsplit(address)
        target = target_file(file, address) if parts.path else file
        fragment = unquote(parts.fragment)
        return (
            self._anchors.get((target, fragment))
            or self._targets_shown.get(fragment)
            or self._targets_shown.get(self.subject(target))
            or self._anchors.get((target, ""))
        )

    def rewrite(self, part: Part) -> None:
        """Make links lead to anchors in the book or to the web. Others become plain text."""
        for link in list(part.article.iter("a")):
            self._rewrite(link, part.file)
        for image in part.article.iter("img"):
            image.set("src", _from_top(part.file, image.get("src", "")))

    def _rewrite(self, link: Node, file: str) -> None:
        address = link.get("href", "")
        if urlsplit(address).scheme:
            return
        anchor = self.resolve(file, address) if address else None
        if anchor:
            link.set("href", f"#{anchor}")
        elif link.get("id"):
            link.attrib.pop("href", None)
        else:
            link.drop_tag()


def target_file(file: str, address: str) -> str:
    """The file of the site that an address on a page leads to."""
    return _from_top(file, unquote(urlsplit(address).path))


def _from_top(file: str, address: str) -> str:
    """An address on a page, made relative to the site folder."""
    if urlsplit(address).scheme:
        return address
    return posixpath.normpath(posixpath.join(posixpath.dirname(file), address))


def _update_references(article: Node, new_ids: Mapping[str, str]) -> None:
    for node in article.iter():
        for name, value in list(node.attrib.items()):
            if name in _ID_REFERENCES:
                node.set(name, " ".join(new_ids.get(old, old) for old in value.split()))
            elif "url(" in value:
                node.set(name, _LOCAL_URL.sub(lambda match: f"url(#{new_ids.get(match[1], match[1])})", value))
            elif name in ("href", "xlink:href") and node.tag != "a" and value.startswith("#"):
                node.set(name, f"#{new_ids.get(value[1:], value[1:])}")
