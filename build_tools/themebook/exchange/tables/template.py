"""An empty workbook with a sheet for each kind of table, to be filled in and imported."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from xlsxwriter import Workbook

_HEADERS: Mapping[str, Mapping[str, str]] = {
    "quotes": {
        "quote": "The exact words, without quotation marks around them.",
        "speaker": "The pseudonym of who speaks.",
        "theme": "The theme that the quote belongs to. Several are separated by semicolons; the first is its home.",
        "subtheme": "The subtheme, if there is one.",
        "code": "The codes of the quote, separated by semicolons. A code below another: busy > busy hands.",
        "source": "What the quote is taken from, such as Interview 1.",
        "locator": "The place in the source, such as l. 12 or 00:12:31.",
        "page": "The page of the source, if it has pages.",
        "language": "The language of the words, such as de, if it is not that of the site.",
        "translation:en": "The words in another language. Its code is in the header.",
        "context": "What the speaker is talking about.",
        "note": "What you make of the quote.",
    },
    "participants": {
        "speaker": "The pseudonym, as in the sheet of quotes.",
        "kind": "person, group or interviewer. Leave it empty for a person.",
        "attribute:Role": "Something that is known of the participant. Write what it is after the colon in the header.",
        "attribute:Age (years)": "A number. Write its unit in parentheses in the header.",
        "about": "What readers may know about the participant.",
    },
    "themes": {
        "theme": "The title of the theme.",
        "subtheme": "The title of the subtheme. Leave it empty in the row of the theme itself.",
        "summary": "What it says, in a few sentences.",
        "definition": "What the theme means.",
        "includes": "What belongs to it.",
        "excludes": "What does not belong to it.",
    },
    "codes": {
        "code": "The label of the code. A code below another: busy > busy hands.",
        "definition": "What it means.",
        "includes": "What it is used for.",
        "excludes": "What it is not used for.",
    },
    "sources": {
        "source": "The title, as in the sheet of quotes.",
        "kind": "transcript, recording, notes, document, publication or survey.",
        "speaker": "Who speaks in it, separated by semicolons.",
        "date": "When it was made, such as 2024-05-31 or 2024-05.",
        "about": "What readers should know about it.",
    },
}
_WIDE = ("quote", "summary", "definition", "about", "context", "note")
_WIDTH, _WIDE_WIDTH = 18, 60


def write_template(to: Path) -> None:
    """Write the workbook. Each header has a comment that says what is below it."""
    with Workbook(to) as book:
        heading = book.add_format({"bold": True})
        # Otherwise a spreadsheet would turn what looks like a formula or a date into one.
        text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        for name, headers in _HEADERS.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for column, (header, meaning) in enumerate(headers.items()):
                sheet.set_column(column, column, _WIDE_WIDTH if header in _WIDE else _WIDTH, text)
                sheet.write_string(0, column, header, heading)
                sheet.write_comment(0, column, meaning, {"author": "Themebook", "x_scale": 2})
