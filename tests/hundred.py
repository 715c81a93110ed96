"""Makes the findings of a study of a hundred people with attributes: ``python -m tests.hundred FOLDER``.

The rest of the study is in ``tests/sites/hundred``.
"""

from __future__ import annotations

import argparse
import random
import shutil
from collections.abc import Container, Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from tests.sites import HUNDRED

PARTICIPANTS = 100
SAMPLE = 140
QUOTES = 150
#: Of so many quotes, one is in the notes and not in a recording.
_NOTED = 30
#: So many participants, from the last back, are listed and not quoted.
_SILENT = 12

Part = dict[str, object]

_NAMES = ("Ada", "Bo", "Cleo", "Dov", "Efa", "Finn", "Gwen", "Hamid", "Iris", "Jun", "Kaia", "Lev", "Mair", "N'Dour")
_ROLES = ("passenger", "driver", "inspector", "shopkeeper, on the line")
_TICKETS = ("single", "weekly", "yearly", "none")
_STOPS = ("Quayside", "Corn Street", "Old Gasworks", "St Osyth's", "Terminus (east)", "Terminus (west)")
_ATTRIBUTES: list[Part] = [
    {"id": "role", "label": "Role", "values": list(_ROLES)},
    {"id": "ticket", "label": "Ticket", "values": list(_TICKETS)},
    {"id": "riding", "label": "Years of riding the tram", "unit": "years", "bands": [1, 5, 20]},
    {"id": "stop", "label": "Usual stop"},
    {"id": "fined", "label": "Ever fined", "values": ["fined-once", "never-fined"], "public": False},
]

# Subthemes by theme, each with words that its quotes are made from.
_THEMES = {
    "Time": {
        "Late": ("it's late again", "you could knit a scarf", "the clock at the stop is only a decoration"),
        "Early": ("it left early", "I could see the back of it", "nobody says sorry for early"),
        "Night": ("after eleven there's nothing", "I walk the track", "the last one isn't the last one, if you smile"),
    },
    "Company": {
        "Strangers": ("you nod for ten years", "I don't know his name", "we share a pole and nothing else"),
        "Drivers": ("she rings twice for me", "the driver waited", "he *saw* me, <he did>, and he closed the doors"),
    },
    "Money": {
        "Fares": ("it's gone up, it's always gone up", "two for the fare & one for the app", "I count it out at home"),
        "Fines": ("forty for a ticket that cost two", "I had it in the other coat", "she wrote it down – every word"),
    },
}
_OPENINGS = ("Well,", "Look,", "To be honest,", "You'll laugh:", "I mean,", "On a Monday?", "Like I said,")
_CLOSINGS = ("So.", "That's all.", "Every day!", "Ask anybody.", "But I still take it.", "I'm not complaining…")


def write_hundred(folder: Path, seed: int = 1) -> Path:
    """The whole project in a new folder, always the same for a seed."""
    shutil.copytree(HUNDRED, folder)
    text = yaml.safe_dump(hundred(random.Random(seed)), sort_keys=False, allow_unicode=True, width=10**6)
    (folder / "findings.yml").write_text(text, "utf-8")
    return folder


def hundred(chance: random.Random) -> Part:
    """The findings: every part by its key."""
    pairs = [(theme, subtheme) for theme, subthemes in _THEMES.items() for subtheme in subthemes]
    quotes = [_quote(number, *pairs[number % len(pairs)], chance) for number in range(QUOTES)]
    homes = {pair: quotes[place :: len(pairs)] for place, pair in enumerate(pairs)}
    participants = [_participant(number, chance) for number in range(PARTICIPANTS)]
    passengers = {person["id"] for person in participants if person["attributes"]["role"] == _ROLES[0]}
    return {
        "study": {
            "reference": "tram2025",
            "collected": "May 2024",
            "sampling": "All who waited at six stops on one day were asked.",
            "sample": {"size": SAMPLE, "unit": "people on the line"},
        },
        "attributes": _ATTRIBUTES,
        "participants": participants,
        "sources": [
            {"id": "recordings", "title": "Recordings at the stops", "kind": "recording", "date": "2024-05-14"},
            {"id": "field-notes", "title": "Field notes", "kind": "notes", "date": "2024-05"},
        ],
        "themes": [_theme(theme, subthemes, homes, passengers) for theme, subthemes in _THEMES.items()],
    }


def _participant(number: int, chance: random.Random) -> dict[str, Any]:
    """Some attributes of some are not known."""
    known = {
        "role": _ROLES[0] if chance.random() < 0.7 else chance.choice(_ROLES),
        "ticket": chance.choice(_TICKETS),
        # The bounds of the bands, and halves, are among them.
        "riding": chance.choice((0, 0.5, 1, 2, 4.5, 5, 8, 12, 20, 33)),
        "stop": chance.choice(_STOPS),
        "fined": chance.choice(("fined-once", "never-fined")),
    }
    return {
        "id": f"p{number + 1}",
        "name": f"{_NAMES[number % len(_NAMES)]} {number + 1}",
        "attributes": {key: value for key, value in known.items() if key == "role" or chance.random() < 0.9},
    }


def _quote(number: int, theme: str, subtheme: str, chance: random.Random) -> Part:
    noted = number % _NOTED == _NOTED - 1
    words = ", and ".join(chance.sample(_THEMES[theme][subtheme], k=chance.randint(1, 3)))
    seconds = chance.randrange(3600)
    return {
        "id": f"quote-{number + 1}",
        "participant": f"p{number % (PARTICIPANTS - _SILENT) + 1}",
        "source": "field-notes" if noted else "recordings",
        "locator": f"¶ {number}–{number + 1}" if noted else f"00:{seconds // 60:02}:{seconds % 60:02}",
        "text": f"{chance.choice(_OPENINGS)} {words}. {chance.choice(_CLOSINGS)} (No. {number + 1}.)",
    }


def _theme(
    theme: str, subthemes: Iterable[str], homes: Mapping[tuple[str, str], list[Part]], passengers: Container[object]
) -> Part:
    return {
        "id": theme.lower(),
        "title": theme,
        "summary": f"What people on the line said about {theme.lower()}.",
        "subthemes": [_subtheme(subtheme, homes[theme, subtheme], passengers) for subtheme in subthemes],
    }


def _subtheme(title: str, quotes: list[Part], passengers: Container[object]) -> Part:
    """With findings on all, on passengers and on nobody in particular. Every fifth quote is in none of them."""
    ids = [str(quote["id"]) for place, quote in enumerate(quotes) if place % 5]
    half = len(ids) // 2
    by_passengers = [str(quote["id"]) for quote in quotes if quote["participant"] in passengers]
    name = title.lower()
    return {
        "id": name,
        "title": title,
        "quotes": quotes,
        "findings": [
            {
                "id": f"{name}-many",
                "claim": f"Many raised the subject “{name}” without being asked.",
                "prevalence": {"scale": "many", "count": 80, "words": "Many of the 140"},
                "evidence": {"supports": ids[:half], "contrasts": ids[half : half + 1]},
            },
            {
                "id": f"{name}-passengers",
                "claim": f"Passengers spoke of the subject “{name}” with a smile.",
                "prevalence": {"scale": "some", "words": "Some passengers", "among": {"role": _ROLES[0]}},
                "evidence": {"supports": [quote for quote in ids[half + 1 :] if quote in by_passengers]},
            },
            {
                "id": f"{name}-moods",
                "claim": f"The subject “{name}” changes with the weather.",
                "evidence": {"supports": ids[:2]},
            },
        ],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    write_hundred(parser.parse_args().folder)


if __name__ == "__main__":
    main()
