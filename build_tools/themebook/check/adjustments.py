"""Adjusts diagnostics once all are known: omits follow-up errors, and turns those in uncited entries into notes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import replace

from themebook.check.belonging import files_match
from themebook.check.bibliography import bib_fields_required
from themebook.check.embeds import embed_known
from themebook.check.ids import citation_resolves, link_resolves
from themebook.check.participants import attribute_value
from themebook.check.quotes import quote_speaker, quote_words
from themebook.check.study import (
    finding_has_evidence,
    prevalence_count,
    prevalence_stated,
    subtheme_has_content,
)
from themebook.check.syntax import citation_syntax, html_is_markdown, link_syntax
from themebook.check.texts import text_bounded
from themebook.check.uncited import bib_is_cited, used_keys
from themebook.core.characters import look_alike
from themebook.core.diagnostics import Diagnostic, Rule, Span
from themebook.sources.all_sources import Sources, all_entities
from themebook.sources.bibtex.entries import BIB_KEY_FORM, BIB_SYNTAX
from themebook.sources.findings.exact_kinds import ID_FORM
from themebook.sources.findings.missing_hyphens import KEY_ONCE
from themebook.sources.findings.shapes import KEY_KNOWN
from themebook.sources.findings.study import study_once
from themebook.sources.findings.value_kinds import KEY_PRESENT, VALUE_TYPE
from themebook.sources.source import FILE_EXISTS, FILE_HAS_CONTENT, file_is_utf8
from themebook.sources.yaml.causes import YAML_SYNTAX
from themebook.sources.yaml.parser import yaml_alias, yaml_depth

_WHOLE_FILE: frozenset[Rule] = frozenset(
    [
        FILE_EXISTS,
        FILE_HAS_CONTENT,
        file_is_utf8,
        YAML_SYNTAX,
        yaml_alias,
        yaml_depth,
    ]
)
# A part of the sources could not be read, so what it says about the others is unknown.
_FORM = _WHOLE_FILE | {KEY_KNOWN, KEY_ONCE, KEY_PRESENT, VALUE_TYPE}
_ENTRY_FORM: frozenset[Rule] = frozenset([BIB_SYNTAX, BIB_KEY_FORM, look_alike])
_LEADS_NOWHERE: frozenset[Rule] = frozenset(
    [
        link_resolves,
        embed_known,
        citation_resolves,
        study_once,
        look_alike,
        link_syntax,
        citation_syntax,
        html_is_markdown,
        ID_FORM,
        files_match,
    ]
)
# Rules about one thing, if all of it could be read.
_OF_A_WHOLE: frozenset[Rule] = frozenset(
    [
        finding_has_evidence,
        quote_words,
        quote_speaker,
        prevalence_stated,
        subtheme_has_content,
        bib_fields_required,
        bib_is_cited,
    ]
)
# About the whole file, or about not being cited: these keep their severity in an uncited entry.
_KEPT: frozenset[Rule] = frozenset([FILE_EXISTS, FILE_HAS_CONTENT, file_is_utf8, files_match, bib_is_cited])
_UNRESOLVED: frozenset[Rule] = frozenset([citation_resolves, link_resolves])


def without_follow_ups(
    found: Sequence[Diagnostic], sources: Sources, *, pages_have_errors: bool = False
) -> tuple[Diagnostic, ...]:
    """The diagnostics without those that may disappear once the form of the sources is fixed.

    An entry that seems uncited may be cited in a part of a page that could not be read.
    """
    unread = [diagnostic for diagnostic in found if diagnostic.rule in _FORM]
    unknowable = _unknowable(unread, sources.bibliography.files)
    if any(diagnostic.rule in _LEADS_NOWHERE | {text_bounded} for diagnostic in found):
        unknowable |= {bib_is_cited}
    if any(diagnostic.rule is files_match for diagnostic in found) and files_match not in unknowable:
        unknowable |= {link_resolves, embed_known, citation_resolves}
    if pages_have_errors:
        unknowable |= {bib_is_cited}
    broken = sorted(diagnostic.span for diagnostic in found if diagnostic.rule in _FORM | _ENTRY_FORM)
    starts = sorted(thing.span for thing in (*all_entities(sources.study), *sources.bibliography.references))
    return tuple(
        diagnostic
        for diagnostic in found
        if diagnostic.rule not in unknowable
        and not (diagnostic.rule in _OF_A_WHOLE and _is_broken(diagnostic.span, starts, broken))
    )


def _unknowable(unread: Sequence[Diagnostic], bibliography: Collection[str]) -> frozenset[Rule]:
    """The rules that cannot be checked: something unused or undefined may be so only in what was read."""
    missing = {diagnostic.span.file in bibliography for diagnostic in unread if diagnostic.rule in _WHOLE_FILE}
    rules_of: frozenset[Rule] = frozenset()
    if any(diagnostic.span.file not in bibliography for diagnostic in unread):
        rules_of = frozenset([bib_is_cited, files_match, prevalence_count])
    if missing:
        rules_of |= {link_resolves, embed_known, attribute_value}
    if False in missing:
        rules_of |= {study_once}
    if True in missing:
        rules_of |= {citation_resolves, files_match}
    return rules_of


def _is_broken(place: Span, starts: Sequence[Span], broken: Sequence[Span]) -> bool:
    """Whether something in the thing at this place, before the next one starts, could not be read."""
    after = bisect_right(starts, place)
    start = starts[after - 1] if after else place
    end = starts[after] if after < len(starts) else Span("\U0010ffff")
    first = bisect_left(broken, start)
    return first < len(broken) and broken[first] < end


def uncited_as_notes(found: Sequence[Diagnostic], sources: Sources) -> tuple[Diagnostic, ...]:
    """The diagnostics, with those of uncited entries as notes.

    If a part of the findings or of a page could not be read, nothing changes, because that part may cite the entry.
    """
    files = sources.bibliography.files
    if any(diagnostic.rule in _FORM and diagnostic.span.file not in files for diagnostic in found):
        return tuple(found)
    places, used = sources.bibliography.places, used_keys(sources)
    starts = [place.span for place in places]
    # A citation without an entry may mean one whose key cannot be read.
    without_entry = any(diagnostic.rule in _UNRESOLVED for diagnostic in found)

    def is_uncited(span: Span) -> bool:
        number = bisect_right(starts, span) - 1
        if number < 0 or not places[number].is_entry:
            return False
        keys = [key.lower() for key in places[number].keys]
        return used.isdisjoint(keys) if keys else not without_entry

    def is_note(diagnostic: Diagnostic) -> bool:
        at_entry = diagnostic.span.file in files and diagnostic.rule not in _KEPT
        return at_entry and is_uncited(diagnostic.span)

    return tuple(replace(one, is_note=True) if is_note(one) else one for one in found)
