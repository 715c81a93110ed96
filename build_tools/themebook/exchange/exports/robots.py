"""``robots.txt``: which crawlers may read the site (https://www.rfc-editor.org/rfc/rfc9309)."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from themebook.site.routes import SITEMAP


class Robots(StrEnum):
    """Which crawlers the author wants: all, all but those that collect text to train language models, or none."""

    ALL = "all"
    SEARCH = "search"
    NONE = "none"


#: The names of crawlers that collect text to train language models, or of what stands for that use of it.
TRAINING_CRAWLERS = (
    # https://developer.amazon.com/amazonbot
    "Amazonbot",
    # https://support.apple.com/en-us/119829
    "Applebot-Extended",
    # ByteDance documents nothing; this is what its crawler calls itself in its requests.
    "Bytespider",
    # https://commoncrawl.org/ccbot
    "CCBot",
    # https://support.claude.com/en/articles/8896518
    "ClaudeBot",
    # https://developers.google.com/crawling/docs/crawlers-fetchers/google-common-crawlers#google-extended
    "Google-Extended",
    # https://platform.openai.com/docs/bots
    "GPTBot",
    # https://developers.facebook.com/docs/sharing/webmasters/web-crawlers
    "meta-externalagent",
)


def robots_text(robots: Robots, address: str) -> str:
    """The text, with the place of the sitemap if the address of the site is known and anybody may read it."""
    return "\n".join(_lines(robots, address)) + "\n"


def _lines(robots: Robots, address: str) -> Iterator[str]:
    if robots is Robots.SEARCH:
        yield from (f"User-agent: {name}" for name in TRAINING_CRAWLERS)
        yield from ("Disallow: /", "")
    yield from ("User-agent: *", "Disallow: /" if robots is Robots.NONE else "Allow: /")
    if address and robots is not Robots.NONE:
        yield from ("", f"Sitemap: {address}{SITEMAP}")
