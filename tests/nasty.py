"""Small studies to put a strain on everything that reads: real ones with accidents, and made-up ones with odd words."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import yaml

HERE = Path(__file__).parent
Files = dict[str, bytes]
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

# What has a meaning to one of the parsers, or none in any, and what people paste without seeing it.
TOKENS = (
    *("[[", "]]", "[@", "]", "@", "@book{", "{", "}", "{{ themes }}", "{{ glossary }}", "{{{ map }}}", "{{", "}}"),
    *('"', "'", "<div>", "</div>", '<div markdown="1">', '<a markdown="1">', "<img>", "<b>", "<!--", "-->"),
    *("<script>", "<p", "</", "<", "![x](", "[x](y.md)", "[x](#y)", "](", "[x][y]", "[x]: y", "[^1]", "[^1]: note"),
    *("*[AB]: c", "<http://[>", "(http://[::1)", "```", "~~~", "`", "    code", "!!! note", "??? x", "=== x"),
    *("{: .c }", "{: #x href= }", "{: id= }", "# ", "## ", "- ", "1. ", "> ", "|", " | ", "---", "--- | ---"),
    *("...", ": ", ":\n", " #", "%", "&amp;", "&#0;", "&#xFFFF;", "&#x1F600;", "&", "*", "**", "_", "__", "~"),
    *("\\", "\\\\", "\\[", "$", "!", "!!str ", "&a ", "*a", "<<: ", "? ", "|\n", ">-\n", "null", "true"),
    *("2026-13-01", "@string{a = {b}}", "@string{a = a # a}", "crossref = {own2020}", "xdata = {x}", "title = {"),
    *("and", "and others", ", ", " = ", "#", "\\textbf{", "\\'e", "{\\o}", "\\char", "\\begin{x}"),
    *("doi = {10.1/x}", "url = {http://[x]}", "url = {javascript:x}", "year = {n.d.}", "\x00", "\t", "\r", "\x0b"),
    *("\x0c", "\x1b[31m", "\x85", "\u2028", "\u202e", "\u200b", "\ufeff", "\ufffe", "\uffff", "\ufdd0", "\u0301"),
    *("\ufb00", "\u0130", "\xdf", "\ufdfa", "\U0001d4b3", "\U0001f469\u200d\U0001f469\u200d\U0001f467"),
    *("\u4e2d\u6587", "\u0627\u0628\u062c\u062f", "\U0010ffff", "\xa0", "\u2013", "\u201c", "\u201d", "\xe9"),
    *("\uff9f", "\x02klzzwxh:0\x03", "wzxhzdk:0", "\x02", "\x03", "stx", "AMPERSAND", "x" * 300, "word " * 200),
    *("\n\n", "\n", "\n\n\n    ", "template: nosuch.html", "hide: 5", "title: [", "pdf: x"),
    *("search: {exclude: true}", "study:", "id: con", "page: -1"),
)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def sources(chance: random.Random) -> Files:
    """A study: one of the repository's own with a few accidents, or a made-up one with odd words, or both."""
    if chance.random() < 0.5:
        files = _Author(chance).study()
        return files if chance.random() < 0.8 else _mutated(files, chance)
    files = dict(chance.choice(_studies()))
    return _mutated(files, chance)


@cache
def _studies() -> tuple[Files, ...]:
    """The small studies of the tests, each as the texts of its files."""
    studies = []
    for path in sorted((HERE / "cases").glob("*.yml")):
        text = path.read_text("utf-8")
        # Those with a configuration are about more than the sources.
        case = {} if "\nconfig:" in text else yaml.load(text, _LOADER)
        if isinstance(case.get("findings"), str) and isinstance(case.get("bibliography"), str):
            docs = {f"docs/{name}": text for name, text in case.get("docs", {}).items()}
            texts = {"findings.yml": case["findings"], "references.bib": case["bibliography"], **docs}
            studies.append({name: text.encode() for name, text in texts.items()})
    larger = [_whole(project) for project in sorted((HERE / "sites").iterdir()) if any(project.glob("findings*"))]
    # The larger studies are worth as much as all the others.
    return (*studies, *larger * (len(studies) // len(larger)))


def _whole(project: Path) -> Files:
    """A study of the folder ``sites``."""
    written = sorted((project / "findings").glob("*.yml")) or [project / "findings.yml"]
    docs = {f"docs/{path.name}": path.read_bytes() for path in (project / "docs").glob("*.md")}
    findings = b"".join(path.read_bytes() for path in written)
    works = b"".join(path.read_bytes() for path in sorted(project.glob("*.bib")))
    return {"findings.yml": findings, "references.bib": works, **docs}


def _mutated(files: Files, chance: random.Random) -> Files:
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 5, 8))):
        name = chance.choice(sorted(files))
        files[name] = chance.choice(_MUTATIONS)(files[name], chance)
    return files


def _flip(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]


def _insert(data: bytes, chance: random.Random) -> bytes:
    text = data.decode(errors="replace")
    at = chance.randrange(len(text) + 1)
    return (text[:at] + chance.choice(TOKENS) * chance.choice((1, 1, 1, 2, 30)) + text[at:]).encode()


def _any_letters(data: bytes, chance: random.Random) -> bytes:
    text = data.decode(errors="replace")
    at = chance.randrange(len(text) + 1)
    letters = (chr(chance.choice((chance.randrange(0xD800), chance.randrange(0xE000, 0x110000)))) for _ in range(5))
    return (text[:at] + "".join(letters) + text[at:]).encode()


def _truncate(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] if chance.random() < 0.7 else data[at:]


def _delete_line(data: bytes, chance: random.Random) -> bytes:
    lines = data.split(b"\n")
    del lines[chance.randrange(len(lines))]
    return b"\n".join(lines)


def _repeat_lines(data: bytes, chance: random.Random) -> bytes:
    lines = data.split(b"\n")
    start = chance.randrange(len(lines))
    end = start + chance.randint(1, 8)
    return b"\n".join(lines[:end] + lines[start:end] * chance.choice((1, 1, 20)) + lines[end:])


def _swap_lines(data: bytes, chance: random.Random) -> bytes:
    lines = data.split(b"\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def _indent(data: bytes, chance: random.Random) -> bytes:
    lines = data.split(b"\n")
    at = chance.randrange(len(lines))
    by = chance.choice((b" ", b"  ", b"    ", b"\t", b"- ", b"> ", b""))
    for number in range(at, min(len(lines), at + chance.randint(1, 6))):
        lines[number] = by + lines[number] if by else lines[number].lstrip()
    return b"\n".join(lines)


_MUTATIONS = (
    *(_flip, _insert, _insert, _insert, _any_letters, _truncate),
    *(_delete_line, _repeat_lines, _swap_lines, _indent),
)


_PROSE = (
    "As is known [@two2021, p. 3], and @two2021 [ch. 2] says so.",
    "See [[finding]] and [[part|that part]], [[two2021]] too.",
    "A [link](more.md), [another](themes/theme/part.md#finding) and <https://example.org>.",
    "A [dead link](more.md#x) and ![a picture](more.png).",
    "A note.[^a]\n\n[^a]: Its words, [@two2021].",
    "- one\n- two\n    - three [@own2020]\n\n1. four",
    "| a | b |\n| --- | --- |\n| [[part\\|words]] | `[[no]]` |",
    "!!! note\n\n    In a box, **bold** [*slanted*](index.md).",
    '<div markdown="1">\n\nIn HTML [@two2021].\n\n</div>',
    "```\n[@nobody]\n```\n\nterm\n:   its meaning",
    '## A heading with @two2021\n\nText [there][ref].\n\n[ref]: index.md "title"',
)


class _Author:
    """Writes studies of the right form whose words are anything: names, titles, quotes and Markdown.

    Some authors are odder than others, so that some of their studies come out without an error.
    """

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._oddness = chance.choice((0.0, 0.02, 0.1, 0.4))

    def study(self) -> Files:
        study = {
            "study": {"reference": "own2020", "aims": self._prose(), "setting": self._prose(), "source": self._words()},
            "participants": [{"id": "ann", "name": self._words(), "about": self._prose()}],
            "glossary": [{"term": self._words(), "meaning": self._words()}],
            "themes": [self._theme()],
            "implications": [
                {"id": "so", "statement": self._words(), "explanation": self._prose(), "findings": ["finding"]}
            ],
        }
        width = 80 if self._coin() else 10**6
        raw = yaml.dump(study, None, _DUMPER, sort_keys=False, allow_unicode=self._coin(), width=width)
        texts = {"findings.yml": raw, "references.bib": "".join(map(self._entry, ("own2020", "two2021", "idle")))}
        texts |= {f"docs/{name}.md": self._page() for name in ("index", "more")}
        return {name: text.encode(errors="replace") for name, text in texts.items()}

    def _theme(self) -> dict[str, object]:
        quotes = [f"quote-{number}" for number in range(self._chance.randint(1, 4))]
        part = {
            "id": "part",
            "title": self._words(),
            "summary": self._prose(),
            "quotes": [self._quote(name) for name in quotes],
            "findings": [self._finding(quotes)],
        }
        return {"id": "theme", "title": self._words(), "summary": self._prose(), "subthemes": [part]}

    def _quote(self, name: str) -> dict[str, object]:
        return {"id": name, "participant": "ann", "text": f"{self._words()} {name}", "context": self._prose()}

    def _finding(self, quotes: list[str]) -> dict[str, object]:
        cited = {"reference": "two2021", "relation": "agrees", "locator": self._words(), "quoted": self._words()}
        return {
            "id": "finding",
            "claim": self._words(),
            "explanation": self._prose(),
            "prevalence": {"scale": "some", "words": self._words()},
            "evidence": {"supports": quotes},
            "literature": [{**cited, "note": self._prose()}],
        }

    def _entry(self, key: str) -> str:
        names = " and ".join(f"{self._words()}, {self._words()}" for _ in range(self._chance.randint(1, 3)))
        year = self._chance.choice(("2020", "1999/2001", "2020", "n.d.", "2020-05"))
        values = {"author": names, "title": self._words(), "publisher": self._words(), "year": year}
        fields = "".join(f"  {name} = {{{value}}},\n" for name, value in values.items())
        return f"@{self._chance.choice(('book', 'article', 'misc'))}{{{key},\n{fields}  journal = {{J}},\n}}\n"

    def _page(self) -> str:
        view = self._chance.choice(("themes", "aims", "setting", "glossary", "implications", "cite", "map"))
        return f"# {self._words()}\n\n{self._prose()}\n\n{{{{ {view} }}}}\n\n{self._prose()}\n"

    def _prose(self) -> str:
        # Most of what leads nowhere is left out, or no study would check clean.
        pieces = [piece for piece in _PROSE if "dead" not in piece or self._chance.random() < self._oddness]
        texts = (self._words() if self._coin() else self._chance.choice(pieces) for _ in range(4))
        return "\n\n".join(list(texts)[: self._chance.randint(1, 4)])

    def _words(self) -> str:
        """A few words, now and then an odd one; never nothing."""
        plain = ["".join(self._chance.choices(_LETTERS, k=self._chance.randint(2, 8))) for _ in range(3)]
        odd = [self._chance.choice(TOKENS).strip() for _ in range(2) if self._chance.random() < self._oddness]
        return self._chance.choice(("", " ", " ")).join(self._chance.sample([*odd, *plain], k=len(odd) + len(plain)))

    def _coin(self) -> bool:
        return self._chance.random() < 0.5
