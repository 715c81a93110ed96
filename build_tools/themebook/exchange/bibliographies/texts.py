"""Texts of works as other programs write them: without what cannot be shown, and with the tags that CSL knows."""

from __future__ import annotations

import html
import math
import re
import unicodedata

from themebook.sources.source import NOT_XML

_SMALL_CAPS = '<span style="font-variant:small-caps;">'
_NO_CASE = '<span class="nocase">'
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][\w:-]{0,30})(?P<more>(?:\s[^<>]{0,300})?)/?>")
_FORMATS = {
    **dict.fromkeys(("i", "em", "italic"), "i"),
    **dict.fromkeys(("b", "strong", "bold"), "b"),
    **{"sub": "sub", "inf": "sub", "sup": "sup", "sc": "sc", "scp": "sc"},
}
# Tags of web pages, of journals and of formulas. What else is between angle brackets is text.
_MARKUP = frozenset(("a", "br", "div", "font", "p", "span", "title", "tt", "u", "underline", "ext-link", "monospace"))
_FORMULA = re.compile(r"(?:mml:)?(?:math|m(?:i|n|o|row|sub|sup|text|frac|style|sqrt|subsup|over|under|fenced|space))")

_MOST = 10**15
"""Longer numbers are no numbers of works."""
_DEEPEST = 8
"""How deep tags may be nested."""


def plain(value: object) -> str:
    """A value as text on one line, without tags. Numbers are text; of a list, the first value counts."""
    return re.sub(r"</?(?:i|b|sub|sup|span)(?:\s[^<>]*)?>", "", rich(value))


def rich(value: object) -> str:
    """A value as text on one line, with tags for italics, bold, raised and lowered text, small capitals and names.

    Every tag is closed.
    """
    text = shown(value)
    if "&" in text:
        text = shown(html.unescape(text))
    return " ".join(_with_known_tags(text).split()) if "<" in text else text


def shown(value: object) -> str:
    """A value as text on one line, with single spaces and nothing that a page cannot show."""
    if isinstance(value, list | tuple):
        value = value[0] if value else ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    if isinstance(value, float):
        value = f"{value:g}" if math.isfinite(value) else ""
    if isinstance(value, int):
        value = f"{value}" if abs(value) < _MOST else ""
    text = unicodedata.normalize("NFC", NOT_XML.sub("", value))
    spaced = " ".join(text.split())
    return "".join(one for one in spaced if unicodedata.category(one) != "Cc")


def _with_known_tags(text: str) -> str:
    """The text with the tags that CSL knows, each closed where it ends, and without other markup."""
    out: list[str] = []
    opened: list[tuple[str, str]] = []
    at = 0
    for found in _TAG.finditer(text):
        tag, name = _tag(found), found["name"].lower()
        if tag is None:
            continue
        out.append(text[at : found.start()])
        at = found.end()
        if found["close"]:
            if opened and opened[-1][0] == name:
                out.append(_closing(opened.pop()[1]))
        elif found[0][-2] != "/" and name != "br":
            # The same tag again, inside itself, means nothing.
            tag = "" if (name, tag) in opened[-_DEEPEST:] or len(opened) > _DEEPEST else tag
            out.append(tag)
            opened.append((name, tag))
    out.append(text[at:])
    return "".join((*out, *(_closing(tag) for _, tag in reversed(opened))))


def _tag(found: re.Match[str]) -> str | None:
    """The tag in the form of CSL, nothing if CSL has none for it, and None if it is no tag."""
    name = found["name"].lower().removeprefix("jats:")
    more = found["more"].lower()
    if name == "span" and "small-caps" in more:
        return _SMALL_CAPS
    if name == "span" and "nocase" in more:
        return _NO_CASE
    if name in _FORMATS:
        return _SMALL_CAPS if _FORMATS[name] == "sc" else f"<{_FORMATS[name]}>"
    return "" if name in _MARKUP or _FORMULA.fullmatch(name) else None


def _closing(tag: str) -> str:
    return f"</{re.split(r'[ >]', tag[1:])[0]}>" if tag else ""
