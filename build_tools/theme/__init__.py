"""What Themebook adds to the theme: templates, styles and scripts, laid between the author's own and the theme's."""

from pathlib import Path

THEME = Path(__file__).parent
_ASSETS = "assets/themebook"

STYLES = tuple(f"{_ASSETS}/{name}.css" for name in ("themebook", "search", "copy", "previews"))
# Records come before what uses them.
SCRIPTS = tuple(f"{_ASSETS}/{name}.js" for name in ("records", "search-engines", "search", "copy", "previews"))
