"""Draws cards in a separate process: ``python -m themebook.social.card_worker``.

It reads JSON, a list of the words, the name and the source of each card, and writes the length of each PNG, in four
bytes, and the PNG.
"""

from __future__ import annotations

import json
import sys

from themebook.social.cards import Card


def main() -> None:
    for words, name, source in json.load(sys.stdin.buffer):
        png = Card(words=words, name=name, source=source).png()
        sys.stdout.buffer.write(len(png).to_bytes(4, "big") + png)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
