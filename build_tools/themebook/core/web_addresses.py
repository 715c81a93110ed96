"""Safe targets for links that are made from data."""

from __future__ import annotations

import re
from unicodedata import category
from urllib.parse import quote, urlsplit

DOI_RESOLVER = "https://doi.org/"

_WEB = re.compile(r"(?P<scheme>https?)://(?P<authority>[^/?#]*)(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_MAIL = re.compile(r"mailto:(?=.)(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_MAILBOX = re.compile(r"[^@\s<>:/?#]+@[^@\s<>:/?#]+\.[^@\s<>:/?#]+")
_AUTHORITY = re.compile(
    r"(?:[\w.~!$&'()*+,;=:%-]*@)?(?P<host>\[[0-9A-Fa-f:.]+\]|(?:[A-Za-z0-9._~-]|%[0-9A-Fa-f]{2}|[^\x00-\x7f])+)(?::\d*)?"
)
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
# RFC 3986: unreserved and reserved characters, except brackets, which are only allowed in a host.
_KEPT = "-._~:/?#@!$&'()*+,;=%"
_KEPT_IN_DOI = "-._~:/@!$&'()*+,;=%"


def web_address(written: str) -> str | None:
    """The percent-encoded address of a web page or mailbox, or None if the text is not one.

    Only http, https and mailto are allowed, and ``www.``, which means https. Existing percent-encoding is kept.
    A DOI, which follows its resolver, has no query and no fragment, so ``?`` and ``#`` in it are encoded too.
    """
    text = written.strip()
    if text.lower().startswith("www."):
        text = f"https://{text}"
    if mail := _MAIL.fullmatch(text):
        return f"mailto:{_encoded(mail['rest'], _KEPT)}"
    found = _WEB.fullmatch(text)
    if not found or not _is_authority(found["authority"]):
        return None
    start = f"{found['scheme'].lower()}://{found['authority']}"
    is_doi = f"{start.lower()}/" == DOI_RESOLVER
    return start + _encoded(found["rest"], _KEPT_IN_DOI if is_doi else _KEPT)


def contact_address(written: str) -> str | None:
    """The address of a web page, or of a mailbox that is written with or without ``mailto:``."""
    text = written.strip()
    return web_address(f"mailto:{text}" if _MAILBOX.fullmatch(text) else text)


def is_relative(written: str) -> bool:
    """Whether a text is an address without a scheme, for a page of the same site or server."""
    return ":" not in re.split(r"[/?#]", written, maxsplit=1)[0]


def _is_authority(authority: str) -> bool:
    """Whether this is a host, with an optional user and port. It may contain letters of any language."""
    found = _AUTHORITY.fullmatch(authority)
    if not found or any(category(character)[0] in "CZ" for character in authority):
        return False
    try:
        # It rejects hosts that change when they are normalised.
        urlsplit(f"https://{authority}/")
    except ValueError:
        return False
    return True


def _encoded(text: str, kept: str) -> str:
    return quote(_LONE_PERCENT.sub("%25", text), safe=kept, errors="replace")
