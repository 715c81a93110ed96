"""Citations, links, views and glossary terms in Markdown, for Python-Markdown."""
