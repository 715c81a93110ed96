"""What Themebook adds to the theme: templates, styles and scripts, laid between the author's own and the theme's."""

from pathlib import Path

THEME = Path(__file__).parent
_ASSETS = "assets/themebook"

# The style of paper comes last, because it takes back what the others say of screens.
STYLES = (f"{_ASSETS}/themebook.css", f"{_ASSETS}/print.css")
SCRIPTS: tuple[str, ...] = (f"{_ASSETS}/print.js",)
