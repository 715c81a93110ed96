"""The JSON of Better BibTeX for Zotero: Zotero's own items, with citation keys.

Items: https://api.zotero.org/schema; there, the fields of special types have a base field such as ``publisher``.
Attachments, notes, tags, collections, links to the library and the like are private, and are not read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from themebook.core.diagnostics import Loaded
from themebook.exchange.bibliographies.csl_values import Values, in_notes, regular, shown_lines
from themebook.exchange.bibliographies.json_items import JsonItem, json_items
from themebook.exchange.bibliographies.names import names_of
from themebook.exchange.bibliographies.reading import LONG_BEGINNING, imported_works
from themebook.exchange.bibliographies.texts import shown
from themebook.exchange.format import ImportOptions
from themebook.exchange.imported import Imported, ImportedWork
from themebook.exchange.input_file import InputFile

_BEGINNING = re.compile(r'"label"\s*+:\s*+"BetterBibTeX JSON"|"itemType"\s*+:\s*+"[a-zA-Z]+"')
_NOT_WORKS = frozenset(("attachment", "note", "annotation"))
_TYPES: Mapping[str, str] = {
    **{"artwork": "graphic", "audioRecording": "song", "bill": "bill", "blogPost": "post-weblog", "book": "book"},
    **{"bookSection": "chapter", "case": "legal_case", "computerProgram": "software", "dataset": "dataset"},
    **{"conferencePaper": "paper-conference", "dictionaryEntry": "entry-dictionary", "document": "document"},
    **{"email": "personal_communication", "encyclopediaArticle": "entry-encyclopedia", "film": "motion_picture"},
    **{"forumPost": "post", "hearing": "hearing", "instantMessage": "personal_communication"},
    **{"interview": "interview", "journalArticle": "article-journal", "magazineArticle": "article-magazine"},
    **{"manuscript": "manuscript", "map": "map", "newspaperArticle": "article-newspaper", "patent": "patent"},
    **{"podcast": "broadcast", "preprint": "article", "presentation": "speech", "radioBroadcast": "broadcast"},
    **{"report": "report", "standard": "standard", "statute": "legislation", "thesis": "thesis", "webpage": "webpage"},
    **{"tvBroadcast": "broadcast", "videoRecording": "motion_picture", "letter": "personal_communication"},
}
# The fields for each variable, the special before the base field.
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "nameOfAct", "caseName", "subject"),
    "title-short": ("shortTitle",),
    "container-title": (
        *("publicationTitle", "bookTitle", "proceedingsTitle", "encyclopediaTitle", "dictionaryTitle", "websiteTitle"),
        *("blogTitle", "forumTitle", "programTitle", "reporter", "code"),
    ),
    "container-title-short": ("journalAbbreviation",),
    "collection-title": ("seriesTitle", "series"),
    "event-title": ("conferenceName", "meetingName"),
    "publisher": (
        *("publisher", "university", "institution", "company", "distributor", "label", "network", "studio"),
        *("repository", "organization"),
    ),
    "publisher-place": ("place",),
    "authority": ("authority", "court", "legislativeBody", "issuingAuthority"),
    "genre": (
        *("genre", "type", "thesisType", "reportType", "manuscriptType", "mapType", "letterType", "presentationType"),
        *("websiteType", "postType", "interviewMedium"),
    ),
    "medium": ("medium", "artworkMedium", "audioRecordingFormat", "videoRecordingFormat", "audioFileType"),
    "number": (
        *("number", "reportNumber", "billNumber", "patentNumber", "docketNumber", "publicLawNumber", "episodeNumber"),
        *("documentNumber", "archiveID", "identifier", "codeNumber"),
    ),
    "collection-number": ("seriesNumber",),
    "volume": ("volume", "codeVolume", "reporterVolume"),
    "page": ("pages", "codePages", "firstPage"),
    "version": ("versionNumber", "version"),
    "issued": ("date", "dateEnacted", "dateDecided", "issueDate"),
    "accessed": ("accessDate",),
    "original-date": ("originalDate",),
    "number-of-pages": ("numPages",),
    "number-of-volumes": ("numberOfVolumes",),
    **{name: (name,) for name in ("issue", "edition", "language", "DOI", "ISBN", "ISSN", "PMID", "PMCID")},
    "URL": ("url",),
    "status": ("status",),
}
_ROLES: Mapping[str, str] = {
    **{"author": "author", "editor": "editor", "translator": "translator", "bookAuthor": "container-author"},
    **{"seriesEditor": "collection-editor", "director": "director", "producer": "producer", "composer": "composer"},
    **{"scriptwriter": "script-writer", "interviewer": "interviewer", "recipient": "recipient", "guest": "guest"},
    **{
        "contributor": "contributor",
        "reviewedAuthor": "reviewed-author",
        "podcaster": "host",
        "performer": "performer",
    },
    **dict.fromkeys(("artist", "cartographer", "creator", "inventor", "presenter", "programmer", "sponsor"), "author"),
    **{"interviewee": "author", "commenter": "contributor", "castMember": "contributor", "counsel": "contributor"},
}


def recognises(file: InputFile) -> bool:
    text = file.first(LONG_BEGINNING)
    return text[:1] in ("[", "{") and _BEGINNING.search(text) is not None


def read(file: InputFile, options: ImportOptions) -> Loaded[Imported]:
    items, found = json_items(file)
    works = [_work(item) for item in items if shown(_data(item).get("itemType")) not in _NOT_WORKS]
    return imported_works(works, found)


def _data(item: JsonItem) -> Mapping[str, Any]:
    """The fields of an item, which the interface of Zotero has one level down."""
    data = item.values.get("data")
    return data if isinstance(data, dict) else item.values


def _work(item: JsonItem) -> ImportedWork:
    fields = _data(item)
    more = in_notes(shown_lines(fields.get("extra")))
    key = next((key for name in ("citationKey", "citekey") if (key := shown(fields.get(name)))), "")
    return ImportedWork(
        place=item.place,
        csl=regular({**more, **_csl(fields)}),
        citation_key=key or str(more.get("citation-key", "")),
    )


def _csl(fields: Mapping[str, Any]) -> Values:
    item_type = shown(fields.get("itemType"))
    values: Values = {"type": _TYPES.get(item_type, "document")}
    for variable, names in _FIELDS.items():
        found = next((fields[name] for name in names if fields.get(name)), None)
        if found is not None:
            values[variable] = found
    if isinstance(values.get("version"), int):
        # A number is that of the version in the library.
        del values["version"]
    if item_type == "presentation" and "publisher-place" in values:
        values["event-place"] = values.pop("publisher-place")
    return values | _people(fields.get("creators"))


def _people(creators: object) -> Values:
    people: dict[str, list[dict[str, str]]] = {}
    for creator in creators if isinstance(creators, list) else []:
        if not isinstance(creator, dict):
            continue
        names = names_of(
            [{"family": creator.get("lastName"), "given": creator.get("firstName"), "name": creator.get("name")}]
        )
        people.setdefault(_ROLES.get(shown(creator.get("creatorType")), "contributor"), []).extend(names)
    return dict(people)
