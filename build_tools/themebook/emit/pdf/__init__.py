"""The site as a printed book. Importing this package raises NotInstalled without the extra ``pdf``."""

from themebook.core.extras import need

need("pdf", "the PDF")
