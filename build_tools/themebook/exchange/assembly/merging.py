"""One study from several files: what has the same name is the same thing, and what is only named exists.

Of names that are the same, the first spelling wins.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, replace
from itertools import chain
from typing import Any, TypeVar

from themebook.core.choices import ParticipantKind
from themebook.core.diagnostics import Diagnostic, Loaded, Rule, Severity
from themebook.exchange.assembly.evidence import with_evidence
from themebook.exchange.imported import (
    CitedWork,
    Imported,
    ImportedAttribute,
    ImportedCode,
    ImportedFinding,
    ImportedPart,
    ImportedParticipant,
    ImportedQuote,
    ImportedSource,
    ImportedStatement,
    ImportedTerm,
    ImportedTheme,
    Path,
)
from themebook.exchange.imported_details import ImportedDetails
from themebook.exchange.imported_names import Key, key_of

PARTS_AGREE = Rule(
    "parts-agree", "What is said of one thing in several places of the input must agree.", Severity.WARNING
)

P = TypeVar("P", ImportedParticipant, ImportedSource, ImportedCode, ImportedTheme, ImportedAttribute)
# A finding belongs to a theme, even if the results of a paper are not divided into any.
_NO_THEME = ("Findings",)
# What is known of a thing from the first place that names it.
_OF_THE_FIRST = frozenset(("place", "guessed_from", "name", "title", "path"))
_DETAILS = tuple(field.name for field in fields(ImportedDetails))


def merged(parts: Sequence[Imported]) -> Loaded[Imported]:
    """One ``Imported`` of all. Every participant, source, code and theme that something names is in it once."""
    numbered = [_with_own_keys(part, f"{number}:") for number, part in enumerate(parts)]
    everything = Imported(
        details=_details(part.details for part in numbered),
        lists_everybody=any(part.lists_everybody for part in parts),
        keeps_marks=any(part.keeps_marks for part in parts),
    )
    lists = (field.name for field in fields(Imported) if isinstance(getattr(everything, field.name), tuple))
    everything = replace(everything, **{name: _all_of(numbered, name) for name in lists})  # type: ignore[arg-type]
    everything, missing = with_evidence(everything)
    found: list[Diagnostic] = [*missing]
    whole = replace(
        everything,
        codes=_once(_all_codes(everything), lambda code: code.path, found),
        themes=_once(_all_themes(everything), lambda theme: theme.path, found),
        participants=_once(_all_participants(everything), lambda participant: (participant.name,), found),
        sources=_once(_all_sources(everything), lambda source: (source.title,), found),
        attributes=_once(everything.attributes, lambda attribute: (attribute.name,), found),
        glossary=tuple(_terms_once(everything.glossary)),
    )
    return Loaded(whole, tuple(found))


def _all_of(parts: Iterable[Imported], name: str) -> tuple[ImportedPart, ...]:
    return tuple(chain.from_iterable(getattr(part, name) for part in parts))


def _once(things: Iterable[P], path_of: Callable[[P], Path], found: list[Diagnostic]) -> tuple[P, ...]:
    """Each thing once, by its path, in order. What one place leaves out, another adds; ``found`` collects conflicts."""
    joining = _Joining(found)
    joined: dict[Key, P] = {}
    for thing in things:
        key = key_of(path_of(thing))
        joined[key] = joining.joined(joined[key], thing) if key in joined else thing
    return tuple(joined.values())


class _Joining:
    """Makes one of two things with the same name, and reports where they disagree."""

    def __init__(self, found: list[Diagnostic]) -> None:
        self._found = found

    def joined(self, first: P, second: P) -> P:
        changes: dict[str, object] = {}
        for field in fields(first):
            old: Any = getattr(first, field.name)
            new: Any = getattr(second, field.name)
            if field.name in _OF_THE_FIRST or not new or old == new:
                continue
            if field.name == "attributes":
                changes[field.name] = self._attributes(old, new, first, second)
            elif isinstance(old, tuple):
                changes[field.name] = tuple(dict.fromkeys((*old, *new)))
            elif not old or old == field.default:
                changes[field.name] = new
            elif field.name != "id" and new != field.default:
                self._report(field.name, str(old), str(new), first, second)
        if first.guessed_from and not second.guessed_from:
            changes["guessed_from"] = ""
        return replace(first, **changes)  # type: ignore[arg-type]

    def _attributes(
        self,
        old: tuple[tuple[str, str], ...],
        new: tuple[tuple[str, str], ...],
        first: ImportedPart,
        second: ImportedPart,
    ) -> tuple[tuple[str, str], ...]:
        known = {label.casefold(): value for label, value in old}
        for label, value in new:
            if known.setdefault(label.casefold(), value) != value:
                self._report(f"“{label}”", known[label.casefold()], value, first, second)
        listed = {label.casefold() for label, _ in old}
        added: list[tuple[str, str]] = [pair for pair in new if pair[0].casefold() not in listed]
        return (*old, *added)

    def _report(self, what: str, old: str, new: str, first: ImportedPart, second: ImportedPart) -> None:
        name = getattr(first, "name", "") or getattr(first, "title", "") or " > ".join(getattr(first, "path", ()))
        message = f"{what} of '{name}' is '{_short(new)}' here, but '{_short(old)}' at {first.place}"
        hint = "the first was kept; correct it in the findings if it is wrong"
        self._found.append(PARTS_AGREE.at(second.place, message, hint))


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"


def _with_own_keys(part: Imported, prefix: str) -> Imported:
    """The same with keys and ids that no other file has."""
    return replace(
        part,
        quotes=tuple(
            replace(quote, key=prefix + key, continues=quote.continues and prefix + quote.continues)
            for key, quote in _distinct(part.quotes)
        ),
        findings=tuple(
            replace(
                finding,
                key=prefix + finding.key,
                theme=finding.theme or _NO_THEME,
                supports=_quotes(finding, finding.supports, prefix),
                contrasts=_quotes(finding, finding.contrasts, prefix),
                literature=tuple(_with_prefix(cited, prefix) for cited in finding.literature),
            )
            for finding in part.findings
        ),
        implications=tuple(_statement(one, prefix) for one in part.implications),
        limitations=tuple(_statement(one, prefix) for one in part.limitations),
        works=tuple(replace(work, csl={**work.csl, "id": f"{prefix}{work.csl['id']}"}) for work in part.works),
        details=replace(part.details, work=part.details.work and prefix + part.details.work),
    )


def _quotes(finding: ImportedFinding, names: Iterable[str], prefix: str) -> tuple[str, ...]:
    return tuple(names if finding.names_ids else (prefix + key for key in names))


def _distinct(quotes: Iterable[ImportedQuote]) -> Iterator[tuple[str, ImportedQuote]]:
    """The quotes with keys that differ, even if the input gives some no key of their own."""
    times: Counter[str] = Counter()
    for quote in quotes:
        times[quote.key] += 1
        yield (quote.key if times[quote.key] == 1 else f"{quote.key} ({times[quote.key]})"), quote


def _with_prefix(cited: CitedWork, prefix: str) -> CitedWork:
    return replace(cited, work=prefix + cited.work)


def _statement(statement: ImportedStatement, prefix: str) -> ImportedStatement:
    return replace(
        statement,
        key=prefix + statement.key,
        findings=tuple(prefix + key for key in statement.findings),
        literature=tuple(_with_prefix(cited, prefix) for cited in statement.literature),
    )


def _terms_once(terms: Iterable[ImportedTerm]) -> Iterator[ImportedTerm]:
    """The terms that are new, without those of their further spellings that earlier terms have."""
    seen: set[str] = set()
    for term in terms:
        if term.term not in seen:
            also = tuple(word for word in dict.fromkeys(term.also) if word not in {*seen, term.term})
            seen |= {term.term, *also}
            yield replace(term, also=also)


def _details(parts: Iterable[ImportedDetails]) -> ImportedDetails:
    """For each detail, what the first file says that says anything."""
    known = list(parts)
    said: dict[str, Any] = {name: next(filter(None, (getattr(one, name) for one in known)), "") for name in _DETAILS}
    return replace(ImportedDetails(), **{name: value for name, value in said.items() if value})


def _all_codes(imported: Imported) -> Iterator[ImportedCode]:
    yield from imported.codes
    named = chain(
        ((path, theme) for theme in imported.themes for path in theme.codes),
        ((path, quote) for quote in imported.quotes for path in quote.codes),
        ((code.path, code) for code in imported.codes),
    )
    for path, part in named:
        yield from (ImportedCode(path=one, place=part.place, guessed_from=part.guessed_from) for one in _heads(path))


def _all_themes(imported: Imported) -> Iterator[ImportedTheme]:
    yield from imported.themes
    named = chain(
        ((path, quote) for quote in imported.quotes for path in quote.themes),
        ((path, finding) for finding in imported.findings for path in (finding.theme, *finding.other_themes)),
        ((theme.path, theme) for theme in imported.themes),
    )
    for path, part in named:
        yield from (ImportedTheme(path=one, place=part.place, guessed_from=part.guessed_from) for one in _heads(path))


def _heads(path: Path) -> Iterator[Path]:
    """The paths to all that a path goes through, from the top down, itself last."""
    return (path[:length] for length in range(1, len(path) + 1))


def _all_participants(imported: Imported) -> Iterator[ImportedParticipant]:
    yield from imported.participants
    for name, part in chain(_speakers(imported.quotes), _listed(imported.sources)):
        yield ImportedParticipant(name=name, place=part.place, guessed_from=part.guessed_from)
    for participant in imported.participants:
        if participant.group:
            yield ImportedParticipant(
                name=participant.group,
                kind=ParticipantKind.GROUP,
                place=participant.place,
                guessed_from=participant.guessed_from,
            )


def _speakers(quotes: Iterable[ImportedQuote]) -> Iterator[tuple[str, ImportedPart]]:
    for quote in quotes:
        yield from ((name, quote) for name in (quote.speaker, *(name for name, _ in quote.turns)) if name)


def _listed(sources: Iterable[ImportedSource]) -> Iterator[tuple[str, ImportedPart]]:
    for source in sources:
        yield from ((name, source) for name in source.participants)


def _all_sources(imported: Imported) -> Iterator[ImportedSource]:
    yield from imported.sources
    for quote in imported.quotes:
        if quote.source:
            yield ImportedSource(title=quote.source, place=quote.place, guessed_from=quote.guessed_from)
