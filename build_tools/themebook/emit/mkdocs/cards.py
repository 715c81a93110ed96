"""Which cards for shared pages a build draws."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from mkdocs.config.defaults import MkDocsConfig

from themebook.core.extras import is_installed, to_install
from themebook.emit.mkdocs.options import ThemebookOptions
from themebook.render.site import Site
from themebook.social.sharing import SharedCard, cards_of

log = logging.getLogger("mkdocs.plugins.themebook")


def cards_to_draw(site: Site, config: MkDocsConfig, options: ThemebookOptions) -> Mapping[str, SharedCard]:
    """The cards by the paths of their pages. There are none where they are not wanted or cannot be drawn."""
    # A shared page must give the absolute address of its card.
    if not (options.cards and config.site_url):
        return {}
    if not is_installed("cards"):
        log.info("Themebook: the site has no cards for shared pages; to have them, run: %s", to_install("cards"))
        return {}
    cards = cards_of(site, config.site_name)
    for card in [one for one in cards.values() if one.lacking]:
        log.info("Themebook: no card for %s, because the fonts lack %s", card.path, " ".join(card.lacking))
    return cards
