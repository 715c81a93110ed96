"""What Themebook adds to the theme: templates, styles and scripts, laid between the author's own and the theme's."""

from pathlib import Path

THEME = Path(__file__).parent
_ASSETS = "assets/themebook"

# The style of paper comes last, because it takes back what the others say of screens.
STYLES = (
    f"{_ASSETS}/themebook.css",
    f"{_ASSETS}/search.css",
    f"{_ASSETS}/print.css",
)
SCRIPTS = (
    f"{_ASSETS}/records.js",
    f"{_ASSETS}/search-engines.js",
    f"{_ASSETS}/search.js",
    f"{_ASSETS}/print.js",
)
