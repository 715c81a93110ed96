"""What Themebook adds to the theme: templates, styles and scripts, laid between the author's own and the theme's."""

from pathlib import Path

THEME = Path(__file__).parent
_ASSETS = "assets/themebook"

# The style of paper comes last, because it takes back what the others say of screens.
STYLES = tuple(f"{_ASSETS}/{name}.css" for name in ("themebook", "figures", "search", "lists", "print"))
# Records come before what uses them.
SCRIPTS = tuple(f"{_ASSETS}/{name}.js" for name in ("records", "search-engines", "search", "lists", "print"))
