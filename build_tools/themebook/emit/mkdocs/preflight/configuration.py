"""Problems in mkdocs.yml, with the line of the key."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from themebook.check.sources import Sources
from themebook.cite import CitationFormatter, FormattingFailed, UnknownStyle
from themebook.core import rules
from themebook.core.diagnostics import Diagnostic, Rule, Span
from themebook.core.file_names import is_file
from themebook.core.nearest import nearest
from themebook.emit.mkdocs.docs_files import folder_name
from themebook.emit.mkdocs.project import ThemebookOptions, unusable
from themebook.sources.project import Settings
from themebook.sources.source import Source
from themebook.sources.yaml.parser import syntax_errors

# A name as a key in block or flow style, and as a value.
_KEY = r"(?:^|[\s\[{{,])[\"']?(?P<name>{})[\"']?[ \t]*:(?=\s|$)"
_UNKNOWN_OPTION = re.compile(r"Plugin 'themebook' option '(?P<name>[^']*)': Unrecognised")
_OPTIONS = tuple(name for name, _ in ThemebookOptions._schema)
_VALUE = r"[\s\"'\[](?P<name>{})(?=[\s\"',\]}}]|$)"


class ConfigurationFile:
    """The text of mkdocs.yml, for finding the places of keys and values."""

    def __init__(self, config: MkDocsConfig) -> None:
        path = Path(config.config_file_path)
        self.name = path.name
        self._docs, self._docs_name = Path(config.docs_dir), folder_name(config)
        try:
            self._text = path.read_text("utf-8-sig", errors="replace")
        except OSError:
            self._text = ""

    def place_of(self, *names: str) -> Span:
        """The place of the first name that occurs as a key, or else as a value, or else the start of the file."""
        for pattern in (_KEY, _VALUE):
            for name in filter(None, names):
                if match := re.search(pattern.format(re.escape(name)), self._text, re.M):
                    offset = match.start("name")
                    before = self._text[:offset]
                    return Span(self.name, before.count("\n") + 1, offset - before.rfind("\n"))
        return Span(self.name)

    def report(self, rule: Rule, message: str, hint: str = "") -> Diagnostic:
        """A diagnostic for a message of MkDocs: in a page that it mentions, or at the last name that it mentions."""
        names = [*re.findall(r"'([^']*)'", message), *re.findall(r"name: (\S+)", message)]
        page = next((name for name in names if name and is_file(self._docs / name)), "")
        span = Span(f"{self._docs_name}/{page}") if page else self.place_of(*reversed(names))
        return Diagnostic(rule=rule, span=span, message=message, hint=hint)


def unparsed(path: Path) -> tuple[Diagnostic, ...]:
    """The YAML syntax errors of a configuration file. Empty if it cannot be read."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return ()
    return syntax_errors(Source(path.name, text))


def configuration_warnings(messages: Iterable[str], file: ConfigurationFile) -> Iterator[Diagnostic]:
    """Diagnostics for the warnings of MkDocs about the configuration."""
    for message in dict.fromkeys(messages):
        hint = "reported by MkDocs; a strict build fails on it"
        unknown = _UNKNOWN_OPTION.search(message)
        if unknown and (meant := nearest(unknown["name"], _OPTIONS)):
            hint = f"did you mean '{meant}'?"
        yield file.report(rules.CONFIG_ACCEPTED, message, hint)


def theme_usable(config: MkDocsConfig, file: ConfigurationFile) -> Iterator[Diagnostic]:
    """The plugin must be listed once, and the theme must be supported."""
    if reason := unusable(config):
        yield Diagnostic(rule=rules.CONFIG_USABLE, span=file.place_of("theme", "plugins"), message=reason)


def style_usable(settings: Settings, sources: Sources, file: ConfigurationFile) -> Iterator[Diagnostic]:
    """The citation style must work. This formats the study's own entry to find out."""
    own = [entry for entry in sources.bibliography.references if entry.key == sources.study.reference.id]
    hint = "write the name of a CSL style, or the path of a file that ends with .csl"
    try:
        CitationFormatter(own, style=settings.style_or_file).order()
    except UnknownStyle as error:
        span, message = file.place_of("style"), f"there is no citation style '{settings.style}'"
        hint = f"did you mean '{error.nearest}'?" if error.nearest else hint
        yield Diagnostic(rule=rules.CONFIG_USABLE, span=span, message=message, hint=hint)
    except (FormattingFailed, OSError) as error:
        reason = " ".join(str(error).split()).replace(settings.style_or_file, settings.style)
        message = f"the citation style '{settings.style}' cannot be used: {reason}"
        yield Diagnostic(rule=rules.CONFIG_USABLE, span=file.place_of("style"), message=message, hint=hint)
