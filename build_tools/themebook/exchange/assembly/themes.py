"""Themes with their quotes and findings, and codes, as they are written in the findings."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from themebook.core.diagnostics import Diagnostic, Rule, Severity
from themebook.exchange.assembly.claims import Claims
from themebook.exchange.assembly.naming import GivenIds
from themebook.exchange.assembly.writing import as_draft, by_parent, filled, prose
from themebook.exchange.imported import Imported, ImportedCode, ImportedFinding, ImportedTheme
from themebook.exchange.imported_names import Key, key_of
from themebook.exchange.yaml_text import BlockText, Tree

SUBTHEME_FILLED = Rule(
    "subtheme-filled",
    "A subtheme that is imported should have quotes or a definition. One without is named under the theme above it.",
    Severity.NOTE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Themes:
    """What themes are written from. ``found`` collects the diagnostics."""

    names: GivenIds
    claims: Claims
    children: Mapping[Key, Sequence[ImportedTheme]]
    quotes: Mapping[Key, Sequence[Tree]]
    findings: Mapping[Key, Sequence[ImportedFinding]]
    also: Collection[Key]
    found: list[Diagnostic] = field(default_factory=list)

    @classmethod
    def of(cls, imported: Imported, names: GivenIds, claims: Claims, quotes: Mapping[Key, Sequence[Tree]]) -> Themes:
        findings: dict[Key, list[ImportedFinding]] = {}
        for finding in imported.findings:
            findings.setdefault(key_of(finding.theme), []).append(finding)
        others = [one.other_themes for one in imported.quotes] + [one.other_themes for one in imported.findings]
        also = {key_of(path) for paths in others for path in paths}
        return cls(
            names=names, claims=claims, children=by_parent(imported.themes), quotes=quotes, findings=findings, also=also
        )

    def written(self, above: Key = ()) -> list[Tree]:
        """All themes below one, or at the top. Subthemes without anything in them are left out."""
        trees = ((theme, self._theme(theme)) for theme in self.children.get(above, ()))
        return [tree for theme, tree in trees if not above or self._is_kept(theme, tree)]

    def _is_kept(self, theme: ImportedTheme, tree: Tree) -> bool:
        """Whether a subtheme has enough in it, as ``check`` sees it."""
        has_content = tree.keys() & {"quotes", "findings", "subthemes", "definition", "includes"}
        return not self.quotes or bool(has_content) or key_of(theme.path) in self.also

    def _theme(self, theme: ImportedTheme) -> Tree:
        key = key_of(theme.path)
        subthemes = self.written(key)
        kept = {str(tree["id"]) for tree in subthemes}
        left_out = [one for one in self.children.get(key, ()) if self.names.theme(one.path) not in kept]
        return filled(
            {
                "id": self.names.theme(theme.path),
                "title": theme.path[-1],
                **as_draft(theme),
                "plain": prose(theme.plain),
                "summary": prose(theme.summary),
                "definition": prose(theme.definition),
                "includes": self._includes(theme, left_out),
                "excludes": prose(theme.excludes),
                "related": tuple(self._related(theme)),
                "quotes": tuple(self.quotes.get(key, ())),
                "findings": tuple(map(self.claims.finding, self.findings.get(key, ()))),
                "subthemes": tuple(subthemes),
            }
        )

    def _related(self, theme: ImportedTheme) -> Iterator[Tree]:
        for one in theme.related:
            yield filled({"theme": self.names.theme(one.theme), "how": one.how})

    def _includes(self, theme: ImportedTheme, left_out: Sequence[ImportedTheme]) -> BlockText:
        """What belongs to a theme: what the input says, its empty subthemes, and its codes."""
        blocks: list[str] = [prose(theme.includes)]
        for one in left_out:
            message = f"subtheme '{one.path[-1]}' has no quotes; it is named under '{theme.path[-1]}'"
            self.found.append(SUBTHEME_FILLED.at(one.place, message, "give it a quote or a definition, or remove it"))
        texts = ((one.path[-1], one.definition or one.summary) for one in left_out)
        blocks.append("\n".join(f"- {prose(f'{title}: {text}' if text else title)}" for title, text in texts))
        if theme.codes:
            links = (f"[[{self.names.code(path)}]]" for path in theme.codes)
            blocks.append(f"Codes: {', '.join(dict.fromkeys(links))}.")
        return BlockText("\n\n".join(filter(None, blocks)))


def written_codes(codes: Sequence[ImportedCode], names: GivenIds) -> list[Tree]:
    """The codebook."""
    children = by_parent(codes)

    def below(above: Key) -> list[Tree]:
        return [_code(code, names, below(key_of(code.path))) for code in children.get(above, ())]

    return below(())


def _code(code: ImportedCode, names: GivenIds, below: Sequence[Tree]) -> Tree:
    return filled(
        {
            "id": names.code(code.path),
            "title": code.path[-1],
            **as_draft(code),
            "definition": prose(code.definition),
            "includes": prose(code.includes),
            "excludes": prose(code.excludes),
            "codes": tuple(below),
        }
    )
