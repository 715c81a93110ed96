"""Makes studies of any size, to see how the site holds up: ``python -m tests.synthetic FOLDER --quotes 10000``."""

from __future__ import annotations

import argparse
import itertools
import random
import shutil
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import yaml

from tests.sites import GARDENERS

_WORDS = [
    "the",
    "of",
    "and",
    "to",
    "in",
    "a",
    "that",
    "it",
    "was",
    "we",
    "they",
    "had",
    "always",
    "never",
    "really",
    "kind",
    "people",
    "work",
    "day",
    "night",
    "time",
    "talk",
    "listen",
    "trust",
    "door",
    "wing",
    "team",
    "officer",
    "change",
    "hard",
    "easy",
    "good",
    "hope",
    "angry",
    "calm",
    "quiet",
    "loud",
    "family",
    "letter",
    "pride",
    "help",
    "learn",
    "sometimes",
    "maybe",
    "because",
    "before",
    "after",
    "when",
    "where",
    "nobody",
    "everybody",
    "something",
    "everything",
    "remember",
    "forget",
    "believe",
]
RELATIONS = ("agrees", "contrasts", "explains", "method", "background")
SCALES = ("all", "most", "many", "half", "several", "some", "few", "one", "unstated")
ROLES = ("baker", "miller", "seller")
_KINDS = ("article", "book", "incollection")


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    themes: int = 10
    subthemes: int = 50
    participants: int = 60
    quotes: int = 2000
    works: int = 300
    uncited: int = 0
    """Entries as a reference manager exports them, LaTeX and all, which nothing cites."""


def write_study(folder: Path, size: Size, seed: int = 1) -> Path:
    """A whole project of that size, always the same for a seed, with settings of a whole site."""
    chance = random.Random(seed)
    (folder / "docs").mkdir(parents=True)
    (folder / "docs" / "index.md").write_text("# A made-up study\n\n{{ themes }}\n", "utf-8")
    config = (GARDENERS / "mkdocs.yml").read_text("utf-8")
    head, rest = config.split("\nnav:\n")
    (folder / "mkdocs.yml").write_text(head + "\n\ntheme:" + rest.split("\ntheme:")[1], "utf-8")
    (folder / "findings.yml").write_text(yaml.safe_dump(_findings(size, chance), sort_keys=False, width=10**6), "utf-8")
    entries = [_entry(n, chance) for n in range(size.works)] + [_exported(n, chance) for n in range(size.uncited)]
    (folder / "references.bib").write_text("\n".join(entries), "utf-8")
    return folder


def sentence(chance: random.Random, least: int, most: int) -> str:
    """A made-up sentence of so many words."""
    words = " ".join(chance.choices(_WORDS, k=chance.randint(least, most)))
    return f"{words[0].upper()}{words[1:]}."


def _findings(size: Size, chance: random.Random) -> dict[str, object]:
    quotes = [_quote(number, size, chance) for number in range(size.quotes)]
    homes: list[list[dict[str, object]]] = [quotes[start :: size.subthemes] for start in range(size.subthemes)]
    subthemes = [_subtheme(number, homes[number], quotes, size, chance) for number in range(size.subthemes)]
    _cite_the_rest(subthemes, size, chance)
    return {
        "study": {"reference": "work0"},
        "attributes": [{"id": "role", "label": "Role", "values": [*ROLES]}],
        "participants": [
            {"id": f"person-{n + 1}", "name": f"Person {n + 1}", "attributes": {"role": ROLES[n % len(ROLES)]}}
            for n in range(size.participants)
        ],
        "themes": [
            {
                "id": f"theme-{number + 1}",
                "title": f"Theme {number + 1}: {sentence(chance, 2, 5)[:-1].lower()}",
                "summary": sentence(chance, 15, 30),
                "subthemes": subthemes[number :: size.themes],
            }
            for number in range(size.themes)
        ],
    }


def _quote(number: int, size: Size, chance: random.Random) -> dict[str, object]:
    # Some people say much more than others.
    anyone = min(int(chance.paretovariate(0.7)), size.participants)
    speaker = number + 1 if number < size.participants else anyone
    return {
        "id": f"quote-{number + 1}",
        "participant": f"person-{speaker}",
        "text": f"{sentence(chance, 10, 60)} Number {number + 1}.",
        "page": 1 + number % 200,
    }


def _cite_the_rest(subthemes: list[dict[str, Any]], size: Size, chance: random.Random) -> None:
    """Sets the works that no finding has drawn beside one finding after the other."""
    findings = [finding for subtheme in subthemes for finding in subtheme["findings"]]
    drawn = {item["reference"] for finding in findings for item in finding["literature"]}
    left = [f"work{work}" for work in range(size.works) if f"work{work}" not in drawn]
    for finding, work in zip(itertools.cycle(findings), left, strict=False):
        finding["literature"].append({"reference": work, "relation": chance.choice(RELATIONS)})


def _subtheme(
    number: int, own: list[dict[str, object]], quotes: list[dict[str, object]], size: Size, chance: random.Random
) -> dict[str, Any]:
    most = max(1, len(own) // 8)
    findings = [
        _finding(number, place, own[place::most], chance.choices(quotes, k=1 + place % 2), size, chance)
        for place in range(most)
    ]
    return {
        "id": f"subtheme-{number + 1}",
        "title": sentence(chance, 2, 6)[:-1] + f" {number + 1}",
        "summary": sentence(chance, 15, 30),
        "quotes": own,
        "findings": findings,
    }


def _finding(
    number: int,
    place: int,
    own: list[dict[str, object]],
    others: list[dict[str, object]],
    size: Size,
    chance: random.Random,
) -> dict[str, object]:
    supports = [str(quote["id"]) for quote in own]
    contrasts = [str(quote["id"]) for quote in others if quote["id"] not in supports]
    works = chance.sample(range(size.works), k=min(size.works, 1 + place % 3))
    return {
        "id": f"finding-{number + 1}-{place + 1}",
        "claim": f"{sentence(chance, 6, 14)[:-1]}, as finding {number + 1}-{place + 1} says.",
        **_prevalence(size, chance),
        "evidence": {"supports": supports, **({"contrasts": contrasts} if contrasts and place % 3 == 0 else {})},
        "literature": [{"reference": f"work{work}", "relation": chance.choice(RELATIONS)} for work in works],
    }


def _prevalence(size: Size, chance: random.Random) -> dict[str, object]:
    """For how many a finding is reported: on the scale, counted, or neither."""
    scale = chance.choice((*SCALES, "counted", ""))
    if scale == "counted":
        among = {"role": chance.choice(ROLES)} if chance.random() < 0.3 else {}
        return {"prevalence": {"count": chance.randint(1, size.participants), **({"among": among} if among else {})}}
    words = {} if scale == "unstated" else {"words": f"{scale} of them"}
    return {"prevalence": {"scale": scale, **words}} if scale else {}


def _entry(number: int, chance: random.Random) -> str:
    family = chance.choice(
        [
            "Abe",
            "Bah",
            "Cho",
            "Day",
            "Eze",
            "Fox",
            "Gil",
            "Hay",
            "Ito",
            "Jung",
            "Kay",
            "Lee",
            "Mora",
            "Novak",
            "Okafor",
            "Park",
        ]
    )
    kind = _KINDS[number % len(_KINDS)]
    own = {"article": "  journal = {Journal of Examples},\n", "incollection": "  booktitle = {A Book},\n"}.get(kind, "")
    title = sentence(chance, 4, 9)[:-1]
    year = chance.randint(1950, 2020)
    verified = "  verification = {verified},\n" if number % 4 else ""
    return (
        f"@{kind}{{work{number},\n  author = {{{family}, {chr(65 + number % 26)}.}},\n  title = {{{title} {number}}},\n"
        f"{own}  publisher = {{Press}},\n  year = {{{year}}},\n{verified}}}\n"
    )


_FAMILIES = (
    *('M{\\"u}ller', "Garc{\\'\\i}a", "S{\\o}rensen", "Dvo{\\v{r}}{\\'a}k", "{\\O}stergaard", "Fran{\\c c}ois"),
    *("Nguyen", "Smith", "O'Brien", "van der Berg", "Jones", "Okafor", "Weiß", "Lee", "Dubois", "Ivanov"),
)
_TOPICS = (
    "{B}ayesian inference",
    "$p$-values",
    "\\emph{in situ} methods",
    "trust \\& power",
    "the {\\'E}tat",
    "50\\% of talk",
)


def _exported(number: int, chance: random.Random) -> str:
    """An article as reference managers write it, with accents and other LaTeX in names and titles, and an abstract."""
    authors = " and ".join(f"{chance.choice(_FAMILIES)}, {chr(65 + n)}na" for n in range(1 + number % 4))
    topic = _TOPICS[number // 4 % len(_TOPICS)] if number % 4 == 0 else "a study"
    title = f"{sentence(chance, 4, 9)[:-1]}: {topic} {number}"
    fields = {
        "author": authors,
        "title": title,
        "journal": 'Zeitschrift f{\\"u}r Beispiele',
        "year": chance.randint(1950, 2020),
        "volume": number % 60,
        "pages": f"{number}--{number + 9}",
        "doi": f"10.1234/example.{number}",
        "keywords": "trust, power",
        "abstract": " ".join(sentence(chance, 10, 30) for _ in range(6)),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@article{{export{number},\n{lines}}}\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    for size in fields(Size):
        parser.add_argument(f"--{size.name}", type=int, default=size.default)
    options = vars(parser.parse_args())
    folder = options.pop("folder")
    shutil.rmtree(folder, ignore_errors=True)
    write_study(folder, Size(**options))


if __name__ == "__main__":
    main()
