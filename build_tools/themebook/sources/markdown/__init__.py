"""Markdown texts: what they cite, link to and show, with places."""
