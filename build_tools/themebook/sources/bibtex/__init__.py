"""The bibliography: BibTeX to references."""
