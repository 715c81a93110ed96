"""``.zenodo.json``: what Zenodo makes the record of a release from (https://developers.zenodo.org/#deposit-metadata).

The mark of the file is a comment in the HTML of the description, which readers do not see: the schema of Zenodo allows
no keys of others.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from themebook.core.orcid import bare_orcid
from themebook.exchange.deposit.description import MARK, Deposit
from themebook.exchange.deposit.licences import is_open
from themebook.social.published_study import PublishedAuthor
from themebook.social.schema_org import known

_LENGTH = 3
# Codes of ISO 639-1 with those of ISO 639-3 (https://iso639-3.sil.org), for the languages that works can have by name.
_LANGUAGES = {
    "ar": "ara", "bg": "bul", "ca": "cat", "cs": "ces", "da": "dan", "de": "deu", "el": "ell",
    "en": "eng", "es": "spa", "et": "est", "eu": "eus", "fa": "fas", "fi": "fin", "fr": "fra",
    "gl": "glg", "he": "heb", "hi": "hin", "hr": "hrv", "hu": "hun", "is": "isl", "it": "ita",
    "ja": "jpn", "ko": "kor", "la": "lat", "lt": "lit", "lv": "lav", "nb": "nob", "nl": "nld",
    "nn": "nno", "pl": "pol", "pt": "por", "ro": "ron", "ru": "rus", "sk": "slk", "sl": "slv",
    "sr": "srp", "sv": "swe", "tr": "tur", "uk": "ukr", "vi": "vie", "zh": "zho",
}  # fmt: skip


def zenodo_file(deposit: Deposit) -> str:
    """The text of the file."""
    whole = {
        "upload_type": "dataset",
        "title": deposit.title,
        "creators": [*map(_creator, deposit.authors)] or [{"name": deposit.nobody}],
        "description": f"<p>{escape(deposit.description, quote=False)}</p><!-- {MARK} -->",
        "access_right": "open" if is_open(deposit.licence) else "",
        "license": deposit.licence.lower(),
        "keywords": deposit.keywords,
        "language": language_code(deposit.publication.work.language),
        "related_identifiers": list(_related(deposit)),
    }
    return json.dumps(known(whole), ensure_ascii=False, indent=2) + "\n"


def _creator(author: PublishedAuthor) -> Mapping[str, Any]:
    return known(
        {
            "name": author.sorted_name,
            "orcid": bare_orcid(author.orcid),
            "affiliation": "; ".join(author.affiliations),
        }
    )


def _related(deposit: Deposit) -> Iterator[Mapping[str, str]]:
    """The publication, which the data are a supplement to, and the site, which is made of them."""
    if doi := deposit.publication.work.doi:
        yield {"identifier": doi, "relation": "isSupplementTo", "scheme": "doi"}
    if deposit.address:
        yield {"identifier": deposit.address, "relation": "isSourceOf", "scheme": "url"}


def language_code(tag: str) -> str:
    """The code of ISO 639-3 for a language tag; nothing if it is not known for certain."""
    language = tag.partition("-")[0].lower()
    return language if len(language) == _LENGTH else _LANGUAGES.get(language, "")
