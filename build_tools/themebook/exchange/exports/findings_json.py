"""The study as JSON, which ``findings.schema.json`` describes: all that the site shows, apart from hand-written pages.

Ids refer to other parts. What is empty is left out. Texts are plain.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from themebook.core.assessments import Confidence, Prevalence
from themebook.core.choices import Stance
from themebook.core.data import Attribute
from themebook.core.fields import Pair
from themebook.core.model import LiteratureItem
from themebook.core.works import plain_title, year
from themebook.exchange.exports.references import work_with_status
from themebook.graph.attributes import categories_of, category_of, public_attributes
from themebook.graph.data_model import LinkedCode, LinkedParticipant, LinkedSource
from themebook.graph.model import LinkedFinding, LinkedQuote, LinkedStatement, LinkedTheme, NodeKind
from themebook.render.published import Published
from themebook.sources.markdown.markdown_text import text_of_xhtml

FORMAT, VERSION = "themebook-study", 1
SCHEMA = "findings.schema.json"
_SCHEMA_FILE = Path(__file__).with_name(SCHEMA)

Part = Mapping[str, Any]


def schema_text() -> str:
    """The JSON Schema (draft 2020-12) of the file."""
    return _SCHEMA_FILE.read_text("utf-8")


def findings_json(published: Published) -> str:
    graph, item = published.graph, published.formatter.item
    statements = list(graph.statements.values())
    whole = {
        "$schema": SCHEMA,
        "format": FORMAT,
        "version": VERSION,
        "study": _study(published),
        "themes": [_theme(published, one) for one in published.graph.themes.values()],
        "findings": [_finding(published, one) for one in published.graph.findings.values()],
        "implications": [_statement(published, one) for one in statements if one.kind is NodeKind.IMPLICATION],
        "limitations": [_statement(published, one) for one in statements if one.kind is NodeKind.LIMITATION],
        "quotes": [_quote(published, one) for one in published.graph.quotes.values()],
        "participants": [_participant(published, one) for one in published.graph.participants.values()],
        "sources": [_source(published, one) for one in published.graph.sources.values()],
        "codes": [_code(published, one) for one in published.graph.codes.values()],
        "glossary": [_filled(term=one.term, also=list(one.also), meaning=one.meaning) for one in graph.study.glossary],
        "works": [work_with_status(one.reference, item(key)) for key, one in graph.references.items()],
    }
    members = (f"{json.dumps(name)}: {_written(value)}" for name, value in whole.items() if value)
    return "{\n" + ",\n".join(members) + "\n}\n"


def _written(value: object) -> str:
    """A member of the study, with a line for each part, so that two versions can be compared."""
    if isinstance(value, list):
        return "[\n" + ",\n".join(json.dumps(part, ensure_ascii=False) for part in value) + "\n]"
    return json.dumps(value, ensure_ascii=False)


def _filled(**values: object) -> Part:
    """The values that say anything. A trailing underscore keeps a name from being a word of Python."""
    return {name.rstrip("_"): value for name, value in values.items() if value not in (None, "", [], {}, False)}


def _study(published: Published) -> Part:
    study, own = published.graph.study, published.graph.own_reference
    return _filled(
        reference=own.key,
        citation=text_of_xhtml(published.formatter.reference(own.key)),
        source=study.source,
        language=published.graph.language,
        title=study.title or plain_title(own),
        year=year(own),
        authors=[
            _filled(name=one.name, orcid=one.orcid, affiliations=list(one.affiliations), roles=list(one.roles))
            for one in study.authors
        ],
        aims=published.prose(study.aims),
        setting=published.prose(study.setting),
        approach=study.approach,
        collected=study.collected,
        sampling=published.prose(study.sampling),
        coders=published.prose(study.coders),
        software=study.software,
        funding=published.prose(study.funding),
        ethics=published.prose(study.ethics),
        data=published.prose(study.data),
        licence=study.licence,
        contact=study.contact,
        keywords=list(study.keywords),
        sample=_filled(size=study.sample.size, unit=study.sample.unit) if study.sample else {},
        everybody=_lists_everybody(published),
        figures=[_filled(value=one.value, label=one.label) for one in study.figures],
        attributes=[
            _filled(id=one.id, label=one.label, unit="" if one.bands else one.unit, values=list(categories_of(one)))
            for one in public_attributes(study)
        ],
    )


def _lists_everybody(published: Published) -> bool:
    """Whether all who took part are among the participants."""
    graph, sample = published.graph, published.graph.sample
    has_all = len(graph.participants) == len(published.with_drafts.participants)
    return bool(sample.size) and not sample.is_partly_listed and has_all


def _theme(published: Published, linked: LinkedTheme) -> Part:
    theme, path = linked.theme, linked.path
    return _filled(
        id=theme.id,
        title=theme.title,
        parent=path[-2].id if len(path) > 1 else "",
        plain=published.prose(theme.plain),
        summary=published.prose(theme.summary),
        definition=published.prose(theme.definition),
        includes=published.prose(theme.includes),
        excludes=published.prose(theme.excludes),
        related=[_filled(theme=one.theme.id, how=one.how) for one in linked.related],
        quotes=[one.id for one in theme.quotes],
        findings=[one.id for one in theme.findings],
        address=published.address(theme.id),
    )


def _finding(published: Published, linked: LinkedFinding) -> Part:
    finding = linked.finding
    return _filled(
        id=finding.id,
        claim=finding.claim,
        theme=linked.path[-1].id,
        also=[link.id for link in finding.also],
        explanation=published.prose(finding.explanation),
        prevalence=_prevalence(published, finding.prevalence),
        confidence=_confidence(published, finding.confidence),
        supports=[one.id for one in linked.quotes(Stance.SUPPORTS)],
        contrasts=[one.id for one in linked.quotes(Stance.CONTRASTS)],
        unquoted=finding.unquoted,
        literature=list(_literature(published, finding.literature)),
        address=published.address(finding.id),
    )


def _prevalence(published: Published, known: Prevalence | None) -> Part:
    if known is None:
        return {}
    public = {str(one.id): one for one in public_attributes(published.graph.study)}
    among = {name: _value(public[name], pair) for pair in known.among if (name := pair.name.id) in public}
    scale = known.scale.value if known.scale else ""
    return _filled(scale=scale, count=known.count, of=known.of, unit=known.unit, among=among, words=known.words)


def _value(attribute: Attribute, pair: Pair) -> str:
    """A value, without the unit that the attribute has. Of a number with bands, only the band."""
    return category_of(attribute, pair.value) or pair.value


def _confidence(published: Published, known: Confidence | None) -> Part:
    if known is None:
        return {}
    names = ("methods", "coherence", "adequacy", "relevance")
    concerns = {name: value.value for name in names if (value := getattr(known, name))}
    return _filled(level=known.level.value, **concerns, reason=published.prose(known.reason))


def _literature(published: Published, items: tuple[LiteratureItem, ...]) -> Iterator[Part]:
    for item in items:
        yield _filled(
            work=item.reference.id,
            relation=item.relation.value,
            locator=item.locator,
            quoted=item.quoted,
            note=published.prose(item.note),
        )


def _statement(published: Published, linked: LinkedStatement) -> Part:
    statement = linked.statement
    kind = getattr(statement, "kind", None)
    return _filled(
        id=statement.id,
        statement=statement.statement,
        kind=kind.value if kind else "",
        for_=statement.for_,
        findings=[one.id for one in linked.findings],
        explanation=published.prose(statement.explanation),
        literature=list(_literature(published, statement.literature)),
        address=published.address(statement.id),
    )


def _quote(published: Published, linked: LinkedQuote) -> Part:
    quote = linked.quote
    return _filled(
        id=quote.id,
        text=quote.text,
        turns=[{"speaker": speaker.id, "text": words} for speaker, words in linked.turns],
        speaker=linked.speakers[0].id if linked.speakers and not linked.turns else "",
        source=linked.source.id if linked.source else "",
        page=quote.page,
        locator=quote.locator,
        language=linked.language,
        translations={pair.name.id: pair.value for pair in quote.translations},
        themes=[path[-1].id for path in published.theme_paths(linked)],
        codes=[path[-1].id for path in published.code_paths(linked)],
        title=quote.title,
        context=published.prose(quote.context),
        note=published.prose(quote.note),
        continues=linked.continues.id if linked.continues else "",
        inline=quote.inline,
        highlight=quote.highlight,
        address=published.address(quote.id),
    )


def _participant(published: Published, linked: LinkedParticipant) -> Part:
    one = linked.participant
    values = {pair.name.id: pair for pair in one.attributes}
    public = {str(known.attribute.id): known.attribute for known in linked.attributes}
    return _filled(
        id=one.id,
        name=one.name,
        kind=one.kind.value,
        size=one.size,
        group=linked.group.id if linked.group else "",
        attributes={name: _value(attribute, values[name]) for name, attribute in public.items()},
        about=published.prose(one.about),
        address=published.address(one.id),
    )


def _source(published: Published, linked: LinkedSource) -> Part:
    one = linked.source
    return _filled(
        id=one.id,
        title=one.title,
        kind=one.kind.value if one.kind else "",
        participants=[person.id for person in linked.participants],
        date=one.date,
        wave=one.wave,
        about=published.prose(one.about),
        address=published.address(one.id),
    )


def _code(published: Published, linked: LinkedCode) -> Part:
    code = linked.code
    return _filled(
        id=code.id,
        title=code.title,
        parent=linked.path[-2].id if len(linked.path) > 1 else "",
        definition=published.prose(code.definition),
        includes=published.prose(code.includes),
        excludes=published.prose(code.excludes),
        address=published.address(code.id),
    )
