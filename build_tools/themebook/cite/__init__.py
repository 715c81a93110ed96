"""Formats references and citations with CSL styles, using pandoc."""

from themebook.cite.csl import to_csl
from themebook.cite.csl_style import UnknownStyle, load_style, styles
from themebook.cite.formatter import CitationFormatter
from themebook.cite.pandoc_process import FormattingFailed
from themebook.cite.ris import to_ris

__all__ = ["CitationFormatter", "FormattingFailed", "UnknownStyle", "load_style", "styles", "to_csl", "to_ris"]
