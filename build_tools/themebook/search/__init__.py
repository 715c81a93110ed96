"""Records of the site for search, and its index."""
