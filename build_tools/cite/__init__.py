"""From entries of the bibliography to formatted references and citations, by CSL through pandoc."""

from build_tools.cite.csl_json import to_csl
from build_tools.cite.csl_style import UnknownStyle, load_style, styles
from build_tools.cite.formatter import CitationFormatter
from build_tools.cite.pandoc import FormattingFailed
from build_tools.cite.ris import to_ris

__all__ = ["CitationFormatter", "FormattingFailed", "UnknownStyle", "load_style", "styles", "to_csl", "to_ris"]
