"""What Themebook adds to the theme: templates, styles and scripts, laid between the author's own and the theme's."""

from pathlib import Path

THEME = Path(__file__).parent
_ASSETS = "assets/themebook"

STYLES = (f"{_ASSETS}/themebook.css", f"{_ASSETS}/access.css", f"{_ASSETS}/search.css")
SCRIPTS = (
    f"{_ASSETS}/access.js",
    f"{_ASSETS}/records.js",
    f"{_ASSETS}/search-engines.js",
    f"{_ASSETS}/search.js",
)
