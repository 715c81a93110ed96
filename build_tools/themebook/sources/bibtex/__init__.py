"""The bibliography: from BibTeX to references."""
