"""What was found, reduced to what a study can hold: names on one line, no characters that a web page forbids."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from themebook.core.diagnostics import Diagnostic, Loaded, Rule, Severity
from themebook.core.languages import as_tag, tag_of_name
from themebook.core.lookalikes import unquoted
from themebook.core.printable import UNPRINTABLE
from themebook.exchange.imported import Imported, ImportedPart, ImportedQuote, ImportedSource, Path
from themebook.exchange.input_file import base_name
from themebook.sources.yaml.parser import HIDDEN

INPUT_CHARACTERS = Rule(
    "input-characters",
    "What is imported must not contain control characters or other invisible ones.",
    Severity.WARNING,
)
QUOTE_HAS_WORDS = Rule("quote-has-words", "A quote that is imported must have words.", Severity.WARNING)
NAME_HAS_LETTERS = Rule(
    "name-has-letters",
    "What is imported must have a name: a title, or the sentence that a claim is.",
    Severity.WARNING,
)
LANGUAGE_KNOWN = Rule(
    "language-known",
    "The language of words that are imported must be one that can be recognised, and each only once.",
    Severity.WARNING,
)

# What neither web pages nor YAML allow, and what they take for line breaks.
_FORBIDDEN = re.compile(f"(?!\n){HIDDEN.pattern}")
_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# YAML must not be nested too deep, and nobody reads so many levels.
_DEEPEST = 12
_PATH = re.compile(r"[A-Za-z]:[\\/]|[/~\\][\w.-]*[/\\]")
_NOBODY_KNOWN = "Unknown speaker"
# The fields that keep their line breaks and spaces.
_TEXTS = frozenset(
    ("words", "turns", "translations", "text", "about", "definition", "includes", "excludes", "summary", "context")
    + ("note", "explanation", "abstract", "funding", "ethics", "data", "approach", "aims", "setting", "sampling")
    + ("coders", "plain", "reason", "quoted")
)
# CSL-JSON, and what only this package reads.
_AS_THEY_ARE = frozenset(("csl", "entry", "place", "key", "work", "supports", "contrasts", "findings", "id"))
# Without these, something cannot be part of a study.
_NAMES = ("name", "title", "path", "claim", "statement", "term", "meaning", "label")
_PATHS = frozenset(("themes", "other_themes", "codes"))


def cleaned(imported: Imported) -> Loaded[Imported]:
    """The same without forbidden characters, quotes without words, things without names, and languages that nobody
    knows; all reported.
    """
    found: list[Diagnostic] = []
    cleaner = _Cleaner(found, keeps_marks=imported.keeps_marks)
    whole = replace(imported, **{one.name: cleaner.parts(getattr(imported, one.name)) for one in fields(imported)})
    quotes = tuple(
        _with_languages(quote, found) for quote in whole.quotes if _has_words(quote) or _report_empty(quote, found)
    )
    details = replace(whole.details, title=_title(whole.details.title))
    return Loaded(replace(whole, details=details, quotes=quotes), tuple(found))


def _title(text: str) -> str:
    """A title that a study can have; empty if there is nothing in it to read."""
    title = re.sub(f"[{UNPRINTABLE}]", "", text)
    return title if title.strip("{} ") else ""


class _Cleaner:
    """Cleans the parts of one file. What is wrong with them is added to ``found``.

    With ``keeps_marks``, quotation marks around names and titles are part of them.
    """

    def __init__(self, found: list[Diagnostic], *, keeps_marks: bool) -> None:
        self._found = found
        self._keeps_marks = keeps_marks

    def parts(self, value: Any) -> Any:
        """A value of a file. Parts without a name are left out."""
        if not isinstance(value, tuple):
            return self._clean(value)
        parts = []
        for part in value:
            clean = self._clean(part)
            if isinstance(part, ImportedPart) and (bad := next(_forbidden(part), "")):
                message = f"an invisible character (U+{ord(bad):04X}) was left out"
                self._found.append(INPUT_CHARACTERS.at(part.place, message, "check whether a letter is missing there"))
            if _has_name(clean):
                parts.append(clean)
            else:
                message = "this has no name, and was left out"
                self._found.append(NAME_HAS_LETTERS.at(part.place, message, "give it a name"))
        return tuple(parts)

    def _clean(self, value: Any, name: str = "") -> Any:
        if name in _AS_THEY_ARE:
            return value
        if type(value) is str:
            return self._string(value, name)
        if name in ("path", "theme"):
            return self._shallow(value)
        if name in _PATHS:
            return tuple(filter(None, map(self._shallow, value)))
        if name in ("attributes", "among"):
            return self._attributes(value)
        if name == "turns":
            turns = ((self._line(speaker) or _NOBODY_KNOWN, _text(words)) for speaker, words in value)
            return tuple((speaker, words) for speaker, words in turns if words)
        if type(value) is tuple:
            # In pairs of a name and words, only the words keep their lines.
            if len(value) == 2 and name in _TEXTS and isinstance(value[0], str):
                return one_line(value[0]), _text(value[1])
            return tuple(self._clean(one, name) for one in value)
        if isinstance(value, ImportedSource):
            value = replace(value, title=_without_folder(self._line(value.title)))
        if is_dataclass(value) and not isinstance(value, type):
            cleaned = {one.name: self._clean(getattr(value, one.name), one.name) for one in fields(value)}
            return replace(value, **cleaned)
        return value

    def _string(self, value: str, name: str) -> str:
        if name == "source":
            return _without_folder(self._line(value))
        return _text(value) if name in _TEXTS else self._line(value)

    def _attributes(self, pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
        clean = ((self._line(label), self._line(text)) for label, text in pairs)
        return tuple((label, text) for label, text in clean if label and text)

    def _shallow(self, path: Path) -> Path:
        """A path that is not too deep. The last titles become one."""
        titles = tuple(filter(None, map(self._line, path)))
        return titles if len(titles) <= _DEEPEST else (*titles[: _DEEPEST - 1], " > ".join(titles[_DEEPEST - 1 :]))

    def _line(self, text: str) -> str:
        return _spaced(text) if self._keeps_marks else one_line(text)


def _has_name(part: Any) -> bool:
    names = (getattr(part, name, "named") for name in _NAMES)
    return isinstance(part, ImportedQuote) or all(names)


def _forbidden(value: Any, name: str = "") -> Iterator[str]:
    """The forbidden characters in a value and everything in it."""
    if isinstance(value, str):
        yield from _FORBIDDEN.findall(_with_newlines(value))
    elif name in _AS_THEY_ARE:
        return
    elif isinstance(value, tuple):
        for one in value:
            yield from _forbidden(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _forbidden(getattr(value, field.name), field.name)


def _without_folder(title: str) -> str:
    """The name of a file instead of its path, which may name a person."""
    return base_name(title) if _PATH.match(title) else title


def one_line(text: str) -> str:
    """A name or title: on one line, composed, and without quotation marks around it."""
    tidy = _spaced(text)
    return unquoted(tidy) or tidy


def _spaced(text: str) -> str:
    """A text on one line, composed."""
    return " ".join(unicodedata.normalize("NFC", _FORBIDDEN.sub("", text)).split())


def _text(text: str) -> str:
    return _FORBIDDEN.sub("", _with_newlines(text)).strip()


def _with_newlines(text: str) -> str:
    """The same with the line breaks of YAML, instead of those of word processors and old terminals."""
    return _LINE_BREAK.sub("\n", text)


def _has_words(quote: ImportedQuote) -> bool:
    return bool(quote.words or any(words for _, words in quote.turns))


def _report_empty(quote: ImportedQuote, found: list[Diagnostic]) -> bool:
    found.append(QUOTE_HAS_WORDS.at(quote.place, "this quote has no words, and was left out", "add the words"))
    return False


def _with_languages(quote: ImportedQuote, found: list[Diagnostic]) -> ImportedQuote:
    language = _language(quote.language, quote, found)
    pairs = ((_language(name, quote, found), words) for name, words in quote.translations if words)
    translations: dict[str, str] = {}
    for tag, words in pairs:
        if tag and tag != language and tag not in translations:
            translations[tag] = words
        elif tag:
            message = f"a translation into '{tag}' was left out: these words are in that language already"
            found.append(
                LANGUAGE_KNOWN.at(quote.place, message, "correct the language of the words or of the translation")
            )
    return replace(quote, language=language, translations=tuple(translations.items()))


def _language(written: str, quote: ImportedQuote, found: list[Diagnostic]) -> str:
    """The tag of a language; empty, and reported, if it is unknown."""
    tag = as_tag(re.sub("_", "-", written)) or tag_of_name(written)
    if written and not tag:
        message = f"unknown language '{written}'"
        found.append(LANGUAGE_KNOWN.at(quote.place, message, "write a tag such as en, pt-BR or zh-Hans"))
    return tag
