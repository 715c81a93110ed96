"""The study as tables: a row for each quote, finding, participant, theme, code and source.

The headers are those by which ``themebook import`` recognises columns, so that each table can be read again. What it
does not read, because it follows from the rest, is in the last columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from themebook.core.choices import Stance
from themebook.core.data import Attribute, Code
from themebook.core.model import Finding, Theme
from themebook.core.translation import gettext
from themebook.exchange.tables.columns import ATTRIBUTE, COUNTED_UNDER, TRANSLATION
from themebook.exchange.tables.names import distinct_names, joined_names, joined_paths
from themebook.graph.attributes import public_attributes
from themebook.graph.data_model import AttributeValue, LinkedParticipant
from themebook.graph.model import LinkedQuote
from themebook.render.published import Published
from themebook.sources.markdown.markdown_text import text_of_xhtml
from themebook.views.said_of import said_of

#: What the columns of participants in the matrix begin with, so that no name is taken for another column.
SPEAKER = "speaker"

Row = Mapping[str, str]
MakeRows = Callable[[Published], Iterable[Row]]


def quotes(published: Published) -> Iterator[Row]:
    """A row for each quote: its words, its speakers and what is known of them, and where it belongs."""
    attributes = attribute_names(published)
    for linked in published.graph.quotes.values():
        quote = linked.quote
        speaker = linked.speakers[0] if len(linked.speakers) == 1 else None
        known = published.graph.participants[speaker.id] if speaker else None
        stances = {stance: _findings(published, linked, stance) for stance in Stance}
        yield {
            "quote": _words(linked),
            "speaker": speaker.name if speaker else "",
            "theme": joined_paths(_titles(path) for path in published.theme_paths(linked)),
            "code": joined_paths(_titles(path) for path in published.code_paths(linked)),
            "source": linked.source.title if linked.source else "",
            "page": str(quote.page or ""),
            "locator": quote.locator,
            "language": linked.language or "",
            **{f"{TRANSLATION}:{pair.name.id}": pair.value for pair in quote.translations},
            "title": quote.title,
            "context": published.prose(quote.context),
            "note": published.prose(quote.note),
            **_values(known, attributes),
            "speakers": joined_names(one.name for one in linked.speakers),
            "supports": stances[Stance.SUPPORTS],
            "contrasts": stances[Stance.CONTRASTS],
            COUNTED_UNDER: joined_paths(_titles(path) for path in published.counted_paths(linked)),
            "id": quote.id,
            "address": published.address(quote.id),
        }


def findings(published: Published) -> Iterator[Row]:
    for linked in published.graph.findings.values():
        finding = linked.finding
        also = (published.graph.themes[link.id].path for link in finding.also)
        yield {
            "claim": finding.claim,
            "theme": joined_paths(_titles(path) for path in (linked.path, *also)),
            "prevalence": _prevalence(published, finding),
            "explanation": published.prose(finding.explanation),
            "unquoted": finding.unquoted,
            "supports": joined_names(quote.id for quote in linked.quotes(Stance.SUPPORTS)),
            "contrasts": joined_names(quote.id for quote in linked.quotes(Stance.CONTRASTS)),
            "works": joined_names(dict.fromkeys(item.reference.id for item in finding.literature)),
            "id": finding.id,
            "address": published.address(finding.id),
        }


def _prevalence(published: Published, finding: Finding) -> str:
    """For how many the finding is reported, as readers see it: in a sentence, with the words of the authors."""
    if finding.prevalence is None:
        return ""
    sentence, words = text_of_xhtml(said_of(published.graph, finding)), finding.prevalence.words
    return f"{sentence} {gettext('(in the authors’ words: “%(words)s”)') % {'words': words}}" if words else sentence


def participants(published: Published) -> Iterator[Row]:
    attributes = attribute_names(published)
    for linked in published.graph.participants.values():
        one = linked.participant
        yield {
            "speaker": one.name,
            "kind": one.kind.value,
            "group": linked.group.name if linked.group else "",
            "size": str(one.size or ""),
            "about": published.prose(one.about),
            **_values(linked, attributes),
            "quotes": str(len(linked.quotes)),
            "id": one.id,
            "address": published.address(one.id),
        }


def themes(published: Published) -> Iterator[Row]:
    for linked in published.graph.themes.values():
        theme = linked.theme
        yield {
            "theme": joined_paths([_titles(linked.path)]),
            "summary": published.prose(theme.summary),
            "definition": published.prose(theme.definition),
            "includes": published.prose(theme.includes),
            "excludes": published.prose(theme.excludes),
            "findings": str(len(linked.findings)),
            "quotes": str(len(published.quotes_at(theme.id))),
            "id": theme.id,
            "address": published.address(theme.id),
        }


def codes(published: Published) -> Iterator[Row]:
    """The codebook."""
    for linked in published.graph.codes.values():
        yield {
            "code": joined_paths([_titles(linked.path)]),
            "definition": published.prose(linked.code.definition),
            "includes": published.prose(linked.code.includes),
            "excludes": published.prose(linked.code.excludes),
            "quotes": str(len(linked.quotes)),
            "id": linked.code.id,
            "address": published.address(linked.code.id),
        }


def sources(published: Published) -> Iterator[Row]:
    for linked in published.graph.sources.values():
        one = linked.source
        yield {
            "source": one.title,
            "kind": one.kind.value if one.kind else "",
            "speaker": joined_names(person.name for person in linked.participants),
            "date": one.date,
            "wave": one.wave,
            "about": published.prose(one.about),
            "quotes": str(len(linked.quotes)),
            "id": one.id,
            "address": published.address(one.id),
        }


def matrix(published: Published) -> Iterator[Row]:
    """How many quotes of each participant there are in each theme, those of the subthemes included."""
    voices = distinct_names({str(one.id): one.name for one in published.graph.voices})
    for linked in published.graph.themes.values():
        counted = published.quotes_at(linked.theme.id)
        times = Counter(str(speaker.id) for one in counted for speaker in one.speakers)
        yield {
            "theme": joined_paths([_titles(linked.path)]),
            **{f"{SPEAKER}:{name}": str(times[voice]) for voice, name in voices.items()},
            "all": str(len(counted)),
            "id": linked.theme.id,
            "address": published.address(linked.theme.id),
        }


def _words(linked: LinkedQuote) -> str:
    """The exact words. A dialogue has a line for each turn."""
    turns = linked.turns
    return "\n".join(f"{speaker.name}: {words}" for speaker, words in turns) if turns else linked.quote.text


def _titles(path: Sequence[Theme | Code]) -> tuple[str, ...]:
    return tuple(one.title for one in path)


def _findings(published: Published, linked: LinkedQuote, stance: Stance) -> str:
    found = (finding for of_quote, finding in linked.evidence_for if of_quote is stance)
    return joined_names(finding.claim for finding in found)


def attribute_names(published: Published) -> dict[str, str]:
    """The names of all public attributes, by their ids. A number has its unit, and one of several labels its id."""
    return distinct_names({str(one.id): _label(one) for one in public_attributes(published.graph.study)})


def _label(attribute: Attribute) -> str:
    return f"{attribute.label} ({attribute.unit})" if attribute.unit and not attribute.bands else attribute.label


def attribute_values(linked: LinkedParticipant) -> dict[str, str]:
    """What is known of a participant, by the ids of the attributes. Of a number with bands, only the band is."""
    return {str(one.attribute.id): _value(one) for one in linked.attributes}


def _value(known: AttributeValue) -> str:
    unit = "" if known.attribute.bands else known.attribute.unit
    return known.value_text.removesuffix(f" {unit}" if unit else "")


def _values(linked: LinkedParticipant | None, names: Mapping[str, str]) -> dict[str, str]:
    """What is known of a participant, by columns; nothing if there is none."""
    if linked is None:
        return {}
    values = attribute_values(linked)
    return {f"{ATTRIBUTE}:{name}": values.get(attribute, "") for attribute, name in names.items()}
