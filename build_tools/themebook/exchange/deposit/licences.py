"""Licences by their SPDX ids (https://spdx.org/licenses/), which archives know them by."""

from __future__ import annotations

import re

from themebook.views.study_details import licence_address

# Of the addresses of Creative Commons only those of whole licences: one that was adapted to a country is another.
_CREATIVE_COMMONS = re.compile(
    r"https?://(?:www\.)?creativecommons\.org/licenses/"
    r"(?P<name>by|by-sa|by-nc|by-nd|by-nc-sa|by-nc-nd)/(?P<version>2\.0|2\.5|3\.0|4\.0)(?:/(?:deed|legalcode)(?:\.\w+)?)?/?"
)
_PUBLIC_DOMAIN = re.compile(
    r"https?://(?:www\.)?creativecommons\.org/publicdomain/zero/1\.0(?:/(?:deed|legalcode)(?:\.\w+)?)?/?"
)
# Others that studies and data have, by their ids without signs, in lower case.
_OTHERS = {
    re.sub(r"[^a-z0-9]", "", name.lower()): name for name in ("MIT", "ODC-By-1.0", "ODbL-1.0", "OGL-UK-3.0", "PDDL-1.0")
}


def spdx_id(licence: str) -> str:
    """The id of a licence, by its address or as people write it; nothing if it is not certain which one it is."""
    address = licence_address(licence)
    if found := _CREATIVE_COMMONS.fullmatch(address):
        return f"CC-{found['name'].upper()}-{found['version']}"
    if _PUBLIC_DOMAIN.fullmatch(address):
        return "CC0-1.0"
    return _OTHERS.get(re.sub(r"[^a-z0-9]", "", licence.lower()), "")


def is_open(spdx: str) -> bool:
    """Whether everybody may use, change and share what has the licence (https://opendefinition.org/licenses/)."""
    return bool(spdx) and not {"NC", "ND"} & set(spdx.split("-"))
