"""Links and titles as they appear on a given page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from themebook.site.plan import Target
from themebook.sources.markdown import markdown_text


@dataclass(frozen=True, slots=True)
class LinkContext:
    """Makes links relative to the page at ``path``."""

    path: str
    targets: Mapping[str, Target]

    def to(self, name: str, text: str = "") -> str:
        """A Markdown link to a target by its id or key, with ``text`` (plain text) or else its title as the label."""
        label = markdown_text.escape(text) if text else self.title(self.targets[name])
        return markdown_text.link(label, self.address(name))

    def target(self, name: str) -> Target:
        """The target with this id or key."""
        return self.targets[name]

    def title(self, target: Target) -> str:
        """The title of a target as Markdown."""
        before, foreign, after = map(markdown_text.escape, target.parts)
        return before + markdown_text.in_language(foreign, target.language) + after

    def address(self, name: str) -> str:
        """The address of the page of a target, with an anchor if the target is only a part of that page."""
        target = self.targets[name]
        return markdown_text.relative(target.path, self.path, target.fragment)

    def filtered(self, path: str, anchor: str = "", **filters: str) -> str:
        """The address of a filtered list, for panels. Without JavaScript it leads to the anchor in the list."""
        query = urlencode({name: value for name, value in filters.items() if value})
        return (
            markdown_text.relative(path, self.path) + (f"?{query}" if query else "") + (f"#{anchor}" if anchor else "")
        )

    def address_of(self, target: Target) -> str:
        """The address of the page of a target."""
        return markdown_text.relative(target.path, self.path)

    def page(self, path: str, text: str) -> str:
        """A Markdown link to a page by its path."""
        return markdown_text.link(markdown_text.escape(text), markdown_text.relative(path, self.path))
