"""LaTeX to Unicode text, for values of BibTeX fields; the only importer of pylatexenc."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from pylatexenc import latex2text, latexwalker, macrospec

from themebook.sources.bibtex.accents import with_accents

_ANY_LATEX = re.compile(r"[\\$~]|--|``|''|[!?]`")
_EN_DASH, _LEFT, _RIGHT = "\N{EN DASH}", "\N{LEFT SINGLE QUOTATION MARK}", "\N{RIGHT SINGLE QUOTATION MARK}"
_PLAIN = {"---": "—", "--": _EN_DASH, "``": "“", "''": "”", "!`": "¡", "?`": "¿", "~": " "}
_PLAIN_TOKEN = re.compile(r"\{\\([&%$#_])\}|\\([&%$#_])|---?|``|''|[!?]`|~")
_NOT_PLAIN = re.compile(r"(?<!\\)(?:\\\\)*(?:\\[^&%$#_]|\$)|\\$", re.DOTALL)
_SPECIAL = re.compile(r"(\\.)|(\$(?=\S)(?:\\.|[^$\\])*(?<=\S)\$(?!\d))|[%&$]", re.DOTALL)
_URL_ESCAPE = re.compile(r"\{\\([_%#&~$])\}|\\([_%#&~$])(?:\{\})?")
_URL_TILDE = re.compile(r"\{?\\textasciitilde(?:\{\})?\}?|\{?\$\\sim\$\}?")


def _each(names: str, text: str) -> dict[str, str]:
    return dict.fromkeys(names.split(), text)


# Macros of BibTeX exporters and biblatex that pylatexenc lacks.
_SYMBOLS = {
    **_each("em it bf sc rm sl tt sf itshape bfseries scshape slshape upshape mdseries rmfamily normalfont", ""),
    **_each("small relax protect noindent allowbreak break / - @ !", ""),
    **_each("par newline newblock linebreak nobreakspace space thinspace quad qquad \\ , ; :", " "),
    **{"\n": " ", "\t": " "},
    **{"LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX", "slash": "/", "hyphen": "-", "psq": "f.", "psqq": "ff."},
    **{"endash": _EN_DASH, "emdash": "—", "lq": _LEFT, "rq": _RIGHT, "glqq": "„", "grqq": "“"},
    **{"textbar": "|", "textless": "<", "textgreater": ">", "textunderscore": "_", "textpercent": "%%"},
    **{"textampersand": "&", "textdollar": "$", "textbraceleft": "{", "textbraceright": "}", "textquotedbl": '"'},
    **{"copyright": "©", "pounds": "£", "textsterling": "£", "euro": "€", "S": "§", "P": "¶", "textasciicircum": "^"},
    **{"guillemetleft": "«", "guillemetright": "»", "textperiodcentered": "·"},
}
_WRAPPERS = {
    **_each("mkbibemph mkbibitalic mkbibbold textsuperscript textsubscript texttt textsf textup textmd", "%s"),
    **_each("textnormal mbox hbox uline underline MakeUppercase MakeLowercase uppercase lowercase autocap", "%s"),
    **_each("NoCaseChange bibstring", "%s"),
    **_each("enquote mkbibquote", "“%s”"),
    **_each("noopsort SortNoop", ""),
    "mkbibparens": "(%s)",
}
# In titles, formatting is kept as the tags that CSL knows.
_ITALIC, _BOLD, _SMALL_CAPS = "<i>%s</i>", "<b>%s</b>", '<span style="font-variant:small-caps;">%s</span>'
_FORMATS = {
    **_each("emph textit textsl mkbibemph mkbibitalic", _ITALIC),
    **_each("textbf mkbibbold", _BOLD),
    **{"textsuperscript": "<sup>%s</sup>", "textsubscript": "<sub>%s</sub>", "textsc": _SMALL_CAPS},
}
_DECLARED = {
    **_each("em it itshape sl slshape", _ITALIC),
    **_each("bf bfseries", _BOLD),
    **_each("sc scshape", _SMALL_CAPS),
}
_SCRIPTS = re.compile(
    r"(?P<sign>[\^_])\s*(?:\{\\(?:textrm|textnormal|text|mathrm|rm)\b\s*\{?(?P<roman>[^{}]*)\}?\}|\{(?P<group>[^{}]*)\}|(?P<one>\w|\\[a-zA-Z]+))"
)
# pylatexenc converts these, but loses the author's words or gives a different result each day.
_REFUSED = frozenset(
    _each(
        "author autoref chapter cite citep citet Cref cref date eqref exercise hint hints hinweis hinweise id Ident "
        "include includegraphics input item maketitle paragraph part ref section subparagraph subsection "
        "subsubsection title today uebung",
        "",
    )
)


class Decoded(NamedTuple):
    """A value as text, the LaTeX in it that could not be converted and was left unchanged, and the unknown commands
    that were left out, while what they were about was kept.
    """

    text: str
    undecoded: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


@lru_cache(maxsize=1 << 14)
def decode(raw: str) -> Decoded:
    """The value as text on one line in NFC, without braces."""
    if not _ANY_LATEX.search(raw):
        return Decoded(_tidy(raw.replace("{", "").replace("}", "")))
    if not _NOT_PLAIN.search(plain := with_accents(raw)):
        return Decoded(_tidy(_plain(plain).replace("{", "").replace("}", "")))
    return _with_pylatexenc(raw, _ToText(raw))


@lru_cache(maxsize=1 << 14)
def decode_title(raw: str) -> Decoded:
    """The value as text on one line in NFC, with one pair of braces around what must keep its capitals.

    Italics, bold, raised and lowered text and small capitals become the tags that CSL has for them. Braces that belong
    to LaTeX, such as those of ``{\\'e}`` and ``\\emph{...}``, do not protect and are gone. Braces in the result are
    always in pairs and never nested.
    """
    if not _ANY_LATEX.search(raw):
        return Decoded(_tidy(_single_braces(raw)))
    if not _NOT_PLAIN.search(plain := with_accents(raw)):
        return Decoded(_tidy(_single_braces(_plain(plain))))
    scripted = _SPECIAL.sub(_with_scripts, raw)
    decoded = _with_pylatexenc(scripted, _TitleToText(scripted))
    return decoded._replace(text=_tidy(_single_braces(decoded.text)))


def _with_scripts(found: re.Match[str]) -> str:
    """Raised and lowered text in a formula, as commands that also exist outside formulas."""

    def command(script: re.Match[str]) -> str:
        name = "textsuperscript" if script["sign"] == "^" else "textsubscript"
        return f"\\{name}{{{script['one'] or script['group'] or script['roman']}}}"

    return _SCRIPTS.sub(command, found[0]) if found[2] else found[0]


def unescape_url(raw: str) -> str:
    """A URL, DOI or the like without the braces and backslashes that exporters add; everything else as it is."""
    text = _URL_TILDE.sub("~", raw.strip())
    text = _URL_ESCAPE.sub(lambda found: str(found[1] or found[2]), text)
    return _tidy(text.replace("{", "").replace("}", ""))


def _tidy(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _plain(raw: str) -> str:
    """Fast conversion of the few marks that make up most LaTeX in real files."""
    return _PLAIN_TOKEN.sub(lambda found: found[1] or found[2] or _PLAIN[found[0]], raw)


def _single_braces(text: str) -> str:
    opened: list[int] = []
    kept: set[int] = set()
    for index in (found.start() for found in re.finditer(r"[{}]", text)):
        if text[index] == "{":
            opened.append(index)
        elif opened:
            start = opened.pop()
            kept.update((start, index) if not opened else ())
    return "".join(c for i, c in enumerate(text) if c not in "{}" or i in kept).replace("{}", "")


def _with_pylatexenc(raw: str, converter: _ToText) -> Decoded:
    try:
        walker = latexwalker.LatexWalker(_escaped(raw), latex_context=_PARSED, tolerant_parsing=False)
        text = converter.nodelist_to_text(walker.get_latex_nodes()[0])
    except Exception:  # pylatexenc raises IndexError, RecursionError and others on what it does not understand
        return Decoded(_tidy(raw), (_tidy(raw),))
    return Decoded(_tidy(text), tuple(dict.fromkeys(converter.kept)), tuple(dict.fromkeys(converter.left_out)))


def _escaped(raw: str) -> str:
    """In a .bib file ``%`` is not a comment and ``&`` not a column, and ``$`` is often money (as in Pandoc)."""

    def escape(found: re.Match[str]) -> str:
        if found[1]:
            return found[1]
        return re.sub(r"(?<!\\)%", r"\\%", found[2]) if found[2] else "\\" + found[0]

    return _SPECIAL.sub(escape, raw)


def _argument(node: Any, index: int) -> str:
    return unescape_url(str(node.nodeargd.argnlist[index].latex_verbatim()))


def _href(node: Any, l2tobj: Any) -> str:
    url, text = _argument(node, 0), str(l2tobj.nodelist_to_text([node.nodeargd.argnlist[1]]))
    return url if text in ("", url) else f"{text} ({url})"


def _texts(wrappers: Mapping[str, str]) -> Any:
    own = [latex2text.MacroTextSpec(name, simplify_repl=text, discard=True) for name, text in _SYMBOLS.items()]
    own += [latex2text.MacroTextSpec(name, simplify_repl=text, discard=True) for name, text in wrappers.items()]
    own += [latex2text.MacroTextSpec("url", simplify_repl=lambda node, l2tobj: _argument(node, 0))]
    own += [latex2text.MacroTextSpec("href", simplify_repl=_href)]
    texts = latex2text.get_default_latex_context_db()
    texts.add_context_category("themebook", macros=own, prepend=True)
    return texts


def _parsed() -> Any:
    parsed = latexwalker.get_default_latex_context_db()
    own = [macrospec.MacroSpec(name, "{") for name in (*_WRAPPERS, *_FORMATS, "url")] + [
        macrospec.MacroSpec("href", "{{")
    ]
    own += [macrospec.MacroSpec("\\")]  # with the optional argument it has in LaTeX it cannot stand at the end
    parsed.add_context_category("themebook", macros=own, prepend=True)
    return parsed


# It would print what is reported as a diagnostic.
logging.getLogger("pylatexenc.latex2text").disabled = True

_TEXTS = _texts(_WRAPPERS)
_TITLE_TEXTS = _texts({**_WRAPPERS, **_FORMATS})
_PARSED = _parsed()


class _ToText(latex2text.LatexNodes2Text):  # type: ignore[misc]  # pylatexenc has no types
    """Keeps and records unknown macros, which its parent would drop. If a group follows, only the group is kept."""

    texts = _TEXTS

    def __init__(self, raw: str) -> None:
        super().__init__(latex_context=self.texts, strict_latex_spaces="macros")
        self.source = _escaped(raw)
        self.kept: list[str] = []
        self.left_out: list[str] = []

    def macro_node_to_text(self, node: Any) -> str:
        is_unknown = self.latex_context.get_macro_spec(node.macroname) is None
        if is_unknown and node.macroname not in _REFUSED and self.source.startswith("{", node.pos + node.len):
            self.left_out.append(str(node.latex_verbatim()).strip())
            return ""
        if is_unknown or node.macroname in _REFUSED:
            self.kept.append(str(node.latex_verbatim()).strip())
            return str(node.latex_verbatim())
        return str(super().macro_node_to_text(node))

    def apply_simplify_repl(self, node: Any, simplify_repl: Any, what: str) -> str:
        text = super().apply_simplify_repl(node, simplify_repl, what)
        if text == simplify_repl and "%s" in text and not any(node.nodeargd.argnlist if node.nodeargd else ()):
            # The macro takes an argument, and the author gave none.
            self.kept.append(str(node.latex_verbatim()).strip())
            return str(node.latex_verbatim())
        return str(text)

    def group_node_to_text(self, node: Any) -> str:
        if self.kept and self.source.endswith(self.kept[-1], 0, node.pos):
            return str(node.latex_verbatim())
        return self.group_text(node, str(super().group_node_to_text(node)))

    def group_text(self, node: Any, text: str) -> str:
        return text


class _TitleToText(_ToText):
    """Keeps the braces that protect capitals, and formatting."""

    texts = _TITLE_TEXTS

    def __init__(self, raw: str) -> None:
        super().__init__(raw)
        self.in_math = False
        self.arguments: set[int] = set()

    def macro_node_to_text(self, node: Any) -> str:
        self.arguments.update(id(argument) for argument in getattr(node.nodeargd, "argnlist", None) or ())
        return super().macro_node_to_text(node)

    def math_node_to_text(self, node: Any) -> str:
        before, self.in_math = self.in_math, True
        text = str(super().math_node_to_text(node))
        self.in_math = before
        return text

    def group_text(self, node: Any, text: str) -> str:
        first = next(iter(node.nodelist), None)
        declared = _DECLARED.get(getattr(first, "macroname", ""))
        if declared and not self.in_math:
            return declared % text.strip()
        accent = isinstance(first, latexwalker.LatexMacroNode) and len(unicodedata.normalize("NFC", text)) <= 1
        return text if accent or self.in_math or id(node) in self.arguments else "{" + text + "}"
