"""Documents for the authors' article: the table of themes, and findings with their quotes and citations."""
