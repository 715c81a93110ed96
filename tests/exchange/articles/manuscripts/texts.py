"""Small manuscripts of invented words, and how to read them."""

from __future__ import annotations

import subprocess

import pypandoc

from themebook.core.diagnostics import Loaded
from themebook.exchange.format import ImportOptions
from themebook.exchange.formats import FORMATS, format_of
from themebook.exchange.imported import Imported
from themebook.exchange.input_file import InputFile

# Each paragraph is one line, subthemes begin their first paragraph, and speakers are in brackets at the end.
PLAIN = """\
A study of lighthouse keepers, doi:10.1234/none

Abstract
Keepers were asked about their nights. They answered at length, and they liked to talk about the sea.
Lamps matter to those who tend them (Abel, 2001; Baker & Cole, 2010). Early on, Drew (1999) wrote, “a lamp is a \
promise to strangers” (p. 19). \
The rules were published by the Ministry of Light in 1950.

Method
Four keepers of one lighthouse took part in the study. Transcripts were read by two people (Evans, Ford, Grant, & \
Hill, 2015).

Results and Discussion
Two themes are presented below. They overlap, as themes often do, and both of them are about the night.
Theme 1: The Night Watch
Most keepers said that nights were long. All of them had worked on at least one other rock before they came here.

Waiting.  All keepers spoke about waiting for the morning, and about what they did in the meantime.
You wait and you listen to the wind. There is not much else to do, and you know every sound of the house. (Keeper A)

They also waited for news, which came once a week and was often old (see Evans et al., 2015).

I read the same paper twice. My wife said, “you only look at the weather in it.” (Keeper B)

. . . and then I read it to the dog, because he does not mind old news. (Keeper B continued)

Company.  The keepers did not mind being alone, and one of them called visits “a nuisance” (Keeper C). Drew (2004b) \
notes,

Those who live on rocks come to see each caller as weather that will pass. (p. 424)

Theme 2: The Lamp
Keepers felt that the lamp was more than a tool, and they cared for it as for a guest.

Care.  Polishing took up most of the morning, and the keepers described it with some pride.
[bookmark: page7]I polish her first and have my tea later. She has never let me down, not in all these years. \
(Keeper D)

Practical Implications
Lighthouses should have more newspapers, and fewer rules about dogs. More studies are needed (Abel, 2001).
"""

MARKDOWN = """# Keeping lamps

## Introduction

Lamps matter [@abel2001]. Keepers care (Baker & Cole, 2010, p. 4).

## Results

### Waiting

Keepers waited for the morning.

> “You wait and you listen to the wind.” (Keeper 1)

> “I read the same paper twice.” (Keeper 2)

### Care

One keeper called the lamp “an old friend of the house” (Keeper 3).

## References

Abel, A. (2001). Lamps and other lights. *Journal of Rocks, 3*(2), 10–19. https://doi.org/10.1234/abc

Baker, B., & Cole, C. (2010). *Keepers of the north*. Seaside Press.
"""


def read(data: bytes | str, name: str) -> Loaded[Imported]:
    """What the format that recognises the file reads of it."""
    file = InputFile(name, data.encode() if isinstance(data, str) else data)
    found = format_of(file)
    assert found.value is not None, found.diagnostics
    return found.value.read(file, ImportOptions())


def recognised(data: bytes | str, name: str) -> str:
    """The name of the format that recognises the file; empty if none does."""
    file = InputFile(name, data.encode() if isinstance(data, str) else data)
    return next((one.name for one in FORMATS if one.recognises(file)), "")


def converted(markdown: str, form: str) -> bytes:
    """A manuscript in another format, as pandoc writes it."""
    command = [pypandoc.get_pandoc_path(), "-f", "commonmark_x", "-t", form, "-o", "-"]
    return subprocess.run(command, input=markdown.encode(), capture_output=True, check=True).stdout


def said(imported: Imported) -> list[tuple[str, str]]:
    return [(quote.speaker, quote.words) for quote in imported.quotes]


def cited(imported: Imported) -> dict[str, str]:
    """The families of the authors and the year of each work, by its id."""
    found = {}
    for work in imported.works:
        names = " & ".join(name.get("family", name.get("literal", "")) for name in work.csl.get("author", ()))
        year = work.csl.get("issued", {"date-parts": [[""]]})["date-parts"][0][0]
        found[str(work.csl["id"])] = f"{names} {year}"
    return found


def messages(loaded: Loaded[Imported]) -> str:
    return "\n".join(f"{one.span}: {one.rule.code}: {one.message}" for one in loaded.diagnostics)
