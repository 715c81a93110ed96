"""Manuscripts in Word, OpenDocument, Markdown, plain text and PDF, read as papers. Read ``manuscript`` first."""
