"""The site as a printed book. Importing any of this raises NotInstalled where the extra ``pdf`` is not installed."""

from themebook.core.extras import need

need("pdf", "the PDF")
