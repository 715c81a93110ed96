"""From the text of the sources to typed values; the only rooms that know YAML, BibTeX or the citation syntax."""
