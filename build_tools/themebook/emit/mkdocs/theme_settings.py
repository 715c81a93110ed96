"""What the plugin adds to the settings of the theme."""

from __future__ import annotations

import logging

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig

from themebook.emit.mkdocs.bundles import Bundle, script_bundle, scripts_of_pages, style_bundle
from themebook.theme import THEME

log = logging.getLogger("mkdocs.plugins.themebook")

# If the author chooses no palette, readers or their devices choose between light and dark.
_PALETTES = tuple(
    {"media": f"(prefers-color-scheme: {light})", "scheme": scheme, "primary": "custom", "accent": "custom"}
    for light, scheme in (("light", "default"), ("dark", "slate"))
)


def add_theme(config: MkDocsConfig) -> tuple[Bundle, ...]:
    """Add our templates, styles and scripts, which override the theme's and can be overridden by the author.

    The bundles are files of the site that do not exist yet.
    """
    own = config.theme.custom_dir
    config.theme.dirs.insert(1 if own else 0, str(THEME))
    is_for_files = (config.extra.get("themebook") or {}).get("search") == "records"
    styles = style_bundle(config.theme.dirs, with_fonts=is_for_files)
    scripts = script_bundle(config.theme.dirs)
    config.extra_css.insert(0, styles.path)
    config.extra_javascript[:0] = map(_deferred, scripts_of_pages(scripts))
    # Tells the template that these include the styles and the script of Material.
    config.extra["themebook_bundled"] = {"fonts": is_for_files}
    if not config.theme.get("palette"):
        config.theme["palette"] = [dict(one) for one in _PALETTES]
    # A policy that forbids inline styles allows the alignment of tables as attributes.
    config.mdx_configs.setdefault("tables", {}).setdefault("use_align_attribute", True)
    return styles, scripts


def note_unused_search(config: MkDocsConfig) -> None:
    """Point out that the theme's search is not shown, so building it takes time for nothing."""
    for name in ("search", "material/search"):
        if name in config.plugins:
            log.info("Themebook has a search of its own; the line '- search' under 'plugins:' can be deleted.")


def _deferred(path: str) -> ExtraScriptValue:
    script = ExtraScriptValue(path)
    script.defer = True
    return script
