"""Which pages there are, where, and how they are navigated."""
