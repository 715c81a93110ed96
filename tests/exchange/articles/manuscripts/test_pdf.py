"""Manuscripts as PDF: lines become paragraphs again, and damaged files are reported."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

import pytest
from pypdf import PdfReader, PdfWriter

from tests.exchange.articles.manuscripts.texts import cited, messages, read, recognised, said
from themebook.exchange.articles.manuscripts import pdf

Line = tuple[float, int, str, str]


def pdf_of(pages: Iterable[Iterable[Line]]) -> bytes:
    """A PDF whose pages have these lines: distance from the left, size, font (F1 or F2, bold) and text."""
    objects = [
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
    ]
    kids = []
    for page in pages:
        content, y = [], 780.0
        for x, size, font, text in page:
            y -= size * 1.2 if text else size
            escaped = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
            content.append(b"BT /%s %d Tf %d %d Td (%s) Tj ET" % (font.encode(), size, x, y, escaped))
        stream = b"\n".join(content)
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
        resources = b"<</Font<</F1 3 0 R/F2 4 0 R>>>>"
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources%s/Contents %d 0 R>>"
            % (resources, len(objects) + 2)
        )
        kids.append(b"%d 0 R" % (len(objects) + 2))
    root = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))]
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, content_of in enumerate([*root, *objects], 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content_of))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(places) + 1, start))
    return out.getvalue()


def heading(text: str, size: int = 16) -> list[Line]:
    return [(70, 11, "F1", ""), (70, size, "F2", text), (70, 11, "F1", "")]


def paragraph(text: str, left: float = 70, width: int = 80) -> list[Line]:
    lines, line = list[Line](), ""
    for word in text.split(" "):
        if len(line) + len(word) > width:
            lines.append((left, 11, "F1", line.strip()))
            line = ""
        line += f"{word} "
    return [*lines, (left, 11, "F1", line.strip()), (left, 11, "F1", "")]


def manuscript() -> Iterator[list[Line]]:
    """Two pages with running heads and numbers. A word is divided, and a paragraph goes on overleaf."""
    long = "Most keepers said that nights were long, and all of them had worked on at least one other rock before. "
    yield [
        (70, 9, "F1", "Keepers of lamps"),
        *heading("Introduction"),
        *paragraph(long * 3 + "Lamps matter (Abel, 2001)."),
        *heading("Results"),
        *heading("The night", 13),
        *paragraph("Keepers waited for the morning. " + long * 2),
        *paragraph("You wait and you listen to the wind. There is not much else. (Keeper 1)", 110, 60),
        *[(70, 11, "F1", "The keepers were asked about light-"), (70, 11, "F1", "houses, and they said a lot about")],
        (300, 9, "F1", "1"),
    ]
    yield [
        (70, 9, "F1", "Keepers of lamps"),
        *paragraph("them. A lighthouse is a house with a light, they said, and little more than that. " + long * 2),
        *paragraph("I read the same paper twice, from the first page to the last. (Keeper 2)", 110, 60),
        *heading("References"),
        (70, 11, "F1", "Abel, A. (2001). Lamps and other lights of the northern seas and what"),
        (100, 11, "F1", "they are for. Journal of Rocks, 3(2), 10-19."),
        (70, 11, "F1", "Baker, B. (2002). Oil and gas. Journal of Rocks, 4(1), 1-9."),
        (300, 9, "F1", "2"),
    ]


def test_paragraphs_quotes_and_works_are_put_together_from_lines() -> None:
    imported = read(pdf_of(manuscript()), "a.pdf").value
    assert said(imported) == [
        ("Keeper 1", "You wait and you listen to the wind. There is not much else."),
        ("Keeper 2", "I read the same paper twice, from the first page to the last."),
    ]
    assert [theme.path for theme in imported.themes] == [("The night",)]
    assert list(cited(imported).values()) == ["Abel 2001", "Baker 2002"]


def test_places_are_pages() -> None:
    quotes = read(pdf_of(manuscript()), "a.pdf").value.quotes
    assert [(quote.place.line, quote.page) for quote in quotes] == [(1, 1), (2, 2)]


def test_a_pdf_with_a_password_is_reported() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_of(manuscript()))))
    writer.encrypt("secret", algorithm="RC4-128")
    data = io.BytesIO()
    writer.write(data)
    assert "'a.pdf' cannot be read: it is protected with a password" in messages(read(data.getvalue(), "a.pdf"))


@pytest.mark.parametrize("length", [9, 200, 1500])
def test_a_pdf_that_is_cut_off_is_reported(length: int) -> None:
    loaded = read(pdf_of(manuscript())[:length], "a.pdf")
    assert "manuscript-readable" in messages(loaded)
    assert loaded.value.quotes == ()


def test_a_pdf_without_text_is_reported() -> None:
    assert "there is no text in 'a.pdf'" in messages(read(pdf_of([[], []]), "a.pdf"))


def test_pages_beyond_the_bound_are_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_MOST_PAGES", 1)
    loaded = read(pdf_of(manuscript()), "a.pdf")
    assert "a.pdf:2:1: pdf-in-bounds: only the first 1 pages were read" in messages(loaded)
    assert len(loaded.value.quotes) == 1


def test_a_page_that_is_too_large_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_MOST_BYTES", 500)
    loaded = read(pdf_of(manuscript()), "a.pdf")
    assert "this page is damaged or too large, and was left out" in messages(loaded)


def test_other_files_are_no_pdf() -> None:
    assert recognised(b"PK\x03\x04 %PDF", "a.pdf") != "pdf"
