"""What Themebook adds to Material: templates, styles and scripts. The author's own override them."""

from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from themebook.core.translation import gettext, ngettext

THEME = Path(__file__).parent
ASSETS = "assets/themebook"

# Print styles come last, because they override the others.
_STYLES = ("fonts", "themebook", "access", "figures", "lists", "search", "previews", "copy", "trail", "print")
# Settings, tools and records come before the scripts that use them. records.js loads others when they are needed.
_SCRIPTS = (
    "settings",
    "tools",
    "records",
    "search",
    "keys",
    "previews",
    "copy",
    "trail",
    "figures",
    "access",
    "print",
)

STYLES = tuple(f"{ASSETS}/{name}.css" for name in _STYLES)
SCRIPTS = tuple(f"{ASSETS}/{name}.js" for name in _SCRIPTS)


def translate_templates(environment: Any) -> None:
    """Let the templates of a Jinja environment translate with ``trans`` blocks and ``gettext``.

    MkDocs' environment does not escape. Translations do, with their values, unless these are marked as safe.
    """
    environment.add_extension("jinja2.ext.i18n")
    environment.install_gettext_callables(_gettext, _ngettext, newstyle=True)


def _gettext(message: str) -> Markup:
    return escape(gettext(message))


def _ngettext(one: str, many: str, number: int) -> Markup:
    return escape(ngettext(one, many, number))
