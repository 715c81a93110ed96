"""What must hold between the parts of the sources: a function for each rule, its docstring the rule itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from build_tools import rules
from build_tools.diagnostics import Diagnostic, Span
from build_tools.model import (
    Bibliography,
    Finding,
    Mention,
    Participant,
    Quote,
    Scale,
    Statement,
    Study,
    Subtheme,
    Theme,
    Verification,
)
from build_tools.read.kinds import nearest
from build_tools.scan import FoundCitation, Page, Scanned
from build_tools.texts import ScannedText
from build_tools.works import missing_fields

VIEWS = {
    "themes": "the themes with their subthemes and counts",
    "figures": "the figures of the study's design",
    "cite": "how to cite the study, also as BibTeX",
    "implications": "all implications with the findings they follow from",
    "limitations": "all limitations with the findings they bear on",
    "glossary": "all terms of the glossary",
}

Entity = Theme | Subtheme | Finding | Quote | Participant | Statement
_KINDS = {
    Theme: "theme",
    Subtheme: "subtheme",
    Finding: "finding",
    Quote: "quote",
    Participant: "participant",
    Statement: "statement",
}


@dataclass(frozen=True, kw_only=True)
class Sources:
    """Everything that was read, and the names by which its parts refer to each other."""

    study: Study
    bibliography: Bibliography
    pages: Sequence[Page]
    texts: Sequence[ScannedText]
    entities: dict[str, Entity] = field(init=False)
    keys: dict[str, Span] = field(init=False)

    def __post_init__(self) -> None:
        entities: dict[str, Entity] = {}
        for entity in _entities(self.study):
            entities.setdefault(entity.id, entity)
        entities.pop("", None)
        object.__setattr__(self, "entities", entities)
        object.__setattr__(self, "keys", {entry.key: entry.span for entry in self.bibliography.references})

    def scanned(self) -> Iterator[Scanned]:
        yield from (page.found for page in self.pages)
        yield from (text.found for text in self.texts)

    def citations(self) -> Iterator[FoundCitation]:
        return chain.from_iterable(found.citations for found in self.scanned())

    def claims(self) -> Iterator[Finding | Statement]:
        yield from self.study.findings()
        yield from self.study.statements()


def check(sources: Sources) -> tuple[Diagnostic, ...]:
    """Every breach of every rule."""
    return tuple(diagnostic for rule in _CHECKS for diagnostic in rule(sources))


def _entities(study: Study) -> Iterator[Entity]:
    yield from study.participants
    for theme in study.themes:
        yield theme
        yield from theme.findings
        for subtheme in theme.subthemes:
            yield subtheme
            yield from subtheme.quotes
            yield from subtheme.findings
    yield from study.statements()


def _id_unique(sources: Sources) -> Iterator[Diagnostic]:
    """An id must name one thing only."""
    for entity in _entities(sources.study):
        first = sources.entities.get(entity.id)
        if first is not None and first is not entity:
            message = f"the id '{entity.id}' is taken by {_a(first)} ({first.span})"
            yield Diagnostic(
                rule=rules.ID_UNIQUE, span=entity.span, message=message, hint="give one of them another id"
            )
        elif entity.id in sources.keys:
            message = f"the id '{entity.id}' is also the key of a reference ({sources.keys[entity.id]})"
            yield Diagnostic(
                rule=rules.ID_UNIQUE, span=entity.span, message=message, hint="give the one here another id"
            )


def _links_resolve(sources: Sources) -> Iterator[Diagnostic]:
    """What is referred to by its id must exist and be of the right kind."""
    for quote in sources.study.quotes():
        yield from _resolve(sources, quote.participant, Participant, f"quote '{quote.id}' names as its speaker")
        if quote.continues:
            yield from _resolve(sources, quote.continues, Quote, f"quote '{quote.id}' continues")
    for finding in sources.study.findings():
        for _, mention in finding.evidence.mentions() if finding.evidence else ():
            yield from _resolve(sources, mention, Quote, f"finding '{finding.id}' rests on")
    for statement in sources.study.statements():
        for mention in statement.findings:
            yield from _resolve(sources, mention, Finding, f"statement '{statement.id}' names as its finding")


def _text_links_resolve(sources: Sources) -> Iterator[Diagnostic]:
    """What is linked to in a text by its id must exist."""
    for link in chain.from_iterable(found.links for found in sources.scanned()):
        if link.id not in sources.entities and link.id not in sources.keys:
            message = f"this links to '{link.id}', which is nowhere defined"
            known = [*sources.entities, *sources.keys]
            yield Diagnostic(
                rule=rules.LINK_RESOLVES, span=link.span, message=message, hint=_nearest_hint(link.id, known, sources)
            )


def _resolve(sources: Sources, mention: Mention, kind: type[Entity], what: str) -> Iterator[Diagnostic]:
    entity = sources.entities.get(mention.id)
    if isinstance(entity, kind) or not mention.id:
        return
    if entity is not None:
        message = f"{what} '{mention.id}', which is {_a(entity)} ({entity.span}) and not a {_KINDS[kind]}"
    else:
        message = f"{what} '{mention.id}', which is nowhere defined"
    known = [name for name, other in sources.entities.items() if isinstance(other, kind)]
    yield Diagnostic(
        rule=rules.LINK_RESOLVES, span=mention.span, message=message, hint=_nearest_hint(mention.id, known, sources)
    )


def _a(entity: Entity) -> str:
    return f"a {_KINDS[type(entity)]}"


def _nearest_hint(word: str, known: Iterable[str], sources: Sources) -> str:
    close = nearest(word, known)
    if not close:
        return ""
    place = sources.entities[close].span if close in sources.entities else sources.keys[close]
    return f"did you mean '{close}' ({place})?"


def _citations_resolve(sources: Sources) -> Iterator[Diagnostic]:
    """Every work that is cited must have an entry in the bibliography."""
    own = sources.study.reference
    yield from _resolve_key(sources, own.id, own.span, "the study names as its own entry")
    for claim in sources.claims():
        for item in claim.literature:
            yield from _resolve_key(sources, item.reference.id, item.reference.span, f"'{claim.id}' cites")
    for found in sources.citations():
        for citation in found.cluster.citations:
            yield from _resolve_key(sources, citation.key, found.span, "this cites")


def _resolve_key(sources: Sources, key: str, span: Span, what: str) -> Iterator[Diagnostic]:
    if key and key not in sources.keys:
        bibliography = sources.bibliography.span.file
        message = f"{what} '{key}', which is not in {bibliography}"
        hint = _nearest_hint(key, sources.keys, sources) or f"add an entry with this key to {bibliography}"
        yield Diagnostic(rule=rules.CITATION_RESOLVES, span=span, message=message, hint=hint)


def _views_known(sources: Sources) -> Iterator[Diagnostic]:
    """A view must be one that Themebook has."""
    for view in chain.from_iterable(found.views for found in sources.scanned()):
        if view.name not in VIEWS:
            close = nearest(view.name, VIEWS)
            hint = f"did you mean '{close}'?" if close else "there are: " + ", ".join(VIEWS)
            yield Diagnostic(
                rule=rules.VIEW_KNOWN, span=view.span, message=f"there is no view '{view.name}'", hint=hint
            )


def _finding_has_evidence(sources: Sources) -> Iterator[Diagnostic]:
    """A finding must name the quotes that carry it, or say under `unquoted` why none does."""
    for finding in sources.study.findings():
        quoted = bool(finding.evidence and list(finding.evidence.mentions()))
        if quoted == bool(finding.unquoted):
            message = (
                f"finding '{finding.id}' has quotes and says under `unquoted` that it has none"
                if quoted
                else f"finding '{finding.id}' names no quote that carries it"
            )
            hint = (
                "remove one of the two"
                if quoted
                else "name quotes under `evidence`, or say why there are none under `unquoted`"
            )
            yield Diagnostic(rule=rules.FINDING_HAS_EVIDENCE, span=finding.span, message=message, hint=hint)


def _evidence_once(sources: Sources) -> Iterator[Diagnostic]:
    """A finding must name the same quote only once."""
    for finding in sources.study.findings():
        seen: set[str] = set()
        for _, mention in finding.evidence.mentions() if finding.evidence else ():
            if mention.id in seen:
                message = f"finding '{finding.id}' names quote '{mention.id}' twice"
                hint = "keep it under `supports` or under `contrasts`"
                yield Diagnostic(rule=rules.EVIDENCE_ONCE, span=mention.span, message=message, hint=hint)
            seen.add(mention.id)


def _quote_is_used(sources: Sources) -> Iterator[Diagnostic]:
    """A quote must carry at least one finding."""
    used = {m.id for finding in sources.study.findings() if finding.evidence for _, m in finding.evidence.mentions()}
    for quote in sources.study.quotes():
        if quote.id and quote.id not in used:
            message = f"no finding uses quote '{quote.id}'"
            hint = "name it under the `evidence` of the findings it bears on"
            yield Diagnostic(rule=rules.QUOTE_IS_USED, span=quote.span, message=message, hint=hint)


def _quote_text_once(sources: Sources) -> Iterator[Diagnostic]:
    """The words of a quote must be given only once."""
    first: dict[tuple[str, str], Quote] = {}
    for quote in sources.study.quotes():
        words = re.sub(r"\W+", " ", unicodedata.normalize("NFKC", quote.text)).strip().casefold()
        same = first.setdefault((quote.participant.id, words), quote)
        if words and same is not quote:
            message = f"quote '{quote.id}' has the same words as quote '{same.id}' ({same.span})"
            hint = "keep one, and name it under the `evidence` of every finding it bears on"
            yield Diagnostic(rule=rules.QUOTE_TEXT_ONCE, span=quote.span, message=message, hint=hint)


def _continuation_speaker(sources: Sources) -> Iterator[Diagnostic]:
    """A quote must continue an earlier quote of the same participant."""
    order = {quote.id: number for number, quote in enumerate(sources.study.quotes())}
    for quote in sources.study.quotes():
        earlier = sources.entities.get(quote.continues.id) if quote.continues else None
        if not isinstance(earlier, Quote) or quote.continues is None:
            continue
        place = quote.continues.span
        if earlier.participant.id != quote.participant.id:
            message = f"quote '{quote.id}' continues '{earlier.id}', which is by another participant ({earlier.span})"
            yield Diagnostic(
                rule=rules.CONTINUATION_SPEAKER, span=place, message=message, hint="correct the speaker or the id"
            )
        elif order[earlier.id] >= order[quote.id]:
            message = f"quote '{quote.id}' continues '{earlier.id}', which does not come before it"
            yield Diagnostic(
                rule=rules.CONTINUATION_SPEAKER, span=place, message=message, hint="put the quotes in their order"
            )


def _subtheme_has_content(sources: Sources) -> Iterator[Diagnostic]:
    """A subtheme must have at least one quote or finding."""
    for subtheme in sources.study.subthemes():
        if not subtheme.quotes and not subtheme.findings:
            message = f"subtheme '{subtheme.id}' is empty"
            hint = "add `quotes` or `findings`, or remove it"
            yield Diagnostic(rule=rules.SUBTHEME_HAS_CONTENT, span=subtheme.span, message=message, hint=hint)


def _statement_has_finding(sources: Sources) -> Iterator[Diagnostic]:
    """An implication or limitation must name at least one finding."""
    for statement in sources.study.statements():
        if not statement.findings:
            message = f"statement '{statement.id}' names no finding"
            hint = "name the findings it follows from or bears on under `findings`"
            yield Diagnostic(rule=rules.STATEMENT_HAS_FINDING, span=statement.span, message=message, hint=hint)


def _prevalence_words(sources: Sources) -> Iterator[Diagnostic]:
    """A stated prevalence must give the authors' own words."""
    for finding in sources.study.findings():
        prevalence = finding.prevalence
        if prevalence.scale is not Scale.UNSTATED and not prevalence.words:
            message = (
                f"finding '{finding.id}' is said to hold for '{prevalence.scale}' without the authors' words for it"
            )
            hint = "add `words`, or set `scale: unstated`"
            yield Diagnostic(rule=rules.PREVALENCE_WORDS, span=prevalence.span, message=message, hint=hint)


def _participant_speaks(sources: Sources) -> Iterator[Diagnostic]:
    """A participant must be the speaker of at least one quote."""
    speakers = {quote.participant.id for quote in sources.study.quotes()}
    for participant in sources.study.participants:
        if participant.id and participant.id not in speakers:
            message = f"no quote is by participant '{participant.id}'"
            hint = "check the `participant` of the quotes"
            yield Diagnostic(rule=rules.PARTICIPANT_SPEAKS, span=participant.span, message=message, hint=hint)


def _term_unique(sources: Sources) -> Iterator[Diagnostic]:
    """A glossary term must be given only once."""
    seen: dict[str, Span] = {}
    for term in sources.study.glossary:
        for word in (term.term, *term.also):
            if word in seen:
                message = f"the term '{word}' is already explained ({seen[word]})"
                yield Diagnostic(rule=rules.TERM_UNIQUE, span=term.span, message=message, hint="keep one of the two")
            seen.setdefault(word, term.span)


def _bib_is_cited(sources: Sources) -> Iterator[Diagnostic]:
    """An entry of the bibliography must be cited."""
    cited = {sources.study.reference.id}
    cited |= {item.reference.id for claim in sources.claims() for item in claim.literature}
    cited |= {citation.key for found in sources.citations() for citation in found.cluster.citations}
    for entry in sources.bibliography.references:
        if entry.key not in cited:
            message = f"'{entry.key}' is cited nowhere"
            hint = f"cite it with [@{entry.key}], or remove the entry"
            yield Diagnostic(rule=rules.BIB_IS_CITED, span=entry.span, message=message, hint=hint)


def _bib_fields_required(sources: Sources) -> Iterator[Diagnostic]:
    """An entry must have the fields that its type requires, unless the work itself is uncertain."""
    uncertain = (Verification.AMBIGUOUS, Verification.UNKNOWN)
    for entry in sources.bibliography.references:
        missing = missing_fields(entry)
        if missing and entry.field("verification") not in uncertain:
            message = f"'{entry.key}' ({entry.kind}) lacks {' and '.join(missing)}"
            hint = "add what is missing, or say `verification = {ambiguous}` or `{unknown}` if it cannot be known"
            yield Diagnostic(rule=rules.BIB_FIELDS_REQUIRED, span=entry.span, message=message, hint=hint)


def _doi_form(sources: Sources) -> Iterator[Diagnostic]:
    """A DOI must begin with `10.`, a registrant's number and a slash."""
    for entry in sources.bibliography.references:
        doi = entry.field("doi")
        if doi and not re.fullmatch(r"10\.\d{4,9}(\.\d+)*/\S+", _bare_doi(doi)):
            message = f"'{doi}' is not a DOI"
            hint = "write it as 10.1234/abc, without a web address before it"
            yield Diagnostic(rule=rules.DOI_FORM, span=entry.place("doi"), message=message, hint=hint)


def _doi_unique(sources: Sources) -> Iterator[Diagnostic]:
    """A DOI must belong to one entry only."""
    first: dict[str, str] = {}
    for entry in sources.bibliography.references:
        doi = _bare_doi(entry.field("doi")).casefold()
        same = first.setdefault(doi, entry.key)
        if doi and same != entry.key:
            message = f"'{entry.key}' has the same DOI as '{same}' ({sources.keys[same]})"
            hint = "merge the two entries, or correct one of the DOIs"
            yield Diagnostic(rule=rules.DOI_UNIQUE, span=entry.place("doi"), message=message, hint=hint)


def _bare_doi(doi: str) -> str:
    return re.sub(r"^(https?://(dx\.)?doi\.org/|doi:\s*)", "", doi.strip(), flags=re.I)


def _verification_form(sources: Sources) -> Iterator[Diagnostic]:
    """`verification` and `unseen` must use the words that the guide names."""
    allowed = [word.value for word in Verification]
    for entry in sources.bibliography.references:
        word = entry.field("verification")
        if word and word not in allowed:
            yield _verification(
                entry.place("verification"), f"`verification` of '{entry.key}' is '{word}'", word, allowed
            )
        names = [name for name, _ in entry.fields]
        for unseen in re.split(r"\s*,\s*", entry.field("unseen")):
            if unseen and unseen not in names:
                yield _verification(entry.place("unseen"), f"`unseen` of '{entry.key}' names '{unseen}'", unseen, names)


def _verification(span: Span, message: str, word: str, allowed: Iterable[str]) -> Diagnostic:
    close = nearest(word, allowed)
    hint = f"did you mean '{close}'?" if close else "allowed here: " + ", ".join(allowed)
    return Diagnostic(rule=rules.VERIFICATION_FORM, span=span, message=message, hint=hint)


_CHECKS: tuple[Callable[[Sources], Iterator[Diagnostic]], ...] = (
    _id_unique,
    _links_resolve,
    _text_links_resolve,
    _citations_resolve,
    _views_known,
    _finding_has_evidence,
    _evidence_once,
    _quote_is_used,
    _quote_text_once,
    _continuation_speaker,
    _subtheme_has_content,
    _statement_has_finding,
    _prevalence_words,
    _participant_speaks,
    _term_unique,
    _bib_is_cited,
    _bib_fields_required,
    _doi_form,
    _doi_unique,
    _verification_form,
)
