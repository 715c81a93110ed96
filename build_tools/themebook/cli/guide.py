"""The tables of the guide for authors, generated from the code that they describe.

The guide is a folder of pages. Each table is between a pair of comments on one of them, ``<!-- begin NAME -->`` and
``<!-- end NAME -->``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from themebook.check.belonging import files_match
from themebook.check.bibliography import (
    bib_field_known,
    bib_fields_required,
    bib_type_known,
    doi_form,
    doi_unique,
    verification_form,
)
from themebook.check.dates import bib_date
from themebook.check.details import contact_form, orcid_form, study_authors_match
from themebook.check.embeds import embed_known
from themebook.check.ids import citation_resolves, id_unique, link_once, link_resolves
from themebook.check.participants import (
    attribute_form,
    attribute_value,
    participant_group,
    participant_name_unique,
    source_date,
)
from themebook.check.quotes import (
    continuation_speaker,
    quote_place,
    quote_speaker,
    quote_speaker_known,
    quote_text_once,
    quote_words,
    translation_language,
    translation_turns,
)
from themebook.check.required_fields import required_fields
from themebook.check.study import (
    evidence_once,
    finding_has_evidence,
    prevalence_count,
    prevalence_stated,
    prevalence_words,
    sample_size,
    subtheme_has_content,
    term_unique,
    title_unique,
)
from themebook.check.syntax import address_form, citation_syntax, html_is_markdown, link_syntax, view_known
from themebook.check.texts import html_closed, markdown_readable, text_bounded
from themebook.check.uncited import bib_is_cited
from themebook.cli.shared import command, to_option
from themebook.cli.terminal import Status
from themebook.core.author_views import AUTHOR_VIEWS
from themebook.core.characters import look_alike
from themebook.core.diagnostics import Rule
from themebook.emit.atomic import replace_file
from themebook.emit.mkdocs.docs_files import FILE_NAME
from themebook.emit.mkdocs.preflight.archive import archive_current
from themebook.emit.mkdocs.preflight.configuration import CONFIG_USABLE, config_accepted
from themebook.emit.mkdocs.preflight.links import PAGE_LINK_RESOLVES
from themebook.emit.mkdocs.preflight.navigation import nav_complete
from themebook.emit.overwriting import Refused
from themebook.exchange.formats import FORMATS
from themebook.exchange.rules import IMPORT_RULES
from themebook.site.page_places import page_place_free
from themebook.sources.bibtex.bibliography import BIB_KEY_UNIQUE, BIB_LATEX, BIB_NAME_BODY, BIB_NAME_FORM
from themebook.sources.bibtex.entries import (
    BIB_EXPANSION,
    BIB_FIELD_ONCE,
    BIB_KEY_FORM,
    BIB_STRING_KNOWN,
    BIB_SYNTAX,
    bib_comma_missing,
)
from themebook.sources.bibtex.fields import PUBLISHED_FIELDS
from themebook.sources.bibtex.inheritance import BIB_PARENT_EXISTS
from themebook.sources.bibtex.publishing import BIB_URL_LOCAL, bib_field_chosen
from themebook.sources.findings.declared import SHAPES
from themebook.sources.findings.exact_kinds import ID_FORM, VALUE_ALLOWED
from themebook.sources.findings.missing_hyphens import KEY_ONCE
from themebook.sources.findings.shapes import KEY_KNOWN, Shape
from themebook.sources.findings.study import study_once
from themebook.sources.findings.value_kinds import KEY_PRESENT, VALUE_TYPE
from themebook.sources.markdown.front_matter import PAGE_HEAD, page_head_key
from themebook.sources.source import FILE_EXISTS, FILE_HAS_CONTENT, file_characters, file_is_utf8
from themebook.sources.yaml.causes import YAML_SYNTAX
from themebook.sources.yaml.comments import text_whole
from themebook.sources.yaml.parser import yaml_alias, yaml_depth

# Every rule, in the order of the guide.
RULES: tuple[Rule, ...] = (
    # Files
    FILE_EXISTS,
    FILE_HAS_CONTENT,
    file_is_utf8,
    FILE_NAME,
    file_characters,
    look_alike,
    # findings.yml: form
    YAML_SYNTAX,
    yaml_alias,
    yaml_depth,
    KEY_KNOWN,
    KEY_ONCE,
    KEY_PRESENT,
    VALUE_TYPE,
    VALUE_ALLOWED,
    ID_FORM,
    text_whole,
    study_once,
    # mkdocs.yml and the files of the site
    CONFIG_USABLE,
    config_accepted,
    nav_complete,
    PAGE_LINK_RESOLVES,
    address_form,
    archive_current,
    # docs/*.md: front matter of hand-written pages
    PAGE_HEAD,
    page_head_key,
    # findings.yml: meaning
    files_match,
    id_unique,
    link_resolves,
    link_once,
    citation_resolves,
    citation_syntax,
    link_syntax,
    view_known,
    embed_known,
    html_is_markdown,
    markdown_readable,
    text_bounded,
    html_closed,
    page_place_free,
    finding_has_evidence,
    evidence_once,
    sample_size,
    quote_words,
    quote_speaker,
    quote_speaker_known,
    quote_place,
    quote_text_once,
    translation_language,
    translation_turns,
    continuation_speaker,
    subtheme_has_content,
    prevalence_words,
    prevalence_stated,
    prevalence_count,
    participant_name_unique,
    participant_group,
    attribute_form,
    attribute_value,
    source_date,
    orcid_form,
    contact_form,
    study_authors_match,
    title_unique,
    term_unique,
    # references.bib
    BIB_SYNTAX,
    BIB_KEY_FORM,
    BIB_KEY_UNIQUE,
    BIB_FIELD_ONCE,
    BIB_STRING_KNOWN,
    BIB_EXPANSION,
    BIB_PARENT_EXISTS,
    BIB_NAME_FORM,
    BIB_NAME_BODY,
    bib_comma_missing,
    BIB_LATEX,
    bib_type_known,
    bib_field_known,
    bib_field_chosen,
    BIB_URL_LOCAL,
    bib_fields_required,
    bib_is_cited,
    bib_date,
    doi_form,
    doi_unique,
    verification_form,
)


@command
@to_option("The folder with the pages of the guide.", metavar="FOLDER", required=True)
def guide(to: Path) -> Status:
    """Update the tables in the author's guide.

    You need this only if you work on Themebook itself.
    """
    pages = read_guide(to)
    try:
        new = updated(pages)
    except ValueError as error:
        raise Refused(f"{to} is not a guide: {error}") from error
    for path in pages:
        if new[path] != pages[path]:
            replace_file(path, partial(_write, new[path]))
    return Status.FINE


def read_guide(folder: Path) -> dict[Path, str]:
    """The text of each page of the guide."""
    return {path: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md"))}


def updated(pages: Mapping[Path, str]) -> dict[Path, str]:
    """The pages with tables that match the code. ValueError if a table has no place on them, or several."""
    new = dict(pages)
    for name, rows in _TABLES.items():
        begin, end = f"<!-- begin {name} -->", f"<!-- end {name} -->"
        places = [path for path, text in new.items() if begin in text or end in text]
        if len(places) != 1:
            raise ValueError(f"it has no single place for the table of {name}")
        new[places[0]] = _with_table(new[places[0]], begin, end, rows())
    return new


def _with_table(text: str, begin: str, end: str, rows: Iterator[str]) -> str:
    if text.count(begin) != 1 or text.count(end) != 1 or text.index(begin) > text.index(end):
        raise ValueError(f"it needs {begin} once, and {end} once after it")
    before, rest = text.split(begin)
    return "\n".join([before + begin, "", *rows, "", end + rest.split(end)[1]])


def _write(text: str, to: Path) -> None:
    to.write_text(text, encoding="utf-8")


def _keys() -> Iterator[str]:
    for number, shape in enumerate(SHAPES):
        yield from ("",) if number else ()
        yield from _shape(shape)


def _shape(shape: Shape) -> Iterator[str]:
    yield from (
        f"## {shape.name[0].upper()}{shape.name[1:]}",
        "",
        "| key | value | meaning |",
        "| --- | --- | --- |",
    )
    for key in shape.keys:
        needed = "" if key.required else " (optional)"
        yield f"| `{key.name}` | {key.kind.name}{needed} | {key.meaning} |"


def _rules(rules: Sequence[Rule]) -> Iterator[str]:
    yield from ("| rule | severity | meaning |", "| --- | --- | --- |")
    yield from (f"| `{rule.code}` | {rule.severity} | {rule.meaning} |" for rule in rules)


def _formats() -> Iterator[str]:
    yield from ("| format | name | what is imported | what is left out |", "| --- | --- | --- | --- |")
    yield from (f"| {one.title} | `{one.name}` | {one.carries} | {one.leaves} |" for one in FORMATS)


def _fields() -> Iterator[str]:
    yield from ("| type | required fields |", "| --- | --- |")
    yield from (f"| `@{kind}` | {', '.join(names)} |" for kind, names in required_fields())


def _views() -> Iterator[str]:
    yield from ("| view | shows |", "| --- | --- |")
    yield from (f"| `{{{{ {name} }}}}` | {meaning} |" for name, meaning in AUTHOR_VIEWS.items())


def _published() -> Iterator[str]:
    yield from ("| kind | fields |", "| --- | --- |")
    yield from (f"| {what} | {', '.join(f'`{name}`' for name in names)} |" for what, names in PUBLISHED_FIELDS.items())


_TABLES: Mapping[str, Callable[[], Iterator[str]]] = {
    "keys": _keys,
    "rules": partial(_rules, RULES),
    "formats": _formats,
    "import-rules": partial(_rules, IMPORT_RULES),
    "fields": _fields,
    "published": _published,
    "views": _views,
}
