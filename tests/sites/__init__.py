"""Whole projects that tests build."""

from pathlib import Path

#: A small study, with no hand-written page but the first.
BAKERS = Path(__file__).parent / "bakers"

#: A small study without Latin letters, in a language in which Material's own strings have none either.
CYRILLIC = Path(__file__).parent / "cyrillic"

#: The least that is a study: one participant, one theme, one quote.
SMALLEST = Path(__file__).parent / "smallest"

#: Themes without subthemes; quotes of several themes, of none, and of no finding.
FLAT_THEMES = Path(__file__).parent / "flat-themes"

#: Themes of four levels, with definitions and relations between them.
DEEP_THEMES = Path(__file__).parent / "deep-themes"

#: Dialogue in focus groups: named members, moderators, groups that speak as one.
FOCUS_GROUPS = Path(__file__).parent / "focus-groups"

#: The same participants interviewed in three waves, with sources and attributes.
WAVES = Path(__file__).parent / "waves"

#: Quotes in German, Arabic and Norwegian with translations, on an English site.
BILINGUAL = Path(__file__).parent / "bilingual"

#: Codes and coded documents, without themes, findings or participants.
CODEBOOK = Path(__file__).parent / "codebook"

#: A secondary analysis: findings with literature, counts and confidence, and no quotes.
SECONDARY = Path(__file__).parent / "secondary"

#: All that a study can say of itself, several bibliographies, drafts, and where parts were imported from.
DETAILS = Path(__file__).parent / "details"

#: A hundred participants with attributes. ``tests.hundred`` makes the findings.
HUNDRED = Path(__file__).parent / "hundred"

#: A small study that uses every part of the findings, with the theme's settings of a whole site.
GARDENERS = Path(__file__).parent / "gardeners"
