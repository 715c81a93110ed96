"""The table of all rules. The documentation of rules is generated from it."""

from __future__ import annotations

from themebook.core.diagnostics import Rule, Severity

RULES: dict[str, Rule] = {}


def _rule(code: str, meaning: str, severity: Severity = Severity.ERROR) -> Rule:
    RULES[code] = Rule(code=code, severity=severity, meaning=meaning)
    return RULES[code]


def _warning(code: str, meaning: str) -> Rule:
    return _rule(code, meaning, Severity.WARNING)


def _note(code: str, meaning: str) -> Rule:
    return _rule(code, meaning, Severity.NOTE)


# Files
FILE_EXISTS = _rule("file-exists", "Every source file must exist and be readable.")
FILE_HAS_CONTENT = _rule("file-has-content", "A source file must not be empty.")
FILE_IS_UTF8 = _rule("file-is-utf8", "A source file must be UTF-8 text.")
FILE_NAME = _rule("file-name", "File names in the documentation folder must be UTF-8.")
FILE_CHARACTERS = _rule(
    "file-characters",
    "A source file must not contain characters that are not allowed on a web page, such as control characters.",
)

LOOK_ALIKE = _rule(
    "look-alike", "Syntax, ids and keys must be typed with plain hyphens, spaces, quotation marks and letters."
)

# findings.yml: form
YAML_SYNTAX = _rule("yaml-syntax", "The findings must be valid YAML.")
YAML_ALIAS = _rule("yaml-alias", "The findings must not use YAML anchors and aliases (& and *).")
YAML_DEPTH = _rule("yaml-depth", "The findings must not be nested deeper than 40 levels.")
KEY_KNOWN = _rule("key-known", "Every key must be allowed in its place.")
KEY_ONCE = _rule("key-once", "A key must appear only once in the same place.")
KEY_PRESENT = _rule("key-present", "Every required key must be present and have a value.")
VALUE_TYPE = _rule("value-type", "Every value must be of the type that its key requires.")
VALUE_ALLOWED = _rule("value-allowed", "A value that is chosen from a list must be in that list.")
ID_FORM = _rule(
    "id-form",
    "An id must consist of lower-case letters and digits joined by single hyphens, and start with a letter. It must "
    "have at most 100 characters, and must not be a name that Windows reserves, such as `con` or `nul`.",
)
TEXT_WHOLE = _warning(
    "text-whole", "A text must not continue after a space and a `#`, because YAML treats the rest as a comment."
)
STUDY_ONCE = _rule("study-once", "The study must be described exactly once.")

# mkdocs.yml and the files of the site
CONFIG_USABLE = _rule("config-usable", "The configuration must be one that Themebook can build a site with.")
CONFIG_ACCEPTED = _warning("config-accepted", "MkDocs must have no warnings about its configuration.")
NAV_COMPLETE = _warning(
    "nav-complete", "Every page must be in `nav`, and `nav` must lead to existing pages, if `validation` asks for it."
)
PAGE_LINK_RESOLVES = _warning(
    "page-link-resolves",
    "A link between pages must lead to an existing page, file or anchor, if `validation` asks for it.",
)
ADDRESS_FORM = _rule("address-form", "The address of a link or picture must be valid.")

# docs/*.md: front matter of hand-written pages
PAGE_HEAD = _rule("page-head", "The front matter of a page must be valid, and its values must be of the right type.")
PAGE_HEAD_KEY = _warning(
    "page-head-key", "A key in the front matter of a page must not be a likely misspelling of one that Themebook reads."
)

# findings.yml: meaning
FILES_MATCH = _rule("files-match", "The findings, the bibliography and the pages must belong to the same study.")
ID_UNIQUE = _rule("id-unique", "An id must be unique.")
LINK_RESOLVES = _rule("link-resolves", "An id that is referred to must exist and be of the right kind.")
CITATION_RESOLVES = _rule("citation-resolves", "Every cited work must have an entry in the bibliography.")
CITATION_SYNTAX = _rule("citation-syntax", "A citation in brackets must be valid.")
LINK_SYNTAX = _rule("link-syntax", "An internal link must be in double square brackets.")
VIEW_KNOWN = _rule("view-known", "A view must exist, and be on a line of its own on a page.")
HTML_IS_MARKDOWN = _warning("html-is-markdown", "HTML that contains a citation or a link must be marked as Markdown.")
MARKDOWN_READABLE = _rule(
    "markdown-readable",
    "Python-Markdown must be able to convert a text, and its elements must not be nested more than 100 deep.",
)
TEXT_BOUNDED = _rule(
    "text-bounded",
    "A page or text must not have so many unclosed brackets or tags, or so many headings, that converting it would "
    "take minutes.",
)
HTML_CLOSED = _rule("html-closed", "HTML that is opened in a text of the findings must be closed in the same text.")
PAGE_PLACE_FREE = _rule(
    "page-place-free", "A file in the documentation folder must not replace another file of the site."
)
FINDING_HAS_EVIDENCE = _rule(
    "finding-has-evidence", "A finding must have quotes as evidence, or say under `unquoted` why there are none."
)
EVIDENCE_ONCE = _rule("evidence-once", "A finding must not name the same quote twice.")
QUOTE_IS_USED = _warning("quote-is-used", "A quote must be evidence for at least one finding.")
QUOTE_TEXT_ONCE = _warning("quote-text-once", "Two quotes of one participant on one page must not have the same words.")
CONTINUATION_SPEAKER = _rule("continuation-speaker", "A quote must continue an earlier quote of the same participant.")
SUBTHEME_HAS_CONTENT = _rule("subtheme-has-content", "A subtheme must have at least one quote or finding.")
STATEMENT_HAS_FINDING = _rule("statement-has-finding", "An implication or limitation must name at least one finding.")
PREVALENCE_WORDS = _warning("prevalence-words", "A prevalence other than `unstated` must give the authors' own words.")
PARTICIPANT_NAME_UNIQUE = _rule("participant-name-unique", "Two participants must not have the same name.")
TITLE_UNIQUE = _warning("title-unique", "Two themes, or two subthemes of one theme, must not have the same title.")
TERM_UNIQUE = _rule("term-unique", "A glossary term must be defined only once.")

# references.bib
BIB_SYNTAX = _rule("bib-syntax", "Every entry of the bibliography must be valid BibTeX.")
BIB_KEY_FORM = _rule(
    "bib-key-form",
    "The key of an entry must consist of letters, digits and the characters : . _ / + -. It must have at most 100 "
    "bytes, and must not be a name that Windows reserves, such as `con` or `nul`.",
)
BIB_KEY_UNIQUE = _rule("bib-key-unique", "The key of an entry must be unique, regardless of case.")
BIB_FIELD_ONCE = _rule("bib-field-once", "A field must appear only once in an entry.")
BIB_STRING_KNOWN = _rule("bib-string-known", "An abbreviation used in an entry must be defined with `@string`.")
BIB_EXPANSION = _rule(
    "bib-expansion",
    "Abbreviations must not add more than 10,000 characters to one value. Abbreviations and parents must not add more "
    "to all entries together than a million characters plus twice the length of the file.",
)
BIB_PARENT_EXISTS = _rule(
    "bib-parent-exists", "A `crossref` or `xdata` must name an existing entry, and must not be circular."
)
BIB_NAME_FORM = _rule(
    "bib-name-form", "A name must be written `Family, Given` or `Given Family`, with `and` between names."
)
BIB_COMMA_MISSING = _warning("bib-comma-missing", "A field must end with a comma before the next begins.")
BIB_LATEX = _warning("bib-latex", "LaTeX in a field must be convertible to text.")
BIB_FIELD_KNOWN = _warning("bib-field-known", "A field that only Themebook knows must be spelt as in the guide.")
BIB_FIELD_CHOSEN = _warning("bib-field-chosen", "`publish_fields` must not contain a likely misspelling of a field.")
BIB_URL_LOCAL = _warning("bib-url-local", "A `url` must not point to a file on the author's own computer.")
BIB_FIELDS_REQUIRED = _warning("bib-fields-required", "An entry must have the fields that its type requires.")
BIB_IS_CITED = _note("bib-is-cited", "Every entry of the bibliography should be cited.")
BIB_DATE = _warning("bib-date", "A date must exist, and be written as in BibTeX or biblatex.")
DOI_FORM = _rule("doi-form", "A DOI must begin with `10.`, a registrant's number and a slash.")
DOI_UNIQUE = _warning("doi-unique", "A DOI must belong to one entry only.")
VERIFICATION_FORM = _rule("verification-form", "`verification` and `unseen` must use the values listed in the guide.")
