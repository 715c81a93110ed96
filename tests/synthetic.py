"""Makes studies of any size, to see how the site holds up: ``python -m tests.synthetic FOLDER --quotes 10000``."""

from __future__ import annotations

import argparse
import random
import shutil
from dataclasses import dataclass
from pathlib import Path

import yaml

ROOT = Path(__file__).parent.parent
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
_RELATIONS = ("agrees", "contrasts", "explains", "method", "background")
_SCALES = ("all", "most", "some", "one", "unstated")
_KINDS = ("article", "book", "incollection")


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    themes: int = 10
    subthemes: int = 50
    participants: int = 60
    quotes: int = 2000
    works: int = 300


def write_study(folder: Path, size: Size, seed: int = 1) -> Path:
    """A whole project of that size, always the same for a seed, with the configuration of the real site."""
    chance = random.Random(seed)
    (folder / "docs").mkdir(parents=True)
    (folder / "docs" / "index.md").write_text("# A made-up study\n\n{{ themes }}\n", "utf-8")
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    head, rest = config.split("\nnav:\n")
    (folder / "mkdocs.yml").write_text(head + "\n\ntheme:" + rest.split("\ntheme:")[1], "utf-8")
    (folder / "findings.yml").write_text(yaml.safe_dump(_findings(size, chance), sort_keys=False, width=10**6), "utf-8")
    (folder / "references.bib").write_text("\n".join(_entry(n, chance) for n in range(size.works)), "utf-8")
    return folder


def _sentence(chance: random.Random, least: int, most: int) -> str:
    words = " ".join(chance.choices(_WORDS, k=chance.randint(least, most)))
    return f"{words[0].upper()}{words[1:]}."


def _findings(size: Size, chance: random.Random) -> dict[str, object]:
    quotes = [_quote(number, size, chance) for number in range(size.quotes)]
    homes: list[list[dict[str, object]]] = [quotes[start :: size.subthemes] for start in range(size.subthemes)]
    subthemes = [_subtheme(number, homes[number], quotes, size, chance) for number in range(size.subthemes)]
    return {
        "study": {"reference": "work0"},
        "participants": [{"id": f"person-{n + 1}", "name": f"Person {n + 1}"} for n in range(size.participants)],
        "themes": [
            {
                "id": f"theme-{number + 1}",
                "title": f"Theme {number + 1}: {_sentence(chance, 2, 5)[:-1].lower()}",
                "summary": _sentence(chance, 15, 30),
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
        "text": f"{_sentence(chance, 10, 60)} Number {number + 1}.",
        "page": 1 + number % 200,
    }


def _subtheme(
    number: int, own: list[dict[str, object]], quotes: list[dict[str, object]], size: Size, chance: random.Random
) -> dict[str, object]:
    most = max(1, len(own) // 8)
    findings = [
        _finding(number, place, own[place::most], chance.choices(quotes, k=1 + place % 2), size, chance)
        for place in range(most)
    ]
    return {
        "id": f"subtheme-{number + 1}",
        "title": _sentence(chance, 2, 6)[:-1] + f" {number + 1}",
        "summary": _sentence(chance, 15, 30),
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
    scale = chance.choice(_SCALES)
    return {
        "id": f"finding-{number + 1}-{place + 1}",
        "claim": f"{_sentence(chance, 6, 14)[:-1]}, as finding {number + 1}-{place + 1} says.",
        "prevalence": {"scale": scale, **({"words": f"{scale} of them"} if scale != "unstated" else {})},
        "evidence": {"supports": supports, **({"contrasts": contrasts} if contrasts and place % 3 == 0 else {})},
        "literature": [{"reference": f"work{work}", "relation": chance.choice(_RELATIONS)} for work in works],
    }


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
    title = _sentence(chance, 4, 9)[:-1]
    year = chance.randint(1950, 2020)
    verified = "  verification = {verified},\n" if number % 4 else ""
    return (
        f"@{kind}{{work{number},\n  author = {{{family}, {chr(65 + number % 26)}.}},\n  title = {{{title} {number}}},\n"
        f"{own}  publisher = {{Press}},\n  year = {{{year}}},\n{verified}}}\n"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    for name, value in (("themes", 10), ("subthemes", 50), ("participants", 60), ("quotes", 2000), ("works", 300)):
        parser.add_argument(f"--{name}", type=int, default=value)
    options = vars(parser.parse_args())
    folder = options.pop("folder")
    shutil.rmtree(folder, ignore_errors=True)
    write_study(folder, Size(**options))


if __name__ == "__main__":
    main()
