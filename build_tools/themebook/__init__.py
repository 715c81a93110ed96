"""Themebook: publish a qualitative study as a site on which every claim leads to its evidence."""
