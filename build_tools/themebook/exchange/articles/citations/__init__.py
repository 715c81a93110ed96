"""Lists of references in words, and the citations of them in running text."""
