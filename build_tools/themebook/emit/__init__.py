"""Adapters: what becomes of the rendered site."""
