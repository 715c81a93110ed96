"""Links and titles as a page that is being written shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from themebook.site.plan import Target
from themebook.sources.pages import markdown_text


@dataclass(frozen=True, slots=True)
class LinkContext:
    """The page being written: makes links as seen from it."""

    path: str
    targets: Mapping[str, Target]

    def to(self, name: str, words: str = "") -> str:
        """A link to a thing by its id or key, with its own title or with other words (plain text)."""
        shown = markdown_text.escape(words) if words else self.title(self.targets[name])
        return markdown_text.link(shown, self.address(name))

    def title(self, target: Target) -> str:
        """The title of a thing as Markdown."""
        before, words, after = map(markdown_text.escape, target.parts)
        return before + markdown_text.in_language(words, target.language) + after

    def address(self, name: str) -> str:
        """The address of a thing: of its page, with the anchor where the thing is only a part of that page."""
        target = self.targets[name]
        return markdown_text.relative(target.path, self.path, target.fragment)

    def listed(self, path: str, anchor: str = "", **chosen: str) -> str:
        """The address of a list with filters chosen, for panels; without script it leads to the anchor in the list."""
        query = urlencode({name: value for name, value in chosen.items() if value})
        return (
            markdown_text.relative(path, self.path) + (f"?{query}" if query else "") + (f"#{anchor}" if anchor else "")
        )

    def address_of(self, target: Target) -> str:
        """The address of a neighbouring page."""
        return markdown_text.relative(target.path, self.path)

    def page(self, path: str, words: str) -> str:
        """A link to a page by its path."""
        return markdown_text.link(markdown_text.escape(words), markdown_text.relative(path, self.path))
