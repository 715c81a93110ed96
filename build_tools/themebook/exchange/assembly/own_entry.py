"""The bibliography, with the entry of the study itself."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from themebook.core.diagnostics import Diagnostic
from themebook.exchange.bibliographies.bibliography import bibliography_of
from themebook.exchange.escaping import bibtex_name, latex_text, written_author
from themebook.exchange.imported import Imported
from themebook.exchange.imported_details import ImportedDetails

# The key of the study itself, if the input does not name the work.
OWN_KEY = "this-study"


@dataclass(frozen=True, slots=True, kw_only=True)
class Works:
    """The text of ``references.bib``, the keys of works by their ids in the input, and that of the study itself."""

    text: str
    keys: Mapping[str, str]
    own: str
    diagnostics: tuple[Diagnostic, ...] = ()


def bibliography_with_own(imported: Imported, taken: Collection[str]) -> Works:
    """All works, and the study itself, of which often no more is known than its title."""
    own_key = {OWN_KEY} if any(work.csl["id"] == imported.details.work for work in imported.works) else set()
    works = bibliography_of(imported.works, {*taken} - own_key)
    if own := works.keys.get(imported.details.work):
        return Works(text=works.text, keys=works.keys, own=own, diagnostics=works.diagnostics)
    text = "\n".join(filter(None, (_entry(imported.details), works.text)))
    return Works(text=text, keys=works.keys, own=OWN_KEY, diagnostics=works.diagnostics)


def _entry(details: ImportedDetails) -> str:
    names = " and ".join(bibtex_name(written_author(author)) for author in details.authors)
    author = f"  author = {{{names}}},\n" if names else ""
    return (
        "% The study itself. Change the type and add fields once it is published, such as journaltitle or doi; then\n"
        "% remove the line that says that nothing is verified.\n"
        f"@misc{{{OWN_KEY},\n{author}  title = {{{latex_text(details.title)}}},\n  verification = {{unknown}},\n}}\n"
    )
