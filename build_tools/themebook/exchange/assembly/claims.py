"""Findings, implications and limitations as they are written in the findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from themebook.exchange.assembly.attributes import Attributes
from themebook.exchange.assembly.naming import GivenIds
from themebook.exchange.assembly.writing import as_draft, filled, joined, prose
from themebook.exchange.imported import CitedWork, ImportedFinding, ImportedStatement
from themebook.exchange.imported_assessments import ImportedConfidence, ImportedPrevalence
from themebook.exchange.yaml_text import IdList, Tree, Value

_NO_QUOTE = "No quote was found for it."
_COMPONENTS = ("methods", "coherence", "adequacy", "relevance")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """What claims are written with. ``keys`` are those of works, by the ids of the importers.

    In a study with quotes (``has_quotes``), a finding without any has to say why.
    """

    names: GivenIds
    keys: Mapping[str, str]
    attributes: Attributes
    has_quotes: bool

    def finding(self, finding: ImportedFinding) -> Tree:
        evidence = filled({"supports": self._quotes(finding.supports), "contrasts": self._quotes(finding.contrasts)})
        reason = "" if evidence else joined(finding.unquoted) or (_NO_QUOTE if self.has_quotes else "")
        home = self.names.theme(finding.theme)
        others = dict.fromkeys(self.names.theme(path) for path in finding.other_themes)
        return filled(
            {
                "id": self.names.findings[finding.key],
                "claim": finding.claim,
                **as_draft(finding),
                "prevalence": self._prevalence(finding.prevalence),
                "confidence": _confidence(finding.confidence),
                "evidence": evidence,
                "unquoted": reason,
                "explanation": prose(finding.explanation),
                "literature": self._literature(finding.literature),
                "also": IdList(name for name in others if name != home),
            }
        )

    def implication(self, statement: ImportedStatement) -> Tree:
        tree = self._statement(statement, self.names.implications[statement.key])
        return filled({**tree, "kind": statement.kind.value if statement.kind else ""})

    def limitation(self, statement: ImportedStatement) -> Tree:
        return self._statement(statement, self.names.limitations[statement.key])

    def _statement(self, statement: ImportedStatement, name: str) -> Tree:
        findings = (self.names.findings[key] for key in statement.findings if key in self.names.findings)
        return filled(
            {
                "id": name,
                "statement": statement.statement,
                **as_draft(statement),
                "findings": IdList(dict.fromkeys(findings)),
                "for": statement.audience,
                "explanation": prose(statement.explanation),
                "literature": self._literature(statement.literature),
            }
        )

    def _quotes(self, keys: Sequence[str]) -> IdList:
        """The ids of quotes, without those that had no words."""
        return IdList(dict.fromkeys(self.names.quotes[key] for key in keys if key in self.names.quotes))

    def _literature(self, works: Sequence[CitedWork]) -> Value:
        return tuple(
            filled(
                {
                    "reference": self.keys[cited.work],
                    "relation": cited.relation.value,
                    "locator": cited.locator,
                    "quoted": joined(cited.quoted),
                    "note": prose(cited.note),
                }
            )
            for cited in dict.fromkeys(works)
            if cited.work in self.keys
        )

    def _prevalence(self, known: ImportedPrevalence | None) -> Tree:
        if known is None:
            return {}
        return filled(
            {
                "scale": known.scale.value if known.scale else "",
                "count": known.count or "",
                "of": known.of or "",
                "unit": known.unit,
                "among": self.attributes.of(known.among),
                "words": joined(known.words),
            }
        )


def _confidence(known: ImportedConfidence | None) -> Tree:
    if known is None:
        return {}
    concerns = {name: value.value for name in _COMPONENTS if (value := getattr(known, name))}
    return filled({"level": known.level.value, **concerns, "reason": prose(known.reason)})
