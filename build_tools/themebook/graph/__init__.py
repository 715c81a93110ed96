"""The linked study, its counts and walks over it."""
