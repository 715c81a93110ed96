"""The figures of the study as pictures and as tables, for slides and for papers."""
