"""Every rule that the sources must keep, in one table. The documentation of rules is made from it."""

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
FILE_EXISTS = _rule("file-exists", "Each source file must be there and be readable.")
FILE_HAS_CONTENT = _rule("file-has-content", "A source file must not be empty.")
FILE_IS_UTF8 = _rule("file-is-utf8", "A source file must be text in UTF-8.")
FILE_NAME = _rule("file-name", "The name of a file in the documentation folder must be in UTF-8.")
FILE_CHARACTERS = _rule(
    "file-characters", "A source file must not hold characters that a web page cannot have, such as control characters."
)

LOOK_ALIKE = _rule(
    "look-alike", "What has a meaning must be typed with plain characters: hyphens, spaces, quotation marks, letters."
)

# findings.yml: form
YAML_SYNTAX = _rule("yaml-syntax", "The findings must be well-formed YAML.")
YAML_ALIAS = _rule("yaml-alias", "The findings must not use YAML anchors and aliases (& and *).")
YAML_DEPTH = _rule("yaml-depth", "The findings must not be nested deeper than 40 levels.")
KEY_KNOWN = _rule("key-known", "Every key must be one that this place allows.")
KEY_ONCE = _rule("key-once", "A key must stand only once in the same place.")
KEY_PRESENT = _rule("key-present", "Every key that is required must be there and have a value.")
VALUE_TYPE = _rule("value-type", "Every value must be of the type that its key asks for.")
VALUE_ALLOWED = _rule("value-allowed", "A value that is chosen from a list must be one of the list.")
ID_FORM = _rule(
    "id-form",
    "An id must be lower-case letters and digits joined by single hyphens, starting with a letter; at most 100 "
    "characters, and no name that Windows reserves, such as `con` or `nul`.",
)
TEXT_WHOLE = _warning(
    "text-whole", "A text must not go on after a space and a `#`, because YAML takes the rest for a comment."
)
STUDY_ONCE = _rule("study-once", "The study must be described exactly once.")

# mkdocs.yml and the files of the site
CONFIG_USABLE = _rule("config-usable", "The configuration must be one that Themebook's pages can be built with.")
CONFIG_ACCEPTED = _warning("config-accepted", "MkDocs must have nothing to warn of in its configuration.")
NAV_COMPLETE = _warning(
    "nav-complete", "Each page must be in `nav`, and `nav` must lead to pages, where `validation` asks for it."
)
PAGE_LINK_RESOLVES = _warning(
    "page-link-resolves",
    "A link between pages must lead to a page, file or place that is there, where `validation` asks for it.",
)
ADDRESS_FORM = _rule("address-form", "A link or picture must have an address that can be read.")

# docs/*.md: heads of hand-written pages
PAGE_HEAD = _rule("page-head", "The head of a page must be whole, and its values of the type that is read there.")
PAGE_HEAD_KEY = _warning("page-head-key", "A key in the head of a page must not be nearly one that Themebook reads.")

# findings.yml: meaning
FILES_MATCH = _rule("files-match", "The findings, the bibliography and the pages must be of one study.")
ID_UNIQUE = _rule("id-unique", "An id must name one thing only.")
LINK_RESOLVES = _rule("link-resolves", "What is referred to by its id must exist and be of the right kind.")
CITATION_RESOLVES = _rule("citation-resolves", "Every work that is cited must have an entry in the bibliography.")
CITATION_SYNTAX = _rule("citation-syntax", "A citation in brackets must be well formed.")
LINK_SYNTAX = _rule("link-syntax", "A link between things must be in two pairs of brackets.")
VIEW_KNOWN = _rule("view-known", "A view must be one that Themebook has, on a line of its own on a page.")
HTML_IS_MARKDOWN = _warning(
    "html-is-markdown", "HTML that holds a citation or a link must be marked to be read as Markdown."
)
MARKDOWN_READABLE = _rule(
    "markdown-readable", "A text must be one that Python-Markdown can read, nested no deeper than 100 elements."
)
TEXT_BOUNDED = _rule(
    "text-bounded",
    "A page or text must not have so many brackets or tags that are not closed, or so many headings, that converting "
    "it would take minutes.",
)
HTML_CLOSED = _rule("html-closed", "HTML in a text of the findings must be closed where it is opened.")
PAGE_PLACE_FREE = _rule(
    "page-place-free", "A file of the documentation must not take the place of another file of the site."
)
FINDING_HAS_EVIDENCE = _rule(
    "finding-has-evidence", "A finding must name the quotes that carry it, or say under `unquoted` why none does."
)
EVIDENCE_ONCE = _rule("evidence-once", "A finding must name the same quote only once.")
QUOTE_IS_USED = _warning("quote-is-used", "A quote must carry at least one finding.")
QUOTE_TEXT_ONCE = _warning("quote-text-once", "Two quotes of one participant on one page must not have the same words.")
CONTINUATION_SPEAKER = _rule("continuation-speaker", "A quote must continue an earlier quote of the same participant.")
SUBTHEME_HAS_CONTENT = _rule("subtheme-has-content", "A subtheme must have at least one quote or finding.")
STATEMENT_HAS_FINDING = _rule("statement-has-finding", "An implication or limitation must name at least one finding.")
PREVALENCE_WORDS = _warning("prevalence-words", "A stated prevalence must give the authors' own words.")
PARTICIPANT_NAME_UNIQUE = _rule("participant-name-unique", "Two participants must not have the same name.")
TITLE_UNIQUE = _warning("title-unique", "Two themes, or two subthemes of one theme, must not have the same title.")
TERM_UNIQUE = _rule("term-unique", "A glossary term must be given only once.")

# references.bib
BIB_SYNTAX = _rule("bib-syntax", "Every entry of the bibliography must be well-formed BibTeX.")
BIB_KEY_FORM = _rule(
    "bib-key-form",
    "An entry must have a key of letters, digits and the characters : . _ / + -; at most 100 bytes, and no name that "
    "Windows reserves, such as `con` or `nul`.",
)
BIB_KEY_UNIQUE = _rule("bib-key-unique", "The key of an entry must be unique, whatever its case.")
BIB_FIELD_ONCE = _rule("bib-field-once", "A field must stand only once in an entry.")
BIB_STRING_KNOWN = _rule("bib-string-known", "An abbreviation used in an entry must be defined by `@string`.")
BIB_EXPANSION = _rule(
    "bib-expansion",
    "Abbreviations must not put more than 10,000 characters into one value. Neither they nor parents may put more into "
    "all entries than a million characters and twice the length of the file.",
)
BIB_PARENT_EXISTS = _rule("bib-parent-exists", "A crossref or xdata must name an entry, without going in a circle.")
BIB_NAME_FORM = _rule(
    "bib-name-form", "A name must be written `Family, Given` or `Given Family`, names joined by `and`."
)
BIB_COMMA_MISSING = _warning("bib-comma-missing", "A field must end with a comma before the next begins.")
BIB_LATEX = _warning("bib-latex", "LaTeX in a field must be of a kind that can be turned into text.")
BIB_FIELD_KNOWN = _warning("bib-field-known", "A field that only Themebook knows must be spelt as the guide has it.")
BIB_FIELD_CHOSEN = _warning(
    "bib-field-chosen", "`publish_fields` must not name a field that is nearly one of an entry."
)
BIB_URL_LOCAL = _warning("bib-url-local", "A `url` must not lead to a file on the author's own computer.")
BIB_FIELDS_REQUIRED = _warning("bib-fields-required", "An entry must have the fields that its type requires.")
BIB_IS_CITED = _note("bib-is-cited", "An entry of the bibliography must be cited.")
BIB_DATE = _warning("bib-date", "A date must be one that exists, in a form of BibTeX or biblatex.")
DOI_FORM = _rule("doi-form", "A DOI must begin with `10.`, a registrant's number and a slash.")
DOI_UNIQUE = _warning("doi-unique", "A DOI must belong to one entry only.")
VERIFICATION_FORM = _rule("verification-form", "`verification` and `unseen` must use the words that the guide names.")
