"""The site as MkDocs builds it."""
