"""The study as archives describe it, for the files beside the sources that they read."""
