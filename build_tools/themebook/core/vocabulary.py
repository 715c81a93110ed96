"""The labels of kinds, stances, relations, scales and so on, in the active language each time they are read.

To change a word, change it here and in the sentences that contain it, which are where they are shown:
``locale/themebook.pot`` lists them with their files.
"""

from __future__ import annotations

from collections.abc import Mapping

from themebook.core.choices import (
    Concern,
    ConfidenceLevel,
    ImplicationKind,
    ParticipantKind,
    Relation,
    Scale,
    SourceKind,
    Stance,
)
from themebook.core.label_types import KindName, RelationLabels
from themebook.core.translation import N_, Labels, gettext, ngettext_noop

KINDS: Mapping[str, KindName] = {
    "theme": KindName(
        N_("theme"),
        ngettext_noop("%(number)s theme", "%(number)s themes"),
        ngettext_noop("and %(number)s more theme", "and %(number)s more themes"),
    ),
    "subtheme": KindName(
        N_("subtheme"),
        ngettext_noop("%(number)s subtheme", "%(number)s subthemes"),
        ngettext_noop("and %(number)s more subtheme", "and %(number)s more subthemes"),
    ),
    "finding": KindName(
        N_("finding"),
        ngettext_noop("%(number)s finding", "%(number)s findings"),
        ngettext_noop("and %(number)s more finding", "and %(number)s more findings"),
    ),
    "quote": KindName(
        N_("quote"),
        ngettext_noop("%(number)s quote", "%(number)s quotes"),
        ngettext_noop("and %(number)s more quote", "and %(number)s more quotes"),
    ),
    "participant": KindName(
        N_("participant"),
        ngettext_noop("%(number)s participant", "%(number)s participants"),
        ngettext_noop("and %(number)s more participant", "and %(number)s more participants"),
    ),
    "group": KindName(N_("group"), ngettext_noop("%(number)s group", "%(number)s groups")),
    "source": KindName(
        N_("source"),
        ngettext_noop("%(number)s source", "%(number)s sources"),
        ngettext_noop("and %(number)s more source", "and %(number)s more sources"),
    ),
    "code": KindName(
        N_("code"),
        ngettext_noop("%(number)s code", "%(number)s codes"),
        ngettext_noop("and %(number)s more code", "and %(number)s more codes"),
    ),
    "implication": KindName(
        N_("recommendation"),
        ngettext_noop("%(number)s recommendation", "%(number)s recommendations"),
        ngettext_noop("and %(number)s more recommendation", "and %(number)s more recommendations"),
    ),
    "limitation": KindName(
        N_("limitation"),
        ngettext_noop("%(number)s limitation", "%(number)s limitations"),
        ngettext_noop("and %(number)s more limitation", "and %(number)s more limitations"),
    ),
    "reference": KindName(
        N_("cited work"),
        ngettext_noop("%(number)s cited work", "%(number)s cited works"),
        ngettext_noop("and %(number)s more cited work", "and %(number)s more cited works"),
    ),
    "term": KindName(N_("glossary term")),
    "page": KindName(N_("page")),
}

PAGE_TITLES: Mapping[str, str] = Labels(
    {
        "home": N_("Home"),
        "themes": N_("Themes"),
        "findings": N_("Findings"),
        "quotes": N_("Quotes"),
        "participants": N_("Participants"),
        "comparisons": N_("Comparisons"),
        "sources": N_("Sources"),
        "codes": N_("Codebook"),
        "references": N_("References"),
        "data": N_("The study as data"),
        "uncited": N_("Works that are not cited"),
        "implications": N_("What the authors recommend"),
        "contrasts": N_("What speaks against the findings"),
        "limitations": N_("Limitations"),
        "glossary": N_("Glossary"),
    }
)

STANCES: Mapping[Stance, RelationLabels] = {
    Stance.SUPPORTS: RelationLabels(N_("Supporting"), N_("Supporting quote"), N_("Supports the %(kind)s")),
    Stance.CONTRASTS: RelationLabels(N_("Contrasting"), N_("Contrasting quote"), N_("Contrasts with the %(kind)s")),
}

RELATIONS: Mapping[Relation, RelationLabels] = {
    Relation.AGREES: RelationLabels(N_("Agrees"), N_("agrees"), N_("Agrees with the %(kind)s")),
    Relation.CONTRASTS: RelationLabels(N_("Contrasts"), N_("contrasts"), N_("Contrasts with the %(kind)s")),
    Relation.EXPLAINS: RelationLabels(
        N_("Helps to explain"), N_("helps to explain"), N_("Helps to explain the %(kind)s")
    ),
    Relation.METHOD: RelationLabels(N_("Method"), N_("method"), N_("Method behind the %(kind)s")),
    Relation.BACKGROUND: RelationLabels(N_("Background"), N_("background"), N_("Background to the %(kind)s")),
}


def place_in_source(page: int | None, locator: str, source: str) -> str:
    """Where a quote is in the source of the study, such as "p. 12 of the accepted manuscript"; empty if not known."""
    place = gettext("p. %(page)s") % {"page": page} if page is not None else locator
    return gettext("%(place)s of the %(source)s") % {"place": place, "source": source} if place and source else place


def relation_labels(relation: Stance | Relation) -> RelationLabels:
    """The labels of a stance or a relation, which have one value in common."""
    return STANCES[relation] if isinstance(relation, Stance) else RELATIONS[relation]


SCALES: Mapping[Scale, str] = Labels(
    {
        Scale.ALL: N_("all participants"),
        Scale.MOST: N_("most participants"),
        Scale.MANY: N_("many participants"),
        Scale.HALF: N_("half of the participants"),
        Scale.SEVERAL: N_("several participants"),
        Scale.SOME: N_("some participants"),
        Scale.FEW: N_("a few participants"),
        Scale.ONE: N_("one participant"),
        Scale.UNSTATED: N_("number not stated"),
    }
)
# Of a finding, as XHTML.
PREVALENCE: Mapping[Scale, str] = Labels(
    {
        Scale.ALL: N_("Said of <strong>all participants</strong>"),
        Scale.MOST: N_("Said of <strong>most participants</strong>"),
        Scale.MANY: N_("Said of <strong>many participants</strong>"),
        Scale.HALF: N_("Said of <strong>half of the participants</strong>"),
        Scale.SEVERAL: N_("Said of <strong>several participants</strong>"),
        Scale.SOME: N_("Said of <strong>some participants</strong>"),
        Scale.FEW: N_("Said of <strong>a few participants</strong>"),
        Scale.ONE: N_("Said of <strong>one participant</strong>"),
        Scale.UNSTATED: N_("The authors give no number"),
    }
)
# The same for studies that say what participants are called: the unit, in the plural.
SCALES_WITH_UNIT: Mapping[Scale, str] = Labels(
    {
        Scale.ALL: N_("all %(unit)s"),
        Scale.MOST: N_("most %(unit)s"),
        Scale.MANY: N_("many %(unit)s"),
        Scale.HALF: N_("half of the %(unit)s"),
        Scale.SEVERAL: N_("several %(unit)s"),
        Scale.SOME: N_("some %(unit)s"),
        Scale.FEW: N_("a few %(unit)s"),
        Scale.ONE: N_("one of the %(unit)s"),
        Scale.UNSTATED: N_("number not stated"),
    }
)
PREVALENCE_WITH_UNIT: Mapping[Scale, str] = Labels(
    {
        Scale.ALL: N_("Said of <strong>all %(unit)s</strong>"),
        Scale.MOST: N_("Said of <strong>most %(unit)s</strong>"),
        Scale.MANY: N_("Said of <strong>many %(unit)s</strong>"),
        Scale.HALF: N_("Said of <strong>half of the %(unit)s</strong>"),
        Scale.SEVERAL: N_("Said of <strong>several %(unit)s</strong>"),
        Scale.SOME: N_("Said of <strong>some %(unit)s</strong>"),
        Scale.FEW: N_("Said of <strong>a few %(unit)s</strong>"),
        Scale.ONE: N_("Said of <strong>one of the %(unit)s</strong>"),
        Scale.UNSTATED: N_("The authors give no number"),
    }
)

PARTICIPANT_KINDS: Mapping[ParticipantKind, str] = Labels(
    {
        ParticipantKind.PERSON: N_("person"),
        ParticipantKind.GROUP: N_("group"),
        ParticipantKind.INTERVIEWER: N_("interviewer"),
    }
)
SOURCE_KINDS: Mapping[SourceKind, str] = Labels(
    {
        SourceKind.TRANSCRIPT: N_("Transcript"),
        SourceKind.RECORDING: N_("Recording"),
        SourceKind.NOTES: N_("Notes"),
        SourceKind.DOCUMENT: N_("Document"),
        SourceKind.PUBLICATION: N_("Publication"),
        SourceKind.SURVEY: N_("Survey"),
    }
)
CONFIDENCE_LEVELS: Mapping[ConfidenceLevel, str] = Labels(
    {
        ConfidenceLevel.HIGH: N_("high confidence"),
        ConfidenceLevel.MODERATE: N_("moderate confidence"),
        ConfidenceLevel.LOW: N_("low confidence"),
        ConfidenceLevel.VERY_LOW: N_("very low confidence"),
    }
)
# By the names of the fields of ``Confidence``, in the order of GRADE-CERQual.
CONFIDENCE_COMPONENTS: Mapping[str, str] = Labels(
    {
        "methods": N_("Methodological limitations"),
        "coherence": N_("Coherence"),
        "adequacy": N_("Adequacy of data"),
        "relevance": N_("Relevance"),
    }
)
CONCERNS: Mapping[Concern, str] = Labels(
    {
        Concern.NONE: N_("No or very minor concerns"),
        Concern.MINOR: N_("Minor concerns"),
        Concern.MODERATE: N_("Moderate concerns"),
        Concern.SERIOUS: N_("Serious concerns"),
    }
)

IMPLICATION_KINDS: Mapping[ImplicationKind, str] = Labels(
    {
        ImplicationKind.PRACTICE: N_("Practice"),
        ImplicationKind.TRAINING: N_("Training"),
        ImplicationKind.POLICY: N_("Policy"),
        ImplicationKind.THEORY: N_("Theory"),
        ImplicationKind.RESEARCH: N_("Research"),
        ImplicationKind.CLAIM: N_("Claim"),
    }
)

# In the evidence trail, before what a thing is evidence for or part of, and before what it is based on.
LEADS_TO: Mapping[str, str] = Labels(
    {
        "subtheme": N_("Part of"),
        "finding": N_("Appears in"),
        "quote": N_("Relates to"),
        "participant": N_("Quoted in"),
        "reference": N_("Cited for"),
    }
)
RESTS_ON: Mapping[str, str] = Labels(
    {
        **dict.fromkeys(KINDS, N_("Based on")),
        "implication": N_("Follows from"),
        "limitation": N_("Applies to"),
        "finding": N_("Evidence"),
        "quote": N_("Said by"),
    }
)
