"""Links as they appear on a given page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote, urlencode

from themebook.core.data import Participant
from themebook.site.routes import published_address
from themebook.site.targets import Target


class Addresses:
    """The published addresses of pages, relative to the root of the site."""

    def __init__(self, *, directory_urls: bool = True) -> None:
        self._directory_urls = directory_urls
        self._known: dict[str, str] = {}

    def of(self, page: str) -> str:
        """The address of a page by its path, percent-encoded. That of the home page may be empty."""
        if page not in self._known:
            self._known[page] = published_address(page, directory_urls=self._directory_urls)
        return self._known[page]


@dataclass(frozen=True)
class LinkContext:
    """Makes links from the page at ``path``, by ids and keys or by paths."""

    path: str
    targets: Mapping[str, Target]
    addresses: Addresses

    @cached_property
    def root(self) -> str:
        """The address of the root of the site, as a prefix of the addresses of its pages and files."""
        return "../" * self.addresses.of(self.path).count("/")

    def target(self, name: str) -> Target:
        """The target with this id or key."""
        return self.targets[name]

    def address(self, name: str) -> str:
        """The address of the page of a target, with an anchor if the target is only a part of that page."""
        target = self.targets[name]
        return self.to_page(target.path, target.fragment)

    def named(self, participants: Iterable[Participant]) -> tuple[tuple[str, str], ...]:
        """The names of participants, and the addresses of their pages."""
        return tuple((participant.name, self.address(participant.id)) for participant in participants)

    def address_of(self, target: Target) -> str:
        """The address of the page of a target."""
        return self.to_page(target.path)

    def to_page(self, path: str, anchor: str = "") -> str:
        """The address of a page, or of an anchor on it."""
        fragment = f"#{quote(anchor)}" if anchor else ""
        if path == self.path and anchor:
            return fragment
        return (f"{self.root}{self.addresses.of(path)}" or "./") + fragment

    def filtered(self, path: str, anchor: str = "", **filters: str) -> str:
        """The address of a filtered list. Without scripts it leads to the anchor, if that is on the first page."""
        query = urlencode({name: value for name, value in filters.items() if value})
        return self.to_page(path) + (f"?{query}" if query else "") + (f"#{anchor}" if anchor else "")
