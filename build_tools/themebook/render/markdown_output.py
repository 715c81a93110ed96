"""The content of pages as Markdown: headings, and HTML between them."""

from __future__ import annotations

import re
from html import escape

from themebook.render.content import Heading, Parts
from themebook.render.marks import END_WITH_HEADINGS, WITH_HEADINGS

# Characters that Markdown treats as syntax. Those of character references stay.
_SPECIAL = re.compile(r"""[!"$'()*+./:=@\[\\\]^_`{|}~-]|(?<!&)#|\?(?=\?)""")
_TAG = re.compile(r"(<[^>]*>)")
# Characters of syntax that is read before HTML is, such as fences and views, and tabs, which are changed in it. In tags
# they only occur in the values of attributes.
_READ_FIRST = {ord(sign): f"&#{ord(sign)};" for sign in "`~{}[]\t"}
_MARKS = re.compile(f"([{WITH_HEADINGS}{END_WITH_HEADINGS}])")
# Text such as "&amp;" in an attribute.
_REFERENCE_LIKE = re.compile(r"&amp;(?=#?\w+;)")


def as_markdown(parts: Parts) -> str:
    """The parts of a page as Markdown for Python-Markdown with the extensions ``attr_list`` and ``md_in_html``."""
    written, depth = [], 0
    for part in parts:
        if isinstance(part, Heading) and not part.is_nested:
            written.append(_heading(part))
        else:
            html, depth = _html(_nested(part) if isinstance(part, Heading) else part.strip(), depth)
            written.append(html)
    return "\n\n".join(filter(None, written)) + "\n"


def _nested(heading: Heading) -> str:
    """A heading in other HTML, in which Python-Markdown does not find it."""
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in heading.attributes.items())
    return f"<h{heading.level}{attributes}>{heading.words}</h{heading.level}>"


def _html(part: str, depth: int) -> tuple[str, int]:
    """HTML at a depth of elements with headings in them, and the depth after it."""
    written = []
    for piece in _MARKS.split(part):
        if piece == WITH_HEADINGS:
            written.append(' markdown="1"')
            depth += 1
        elif piece == END_WITH_HEADINGS:
            depth -= 1
        else:
            written.append((_in_element(piece) if depth else piece).translate(_READ_FIRST))
    return "".join(written), depth


def _in_element(html: str) -> str:
    """HTML in an element with headings. Python-Markdown reads it, and leaves references in attributes as they are."""
    return _TAG.sub(lambda tag: _REFERENCE_LIKE.sub("&amp;amp;", tag[0]), html)


def _heading(heading: Heading) -> str:
    return f"{'#' * heading.level} {_escaped(' '.join(heading.words.split()))}{_attributes(heading)}"


def _attributes(heading: Heading) -> str:
    others = dict(heading.attributes)
    name, css = others.pop("id", ""), others.pop("class", "")
    written = [f"#{name}"] if name else []
    written += [f".{one}" for one in css.split()]
    # An attribute without a value is written without quotation marks.
    written += [f'{key}="{_escaped(value)}"' if value else key for key, value in others.items()]
    return f" {{ {' '.join(written)} }}" if written else ""


def _escaped(html: str) -> str:
    """HTML in which Python-Markdown finds no Markdown."""
    pieces = _TAG.split(html)
    return "".join(piece if piece.startswith("<") else _SPECIAL.sub(_reference, piece) for piece in pieces)


def _reference(sign: re.Match[str]) -> str:
    return f"&#{ord(sign[0])};"
