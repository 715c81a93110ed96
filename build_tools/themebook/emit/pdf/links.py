"""Where links lead when all pages are one document: every anchor has a name of its own, and none leads nowhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from itertools import count
from urllib.parse import unquote, urlsplit

from themebook.emit.pdf.chapters import Node, Part, site_file
from themebook.site.plan import Target

# Attributes that name other elements of the same page.
_NAMING = ("for", "headers", "aria-labelledby", "aria-describedby", "aria-details", "aria-controls", "aria-owns")
_LOCAL = re.compile(r"url\(\s*[\"']?#([^)\"']+)[\"']?\s*\)")


class BookAnchors:
    """The names of anchors in the book. They are letters and numbers, which every reader of PDF can follow."""

    def __init__(self, targets: Mapping[str, Target]) -> None:
        self._targets = targets
        self._numbers = count(1)
        self._places: dict[tuple[str, str], str] = {}
        self._things: dict[str, str] = {}
        self._by_file = {site_file(target.path): name for name, target in targets.items() if not target.fragment}

    def new(self, node: Node) -> str:
        """Give an element a name that no other has."""
        name = f"a{next(self._numbers)}"
        node.set("id", name)
        return name

    def thing(self, file: str) -> str:
        """The id or key of the thing whose page a file is, or nothing."""
        return self._by_file.get(file, "")

    def show(self, thing: str, node: Node) -> str:
        """Let links to a thing lead to an element, unless they already lead to an earlier one."""
        return self._things.setdefault(thing, node.get("id") or self.new(node))

    def shown(self, thing: str) -> str | None:
        return self._things.get(thing)

    def rename(self, part: Part) -> None:
        """Give all anchors of a page names of the book's own, and let them name each other by these."""
        own = {node.get("id"): self.new(node) for node in part.article.iter() if node.get("id")}
        top = part.article.get("id") or self.new(part.article)
        self._places[part.file, ""] = top
        files = {part.file, *self._below(part.file)}
        for old, new in own.items():
            self._places[part.file, old] = new
            if old in self._targets and site_file(self._targets[old].path) in files:
                self._things.setdefault(old, new)
        thing = self.thing(part.file)
        if thing:
            self._things[thing] = top
        _rename_within(part.article, own)

    def _below(self, file: str) -> Iterator[str]:
        """The files of the subthemes of a theme, which stand in the book on its page."""
        folder = posixpath.dirname(file)
        return (one for one in self._by_file if posixpath.dirname(one) == folder)

    def resolve(self, file: str, address: str) -> str | None:
        """The anchor in the book for an address on a page of the site, or None where the book does not show it."""
        parts = urlsplit(address)
        target = target_file(file, address) if parts.path else file
        fragment = unquote(parts.fragment)
        return (
            self._places.get((target, fragment))
            or self._things.get(fragment)
            or self._things.get(self.thing(target))
            or self._places.get((target, ""))
        )

    def rewrite(self, part: Part) -> None:
        """Let links lead to places in the book, or out of it; what leads to neither becomes plain words."""
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
    """The file of the site to which an address on a page leads."""
    return _from_top(file, unquote(urlsplit(address).path))


def _from_top(file: str, address: str) -> str:
    """An address on a page as seen from the folder of the site."""
    if urlsplit(address).scheme:
        return address
    return posixpath.normpath(posixpath.join(posixpath.dirname(file), address))


def _rename_within(article: Node, own: Mapping[str, str]) -> None:
    for node in article.iter():
        for name, value in list(node.attrib.items()):
            if name in _NAMING:
                node.set(name, " ".join(own.get(one, one) for one in value.split()))
            elif "url(" in value:
                node.set(name, _LOCAL.sub(lambda match: f"url(#{own.get(match[1], match[1])})", value))
            elif name in ("href", "xlink:href") and node.tag != "a" and value.startswith("#"):
                node.set(name, f"#{own.get(value[1:], value[1:])}")
