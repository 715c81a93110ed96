"""The folders of the site that hold generated pages. ``site/routes.py`` has all other addresses.

They are here because rules must know them: hand-written pages may not be in them.
"""

from __future__ import annotations

THEMES = "themes"
QUOTES = "quotes"
PARTICIPANTS = "participants"
REFERENCES = "references"

GENERATED_FOLDERS = (THEMES, QUOTES, PARTICIPANTS, REFERENCES)
