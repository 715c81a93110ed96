"""Facts of the real site that must stay true."""
