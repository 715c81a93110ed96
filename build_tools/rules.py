"""Every rule that the sources must keep, in one table. The documentation of rules is made from it."""

from __future__ import annotations

from build_tools.diagnostics import Rule, Severity

RULES: dict[str, Rule] = {}


def _rule(code: str, meaning: str, severity: Severity = Severity.ERROR) -> Rule:
    RULES[code] = Rule(code=code, severity=severity, meaning=meaning)
    return RULES[code]


def _warning(code: str, meaning: str) -> Rule:
    return _rule(code, meaning, Severity.WARNING)


# Files
FILE_EXISTS = _rule("file-exists", "Each source file must be there and be readable.")
FILE_HAS_CONTENT = _rule("file-has-content", "A source file must not be empty.")
FILE_IS_UTF8 = _rule("file-is-utf8", "A source file must be text in UTF-8.")

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
    "id-form", "An id must be lower-case letters and digits joined by single hyphens, starting with a letter."
)
STUDY_ONCE = _rule("study-once", "The study must be described exactly once.")

# docs/*.md: heads of hand-written pages
PAGE_HEAD = _rule("page-head", "The head of a page must be whole, and `pdf` and `exclude` in it `true` or `false`.")
PAGE_HEAD_KEY = _warning("page-head-key", "A key in the head of a page must not be nearly one that Themebook reads.")

# findings.yml: meaning
ID_UNIQUE = _rule("id-unique", "An id must name one thing only.")
LINK_RESOLVES = _rule("link-resolves", "What is referred to by its id must exist and be of the right kind.")
CITATION_RESOLVES = _rule("citation-resolves", "Every work that is cited must have an entry in the bibliography.")
CITATION_SYNTAX = _rule("citation-syntax", "A citation in brackets must be well formed.")
TEXT_BOUNDED = _rule(
    "text-bounded",
    "A page or text must not have so many brackets or tags that are not closed, or so many headings, that converting "
    "it would take minutes.",
)
VIEW_KNOWN = _rule("view-known", "A view must be one that Themebook has.")
HTML_CLOSED = _rule("html-closed", "HTML in a text of the findings must be closed where it is opened.")
PAGE_PLACE_FREE = _rule("page-place-free", "A hand-written page must not stand where a generated page will stand.")
FINDING_HAS_EVIDENCE = _rule(
    "finding-has-evidence", "A finding must name the quotes that carry it, or say under `unquoted` why none does."
)
EVIDENCE_ONCE = _rule("evidence-once", "A finding must name the same quote only once.")
QUOTE_IS_USED = _warning("quote-is-used", "A quote must carry at least one finding.")
QUOTE_TEXT_ONCE = _rule("quote-text-once", "The words of a quote must be given only once.")
CONTINUATION_SPEAKER = _rule("continuation-speaker", "A quote must continue an earlier quote of the same participant.")
SUBTHEME_HAS_CONTENT = _rule("subtheme-has-content", "A subtheme must have at least one quote or finding.")
STATEMENT_HAS_FINDING = _rule("statement-has-finding", "An implication or limitation must name at least one finding.")
PREVALENCE_WORDS = _warning("prevalence-words", "A stated prevalence must give the authors' own words.")
PARTICIPANT_SPEAKS = _warning("participant-speaks", "A participant must be the speaker of at least one quote.")
PARTICIPANT_NAME_UNIQUE = _rule("participant-name-unique", "Two participants must not have the same name.")
TERM_UNIQUE = _rule("term-unique", "A glossary term must be given only once.")

# references.bib
BIB_SYNTAX = _rule("bib-syntax", "Every entry of the bibliography must be well-formed BibTeX.")
BIB_KEY_FORM = _rule("bib-key-form", "An entry must have a key of letters, digits and the characters : . _ / + -.")
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
BIB_FIELDS_REQUIRED = _warning("bib-fields-required", "An entry must have the fields that its type requires.")
BIB_IS_CITED = _warning("bib-is-cited", "An entry of the bibliography must be cited.")
DOI_FORM = _rule("doi-form", "A DOI must begin with `10.`, a registrant's number and a slash.")
DOI_UNIQUE = _warning("doi-unique", "A DOI must belong to one entry only.")
VERIFICATION_FORM = _rule("verification-form", "`verification` and `unseen` must use the words that the guide names.")
