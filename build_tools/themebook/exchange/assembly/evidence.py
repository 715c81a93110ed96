"""The evidence of findings from tables, which name quotes by their ids, because these can be in another table."""

from __future__ import annotations

from dataclasses import replace

from themebook.core.diagnostics import Diagnostic, Loaded, Rule, Severity
from themebook.exchange.imported import Imported, ImportedFinding

EVIDENCE_FOUND = Rule(
    "evidence-found",
    "The quotes that a table of findings names by their ids must be imported together with it.",
    Severity.WARNING,
)
_MOST_NAMED = 5


def with_evidence(imported: Imported) -> Loaded[Imported]:
    """The same, in which all findings name quotes by their keys. Ids that no quote has are reported, all at once."""
    keys: dict[str, str] = {}
    for quote in imported.quotes:
        keys.setdefault(quote.id, quote.key)
    missing: dict[str, ImportedFinding] = {}

    def known(finding: ImportedFinding) -> ImportedFinding:
        for name in (*finding.supports, *finding.contrasts):
            if name not in keys:
                missing.setdefault(name, finding)
        supports, contrasts = (
            tuple(keys[name] for name in names if name in keys) for names in (finding.supports, finding.contrasts)
        )
        return replace(finding, supports=supports, contrasts=contrasts, names_ids=False)

    findings = tuple(known(one) if one.names_ids else one for one in imported.findings)
    return Loaded(replace(imported, findings=findings), (_not_found(missing),) if missing else ())


def _not_found(missing: dict[str, ImportedFinding]) -> Diagnostic:
    names = ", ".join(f"'{name}'" for name in list(missing)[:_MOST_NAMED])
    more = f" and {len(missing) - _MOST_NAMED} more" if len(missing) > _MOST_NAMED else ""
    message = f"evidence was not imported, because there are no quotes with the ids {names}{more}"
    hint = "import the table of quotes, with its column `id`, together with that of findings; or import findings.json"
    return EVIDENCE_FOUND.at(next(iter(missing.values())).place, message, hint)
