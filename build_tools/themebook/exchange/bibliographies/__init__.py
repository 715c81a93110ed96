"""Bibliographies: the works in the files of reference managers and databases, and works as ``references.bib``."""
