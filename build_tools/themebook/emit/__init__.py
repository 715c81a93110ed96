"""Output adapters for the rendered site."""
