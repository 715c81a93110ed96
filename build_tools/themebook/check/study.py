"""Rules about the study: its findings rest on evidence, and its parts are complete and can be distinguished."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from themebook.core.choices import Scale
from themebook.core.diagnostics import Diagnostic, Severity, Span, rule
from themebook.core.model import Theme
from themebook.sources.all_sources import Sources


@rule()
def finding_has_evidence(sources: Sources) -> Iterator[Diagnostic]:
    """A finding must have quotes as evidence, or say under `unquoted` why there are none.

    A study without any quotes need not say it for each finding.
    """
    has_quotes = any(True for _ in sources.study.all_quotes())
    for finding in sources.study.findings():
        is_quoted = any(finding.evidence_links())
        if is_quoted and finding.unquoted:
            message = f"finding '{finding.id}' has both quotes and `unquoted`"
            yield finding_has_evidence.at(finding.place("unquoted"), message, "remove one of the two")
        elif has_quotes and not is_quoted and not finding.unquoted:
            hint = "list quotes under `evidence`, or say under `unquoted` why there are none"
            yield finding_has_evidence.at(finding.span, f"finding '{finding.id}' has no evidence", hint)


@rule()
def sample_size(sources: Sources) -> Iterator[Diagnostic]:
    """The size of the sample must not be less than the number of participants that the study lists."""
    study = sources.study
    listed = study.listed
    if study.sample and study.sample.size is not None and study.sample.size < listed:
        message = f"the size of the sample is {study.sample.size}, but {listed} participants are listed"
        hint = "correct the size, or leave it out to count those listed"
        yield sample_size.at(study.sample.place("size"), message, hint)


@rule()
def evidence_once(sources: Sources) -> Iterator[Diagnostic]:
    """A finding must not name the same quote twice."""
    for finding in sources.study.findings():
        seen: set[str] = set()
        for _, link in finding.evidence_links():
            if link.id in seen:
                message = f"finding '{finding.id}' lists quote '{link.id}' twice"
                hint = "keep one of the two, under `supports` or under `contrasts`"
                yield evidence_once.at(link.span, message, hint)
            seen.add(link.id)


@rule()
def subtheme_has_content(sources: Sources) -> Iterator[Diagnostic]:
    """A subtheme must have at least one quote, finding or subtheme, or say what belongs to it.

    In a study without any quotes it need not.
    """
    quotes = list(sources.study.all_quotes())
    lists = (*(quote.also for quote in quotes), *(finding.also for finding in sources.study.findings()))
    also = {link.id for links in lists for link in links}
    for subtheme in (path[-1] for path in sources.study.paths() if len(path) > 1):
        content = (subtheme.quotes, subtheme.findings, subtheme.subthemes, subtheme.definition, subtheme.includes)
        if quotes and not any(content) and subtheme.id not in also:
            message = f"subtheme '{subtheme.id}' is empty"
            hint = "add `quotes` or `findings`, or a `definition`, or remove it"
            yield subtheme_has_content.at(subtheme.span, message, hint)


@rule(Severity.WARNING)
def prevalence_words(sources: Sources) -> Iterator[Diagnostic]:
    """A prevalence on a scale, without a count, must give the authors' own words unless it is `unstated`."""
    for finding, prevalence in sources.study.prevalences():
        is_classified = prevalence.scale not in (None, Scale.UNSTATED) and prevalence.count is None
        if is_classified and not prevalence.words:
            message = f"finding '{finding.id}' has the scale '{prevalence.scale}' but not the authors' words"
            hint = "add `words` or a `count`, or set `scale: unstated`"
            yield prevalence_words.at(prevalence.place("scale"), message, hint)


@rule()
def prevalence_stated(sources: Sources) -> Iterator[Diagnostic]:
    """A prevalence must have a `scale` or a `count`. `unstated` cannot have a count, `of` needs one, and
    `unit` needs `of`.
    """
    for finding, prevalence in sources.study.prevalences():
        if prevalence.scale is None and prevalence.count is None:
            message = f"the prevalence of finding '{finding.id}' has neither a scale nor a count"
            hint = "add `scale` or `count`; leave out `prevalence` if the authors do not say how many"
            yield prevalence_stated.at(prevalence.span, message, hint)
        elif prevalence.scale is Scale.UNSTATED and prevalence.count is not None:
            message = f"the prevalence of finding '{finding.id}' is `unstated`, but has a count"
            yield prevalence_stated.at(prevalence.place("scale"), message, "remove `scale: unstated` or the count")
        elif prevalence.of is not None and prevalence.count is None:
            message = f"the prevalence of finding '{finding.id}' has `of` but no count"
            yield prevalence_stated.at(prevalence.place("of"), message, "add `count`, or remove `of`")
        elif prevalence.unit and prevalence.of is None:
            message = f"the prevalence of finding '{finding.id}' does not say of how many {prevalence.unit}"
            yield prevalence_stated.at(prevalence.place("unit"), message, "add `of`, or remove `unit`")


@rule()
def prevalence_count(sources: Sources) -> Iterator[Diagnostic]:
    """A finding must not be reported for more participants than took part, or than it says under `of`."""
    size = sources.study.sample_size
    for finding, prevalence in sources.study.prevalences():
        if prevalence.count and prevalence.of and prevalence.of < prevalence.count:
            of_what = f"{prevalence.of} {prevalence.unit or 'participants'}"
            message = f"finding '{finding.id}' is reported for {prevalence.count} of {of_what}"
            yield prevalence_count.at(prevalence.place("count"), message, "correct `count` or `of`")
        elif prevalence.count and size < prevalence.count and size and not (prevalence.among or prevalence.unit):
            message = f"finding '{finding.id}' is reported for {prevalence.count} participants, but {size} took part"
            hint = "correct the count, or give the number of participants as `size` of the `sample`"
            yield prevalence_count.at(prevalence.place("count"), message, hint)


@rule(Severity.WARNING)
def title_unique(sources: Sources) -> Iterator[Diagnostic]:
    """Two themes, or two subthemes in the same place, must not have the same title."""
    yield from _same_titles("theme", sources.study.themes)
    for path in sources.study.paths():
        yield from _same_titles("subtheme", path[-1].subthemes)


def _same_titles(kind: str, parts: Sequence[Theme]) -> Iterator[Diagnostic]:
    first: dict[str, Theme] = {}
    for part in parts:
        same = first.setdefault(" ".join(part.title.casefold().split()), part)
        if part.title and same is not part:
            message = f"{kind} '{part.id}' has the same title as {kind} '{same.id}' ({same.span})"
            hint = "readers cannot tell them apart; give one of them another title"
            yield title_unique.at(part.place("title"), message, hint)


@rule()
def term_unique(sources: Sources) -> Iterator[Diagnostic]:
    """A glossary term must be defined only once."""
    seen: dict[str, Span] = {}
    for term in sources.study.glossary:
        for word in filter(None, (term.term, *term.also)):
            if word in seen:
                message = f"the term '{word}' is already defined ({seen[word]})"
                yield term_unique.at(term.span, message, "keep one of the two")
            seen.setdefault(word, term.span)


RULES = (
    finding_has_evidence,
    sample_size,
    evidence_once,
    subtheme_has_content,
    prevalence_words,
    prevalence_stated,
    prevalence_count,
    title_unique,
    term_unique,
)
