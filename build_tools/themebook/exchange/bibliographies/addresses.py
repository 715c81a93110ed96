"""Identifiers and web addresses that may be published."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from themebook.core import lookalikes
from themebook.exchange.bibliographies.texts import shown
from themebook.sources.bibtex.latex import unescape_url

_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_DOI_LABEL = re.compile(r"(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi:?\s*", re.IGNORECASE)
# The host of a library's proxy, which opens pages for its own readers only.
_PROXY = re.compile(r"(?:^|[.-])(?:[a-z]{0,12}proxy[a-z0-9]{0,12}|idm\.oclc\.org|libaccess|remotexs)(?=[.-]|$)")
_LOCAL = re.compile(r"localhost|.*\.(?:local|lan|internal|intranet|home|corp|localdomain)|[^.]*")
# Parameters that let whoever has the address in.
_SECRET = re.compile(
    r"[?&;/](?:jsessionid|phpsessid|sid|session\w*|token|access_token|x-amz-\w+|signature)=", re.IGNORECASE
)
_TARGET = re.compile(
    r"[?&]q?url=(?P<plain>https?://.*)|[?&]q?url=(?P<encoded>https?%3a[^&]*)", re.IGNORECASE | re.DOTALL
)
_ADDRESS = re.compile(r"(?:https?|ftp|file|smb|localhost):[^\s{}]*", re.IGNORECASE)
_ASCII_CONTROL = re.compile(r"[\x00-\x20\x7f]")


def doi_in(*written: object) -> str:
    """The first DOI in values such as ``https://doi.org/10.1234/abc``, without what is before it; or nothing."""
    for value in written:
        text = lookalikes.plain(shown(value)).strip()
        if label := _DOI_LABEL.match(text):
            rest = text[label.end() :]
            text = unquote(rest) if "%2f" in rest.lower() else rest
        text = text.replace("{", "%7B").replace("}", "%7D").replace("\\", "").rstrip(".,;")
        if _DOI.fullmatch(text):
            return text
    return ""


def is_doi_address(url: str) -> bool:
    return _DOI_LABEL.match(url) is not None and doi_in(url) != ""


def public_url(written: Iterable[object]) -> str:
    """The first of the addresses that anybody can open, or nothing.

    Addresses on the computer or in the network of whoever wrote them, of a library's proxy, or with a password or a
    session are private. Of a proxy, the address that it leads to is taken if it is known.
    """
    return next((url for one in written if (url := _public(shown(one).strip("<> ")))), "")


def with_public_urls(text: str) -> str:
    """A text of BibTeX whose addresses anybody can open; nothing if it has another."""
    found = _ADDRESS.search(unescape_url(text))
    public = public_url([found[0]]) if found else ""
    if not found or public == found[0]:
        return text
    return public


def _public(url: str, *, is_target: bool = False) -> str:
    if url.lower().startswith("www."):
        url = f"https://{url}"
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".").lower()
        has_login = "@" in parts.netloc
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https", "ftp") or _ASCII_CONTROL.search(url) or has_login:
        return ""
    if _PROXY.search(host) or "proxy" in parts.path.lower().split("/")[1:2]:
        target = None if is_target else _TARGET.search(url)
        return _public(target["plain"] or unquote(target["encoded"]), is_target=True) if target else ""
    if _LOCAL.fullmatch(host) or _is_private(host) or _SECRET.search(url):
        return ""
    return url.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


def _is_private(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return False
