"""Names of authors, as texts and lists of references write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_INITIALS = re.compile(rf"(?:{CAPITAL}\.?[\s-]?){{1,5}}")
_DOTTED = re.compile(rf"(?:{CAPITAL}[a-z]?\.[\s-]?){{1,5}}")
_LEADING_INITIALS = re.compile(rf"((?:{CAPITAL}\.[\s-]?){{1,5}}|{CAPITAL}{{1,3}}(?:-{CAPITAL})?)\s+(.+)")
_TRAILING_INITIALS = re.compile(rf"(.+?)\s+((?:{CAPITAL}\.[\s-]?){{1,5}}|{CAPITAL}{{1,4}}(?:-{CAPITAL})?)")
_SEPARATOR = re.compile(r"\s*(?:;|,?\s+(?:and|und|y|et|e|og|och|en)\s+|,?\s*&|,)\s*")
_ET_AL = re.compile(
    r",?\s*(?:…|\.\s?\.\s?\.|\bet\s+al\b\.?|\band others\b|\bu\.\s?a\.|\by otros\b|\be outros\b).*$", re.IGNORECASE
)
_EDITORS = re.compile(
    r"[,\s]*[(\[]?\b(?:eds?|editors?|hrsg|hg|orgs?|coords?|dirs?|éds?|trans|comps?)\b\.?[)\]]?[\s.,]*$", re.IGNORECASE
)
_SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV)\.?")
_PARTICLES = re.compile(r"van|von|de|del|della|der|den|di|da|das|dos|do|du|la|le|el|al|bin|ter|ten|zu|af|av")
# Words in the names of organisations.
_ORGANISATION = re.compile(
    r"\b(?:ministry|office|department|service|services|organi[sz]ation|association|council|commission|institute|"
    r"institution|university|committee|agency|board|cent(?:re|er)|government|society|foundation|group|bank|nations|union|"
    r"network|trust|academy|college|executive|bureau|authority|federation|inspectorate|parliament|congress|court|"
    r"statistics|survey|national|international|royal|federal|health|alliance|fund|programme?|project|team|press|"
    r"ministerio|ministerium|bundes\w+|statistisches|verband|instituto?|universidad\w*|organización|organização|"
    r"ministério|organisation|ministère|conselho|consejo|asociación|associação|gesellschaft|stiftung)\b",
    re.IGNORECASE,
)

Name = Mapping[str, str]


def folded(text: str) -> str:
    """Letters and digits only, without case and accents, to compare names."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if character.isalnum())


def is_organisation(text: str) -> bool:
    """Whether a name has a word in it that people's names do not have, or is an abbreviation."""
    bare = text.strip()
    return bool(_ORGANISATION.search(bare)) or (bare.isupper() and len(bare) > 1 and " " not in bare)


def person(text: str) -> Name:
    """A name as CSL writes it, from one in the order of speech: ``Ben Crewe``, ``van Dijk`` or an organisation."""
    bare = " ".join(text.split())
    if is_organisation(bare):
        return {"literal": bare}
    words = bare.split(" ")
    first = next((at for at, word in enumerate(words[:-1]) if _PARTICLES.fullmatch(word)), len(words) - 1)
    given, family = " ".join(words[:first]), " ".join(words[first:])
    return {"family": family, "given": given} if given else {"family": family}


def family_of(name: Name) -> str:
    return name.get("family") or name.get("literal", "")


def parse_names(text: str) -> tuple[Name, ...]:
    """The people or the organisation that a list of references names as authors or editors of a work, in any style."""
    bare = _EDITORS.sub("", " ".join(text.split()).strip(" ,;:"))
    bare = _ET_AL.sub("", bare).strip(" ,;:")
    if not bare:
        return ()
    parts = [part for part in _SEPARATOR.split(bare) if part.strip()]
    if is_organisation(bare) and not any(_is_initials(part) or _TRAILING_INITIALS.fullmatch(part) for part in parts):
        return ({"literal": bare.rstrip(".")},)
    if ";" in bare:
        return tuple(name for one in bare.split(";") if one.strip() for name in parse_names(one))
    return tuple(_names(parts))


def _is_initials(part: str) -> bool:
    return bool(_INITIALS.fullmatch(part.strip() + " ") or _INITIALS.fullmatch(part.strip()) or _DOTTED.fullmatch(part))


def _names(parts: list[str]) -> Iterator[Name]:
    at = 0
    while at < len(parts):
        part = parts[at].strip()
        following = parts[at + 1].strip() if at + 1 < len(parts) else ""
        at += 1
        if _SUFFIX.fullmatch(part):
            continue
        if _is_family(part) and following and _is_initials(following):
            yield {"family": part, "given": _spaced(following)}
            at += 1
        elif found := _TRAILING_INITIALS.fullmatch(part):
            yield {"family": found[1], "given": _spaced(found[2])}
        elif found := _LEADING_INITIALS.fullmatch(part):
            yield {"family": found[2].rstrip("."), "given": _spaced(found[1])}
        elif _is_family(part) and at == 1 and _is_given(following):
            yield {"family": part, "given": following}
            at += 1
        elif len(parts) == 1 and " " in part and len(part.split()) > 3:
            yield {"literal": part}
        else:
            yield person(part.rstrip("."))


def _is_family(part: str) -> bool:
    return len(part.split()) <= 4 and not _DOTTED.fullmatch(part)


def _is_given(part: str) -> bool:
    """Whether a part is a whole given name, as only the first author has it behind the family."""
    words = part.split()
    is_name = 0 < len(words) <= 3 and all(re.match(CAPITAL, word) for word in words)
    return is_name and (not _TRAILING_INITIALS.fullmatch(part) or bool(re.fullmatch(rf"\w+ {CAPITAL}\.?", part)))


def _spaced(initials: str) -> str:
    """Initials with full stops, such as ``K. A.`` for ``KA``."""
    bare = initials.strip()
    if "." in bare[:-1] or not bare.rstrip(".").isalpha():
        return bare
    initials = bare.rstrip(".")
    return " ".join(f"{letter}." for letter in initials)
