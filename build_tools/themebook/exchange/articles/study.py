"""The draft of a study from a paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from themebook.core.choices import SourceKind
from themebook.core.diagnostics import Diagnostic, Loaded, Rule, Severity, Span
from themebook.core.truncate import truncate
from themebook.exchange.articles.document import Article
from themebook.exchange.articles.drafts import Claim, Draft, HeardQuote, draft_of
from themebook.exchange.articles.people import Mention, People, people
from themebook.exchange.articles.translations import translated
from themebook.exchange.imported import (
    CitedWork,
    Imported,
    ImportedFinding,
    ImportedQuote,
    ImportedSource,
    ImportedTheme,
)

LICENCE_ALLOWS_DRAFT = Rule(
    "licence-allows-draft",
    "The licence of a paper to import should allow others to publish adapted parts of it.",
    Severity.WARNING,
)
RESULTS_FOUND = Rule(
    "results-found", "A paper to import should have a section of results that quotes participants.", Severity.WARNING
)
QUOTE_RECOGNISED = Rule(
    "quote-recognised",
    "What a paper to import sets apart, or quotes at length, should be the words of a participant.",
    Severity.NOTE,
)
PARTS_CARRIED = Rule(
    "parts-carried",
    "Tables, figures, formulas, footnotes and raw code are not imported, nor is text outside of the results.",
    Severity.NOTE,
)
NESTED_LITTLE = Rule(
    "nested-little", "A paper to import should not nest sections, lists and quotations very deeply.", Severity.WARNING
)
_SHOWN = 60
_NO_DERIVATIVES = ("-nd", "noderiv", "no deriv", "no-deriv", "sin derivad", "sem deriv", "pas de modif", "keine bearb")
_FREE = ("creativecommons.org", "cc by", "cc-by", "cc0", "creative commons", "public domain", "publicdomain")


def imported_from(article: Article) -> Loaded[Imported]:
    """The themes, quotes, speakers and findings of a paper, as guesses, and its details and works, as they are.

    See ``themes`` for what becomes a theme, ``reading`` for what is a quote, ``attributions`` for who speaks, and
    ``findings`` for what is a claim. Words that other works are quoted for become literature of the finding.
    """
    draft = draft_of(article)
    persons = people(tuple(_mentions(draft)))
    translations = translated(draft, article.translations)
    title = article.details.title or "The paper"
    found = Imported(
        details=article.details,
        participants=persons.participants,
        sources=(*_sources(draft, persons), *_paper(draft, title)),
        themes=tuple(_themes(draft)),
        quotes=tuple(_quote(one, persons, translations, title) for one in draft.quotes),
        findings=tuple(_findings(draft)),
        works=article.works,
    )
    return Loaded(found, tuple(_diagnostics(article, draft)))


def too_deep(places: Sequence[Span]) -> Iterator[Diagnostic]:
    """That something is nested too deeply to be read, if there is such a place."""
    for place in places[:1]:
        message = f"what is nested so deeply is left out, {len(places)} in all"
        yield NESTED_LITTLE.at(place, message, "simplify the layout")


def _origin(one: HeardQuote | Claim) -> str:
    """Where something was taken from, in words for authors."""
    place = one.utterance.place if isinstance(one, HeardQuote) else one.sentence.place
    number = one.number if isinstance(one, HeardQuote) else one.sentence.number
    section = f", section “{one.passage.section}”" if one.passage.section else ""
    return f"{place.file}{section}, paragraph {number}"


def _mentions(draft: Draft) -> Iterator[Mention]:
    for one in draft.quotes:
        speakers = dict.fromkeys(speaker for speaker, _ in one.utterance.turns) or (one.utterance.attribution,)
        for label in speakers:
            if label:
                yield Mention(label, one.utterance.place, _origin(one), in_exchange=bool(one.utterance.turns))


def _themes(draft: Draft) -> Iterator[ImportedTheme]:
    for one in draft.outline.themes:
        origin = f"{one.place.file}, section “{one.section}”"
        yield ImportedTheme(path=one.path, place=one.place, guessed_from=origin)


def _source(one: HeardQuote, persons: People) -> str:
    said = one.utterance
    return said.attribution if said.turns else persons.source_of.get(said.attribution, "")


def _quote(
    one: HeardQuote, persons: People, translations: Mapping[str, tuple[tuple[str, str], ...]], title: str
) -> ImportedQuote:
    """A quote. What nobody in particular says is from the paper of this title."""
    said = one.utterance
    return ImportedQuote(
        key=one.key,
        words=said.words,
        turns=tuple((persons.speakers.get(speaker, speaker), words) for speaker, words in said.turns),
        speaker="" if said.turns else persons.speakers.get(said.attribution, ""),
        source=_source(one, persons) or ("" if said.turns or said.attribution else title),
        locator=persons.locator_of.get(said.attribution, ""),
        themes=(one.passage.theme,) if one.passage.theme else (),
        translations=translations.get(one.key, ()),
        context=one.context,
        continues=one.continues,
        inline=said.inline,
        place=said.place,
        guessed_from=_origin(one),
        at=f"paragraph {one.number}",
    )


def _sources(draft: Draft, persons: People) -> Iterator[ImportedSource]:
    """The sources beside people, then those of exchanges."""
    yield from persons.sources
    known = {one.title for one in persons.sources}
    for one in draft.quotes:
        title = one.utterance.attribution
        if one.utterance.turns and title and title not in known:
            known.add(title)
            speakers = dict.fromkeys(persons.speakers.get(speaker, speaker) for speaker, _ in one.utterance.turns)
            place = one.utterance.place
            yield ImportedSource(title=title, participants=tuple(speakers), place=place, guessed_from=_origin(one))


def _paper(draft: Draft, title: str) -> Iterator[ImportedSource]:
    """The paper itself as a source, if it does not say who speaks in some quotes."""
    for one in draft.quotes:
        if not one.utterance.turns and not one.utterance.attribution:
            yield ImportedSource(title=title, kind=SourceKind.PUBLICATION, place=Span(one.utterance.place.file))
            return


def _findings(draft: Draft) -> Iterator[ImportedFinding]:
    for number, claim in enumerate(draft.claims, start=1):
        yield ImportedFinding(
            key=f"finding-{number}",
            claim=claim.text,
            theme=claim.passage.theme,
            supports=tuple(claim.quotes),
            literature=tuple(_literature(claim)),
            place=claim.sentence.place,
            guessed_from=_origin(claim),
        )


def _literature(claim: Claim) -> Iterator[CitedWork]:
    """The works of a claim, and those of the sentences around it with what they are cited for. Each place once."""
    yield from (CitedWork(work=work, locator=locator) for work, locator in claim.works)
    named = set(claim.works)
    for sentence in claim.discussed:
        for work, locator in sentence.works:
            if (work, locator) not in named:
                named.add((work, locator))
                yield CitedWork(work=work, locator=locator, note=sentence.claims)


def _diagnostics(article: Article, draft: Draft) -> Iterator[Diagnostic]:
    start = _start(article)
    yield from _licence(article, start)
    if not draft.outline.has_results:
        message = "no section is named results or findings; sections that quote somebody became themes"
        yield RESULTS_FOUND.at(start, message, "check the themes of the draft")
    if not draft.quotes and any(claim.works and not claim.quotes for claim in draft.claims):
        message = "everything that is quoted is from other works; these became the literature of the findings"
        yield RESULTS_FOUND.at(start, message, "a review of studies has no quotes of its own")
    elif not draft.quotes:
        yield RESULTS_FOUND.at(start, "no quotes were found", "add them by hand, or import the analysis itself")
    yield from _left_out(article, draft)
    for one in draft.unsaid:
        shown = truncate(one.text, _SHOWN)
        message = f"this is set apart, but no participant seems to say it, so it was left out: {shown}"
        if one.inline:
            message = f"this is quoted, but nothing shows that a participant says it, so it is no quote: {shown}"
        yield QUOTE_RECOGNISED.at(one.place, message, "add it by hand if somebody said it")


def _left_out(article: Article, draft: Draft) -> Iterator[Diagnostic]:
    """The sections at the top that hold no results."""
    results = {passage.section for passage in draft.outline.passages if passage.is_result}
    others = [
        section
        for section in article.sections
        if section.title and not any(one.title in results for one in section.all_sections())
    ]
    if any(block.text.strip() for section in article.sections if not section.title for block in section.blocks):
        message = "not imported: the text before the first section, such as the names of the authors"
        yield PARTS_CARRIED.at(_start(article), message, "name each author with --author")
    if others:
        names = ", ".join(f"“{truncate(section.title, _SHOWN)}”" for section in others)
        message = f"only what participants say is imported of the sections {names}"
        yield PARTS_CARRIED.at(others[0].place, message, "write what readers should know of it on pages of your own")


def _licence(article: Article, start: Span) -> Iterator[Diagnostic]:
    licence = article.details.licence
    known = licence.casefold()
    hint = "ask the publisher before you publish quotes and claims of this paper, unless it is your own"
    if not licence:
        yield LICENCE_ALLOWS_DRAFT.at(start, "the paper names no licence", hint)
    elif any(words in known for words in _NO_DERIVATIVES):
        yield LICENCE_ALLOWS_DRAFT.at(start, f"the licence forbids adapted versions: {truncate(licence, _SHOWN)}", hint)
    elif not any(words in known for words in _FREE):
        yield LICENCE_ALLOWS_DRAFT.at(start, f"this is not an open licence: {truncate(licence, _SHOWN)}", hint)


def _start(article: Article) -> Span:
    return Span(article.sections[0].place.file) if article.sections else Span("")
