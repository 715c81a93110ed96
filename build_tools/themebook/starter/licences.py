"""Licences for the text of a study."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Licence:
    """The full name of a licence and the address of its text. Without an address, all rights are reserved."""

    name: str
    address: str = ""


_CREATIVE_COMMONS = "https://creativecommons.org"

# By their SPDX ids (https://spdx.org/licenses/); the last is none.
LICENCES: Mapping[str, Licence] = {
    "CC-BY-4.0": Licence(
        "Creative Commons Attribution 4.0 International (CC BY 4.0)", f"{_CREATIVE_COMMONS}/licenses/by/4.0/"
    ),
    "CC-BY-SA-4.0": Licence(
        "Creative Commons Attribution-ShareAlike 4.0 International (CC BY-SA 4.0)",
        f"{_CREATIVE_COMMONS}/licenses/by-sa/4.0/",
    ),
    "CC-BY-NC-4.0": Licence(
        "Creative Commons Attribution-NonCommercial 4.0 International (CC BY-NC 4.0)",
        f"{_CREATIVE_COMMONS}/licenses/by-nc/4.0/",
    ),
    "CC0-1.0": Licence("CC0 1.0 Universal", f"{_CREATIVE_COMMONS}/publicdomain/zero/1.0/"),
    "all-rights-reserved": Licence("All rights reserved"),
}


def licence_named(text: str) -> str:
    """The id of the one licence that a text names, by its address or as people write it.

    It is that of none if the text names none or several, or keeps rights for a part: which part, nobody can tell here.
    """
    plain = re.sub(r"[^a-z0-9.]+", "-", text.casefold())
    named = [name for name, licence in LICENCES.items() if licence.address and _is_named(name, licence, plain)]
    return named[0] if len(named) == 1 and "rights-reserved" not in plain else "all-rights-reserved"


def _is_named(name: str, licence: Licence, plain: str) -> bool:
    path = licence.address.partition("creativecommons.org/")[2].strip("/").replace("/", "-")
    return bool(path in plain or re.search(rf"(^|-){re.escape(name.casefold())}(-|$)", plain))
