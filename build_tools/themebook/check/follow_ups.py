"""Filters out diagnostics that only appear because a part of the sources could not be read."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from themebook.check.sources import Sources, all_entities
from themebook.core import rules
from themebook.core.diagnostics import Diagnostic, Rule, Span

_WHOLE_FILE = frozenset(
    [
        rules.FILE_EXISTS,
        rules.FILE_HAS_CONTENT,
        rules.FILE_IS_UTF8,
        rules.YAML_SYNTAX,
        rules.YAML_ALIAS,
        rules.YAML_DEPTH,
    ]
)
# A part of the sources could not be read, so what it says about the others is unknown.
FORM = _WHOLE_FILE | {rules.KEY_KNOWN, rules.KEY_ONCE, rules.KEY_PRESENT, rules.VALUE_TYPE}
_ENTRY_FORM = frozenset([rules.BIB_SYNTAX, rules.BIB_KEY_FORM, rules.LOOK_ALIKE])
_UNUSED = frozenset([rules.QUOTE_IS_USED, rules.BIB_IS_CITED])
_LEADS_NOWHERE = frozenset(
    [
        rules.LINK_RESOLVES,
        rules.CITATION_RESOLVES,
        rules.STUDY_ONCE,
        rules.LOOK_ALIKE,
        rules.LINK_SYNTAX,
        rules.CITATION_SYNTAX,
        rules.HTML_IS_MARKDOWN,
        rules.ID_FORM,
        rules.FILES_MATCH,
    ]
)
# Rules about one thing, if all of it could be read.
_OF_A_WHOLE = frozenset(
    [
        rules.FINDING_HAS_EVIDENCE,
        rules.SUBTHEME_HAS_CONTENT,
        rules.STATEMENT_HAS_FINDING,
        rules.BIB_FIELDS_REQUIRED,
        rules.BIB_IS_CITED,
    ]
)


def without_follow_ups(found: Sequence[Diagnostic], sources: Sources) -> tuple[Diagnostic, ...]:
    """The diagnostics without those that may disappear once the form of the sources is fixed."""
    unread = [diagnostic for diagnostic in found if diagnostic.rule in FORM]
    unknowable = _unknowable(unread, sources.bibliography.span.file)
    if any(diagnostic.rule in _LEADS_NOWHERE | {rules.TEXT_BOUNDED} for diagnostic in found):
        unknowable |= _UNUSED
    if any(diagnostic.rule is rules.FILES_MATCH for diagnostic in found) and rules.FILES_MATCH not in unknowable:
        unknowable |= {rules.LINK_RESOLVES, rules.CITATION_RESOLVES}
    broken = sorted(diagnostic.span for diagnostic in found if diagnostic.rule in FORM | _ENTRY_FORM)
    starts = sorted(thing.span for thing in (*all_entities(sources.study), *sources.bibliography.references))
    return tuple(
        diagnostic
        for diagnostic in found
        if diagnostic.rule not in unknowable
        and not (diagnostic.rule in _OF_A_WHOLE and _is_broken(diagnostic.span, starts, broken))
    )


def _unknowable(unread: Sequence[Diagnostic], bibliography: str) -> frozenset[Rule]:
    """The rules that cannot be checked: something unused or undefined may be so only in what was read."""
    missing = {diagnostic.span.file == bibliography for diagnostic in unread if diagnostic.rule in _WHOLE_FILE}
    rules_of: frozenset[Rule] = frozenset()
    if any(diagnostic.span.file != bibliography for diagnostic in unread):
        rules_of = _UNUSED | {rules.FILES_MATCH}
    if missing:
        rules_of |= {rules.LINK_RESOLVES}
    if False in missing:
        rules_of |= {rules.STUDY_ONCE}
    if True in missing:
        rules_of |= {rules.CITATION_RESOLVES, rules.FILES_MATCH}
    return rules_of


def _is_broken(start: Span, starts: Sequence[Span], broken: Sequence[Span]) -> bool:
    """Whether something between the start of a thing and that of the next could not be read."""
    after = bisect_right(starts, start)
    end = starts[after] if after < len(starts) else Span("\U0010ffff")
    first = bisect_left(broken, start)
    return first < len(broken) and broken[first] < end
