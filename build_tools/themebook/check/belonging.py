"""Whether the findings, the bibliography and the pages belong to the same study.

If most of the names that one of them uses are unknown to another, they are not reported one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from themebook.core.diagnostics import Diagnostic, Span, rule
from themebook.core.nearest import Nearest
from themebook.sources.all_sources import Sources
from themebook.sources.markdown.scan_results import Scanned

# Fewer unknown names than this are reported one by one.
_FEW = 5
_SAMPLE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class _Names:
    """The names that one part of the sources uses from another, and those that the other does not have."""

    user: str
    owner: str
    names: frozenset[str]
    unknown: frozenset[str]

    def __str__(self) -> str:
        used = f"works that {self.user} cite" if self.owner == _BIBLIOGRAPHY else f"ids that {self.user} link to"
        return f"{len(self.unknown)} of the {len(self.names)} {used} are not in {self.owner}"


_FINDINGS, _BIBLIOGRAPHY, _PAGES = "the findings", "the bibliography", "the pages"


@rule()
def files_match(sources: Sources) -> Iterator[Diagnostic]:
    """The findings, the bibliography and the pages must belong to the same study."""
    used = tuple(_used(sources))
    odd = max((_FINDINGS, _BIBLIOGRAPHY, _PAGES), key=lambda part: _share_unknown(part, used))
    if not _share_unknown(odd, used) or not _is_sure(odd, used, sources):
        return
    reasons = "; ".join(str(one) for one in used if one.unknown and odd in (one.user, one.owner))
    verb = "does" if odd == _BIBLIOGRAPHY else "do"
    message = f"{odd} {verb} not seem to belong to the study of the other files: {reasons}"
    hint = "use files of the same study; if keys or ids have been renamed, use the new ones"
    yield files_match.at(_span(sources, odd), message, hint)


def _is_sure(odd: str, used: Iterable[_Names], sources: Sources) -> bool:
    """Pages must match neither of the others. The others do not match if even the study's own entry is missing."""
    if odd == _PAGES:
        return all(2 * len(one.unknown) > len(one.names) for one in used if one.user == _PAGES)
    return not sources.has_key(sources.study.reference.id)


def _used(sources: Sources) -> Iterator[_Names]:
    of_findings = {item.reference.id for claim in sources.claims() for item in claim.literature}
    of_findings |= {sources.study.reference.id, *_cited(text.found for text in sources.texts)}
    linked = {link.id for page in sources.pages for link in page.found.links} - sources.keys.keys()
    works = {*sources.keys, *sources.bibliography.unread}
    yield _names(_FINDINGS, _BIBLIOGRAPHY, of_findings, works)
    yield _names(_PAGES, _BIBLIOGRAPHY, _cited(page.found for page in sources.pages), works)
    yield _names(_PAGES, _FINDINGS, linked, {*sources.entities, *sources.study.unread})


def _cited(found: Iterable[Scanned]) -> set[str]:
    return {citation.key for one in found for cited in one.citations for citation in cited.cluster.citations}


def _names(user: str, owner: str, names: set[str], known: set[str]) -> _Names:
    unknown = sorted(names - known - {""})
    # Names that are almost known are misspelt. Of many names, looking at some is enough.
    close = Nearest(known) if unknown else Nearest()
    misspelt = {name for name in unknown[:_SAMPLE] if close.to(name)}
    if 2 * len(misspelt) > len(unknown[:_SAMPLE]):
        unknown = []
    return _Names(user=user, owner=owner, names=frozenset(names - {""}), unknown=frozenset(unknown) - misspelt)


def _share_unknown(part: str, used: Iterable[_Names]) -> float:
    """The share of unknown names in what a part uses and what others use of it; nothing if it may be chance."""
    own = [one for one in used if part in (one.user, one.owner)]
    unknown = sum(len(one.unknown) for one in own)
    share = unknown / max(1, sum(len(one.names) for one in own))
    return share if unknown >= _FEW and share > 0.5 else 0.0


def _span(sources: Sources, part: str) -> Span:
    if part == _PAGES:
        return next(page.span for page in sources.pages if page.found.links or page.found.citations)
    return Span(sources.study.span.file if part == _FINDINGS else sources.bibliography.span.file)


RULES = (files_match,)
