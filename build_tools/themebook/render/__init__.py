"""From views to the text of pages."""
