"""The Python-Markdown extensions of a site, for texts and headings on generated pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markdown import Extension, Markdown

from themebook.sources.markdown.scan import DEFAULT_EXTENSIONS


@dataclass(frozen=True, slots=True)
class MarkdownOptions:
    """The extensions, as names or objects, and their settings by name."""

    extensions: Sequence[Any] = DEFAULT_EXTENSIONS
    configs: Mapping[str, Any] = field(default_factory=dict)

    def markdown(self, *more: Extension) -> Markdown:
        """A converter with these extensions and ``more`` of them."""
        return Markdown(extensions=[*self.extensions, *more], extension_configs=dict(self.configs))


DEFAULT_OPTIONS = MarkdownOptions()
