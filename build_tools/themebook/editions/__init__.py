"""The other editions of a site: a zip that is read without a web, and a book for paper."""
