"""The MkDocs plugin, and builds with MkDocs."""
