"""The table of all formats that can be imported."""

from __future__ import annotations

from themebook.core.diagnostics import Diagnostic, Loaded, Rule, Span
from themebook.core.nearest import nearest
from themebook.exchange.articles.jats import reader as jats
from themebook.exchange.articles.manuscripts import markdown, pdf, plain_text, word
from themebook.exchange.bibliographies import bibtex, csl_json, endnote_xml, nbib, ris, zotero_json
from themebook.exchange.format import Format
from themebook.exchange.input_file import InputFile
from themebook.exchange.qda import atlasti, dedoose, maxqda, qualcoder, taguette
from themebook.exchange.qda.qualcoder_project import is_qualcoder, read_qualcoder
from themebook.exchange.qda.refi.project import read_refi, recognises_codebook, recognises_project
from themebook.exchange.qda.report_reading import reading, recognised
from themebook.exchange.qda.reports import (
    ATLASTI_CODES,
    ATLASTI_QUOTATIONS,
    DEDOOSE_EXCERPTS,
    MAXQDA_SEGMENTS,
    QUALCODER_CODINGS,
    TAGUETTE_CODEBOOK,
    TAGUETTE_HIGHLIGHTS,
)
from themebook.exchange.qda.taguette_project import is_taguette, read_taguette
from themebook.exchange.study_json import study as study_json
from themebook.exchange.tables.delimited import is_delimited
from themebook.exchange.tables.study_table import read_csv, read_xlsx
from themebook.exchange.tables.workbook import is_workbook
from themebook.exchange.transcripts.cues import is_subrip, is_webvtt
from themebook.exchange.transcripts.transcript import read_transcript

FORMAT_KNOWN = Rule("format-known", "A file to import must be of a format that Themebook reads.")


_PRIVATE = "abstracts, keywords, notes, attachments, and what else a reference manager keeps for its user"

_OF_MANUSCRIPT = "the references and where they are cited; the themes, quotes, speakers and claims as drafts"
_NOT_OF_MANUSCRIPT = "figures, tables and formulas, and the text outside of the results"

# The first that recognises a file reads it, so special formats come before general ones.
FORMATS: tuple[Format, ...] = (
    Format(
        name="themebook",
        title="Study that Themebook published (findings.json)",
        carries="the whole study with its ids",
        leaves="links, citations and formatting in texts, and hand-written pages",
        recognises=study_json.recognises,
        read=study_json.read,
    ),
    Format(
        name="jats",
        title="Paper in JATS XML",
        carries="what the paper says of itself, its references; its themes, quotes, speakers and claims as drafts",
        leaves="figures, tables, footnotes, formulas, and the text outside of the results",
        recognises=jats.recognises,
        read=jats.read,
    ),
    Format(
        name="word",
        title="Word document (.docx)",
        carries=f"{_OF_MANUSCRIPT}; places are numbers of paragraphs",
        leaves=f"{_NOT_OF_MANUSCRIPT}; comments, and what is marked as deleted",
        recognises=word.recognises_word,
        read=word.read_word,
    ),
    Format(
        name="odt",
        title="OpenDocument text (.odt)",
        carries=f"{_OF_MANUSCRIPT}; places are numbers of paragraphs",
        leaves=f"{_NOT_OF_MANUSCRIPT}; comments, and what is marked as deleted",
        recognises=word.recognises_open_document,
        read=word.read_open_document,
    ),
    Format(
        name="pdf",
        title="PDF of a paper or manuscript",
        carries=f"{_OF_MANUSCRIPT}; places are numbers of pages",
        leaves=f"{_NOT_OF_MANUSCRIPT}; scanned pages",
        recognises=pdf.recognises,
        read=pdf.read,
    ),
    Format(
        name="refi-project",
        title="REFI-QDA project (.qdpx)",
        carries="codes, cases with variables, sources, selections of text as quotes with their codes, memos, sets",
        leaves="selections of pictures and of recordings without a timed transcript, links, graphs, names of users",
        recognises=recognises_project,
        read=read_refi,
    ),
    Format(
        name="refi-codebook",
        title="REFI-QDA codebook (.qdc)",
        carries="codes with their hierarchy and descriptions, groups of codes as drafts of themes",
        leaves="colours",
        recognises=recognises_codebook,
        read=read_refi,
    ),
    Format(
        name="taguette-project",
        title="Taguette project (SQLite)",
        carries="tags as codes with their descriptions, documents as sources, highlights as quotes",
        leaves="names of users, and other projects in the same database",
        recognises=is_taguette,
        read=read_taguette,
    ),
    Format(
        name="qualcoder-project",
        title="QualCoder project (data.qda)",
        carries="categories and codes, cases with attributes, files as sources, coded texts and annotations as quotes",
        leaves="codes of pictures and recordings, the journal, names of coders",
        recognises=is_qualcoder,
        read=read_qualcoder,
    ),
    Format(
        name="webvtt",
        title="WebVTT transcript (.vtt)",
        carries="the source, its speakers as participants, and what they say as drafts of quotes, with times",
        leaves="notes, styles, regions and positions on the screen",
        recognises=is_webvtt,
        read=read_transcript,
    ),
    Format(
        name="srt",
        title="SubRip transcript (.srt)",
        carries="the source, its speakers as participants, and what they say as drafts of quotes, with times",
        leaves="fonts and positions on the screen",
        recognises=is_subrip,
        read=read_transcript,
    ),
    Format(
        name="taguette-highlights",
        title="Taguette, highlights (CSV or XLSX)",
        carries="highlights as quotes with their tags as codes, and documents as sources",
        leaves="who speaks, because Taguette does not know it",
        recognises=recognised(TAGUETTE_HIGHLIGHTS),
        read=reading(TAGUETTE_HIGHLIGHTS, taguette.read_highlights),
    ),
    Format(
        name="taguette-codebook",
        title="Taguette, codebook (CSV or XLSX)",
        carries="tags as codes, with their descriptions",
        leaves="nothing; the numbers of highlights are compared with those that are imported",
        recognises=recognised(TAGUETTE_CODEBOOK),
        read=reading(TAGUETTE_CODEBOOK, taguette.read_codebook),
    ),
    Format(
        name="atlasti-quotations",
        title="ATLAS.ti, report of quotations (CSV or XLSX)",
        carries="quotations as quotes with their codes, comments as notes, and documents as sources",
        leaves="names of quotations, groups of documents, and who made what when",
        recognises=recognised(ATLASTI_QUOTATIONS),
        read=reading(ATLASTI_QUOTATIONS, atlasti.read_quotations),
        needs_codes=True,
    ),
    Format(
        name="atlasti-codes",
        title="ATLAS.ti, list of codes (CSV or XLSX)",
        carries="codes with their comments as definitions, and the codes below them",
        leaves="groups of codes, densities, and who made what when",
        recognises=recognised(ATLASTI_CODES),
        read=reading(ATLASTI_CODES, atlasti.read_codes),
    ),
    Format(
        name="maxqda-segments",
        title="MAXQDA, coded segments (XLSX or CSV)",
        carries="segments as quotes with their codes, comments as notes, and documents as sources",
        leaves="groups of documents, weights, and who coded what when",
        recognises=recognised(MAXQDA_SEGMENTS),
        read=reading(MAXQDA_SEGMENTS, maxqda.read_segments),
    ),
    Format(
        name="dedoose-excerpts",
        title="Dedoose, excerpts (XLSX or CSV)",
        carries="excerpts as quotes with their codes, and media as sources",
        leaves="weights, descriptors, and who made what when",
        recognises=recognised(DEDOOSE_EXCERPTS),
        read=reading(DEDOOSE_EXCERPTS, dedoose.read_excerpts),
    ),
    Format(
        name="qualcoder-codings",
        title="QualCoder, coding report (CSV or XLSX)",
        carries="codings of text as quotes with codes, memos as notes, files as sources, and cases as participants",
        leaves="codings of pictures and recordings, variables of files, and who coded what",
        recognises=recognised(QUALCODER_CODINGS),
        read=reading(QUALCODER_CODINGS, qualcoder.read_codings),
    ),
    Format(
        name="better-bibtex",
        title="Better BibTeX JSON of Zotero",
        carries="works, with their citation keys",
        leaves=_PRIVATE,
        recognises=zotero_json.recognises,
        read=zotero_json.read,
    ),
    Format(
        name="endnote",
        title="EndNote XML",
        carries="works, with their labels as citation keys",
        leaves=_PRIVATE,
        recognises=endnote_xml.recognises,
        read=endnote_xml.read,
    ),
    Format(
        name="nbib",
        title="PubMed (nbib, MEDLINE)",
        carries="works",
        leaves=_PRIVATE,
        recognises=nbib.recognises,
        read=nbib.read,
    ),
    Format(
        name="ris",
        title="RIS",
        carries="works, with their identifiers as citation keys",
        leaves=_PRIVATE,
        recognises=ris.recognises,
        read=ris.read,
    ),
    Format(
        name="csl-json",
        title="CSL-JSON",
        carries="works, with their citation keys",
        leaves=_PRIVATE,
        recognises=csl_json.recognises,
        read=csl_json.read,
    ),
    Format(
        name="bibtex",
        title="BibTeX and biblatex",
        carries="entries, with their keys",
        leaves="fields that are not published",
        recognises=bibtex.recognises,
        read=bibtex.read,
    ),
    Format(
        name="xlsx",
        title="Excel workbook",
        carries="quotes, participants with attributes, themes, findings, codes and sources, a sheet each",
        leaves="columns that nobody knows, hidden sheets, pictures and comments",
        recognises=is_workbook,
        read=read_xlsx,
        has_columns=True,
    ),
    Format(
        name="csv",
        title="table as text, with any delimiter",
        carries="quotes, participants with attributes, themes, findings, codes and sources",
        leaves="columns that nobody knows",
        recognises=is_delimited,
        read=read_csv,
        has_columns=True,
    ),
    Format(
        name="markdown",
        title="manuscript in Markdown",
        carries=_OF_MANUSCRIPT,
        leaves=_NOT_OF_MANUSCRIPT,
        recognises=markdown.recognises,
        read=markdown.read,
    ),
    # Any text can be prose, so this is the last.
    Format(
        name="text",
        title="manuscript as plain text",
        carries=_OF_MANUSCRIPT,
        leaves=_NOT_OF_MANUSCRIPT,
        recognises=plain_text.recognises,
        read=plain_text.read,
    ),
)


def format_of(file: InputFile, name: str = "") -> Loaded[Format | None]:
    """The format of a file: the one named, or else the one that its content shows. None with the reason if unknown."""
    if name:
        known = {one.name: one for one in FORMATS}
        if name in known:
            return Loaded(known[name], ())
        close = nearest(name, known)
        hint = f"did you mean '{close}'?" if close else f"use one of {', '.join(known)}"
        return Loaded(None, (_unknown(file.start, f"unknown format '{name}'", hint),))
    for one in FORMATS:
        if one.recognises(file):
            return Loaded(one, ())
    message = f"nothing that Themebook can import was recognised in '{file.name}'"
    hint = f"name its format with --format, if it is one of {', '.join(one.name for one in FORMATS)}"
    return Loaded(None, (_unknown(file.start, message, hint),))


def _unknown(place: Span, message: str, hint: str) -> Diagnostic:
    return FORMAT_KNOWN.at(place, message, hint)
