"""The view models of pages and figures."""
