"""Word documents: made by pandoc, then given the looks of a manuscript.

Format: https://ecma-international.org/publications-and-standards/standards/ecma-376/, part 1, WordprocessingML.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from zipfile import ZipFile

from lxml import etree

from themebook.cite.pandoc_process import run_pandoc
from themebook.core.fixed_dates import zip_member
from themebook.exchange.documents.seal import seal_package

#: Changes the document, whose root it gets.
Edit = Callable[[etree._Element], None]

_SECONDS = 120
_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = {"w": _NAMESPACE}
_FONT, _HALF_POINTS = "Times New Roman", "24"
# A4 with margins of an inch, in twentieths of a point.
_PAGE = {"w": "11906", "h": "16838"}
_MARGINS = {
    **dict.fromkeys(("top", "right", "bottom", "left"), "1440"),
    "header": "708",
    "footer": "708",
    "gutter": "0",
}
# Styles with a typeface or a colour for a reason: links, and code.
_KEPT = ("Hyperlink", "VerbatimChar", "SourceCode")
_STEP = 240
_DEEPEST = 12
# The levels of APA: https://apastyle.apa.org/style-grammar-guidelines/paper-format/headings
_HEADINGS = {
    **dict.fromkeys(("Heading1", "Heading2", "Heading4"), "<w:b/><w:bCs/>"),
    **dict.fromkeys(("Heading3", "Heading5", "Heading6"), "<w:b/><w:bCs/><w:i/><w:iCs/>"),
}
_ABOVE_AND_BELOW = '<w:keepNext/><w:keepLines/><w:spacing w:before="240" w:after="120"/>'
# By the ids of styles: the properties of their paragraphs.
_PARAGRAPHS = {
    "TableNumber": '<w:keepNext/><w:spacing w:before="0" w:after="120"/>',
    "TableTitle": '<w:keepNext/><w:spacing w:before="0" w:after="120"/>',
    "TableHeading": '<w:keepNext/><w:spacing w:before="60" w:after="60"/><w:jc w:val="center"/>',
    "TableText": '<w:spacing w:before="120" w:after="60"/><w:jc w:val="left"/>',
    # The space above a quote is much larger than that between the paragraphs of one.
    "TableFurtherQuote": '<w:spacing w:before="180" w:after="60"/><w:jc w:val="left"/>',
    "TableTextContinued": '<w:spacing w:before="0" w:after="60"/><w:jc w:val="left"/>',
    "TableNote": '<w:spacing w:before="120" w:after="240"/>',
    "Bibliography": '<w:spacing w:before="0" w:after="120"/><w:ind w:left="720" w:hanging="720"/>',
    "BlockText": '<w:spacing w:before="240" w:after="60"/><w:ind w:left="720" w:right="0"/>',
    "BlockTextContinued": '<w:spacing w:before="0" w:after="60"/><w:ind w:left="720" w:right="0"/>',
    "Heading1": f'{_ABOVE_AND_BELOW}<w:jc w:val="center"/><w:outlineLvl w:val="0"/>',
    "Heading2": f'{_ABOVE_AND_BELOW}<w:outlineLvl w:val="1"/>',
    "Heading3": f'{_ABOVE_AND_BELOW}<w:outlineLvl w:val="2"/>',
    **{
        f"Heading{level}": f'{_ABOVE_AND_BELOW}<w:ind w:left="720"/><w:outlineLvl w:val="{level - 1}"/>'
        for level in (4, 5, 6)
    },
    **{
        f"Subtheme{depth}": f'<w:spacing w:before="120" w:after="60"/><w:ind w:left="{depth * _STEP}"/>'
        for depth in range(1, _DEEPEST + 1)
    },
}


def subtheme_style(depth: int) -> str:
    """The name of the style of a subtheme so many levels below its theme."""
    return f"Subtheme {min(depth, _DEEPEST)}"


def word_document(page: bytes, *, edit: Edit = lambda root: None) -> bytes:
    """A page of HTML as a Word document."""
    arguments = ("--sandbox", "-f", "html", "-t", "docx", "-o", "-")
    made = run_pandoc(arguments, page, seconds=_SECONDS, task="the Word document")
    edits = {
        "word/document.xml": (_set_page, edit),
        "word/styles.xml": (_set_styles,),
        "docProps/core.xml": (_leave_out_dates,),
    }
    return seal_package(_edited(made, edits))


def element(name: str, **attributes: str) -> etree._Element:
    """An element of WordprocessingML."""
    return etree.Element(_name(name), {_name(key): value for key, value in attributes.items()})


def _name(name: str) -> str:
    return f"{{{_NAMESPACE}}}{name}"


def _edited(package: bytes, edits: Mapping[str, Sequence[Edit]]) -> bytes:
    edited = io.BytesIO()
    with ZipFile(io.BytesIO(package)) as old, ZipFile(edited, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(zip_member(name), _with_edits(data, edits[name]) if name in edits else data)
    return edited.getvalue()


def _with_edits(data: bytes, edits: Sequence[Edit]) -> bytes:
    root = etree.fromstring(data)
    for edit in edits:
        edit(root)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def _set_page(root: etree._Element) -> None:
    for section in root.iterfind(".//w:sectPr", NAMESPACES):
        section.append(element("pgSz", **_PAGE))
        section.append(element("pgMar", **_MARGINS))


def _set_styles(root: etree._Element) -> None:
    """One typeface in one size for all text, and black headings, as in a manuscript."""
    for style in root.iterfind("w:style", NAMESPACES):
        name = style.get(_name("styleId"), "")
        if name not in _KEPT:
            for looks in style.xpath(
                "w:rPr/w:rFonts | w:rPr/w:color | w:rPr/w:sz | w:rPr/w:szCs", namespaces=NAMESPACES
            ):
                looks.getparent().remove(looks)
        if name in _HEADINGS:
            _set_run(style, _HEADINGS[name])
        if name in _PARAGRAPHS:
            _set_paragraphs(style, _PARAGRAPHS[name])
    for run in root.iterfind("w:docDefaults/w:rPrDefault/w:rPr", NAMESPACES):
        for old in run.xpath("w:rFonts | w:sz | w:szCs", namespaces=NAMESPACES):
            run.remove(old)
        run.insert(0, element("rFonts", **dict.fromkeys(("ascii", "hAnsi", "cs", "eastAsia"), _FONT)))
        run.insert(1, element("sz", val=_HALF_POINTS))
        run.insert(2, element("szCs", val=_HALF_POINTS))


def _set_run(style: etree._Element, properties: str) -> None:
    for old in style.findall("w:rPr", NAMESPACES):
        style.remove(old)
    style.append(_properties("rPr", properties))


def _set_paragraphs(style: etree._Element, properties: str) -> None:
    for old in style.findall("w:pPr", NAMESPACES):
        style.remove(old)
    run = style.find("w:rPr", NAMESPACES)
    style.insert(style.index(run) if run is not None else len(style), _properties("pPr", properties))


def _properties(name: str, properties: str) -> etree._Element:
    return etree.fromstring(f'<w:{name} xmlns:w="{_NAMESPACE}">{properties}</w:{name}>')


def _leave_out_dates(root: etree._Element) -> None:
    for date in root.xpath("*[local-name()='created' or local-name()='modified']"):
        root.remove(date)
