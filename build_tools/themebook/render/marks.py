"""Control characters that mark places in HTML while a page is made. No source may contain any.

Python-Markdown uses U+0002 and U+0003 itself.
"""

from __future__ import annotations

#: Around the number of something in a text that depends on the page.
PIECE = "\x01"
#: Around the number of a heading of the page.
HEADING = "\x04"
#: Precedes a text on one line, so that Python-Markdown never reads its beginning as a list or a heading.
IN_LINE = "\x05"
#: In the start tag and the end tag of an element that has headings in it, which matters to Python-Markdown.
WITH_HEADINGS, END_WITH_HEADINGS = "\x06", "\x07"
