"""Seeded studies of a given number of pages, and plain MkDocs sites with the same tree of pages to compare them with.

Of the pages, 1 % are themes, 4 % subthemes, 65 % quotes and 30 % works. Names have the accents and the prose has the
citations that real studies have; a quarter of the quotes are also evidence outside their own subtheme.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.synthetic import RELATIONS, SCALES, sentence

_SURNAMES = (
    *("Abdi", "Ågren", "Álvarez", "Başaran", "Brontë", "Čapek", "Chaudhry", "Dąbrowski", "Dvořák", "Eriksson"),
    *("Fernández", "García", "Gößling", "Häkkinen", "Ibáñez", "Ionescu", "Jørgensen", "Kovács", "Kuznetsova"),
    *("Łukasik", "Márquez", "Müller", "Nguyễn", "Nwosu", "O’Brien", "Öztürk", "Park", "Papadopoulou", "Quiñones"),
    *("Rasmussen", "Şahin", "Schäfer", "Smith", "Szabó", "Takahashi", "Tremblay", "Ünal", "van der Berg", "Weiß"),
    *("Xu", "Yılmaz", "Zając", "Žižek"),  # noqa: RUF001
)
_GIVEN = ("Anna", "Björn", "Chloé", "David", "Émile", "Fatma", "Grace", "Hiroshi", "Inés", "Jan", "Katarzyna", "Liam")


@dataclass(frozen=True, slots=True)
class Tree:
    """The pages of a site: subthemes by theme, quotes by subtheme, and works, all as numbers from 0."""

    themes: int
    subthemes: int
    quotes: int
    works: int
    participants: int

    @classmethod
    def of(cls, pages: int) -> Tree:
        themes, subthemes, quotes = max(1, pages // 100), max(1, pages // 25), pages * 65 // 100
        works = pages - themes - subthemes - quotes
        return cls(themes, subthemes, quotes, works, participants=max(2, min(60, quotes // 10)))

    def subthemes_of(self, theme: int) -> range:
        return range(theme, self.subthemes, self.themes)

    def quotes_of(self, subtheme: int) -> range:
        return range(subtheme, self.quotes, self.subthemes)


def write_study(folder: Path, pages: int, seed: int = 1) -> Path:
    """A study of about so many pages, published by Themebook."""
    tree, chance = Tree.of(pages), random.Random(seed)
    _write(folder / "docs" / "index.md", "# A made-up study\n\nTwo kinds of work meet in [@work0].\n\n{{ themes }}\n")
    findings = yaml.safe_dump(_findings(tree, chance), sort_keys=False, allow_unicode=True, width=10**6)
    _write(folder / "findings.yml", findings)
    _write(folder / "references.bib", "\n".join(_entry(number, chance) for number in range(tree.works)))
    _write(folder / "mkdocs.yml", _configuration("themebook", ["index.md", {"Themes": "themes/index.md"}]))
    return folder


def write_plain(folder: Path, pages: int, seed: int = 1) -> Path:
    """A plain site with the same tree of pages, each of 40 to 120 words; themes and subthemes are in its menu."""
    tree, chance = Tree.of(pages), random.Random(seed)
    menu: list[object] = []
    for theme in range(tree.themes):
        below = [f"themes/theme-{theme}/subtheme-{number}.md" for number in tree.subthemes_of(theme)]
        menu.append({f"Theme {theme}": [f"themes/theme-{theme}/index.md", *below]})
        for path in (f"themes/theme-{theme}/index.md", *below):
            _write(folder / "docs" / path, _plain_page(path, chance))
    for path in _leaves(tree):
        _write(folder / "docs" / path, _plain_page(path, chance))
    _write(folder / "docs" / "index.md", _plain_page("Home", chance))
    hidden = "not_in_nav: |\n  /quotes/*\n  /references/*\n  /participants/*\n"
    _write(folder / "mkdocs.yml", _configuration("search", ["index.md", {"Themes": menu}]) + hidden)
    return folder


def edit_one_line(folder: Path) -> None:
    """Change one word of one quote of a study, or of one page of a plain site, as an author does."""
    findings = folder / "findings.yml"
    page = findings if findings.exists() else folder / "docs" / "quotes" / "quote-0.md"
    text = page.read_text("utf-8")
    at = text.index(" ", text.index("text:") + 8 if page is findings else text.index("\n\n") + 4)
    _write(page, f"{text[:at]} again{text[at:]}")


def _leaves(tree: Tree) -> Iterator[str]:
    yield from (f"quotes/quote-{number}.md" for number in range(tree.quotes))
    yield from (f"references/work{number}.md" for number in range(tree.works))
    yield from (f"participants/person-{number}.md" for number in range(tree.participants))


def _plain_page(title: str, chance: random.Random) -> str:
    words = " ".join(sentence(chance, 8, 24) for _ in range(5))
    return f"# {title}\n\n{words}\n"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _configuration(plugin: str, nav: Sequence[object]) -> str:
    extensions = ["admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "pymdownx.superfences"]
    config = {
        "site_name": "A made-up study",
        "site_url": "https://study.example/",
        "theme": {"name": "material", "font": False, "features": ["navigation.indexes"]},
        "markdown_extensions": [*extensions, {"toc": {"permalink": True}}],
        "plugins": [plugin],
        "nav": list(nav),
    }
    return yaml.safe_dump(config, sort_keys=False)


def _findings(tree: Tree, chance: random.Random) -> dict[str, object]:
    # Each quarter of the quotes is lent to another subtheme, and every work is set beside at least one finding.
    lent: dict[int, list[int]] = {}
    for quote in range(0, tree.quotes, 4):
        lent.setdefault(chance.randrange(tree.subthemes), []).append(quote)
    themes = [
        {
            "id": f"theme-{theme}",
            "title": f"{sentence(chance, 2, 5)[:-1]} {theme}",
            "summary": sentence(chance, 15, 30),
            "subthemes": [_subtheme(number, tree, lent.get(number, []), chance) for number in tree.subthemes_of(theme)],
        }
        for theme in range(tree.themes)
    ]
    people = [{"id": f"person-{n}", "name": f"Person {n + 1}"} for n in range(tree.participants)]
    return {"study": {"reference": "work0"}, "participants": people, "themes": themes}


def _subtheme(number: int, tree: Tree, lent: Sequence[int], chance: random.Random) -> dict[str, object]:
    own = tree.quotes_of(number)
    works = list(range(number, tree.works, tree.subthemes))
    count = max(1, len(own) // 6)
    return {
        "id": f"subtheme-{number}",
        "title": f"{sentence(chance, 2, 6)[:-1]} {number}",
        "summary": f"{sentence(chance, 15, 30)[:-1]} [@work{chance.randrange(tree.works)}, p. {number + 1}].",
        "quotes": [_quote(quote, tree, chance) for quote in own],
        "findings": [
            _finding(f"finding-{number}-{place}", own[place::count], lent[place::count], works[place::count], chance)
            for place in range(count)
        ],
    }


def _quote(number: int, tree: Tree, chance: random.Random) -> dict[str, object]:
    # Some people say much more than others.
    speaker = min(int(chance.paretovariate(0.7)), tree.participants) - 1
    return {
        "id": f"quote-{number}",
        "participant": f"person-{number if number < tree.participants else speaker}",
        "text": f"{sentence(chance, 10, 60)} That was {number}.",
        "page": 1 + number % 200,
    }


def _finding(
    name: str, own: Sequence[int], lent: Sequence[int], works: Sequence[int], chance: random.Random
) -> dict[str, object]:
    scale = chance.choice(SCALES)
    against = [f"quote-{quote}" for quote in lent if quote not in own]
    literature = [{"reference": f"work{work}", "relation": chance.choice(RELATIONS)} for work in works]
    cited = f", as @work{works[0]} [p. {works[0] % 90 + 1}] reports." if works else "."
    return {
        "id": name,
        "claim": f"{sentence(chance, 6, 14)[:-1]}, which is {name}.",
        "prevalence": {"scale": scale, **({"words": f"{scale} of them"} if scale != "unstated" else {})},
        "evidence": {
            "supports": [f"quote-{quote}" for quote in own],
            **({"contrasts": against} if against else {}),
        },
        "explanation": f"{sentence(chance, 10, 20)[:-1]}{cited}",
        **({"literature": literature} if literature else {}),
    }


def _entry(number: int, chance: random.Random) -> str:
    authors = " and ".join(
        f"{chance.choice(_SURNAMES)}, {chance.choice(_GIVEN)}" for _ in range(chance.choice((1, 1, 2, 3, 4)))
    )
    title = sentence(chance, 4, 9)[:-1]
    kind, own = chance.choice(
        (
            (
                "article",
                f"  journal = {{Journal of Examples}},\n  volume = {{{number % 60 + 1}}},\n  pages = {{1--9}},\n",
            ),
            ("book", "  publisher = {Example Press},\n"),
            ("incollection", "  booktitle = {A Handbook of Examples},\n  publisher = {Example Press},\n"),
        )
    )
    return (
        f"@{kind}{{work{number},\n  author = {{{authors}}},\n  title = {{{title} {number}}},\n{own}"
        f"  year = {{{chance.randint(1950, 2024)}}},\n  verification = {{verified}},\n}}\n"
    )
