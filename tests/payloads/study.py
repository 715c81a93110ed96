"""A study in which every field for plain text holds what could become markup, a script, or a link."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from themebook.core import assessments, data, model, study_details
from themebook.core.lookalikes import plain
from themebook.sources.findings.declared import STUDY, shape_of
from themebook.sources.findings.shapes import Key, ListOf, Shape
from themebook.sources.findings.value_kinds import Markdown, Text, VerbatimWords

AUTHOR = shape_of(study_details.Author)
FIGURE = shape_of(model.Figure)
ATTRIBUTE = shape_of(data.Attribute)
PARTICIPANT = shape_of(data.Participant)
SOURCE = shape_of(data.DataSource)
CODE = shape_of(data.Code)
TERM = shape_of(model.Term)
THEME = shape_of(model.Theme)
SUBTHEME = shape_of(model.Subtheme)
RELATED = shape_of(model.Related)
QUOTE = shape_of(data.Quote)
FINDING = shape_of(model.Finding)
PREVALENCE = shape_of(assessments.Prevalence)
CONFIDENCE = shape_of(assessments.Confidence)
LITERATURE = shape_of(model.LiteratureItem)
IMPLICATION = shape_of(model.Implication)
LIMITATION = shape_of(model.Statement)

# Each calls ``pwn`` where it runs, and asks the host ``evil.example`` where it loads something.
PAYLOADS: Mapping[str, str] = {
    "script": "<script>pwn(1)</script>",
    "image": "<img src=x onerror=pwn(2)>",
    "svg": '"><svg onload=pwn(3)>',
    "double quotes": '" onmouseover="pwn(4)" onfocus="pwn(4)" autofocus tabindex="0" x="',
    "single quotes": "' onmouseover='pwn(5)' autofocus onfocus='pwn(5)' x='",
    "script address": "[x](javascript:pwn(6)) <javascript:pwn(6)> javascript:pwn(6) [y](java&#115;cript:pwn(6))",
    "data address": "[x](data:text/html,<script>pwn(7)</script>) ![x](data:image/svg+xml,<svg/onload=pwn(7)>)",
    "template": "{{ 7*7 }} {% raw %} {% for x in y %} {{ config.site_name }} {# c #} {{ cycler.__init__ }}",
    "view": "{{ map }} {{{ trail sub-1 }}} {{{ map }}} {{{ list-filter quotes }}}",
    "comment": "--> <script>pwn(8)</script> ]]> <![CDATA[ <script>pwn(8)</script> ]]> <!-- themebook page: x -->",
    "raw text": "</title></textarea></style></noscript></template></script><script>pwn(9)</script>",
    "expression": "${pwn(10)} `${pwn(10)}` #{7*7} <%= 7*7 %> {{constructor.constructor('pwn(10)')()}}",
    "link": "[a](http://evil.example/) <http://evil.example/> www.evil.example ![i](//evil.example/i.png)",
    "entity": "&#x6a;avascript:pwn(11) &lt;script&gt;pwn(11)&lt;/script&gt; &#60;b&#62; &amp;lt;b&amp;gt; &quot; &copy",
    "attribute list": "word {: onclick=pwn(12) style=color:red #x } { onclick=pwn(12) } *em*{: onclick=pwn(12) }",
    "placeholder": "wzxhzdk:0 \\<script\\> klzzwxh:0001 amp \\*x\\* zz1337",
    "Markdown": "# h *em* **st** _u_ `co` ~~s~~ ==m== | a | b | > q - l 1. n \\ : d !!! note --- *[W]: x [TOC] ::: x",
    "citation": "@own [@own, p. 1] [-@work-1] [[sub-1]] [[sub-1|<b>x</b>]] @{own} [[javascript:pwn(13)]] [^1]",
    "elements": "<style>body{display:none}</style> <iframe src=javascript:pwn(14)></iframe> <base href=//evil.example> "
    "<meta http-equiv=refresh content=0;url=//evil.example> <form action=//evil.example><button>",
    "formatting": '<span class="nocase" style="background:url(//evil.example)">x</span> <i onclick=pwn(15)>z',
    "Markdown in HTML": '<div markdown="1" onclick="pwn(16)">*x*</div> <details open ontoggle=pwn(16)>z</details>',
    "punctuation": "'\"`<>&/\\=;:()[]|^~%#?!$*+_-.,@",
    "address": "https://e.example/\"onmouseover=\"pwn(17)\"x=\" https://e.example/<script>pwn(17)</script> https://e.ex/`)",
    "direction": "\u202e\u2066<script>pwn(18)</script>\u2069 \u200f \u200b \u00a0 end",
    "fence": "``` ~~~ </code></pre><script>pwn(19)</script> ```js pwn(19) ```",
    "LaTeX": "\\href{javascript:pwn(20)}{x} \\url{javascript:pwn(20)} $<script>pwn(20)</script>$ \\textless script",
    "broken tag": "<scr\tipt>pwn(21)</scr\tipt> <a href=\"java\tscript:pwn(21)\">x</a> <script",
}  # fmt: skip
# The same in few long texts, for a small site. What could hide the rest of a text stands at its end.
_FIRST = ("double quotes", "svg", "script", "view", "raw text")
_LAST = ("elements", "comment", "Markdown in HTML", "broken tag", "formatting")
_ORDER = (*_FIRST, *(name for name in PAYLOADS if name not in (*_FIRST, *_LAST)), *_LAST)
TOGETHER: Mapping[str, str] = {
    " + ".join(_ORDER[start::5]): " ".join(PAYLOADS[name] for name in _ORDER[start::5]) for start in range(5)
}
PROSE = "Plain words of the author."
# The origin of an item is only shown if it is a draft.
DRAFT = {"draft": True}
SITE_URL = "https://example.org/study/"

# Fields of the bibliography in which any text may stand; names and addresses have a form of their own.
_TEXTS = """
title subtitle booktitle journal publisher address note howpublished series edition volume number pages chapter
institution school organization isbn issn eprint eprinttype langid month version keywords abstract annote file
remark checked candidate-1
""".split()  # noqa: SIM905
_NAMES = ("author", "editor", "translator")
_ENTRY_TYPES = ("article", "book", "incollection", "online", "misc", "report", "thesis", "inproceedings")


@dataclass
class Hand:
    """Deals the payloads out: over as many things as there are payloads, each field of a thing gets each of them.

    A value ends in words that nothing else on the site has, so that it can be found again.
    """

    payloads: Mapping[str, str]
    tried: set[tuple[str, str]] = field(default_factory=set)
    values: dict[str, str] = field(default_factory=dict)
    _fields: dict[str, int] = field(default_factory=dict)

    def value(self, name: str, number: int) -> str:
        """The payload for a field, by its name, of the thing with this number."""
        place = self._fields.setdefault(name, len(self._fields))
        payload = list(self.payloads)[(number + place) % len(self.payloads)]
        self.tried |= {(name, one) for one in payload.split(" + ")}
        token = f"zq{place}x{number}"
        self.values[token] = f"{self.payloads[payload]} {token}"
        return self.values[token]

    def of(self, name: str) -> dict[str, str]:
        """The values of a field, by their tokens."""
        begin = f"zq{self._fields[name]}x"
        return {token: value for token, value in self.values.items() if token.startswith(begin)}

    def shown_as_typed(self) -> dict[str, str]:
        """All values, by their tokens, but those of the bibliography and of locators, which citation styles format."""
        formatted = [name for name in self._fields if name.startswith("bib: ") or name.endswith(": locator")]
        left_out = {token for name in formatted for token in self.of(name)}
        return {token: value for token, value in self.values.items() if token not in left_out}

    def everything(self, name: str) -> str:
        """All payloads in one, for a field that there is only once."""
        self.tried |= {(name, payload) for payload in PAYLOADS}
        return " ".join(PAYLOADS[one] for one in _ORDER)

    def thing(self, shape: Shape, number: int, **given: Any) -> dict[str, Any]:
        """A thing of a shape: what is given, payloads where plain text may stand, and prose where Markdown may."""
        made = {key.name: self._of(shape, key, number) for key in shape.keys if key.name not in given}
        return {name: value for name, value in {**made, **given}.items() if value is not None}

    def _of(self, shape: Shape, key: Key, number: int) -> Any:
        name = f"{shape.name}: {key.name}"
        if isinstance(key.kind, Markdown):
            return PROSE
        if isinstance(key.kind, Text | VerbatimWords):
            return self.value(name, number)
        return [self.value(name, number)] if isinstance(key.kind, ListOf) and isinstance(key.kind.item, Text) else None


def write_study(folder: Path, payloads: Mapping[str, str] = PAYLOADS) -> Hand:
    """The study with its pages and its configuration; returns what stands where."""
    hand = Hand(payloads)
    (folder / "docs").mkdir(parents=True)
    _write_yaml(folder / "findings.yml", _findings(hand))
    (folder / "references.bib").write_text("\n".join(_entries(hand)), "utf-8")
    _write_yaml(folder / "mkdocs.yml", _configuration(hand))
    (folder / "docs" / "index.md").write_text(
        "# Home\n\n{{ themes }}\n\n{{ figures }}\n\n{{ cite }}\n\n![[quote-0]]\n\n![[whole-0]]\n", "utf-8"
    )
    for number in range(len(payloads)):
        head = {key: hand.value(f"head: {key}", number) for key in ("title", "description", "author")}
        # Keys of the author's own, which have the names of what Themebook tells its theme.
        own = {key: hand.value(f"head: {key}", number) for key in ("kind", "crumbs", "card", "cited", "foreign")}
        heading = "# Heading\n\n" if number % 2 else ""
        body = f"{heading}See [[sub-{number}]], [[quote-{number}]], [[finding-{number}]] and [@work-{number}].\n"
        text = f"---\n{yaml.safe_dump({**head, **own}, allow_unicode=True)}---\n\n{body}"
        (folder / "docs" / f"page-{number}.md").write_text(text, "utf-8")
        (folder / "docs" / f"named-{number}.md").write_text(f"# {PROSE}\n", "utf-8")
    return hand


def _findings(hand: Hand) -> dict[str, Any]:
    numbers = range(len(hand.payloads))
    study = hand.thing(
        STUDY,
        0,
        reference="own",
        sample={"size": len(numbers), "unit": hand.everything("the sample: unit")},
        figures=[hand.thing(FIGURE, number) for number in numbers],
        authors=[hand.thing(AUTHOR, number, orcid="0000-0002-1825-0097") for number in numbers],
        contact="name@example.org",
    )
    return {
        "study": study,
        "attributes": [
            *(hand.thing(ATTRIBUTE, number, id=f"category-{number}", unit=None) for number in numbers),
            *(hand.thing(ATTRIBUTE, number, id=f"number-{number}", values=None) for number in numbers),
        ],
        "participants": [_participant(hand, number) for number in numbers],
        "sources": [
            hand.thing(
                SOURCE, number, id=f"source-{number}", date="2024-05", participants=[f"person-{number}"], **DRAFT
            )
            for number in numbers
        ],
        "codes": [hand.thing(CODE, number, id=f"code-{number}", **DRAFT) for number in numbers],
        "glossary": [hand.thing(TERM, number) for number in numbers],
        "themes": [_theme(hand, number) for number in numbers],
        "implications": [_statement(hand, IMPLICATION, "implication", number) for number in numbers],
        "limitations": [_statement(hand, LIMITATION, "limitation", number) for number in numbers],
    }


def _participant(hand: Hand, number: int) -> dict[str, Any]:
    known = {f"category-{number}": hand.value("an attribute: values", number), f"number-{number}": 3}
    return hand.thing(PARTICIPANT, number, id=f"person-{number}", attributes=known, **DRAFT)


def _theme(hand: Hand, number: int) -> dict[str, Any]:
    words = {"participant": f"person-{number}", "source": f"source-{number}", "codes": [f"code-{number}"], **DRAFT}
    translations = {"fr": hand.value("a quote: translations", number)}
    turns = [{f"person-{number}": hand.value("a quote: turns", number)}]
    quotes = [
        hand.thing(QUOTE, number, id=f"quote-{number}", translations=translations, **words),
        {**hand.thing(QUOTE, number, id=f"again-{number}", **words, language="de"), "text": f"Noch etwas {number}."},
        {"id": f"talk-{number}", "turns": turns},
    ]
    evidence = {"supports": [f"quote-{number}"], "contrasts": [f"again-{number}"]}
    finding = _finding(hand, number, evidence=evidence, unquoted=None)
    subtheme = hand.thing(SUBTHEME, number, id=f"sub-{number}", quotes=quotes, findings=[finding], **DRAFT)
    counted = {"count": 1, "words": "One of them"}
    confidence = hand.thing(CONFIDENCE, number, level="low", methods="minor")
    unquoted = _finding(hand, number, id=f"whole-{number}", prevalence=counted, confidence=confidence)
    parts = {"related": [hand.thing(RELATED, number, theme=f"sub-{number}")], "subthemes": [subtheme]}
    return hand.thing(THEME, number, id=f"theme-{number}", findings=[unquoted], **parts, **DRAFT)


def _finding(hand: Hand, number: int, **given: Any) -> dict[str, Any]:
    among = {f"category-{number}": hand.value("an attribute: values", number)}
    prevalence = hand.thing(PREVALENCE, number, scale="some", count=1, of=2, among=among)
    literature = [_literature(hand, number)]
    return hand.thing(
        FINDING,
        number,
        **{"id": f"finding-{number}", "prevalence": prevalence, "literature": literature, **DRAFT, **given},
    )


def _literature(hand: Hand, number: int) -> dict[str, Any]:
    return hand.thing(LITERATURE, number, reference=f"work-{number}", relation="agrees")


def _statement(hand: Hand, shape: Shape, kind: str, number: int) -> dict[str, Any]:
    return hand.thing(
        shape,
        number,
        id=f"{kind}-{number}",
        findings=[f"finding-{number}"],
        literature=[_literature(hand, number)],
        **DRAFT,
    )


def _entries(hand: Hand) -> list[str]:
    return [_entry(hand, "own", 0), *(_entry(hand, f"work-{number}", number) for number in range(len(hand.payloads)))]


def _entry(hand: Hand, key: str, number: int) -> str:
    fields = {name: _braced(hand.value(f"bib: {name}", number)) for name in _TEXTS}
    # A name in braces is that of a body. In others a comma parts family and given names, and `;` and `&` are refused.
    fields |= {name: f"{{{_braced(hand.value(f'bib: {name}', number))}}}" for name in _NAMES}
    given = re.sub("[,;&]", " ", _braced(hand.value("bib: given name", number)))
    fields["author"] += f" and Family, {given}"
    fields["year"] = "2001 " + _braced(hand.value("bib: year", number))
    fields["url"] = "https://work.example/" + _braced(hand.value("bib: url", number))
    fields["doi"] = ("10.5678/" if key == "own" else "10.1234/") + re.sub(
        r"\s", "", plain(_braced(hand.value("bib: doi", number)))
    )
    fields["verification"] = "recalled"
    kind = _ENTRY_TYPES[number % len(_ENTRY_TYPES)]
    lines = (f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@{kind}{{{key},\n{''.join(lines)}}}\n"


def _braced(text: str) -> str:
    """A text as it can stand in braces: BibTeX counts those inside it, and LaTeX knows no such thing as ``\\<``."""
    text = re.sub(r"\\(?![A-Za-z])", "", text)
    depths = list(itertools.accumulate({"{": 1, "}": -1}.get(sign, 0) for sign in text))
    return text if min(depths) == 0 == depths[-1] else re.sub("[{}]", "", text)


def _configuration(hand: Hand) -> dict[str, Any]:
    shown = range(len(hand.payloads))
    sections = [
        {
            hand.value("menu: section", number): [
                f"page-{number}.md",
                {hand.value("menu: page", number): f"named-{number}.md"},
                {hand.value("menu: link", number): "https://work.example/"},
            ]
        }
        for number in shown
    ]
    return {
        "site_name": hand.everything("configuration: site_name"),
        "site_description": hand.everything("configuration: site_description"),
        "site_author": hand.everything("configuration: site_author"),
        "site_url": SITE_URL,
        "nav": [{"Home": "index.md"}, *sections],
        "theme": {
            "name": "material",
            "font": False,
            "features": ["navigation.tabs", "navigation.footer", "navigation.path", "toc.follow", "content.code.copy"],
        },
        "extra": {
            "social": [
                {"icon": "material/email", "link": f"https://work.example/{hand.value('extra: social link', number)}",
                 "name": hand.value("extra: social name", number)}
                for number in shown
            ],
            "alternate": [
                {"name": hand.value("extra: alternate name", number), "lang": "de",
                 "link": "/" + hand.value("extra: alternate link", number).replace("\\", "")}
                for number in shown
            ],
        },
        "markdown_extensions": [
            "abbr",
            "attr_list",
            "footnotes",
            "md_in_html",
            # Themebook chooses this too, but the folder output is built without it.
            {"tables": {"use_align_attribute": True}},
            {"toc": {"permalink": True}},
        ],
        "plugins": ["themebook"],
    }  # fmt: skip


def _write_yaml(path: Path, value: Any) -> None:
    # Python's reader and writer of JSON share YAML's view of strings, but escape more of their characters.
    path.write_text(json.dumps(value, ensure_ascii=True, indent=1), "utf-8")
