"""What archives and crawlers are told about a study, from its sources and the configuration of its site."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig

from themebook.core.web_addresses import web_address
from themebook.exchange.deposit.description import Deposit, deposit_of
from themebook.render.published import Published


def deposit_for(config: MkDocsConfig, published: Published) -> Deposit:
    """What is known of a study and its site."""
    return deposit_of(
        published,
        about=config.site_description or "",
        author=config.site_author or "",
        name=config.site_name,
        address=web_address(config.site_url or "") or "",
        repository=web_address(config.repo_url or "") or "",
    )
