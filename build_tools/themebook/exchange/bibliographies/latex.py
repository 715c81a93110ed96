"""Texts with the tags of CSL as LaTeX."""

from __future__ import annotations

import re

from themebook.exchange.escaping import latex_text

_COMMANDS = {
    **{"<i>": r"\emph{", "<b>": r"\textbf{", "<sub>": r"\textsubscript{", "<sup>": r"\textsuperscript{"},
    '<span style="font-variant:small-caps;">': r"\textsc{",
    '<span class="nocase">': "{",
    **dict.fromkeys(("</i>", "</b>", "</sub>", "</sup>", "</span>"), "}"),
}
_TAG = re.compile("|".join(map(re.escape, _COMMANDS)))
_BRACE = re.compile("[{}]")


def latex(text: str) -> str:
    """A text without tags, and without braces, for which bibliographies have another use."""
    return latex_text(_BRACE.sub("", text))


def latex_title(text: str) -> str:
    """A text with tags, each of which is closed."""
    out, at = [], 0
    for tag in _TAG.finditer(text):
        out += [latex(text[at : tag.start()]), _COMMANDS[tag[0]]]
        at = tag.end()
    return "".join((*out, latex(text[at:])))
