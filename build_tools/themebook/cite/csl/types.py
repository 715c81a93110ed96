"""The CSL type of a work, and the words that describe it.

The types of entries are those of BibTeX and biblatex (https://ctan.org/pkg/biblatex, section 2.1, and appendix A for
the words), which styles do not define; the manual of the APA has them in its chapter 10.
"""

from __future__ import annotations

import re

from themebook.core.bibliography import Reference
from themebook.core.translation import gettext

CSL_TYPES = {
    **dict.fromkeys(("book", "collection", "commentary", "manual", "mvbook", "mvcollection"), "book"),
    **dict.fromkeys(("mvproceedings", "mvreference", "proceedings", "reference"), "book"),
    **dict.fromkeys(("bookinbook", "inbook", "incollection", "suppbook", "suppcollection", "book_section"), "chapter"),
    **dict.fromkeys(("conference", "inproceedings"), "paper-conference"),
    **dict.fromkeys(("electronic", "online", "web_page", "webpage", "www"), "webpage"),
    **dict.fromkeys(("report", "techreport"), "report"),
    **dict.fromkeys(("mastersthesis", "phdthesis", "thesis"), "thesis"),
    **dict.fromkeys(("article", "suppperiodical"), "article-journal"),
    **dict.fromkeys(("newsarticle", "newspaper", "newspaper_article"), "article-newspaper"),
    **dict.fromkeys(("data", "dataset"), "dataset"),
    **dict.fromkeys(("artwork", "image"), "graphic"),
    **dict.fromkeys(("audio", "music"), "song"),
    **dict.fromkeys(("letter", "letters"), "personal_communication"),
    **dict.fromkeys(("film", "movie", "video"), "motion_picture"),
    **{kind: kind for kind in ("legislation", "patent", "performance", "periodical", "review", "software", "standard")},
    "booklet": "pamphlet",
    "magazine_article": "article-magazine",
    "inreference": "entry-encyclopedia",
    "jurisdiction": "legal_case",
    "legal": "treaty",
    "presentation": "speech",
}
"""The CSL type by the type of the entry. Others are documents, or have a type by their fields."""
# Those of biblatex-apa (https://ctan.org/pkg/biblatex-apa) that have another CSL type.
_BROADCASTS = frozenset(("podcast", "podcastepisode", "tvepisode", "tvseries"))
_MEDIA = frozenset(("artwork", "audio", "data", "dataset", "image", "movie", "online", "software", "video"))
_SUBTYPES = {"magazine": "article-magazine", "newspaper": "article-newspaper"}

IN_BOOKS = frozenset({"chapter", "paper-conference", "entry-encyclopedia"})
"""The types of works in books."""
IN_SERIALS = frozenset({"article-journal", "article-magazine", "article-newspaper", "review", "periodical"})
"""The types of works in journals and the like, and of their issues."""
ON_MEDIA = frozenset({"broadcast", "motion_picture", "song"})
"""The types of works that may be a part of a series or an album."""
LEGAL = frozenset({"legislation", "legal_case", "treaty"})
_DESCRIBED = frozenset(
    (
        *(
            "broadcast",
            "dataset",
            "document",
            "graphic",
            "manuscript",
            "motion_picture",
            "pamphlet",
            "patent",
            "performance",
        ),
        *("personal_communication", "report", "song", "software", "speech", "standard", "webpage"),
    )
)
# The words for kinds of works that biblatex abbreviates, less those of theses.
_GENRES = {
    "audiocd": "Audio CD",
    "datacd": "Data CD",
    "resreport": "Research report",
    "software": "Computer software",
    "techreport": "Technical report",
    **dict.fromkeys(("patent", "patreq"), "Patent"),
}
_PATENTS = {
    "us": "U.S. Patent",
    "uk": "British Patent",
    "de": "German Patent",
    "eu": "European Patent",
    "fr": "French Patent",
}
_PATENT = re.compile(r"pat(?:ent|req)(us|uk|de|eu|fr)")


def csl_type(reference: Reference) -> str:
    kind = reference.kind.lower()
    if kind == "inbook" and not reference.field("booktitle", "maintitle"):
        return "book"
    if is_preprint(reference):
        return "article"
    if kind in ("audio", "video") and _word(reference, "entrysubtype") in _BROADCASTS:
        return "broadcast"
    # Reference managers use `@misc`, `@set` and types of their own for works that they cannot classify.
    is_article = kind not in CSL_TYPES and kind != "unpublished" and reference.field("journaltitle", "journal")
    if is_article or CSL_TYPES.get(kind) == "article-journal":
        return _SUBTYPES.get(reference.field("entrysubtype").strip().lower(), "article-journal")
    if kind == "misc" and reference.field("url") and not reference.field("howpublished", "publisher"):
        return "webpage"
    if kind in ("unpublished", "misc") and reference.field("eventtitle", "eventdate", "venue"):
        return "speech"
    return "manuscript" if kind == "unpublished" else CSL_TYPES.get(kind, "document")


def is_preprint(reference: Reference) -> bool:
    """Whether the only place of an article is an archive, such as arXiv."""
    if reference.kind.lower() not in ("article", "misc", "online", "unpublished"):
        return False
    journal = reference.field("journaltitle", "journal")
    return bool(re.match(r"arXiv\b", journal, re.I) or (not journal and reference.field("eprint")))


def arxiv_in_journal(reference: Reference) -> str:
    """The number of a preprint whose journal is given as ``arXiv:2004.12345``, or nothing."""
    found = re.search(r"arXiv:\s*([\w.\-/]+)", reference.field("journaltitle", "journal"), re.IGNORECASE)
    return found[1] if found else ""


def genre_of(reference: Reference, kind: str) -> str:
    """What a work is, in brackets or before its number, such as "Doctoral dissertation" or "U.S. Patent"."""
    genre, word = reference.field("type").strip(), _word(reference, "type")
    if kind == "thesis":
        theses = _theses()
        return theses.get(word, genre or _addition(reference, kind) or theses.get(reference.kind, ""))
    if kind == "patent" and (found := _PATENT.fullmatch(word)):
        return _PATENTS[found[1]]
    if genre and kind in _DESCRIBED:
        return _GENRES.get(word, genre)
    # Before a number, only a type is meant.
    numbered = bool(reference.field("number")) and kind not in IN_SERIALS
    return "" if numbered else _described(reference) or _addition(reference, kind)


def medium_of(reference: Reference, kind: str) -> str:
    """What else a work is, such as "Audiobook"."""
    words, genre = (_described(reference), _addition(reference, kind)), genre_of(reference, kind)
    return "; ".join(word for word in words if word and word != genre)


def _described(reference: Reference) -> str:
    return _subtype(reference) or _medium(reference)


def _word(reference: Reference, name: str) -> str:
    return re.sub(r"\W", "", reference.field(name)).lower()


def _addition(reference: Reference, kind: str) -> str:
    """An addition to the title. The manual of the APA has it in brackets."""
    if kind in ("webpage", "review"):
        return ""
    return reference.field("titleaddon").replace("{", "").replace("}", "")


def _subtype(reference: Reference) -> str:
    """What kind of audio, video, picture, post or the like a work is, in the words of biblatex-apa or of the author."""
    if reference.kind.lower() not in _MEDIA:
        return ""
    words = {
        "film": gettext("Film"),
        "photographs": gettext("Photographs"),
        "podcast": gettext("Audio podcast"),
        "podcastepisode": gettext("Audio podcast episode"),
        "powerpoint": gettext("PowerPoint slides"),
        "tvepisode": gettext("TV series episode"),
        "tvseries": gettext("TV series"),
        "video": gettext("Video"),
    }
    return words.get(_word(reference, "entrysubtype"), reference.field("entrysubtype").strip())


def _theses() -> dict[str, str]:
    doctoral, master = gettext("Doctoral dissertation"), gettext("Master\u2019s thesis")
    return {
        **dict.fromkeys(("phdthesis", "phd"), doctoral),
        **dict.fromkeys(("mastersthesis", "mathesis"), master),
        "bathesis": gettext("Bachelor\u2019s thesis"),
    }


def _medium(reference: Reference) -> str:
    """The medium of an entry type that has no CSL type of its own."""
    media = {"film": gettext("Film"), "movie": gettext("Film"), "video": gettext("Video")}
    return media.get(reference.kind.lower(), "")
