"""All rules about files that are imported, in the order of the guide."""

from __future__ import annotations

from themebook.core.diagnostics import Rule
from themebook.exchange.archives import ARCHIVE_READABLE
from themebook.exchange.articles.citations.in_text import CITED_LISTED
from themebook.exchange.articles.citations.reference_list import REFERENCE_READABLE
from themebook.exchange.articles.jats.reader import PAPER_ALONE, PAPER_WHOLE
from themebook.exchange.articles.manuscripts.bounds import MANUSCRIPT_IN_BOUNDS
from themebook.exchange.articles.manuscripts.manuscript import MANUSCRIPT_READABLE, REFERENCES_LISTED
from themebook.exchange.articles.manuscripts.pdf import PDF_IN_BOUNDS
from themebook.exchange.articles.study import (
    LICENCE_ALLOWS_DRAFT,
    NESTED_LITTLE,
    PARTS_CARRIED,
    QUOTE_RECOGNISED,
    RESULTS_FOUND,
)
from themebook.exchange.assembly.cleaning import INPUT_CHARACTERS, LANGUAGE_KNOWN, NAME_HAS_LETTERS, QUOTE_HAS_WORDS
from themebook.exchange.assembly.evidence import EVIDENCE_FOUND
from themebook.exchange.assembly.merging import PARTS_AGREE
from themebook.exchange.assembly.quotes import SPEAKER_KNOWN
from themebook.exchange.assembly.study import COUNTS_AGREE
from themebook.exchange.assembly.themes import SUBTHEME_FILLED
from themebook.exchange.bibliographies.bibliography import WORK_COMPLETE, WORK_DOI_FORM, WORK_KEY_KEPT
from themebook.exchange.bibliographies.duplicates import WORK_ONCE
from themebook.exchange.bibliographies.reading import WORK_DESCRIBED
from themebook.exchange.bibliographies.tagged import WORK_READABLE
from themebook.exchange.formats import FORMAT_KNOWN
from themebook.exchange.importing import INPUT_HAS_CONTENT
from themebook.exchange.input_file import INPUT_ENCODING, INPUT_READABLE
from themebook.exchange.qda.atlasti import QUOTATION_CODES_KNOWN
from themebook.exchange.qda.dedoose import EXCERPT_CODES_AGREE
from themebook.exchange.qda.passages import (
    PASSAGE_LENGTH,
    PASSAGE_POSITIONS,
    PASSAGE_SPEAKERS,
    PASSAGE_WORDS,
    SAME_WORDS,
)
from themebook.exchange.qda.qualcoder import CODING_IS_TEXT
from themebook.exchange.qda.qualcoder_passages import CODED_WORDS
from themebook.exchange.qda.qualcoder_project import QUALCODER_CARRIED
from themebook.exchange.qda.refi.codebook import CODE_OF_CODEBOOK
from themebook.exchange.qda.refi.notes import LINKS_CARRIED, NOTES_CARRIED
from themebook.exchange.qda.refi.package import ONE_PROJECT, PROJECT_IN_ARCHIVE, SOURCE_IN_ARCHIVE
from themebook.exchange.qda.refi.people import VARIABLES_OF_ONE
from themebook.exchange.qda.refi.project import PROJECT_NOT_EMPTY, PROJECT_PARTS
from themebook.exchange.qda.refi.sources import LINE_BREAKS_COUNTED, SELECTION_OF_TEXT
from themebook.exchange.qda.refi.texts import TEXT_OF_SOURCE
from themebook.exchange.qda.refi.variables import VARIABLE_CARRIED
from themebook.exchange.qda.report_reading import REPORT_COLUMNS
from themebook.exchange.qda.sqlite import DATABASE_READABLE
from themebook.exchange.qda.taguette_project import HIGHLIGHT_WORDS, ONE_TAGUETTE_PROJECT
from themebook.exchange.safe_xml import XML_READABLE, XML_WHOLE
from themebook.exchange.study_json.study import STUDY_READABLE
from themebook.exchange.tables.delimited import TABLE_BOUNDED, TABLE_QUOTED, TABLE_READABLE
from themebook.exchange.tables.row_reader import CELL_ALLOWED, CELL_HAS_COLUMN, ROW_IS_COMPLETE
from themebook.exchange.tables.rows import ROWS_JOINED
from themebook.exchange.tables.study_table import COLUMN_CARRIED, COLUMN_EXISTS, COLUMNS_KNOWN, EVIDENCE_CARRIED
from themebook.exchange.tables.workbook import CELL_IS_VALUE, SHEET_BOUNDED, SHEET_VISIBLE, WORKBOOK_READABLE
from themebook.exchange.transcripts.cues import CUE_LINES, CUE_TIMES
from themebook.exchange.transcripts.transcript import SPEAKERS_NAMED, TRANSCRIPT_HAS_WORDS

IMPORT_RULES: tuple[Rule, ...] = (
    # Any file
    INPUT_READABLE,
    INPUT_ENCODING,
    FORMAT_KNOWN,
    INPUT_HAS_CONTENT,
    ARCHIVE_READABLE,
    XML_READABLE,
    XML_WHOLE,
    # Studies that Themebook published
    STUDY_READABLE,
    # Tables
    TABLE_READABLE,
    TABLE_QUOTED,
    TABLE_BOUNDED,
    WORKBOOK_READABLE,
    SHEET_VISIBLE,
    SHEET_BOUNDED,
    CELL_IS_VALUE,
    COLUMNS_KNOWN,
    COLUMN_EXISTS,
    COLUMN_CARRIED,
    EVIDENCE_CARRIED,
    CELL_HAS_COLUMN,
    CELL_ALLOWED,
    ROW_IS_COMPLETE,
    ROWS_JOINED,
    # Programs for qualitative analysis
    REPORT_COLUMNS,
    QUOTATION_CODES_KNOWN,
    EXCERPT_CODES_AGREE,
    CODING_IS_TEXT,
    DATABASE_READABLE,
    PROJECT_IN_ARCHIVE,
    ONE_PROJECT,
    ONE_TAGUETTE_PROJECT,
    PROJECT_NOT_EMPTY,
    SOURCE_IN_ARCHIVE,
    TEXT_OF_SOURCE,
    CODE_OF_CODEBOOK,
    PASSAGE_POSITIONS,
    PASSAGE_WORDS,
    PASSAGE_LENGTH,
    SAME_WORDS,
    PASSAGE_SPEAKERS,
    LINE_BREAKS_COUNTED,
    CODED_WORDS,
    HIGHLIGHT_WORDS,
    SELECTION_OF_TEXT,
    NOTES_CARRIED,
    LINKS_CARRIED,
    VARIABLE_CARRIED,
    VARIABLES_OF_ONE,
    PROJECT_PARTS,
    QUALCODER_CARRIED,
    # Transcripts
    CUE_TIMES,
    CUE_LINES,
    TRANSCRIPT_HAS_WORDS,
    SPEAKERS_NAMED,
    # Papers and manuscripts
    PAPER_WHOLE,
    PAPER_ALONE,
    MANUSCRIPT_READABLE,
    MANUSCRIPT_IN_BOUNDS,
    PDF_IN_BOUNDS,
    NESTED_LITTLE,
    PARTS_CARRIED,
    REFERENCES_LISTED,
    REFERENCE_READABLE,
    CITED_LISTED,
    LICENCE_ALLOWS_DRAFT,
    RESULTS_FOUND,
    QUOTE_RECOGNISED,
    # Bibliographies
    WORK_READABLE,
    WORK_DESCRIBED,
    WORK_ONCE,
    WORK_DOI_FORM,
    WORK_KEY_KEPT,
    WORK_COMPLETE,
    # The study that is made of them
    INPUT_CHARACTERS,
    NAME_HAS_LETTERS,
    LANGUAGE_KNOWN,
    QUOTE_HAS_WORDS,
    SPEAKER_KNOWN,
    PARTS_AGREE,
    EVIDENCE_FOUND,
    COUNTS_AGREE,
    SUBTHEME_FILLED,
)
