"""The study as data: files that readers download, and other programs read."""
