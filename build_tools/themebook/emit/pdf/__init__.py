"""The site as a printed book."""
