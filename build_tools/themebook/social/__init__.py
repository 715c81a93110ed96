"""How a page is shown where it is shared."""
