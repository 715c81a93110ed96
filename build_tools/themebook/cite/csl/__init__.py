"""References as CSL-JSON, in the form that the manuals of the citation styles require.

Format: https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables.
"""

from themebook.cite.csl.item import Item, to_csl

__all__ = ["Item", "to_csl"]
