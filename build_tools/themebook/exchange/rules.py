"""All rules about files that are imported, in the order of the guide."""

from __future__ import annotations

from themebook.core.diagnostics import Rule
from themebook.exchange.archives import ARCHIVE_READABLE
from themebook.exchange.assembly.cleaning import INPUT_CHARACTERS, LANGUAGE_KNOWN, QUOTE_HAS_WORDS
from themebook.exchange.assembly.merging import PARTS_AGREE
from themebook.exchange.assembly.quotes import SPEAKER_KNOWN
from themebook.exchange.assembly.study import COUNTS_AGREE
from themebook.exchange.assembly.themes import SUBTHEME_FILLED
from themebook.exchange.formats import FORMAT_KNOWN
from themebook.exchange.importing import INPUT_HAS_CONTENT
from themebook.exchange.input_file import INPUT_ENCODING, INPUT_READABLE
from themebook.exchange.qda.atlasti import QUOTATION_CODES_KNOWN
from themebook.exchange.qda.dedoose import EXCERPT_CODES_AGREE
from themebook.exchange.qda.qualcoder import CODING_IS_TEXT
from themebook.exchange.qda.report_reading import REPORT_COLUMNS
from themebook.exchange.safe_xml import XML_READABLE, XML_WHOLE
from themebook.exchange.tables.delimited import TABLE_QUOTED, TABLE_READABLE
from themebook.exchange.tables.rows import CELL_ALLOWED, ROW_IS_COMPLETE
from themebook.exchange.tables.study_table import CELL_HAS_COLUMN, COLUMN_CARRIED, COLUMN_EXISTS, COLUMNS_KNOWN
from themebook.exchange.tables.workbook import CELL_IS_VALUE, SHEET_BOUNDED, SHEET_VISIBLE, WORKBOOK_READABLE

IMPORT_RULES: tuple[Rule, ...] = (
    # Any file
    INPUT_READABLE,
    INPUT_ENCODING,
    FORMAT_KNOWN,
    INPUT_HAS_CONTENT,
    ARCHIVE_READABLE,
    XML_READABLE,
    XML_WHOLE,
    # Tables
    TABLE_READABLE,
    TABLE_QUOTED,
    WORKBOOK_READABLE,
    SHEET_VISIBLE,
    SHEET_BOUNDED,
    CELL_IS_VALUE,
    COLUMNS_KNOWN,
    COLUMN_EXISTS,
    COLUMN_CARRIED,
    CELL_HAS_COLUMN,
    CELL_ALLOWED,
    ROW_IS_COMPLETE,
    # Programs for qualitative analysis
    REPORT_COLUMNS,
    QUOTATION_CODES_KNOWN,
    EXCERPT_CODES_AGREE,
    CODING_IS_TEXT,
    # The study that is made of them
    INPUT_CHARACTERS,
    LANGUAGE_KNOWN,
    QUOTE_HAS_WORDS,
    SPEAKER_KNOWN,
    PARTS_AGREE,
    COUNTS_AGREE,
    SUBTHEME_FILLED,
)
