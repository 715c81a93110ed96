"""From entries of the bibliography to formatted references and citations, by CSL through pandoc."""

from build_tools.cite.csl_style import UnknownStyle, styles
from build_tools.cite.formatter import CitationFormatter
from build_tools.cite.pandoc import FormattingFailed

__all__ = ["CitationFormatter", "FormattingFailed", "UnknownStyle", "styles"]
