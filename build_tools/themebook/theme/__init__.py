"""What Themebook adds to the theme: templates, styles and scripts, laid between the author's own and the theme's."""

from pathlib import Path

THEME = Path(__file__).parent
ASSETS = "assets/themebook"

# The style of paper comes last, because it takes back what the others say of screens.
_STYLES = ("themebook", "access", "figures", "lists", "search", "previews", "copy", "trail", "print")
# Tools and records come before what uses them.
_SCRIPTS = (
    "tools",
    "records",
    "search-engines",
    "search",
    "keys",
    "lists",
    "previews",
    "copy",
    "trail",
    "access",
    "print",
)

STYLES = tuple(f"{ASSETS}/{name}.css" for name in _STYLES)
SCRIPTS = tuple(f"{ASSETS}/{name}.js" for name in _SCRIPTS)
