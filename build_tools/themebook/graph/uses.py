"""Where the study uses the works that it cites."""

from __future__ import annotations

from dataclasses import dataclass

from themebook.core.bibliography import Reference
from themebook.core.choices import Relation
from themebook.core.model import Finding, LiteratureItem, Statement, ThemePath
from themebook.sources.markdown.citations import Citation, Cluster
from themebook.sources.markdown.scan_results import Page
from themebook.sources.markdown.texts import StudyText


@dataclass(frozen=True, slots=True, kw_only=True)
class LiteratureUse:
    """A work cited for a finding, with the path to where this belongs, or for a statement, without a path."""

    owner: Finding | Statement
    literature: LiteratureItem
    path: ThemePath = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TextUse:
    """A citation inside a Markdown text of the findings; ``owner`` is the id of the thing that has the text."""

    owner: str | StudyText
    sentence: tuple[str | Cluster, ...]
    citation: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class PageUse:
    """A citation in a hand-written page, the ``number``-th of this work there, counted from 1.

    A citation in an attribute, such as an alternative text, has no number, because nothing can link to it.
    """

    page: Page
    sentence: tuple[str | Cluster, ...]
    citation: Citation
    number: int | None


Use = LiteratureUse | TextUse | PageUse


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedReference:
    """A work, every place where the study uses it, and the other works of its authors."""

    reference: Reference
    uses: tuple[Use, ...]
    same_authors: tuple[Reference, ...]

    @property
    def literature_uses(self) -> tuple[LiteratureUse, ...]:
        """The findings and statements that it is cited for."""
        return tuple(use for use in self.uses if isinstance(use, LiteratureUse))

    @property
    def relations(self) -> tuple[Relation, ...]:
        """Its distinct relations to findings and statements."""
        found = {use.literature.relation for use in self.literature_uses}
        return tuple(relation for relation in Relation if relation in found)
