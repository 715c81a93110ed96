"""What authors can put on a page: views, with ``{{ name }}``, and quotes and findings, with ``![[id]]``."""

from __future__ import annotations

AUTHOR_VIEWS = {
    "themes": "the themes with their subthemes and counts",
    "map": "a map of the themes: how much evidence each part has, and what the parts share",
    "matrix": "how many quotes each participant has in each subtheme",
    "comparisons": "who speaks in which theme, by attributes of participants with categories or bands, and by wave",
    "literature": "the cited works over time, and the subthemes that use them",
    "study": "what the study says of itself: authors, method, funding, ethics, licence and so on",
    "aims": "what the study set out to do",
    "setting": "where the study was done, and with whom",
    "figures": "key figures of the study's design",
    "cite": "how to cite the study, with BibTeX",
    "implications": "all implications with the findings they follow from",
    "contrasts": "what speaks against the findings: contrasting quotes and works, and limitations",
    "limitations": "all limitations with the findings they apply to",
    "glossary": "all glossary terms",
}

# What authors can put on a page with ``![[id]]``, by the names of kinds.
EMBEDDABLE = ("finding", "quote")

# Pages that are generated if no hand-written page has their view.
VIEW_PAGES = ("comparisons", "implications", "contrasts", "limitations", "glossary")
