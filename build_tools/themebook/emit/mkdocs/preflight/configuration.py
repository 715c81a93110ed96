"""Problems in mkdocs.yml, with the line of the key."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from themebook.cite import CitationFormatter, FormattingFailed, UnknownStyle
from themebook.core.diagnostics import Diagnostic, Rule, Severity, Span, rule
from themebook.core.disk_cache import DiskCache
from themebook.core.file_names import is_file
from themebook.core.nearest import nearest
from themebook.emit.mkdocs.docs_files import folder_name
from themebook.emit.mkdocs.options import ThemebookOptions
from themebook.emit.mkdocs.project import unusable
from themebook.sources.all_sources import Sources
from themebook.sources.source import Source
from themebook.sources.source_files import Settings
from themebook.sources.yaml.parser import syntax_errors

CONFIG_USABLE = Rule("config-usable", "The configuration must be one that Themebook can build a site with.")

# Where a name is a key of YAML, in lines or in braces, and where it is a value.
_KEY = r"(?:^|[\s\[{{,])[\"']?(?P<it>{})[\"']?[ \t]*:(?=\s|$)"
_UNKNOWN_OPTION = re.compile(r"Plugin 'themebook' option '(?P<name>[^']*)': Unrecognised")
_OPTIONS = tuple(name for name, _ in ThemebookOptions._schema)
_VALUE = r"[\s\"'\[](?P<it>{})(?=[\s\"',\]}}]|$)"


class ConfigurationFile:
    """The text of mkdocs.yml, to find places in it."""

    def __init__(self, config: MkDocsConfig) -> None:
        path = Path(config.config_file_path)
        self.name = path.name
        self._docs, self._docs_name = Path(config.docs_dir), folder_name(config)
        try:
            self._text = path.read_text("utf-8-sig", errors="replace")
        except OSError:
            self._text = ""

    def place_of(self, *names: str) -> Span:
        """The place of the first of these names that is a key, or else a value; otherwise the start of the file."""
        for pattern in (_KEY, _VALUE):
            for name in filter(None, names):
                if found := re.search(pattern.format(re.escape(name)), self._text, re.M):
                    at = found.start("it")
                    before = self._text[:at]
                    return Span(self.name, before.count("\n") + 1, at - before.rfind("\n"))
        return Span(self.name)

    def report(self, rule: Rule, message: str, hint: str = "") -> Diagnostic:
        """A message of MkDocs, at the place of the last thing it names."""
        named = [*re.findall(r"'([^']*)'", message), *re.findall(r"name: (\S+)", message)]
        page = next((name for name in named if name and is_file(self._docs / name)), "")
        span = Span(f"{self._docs_name}/{page}") if page else self.place_of(*reversed(named))
        return rule.at(span, message, hint)


def unparsed(path: Path) -> tuple[Diagnostic, ...]:
    """Why a configuration is not YAML, with the place; nothing if it is YAML or cannot be read as text."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return ()
    return syntax_errors(Source(path.name, text))


@rule(Severity.WARNING)
def config_accepted(warnings: Iterable[str], file: ConfigurationFile) -> Iterator[Diagnostic]:
    """MkDocs must have no warnings about its configuration."""
    for message in dict.fromkeys(warnings):
        hint = "reported by MkDocs; a strict build fails on it"
        unknown = _UNKNOWN_OPTION.search(message)
        if unknown and (meant := nearest(unknown["name"], _OPTIONS)):
            hint = f"did you mean '{meant}'?"
        yield file.report(config_accepted, message, hint)


def theme_usable(config: MkDocsConfig, file: ConfigurationFile) -> Iterator[Diagnostic]:
    """The plugin must be listed once, and the theme must be supported."""
    if reason := unusable(config):
        yield CONFIG_USABLE.at(file.place_of("theme", "plugins"), reason)


def style_usable(
    settings: Settings, sources: Sources, file: ConfigurationFile, cache: DiskCache
) -> Iterator[Diagnostic]:
    """The citation style must work. It is tried with the study's own entry."""
    own = [entry for entry in sources.bibliography.references if entry.key == sources.study.reference.id]
    hint = "write the name of a CSL style, or the path of a file that ends with .csl"
    try:
        formatter = CitationFormatter(own, style=settings.style_or_file, language=settings.language, disk_cache=cache)
        formatter.order()
    except UnknownStyle as error:
        span, message = file.place_of("style"), f"there is no citation style '{settings.style}'"
        hint = f"did you mean '{error.nearest}'?" if error.nearest else hint
        yield CONFIG_USABLE.at(span, message, hint)
    except (FormattingFailed, OSError) as error:
        reason = " ".join(str(error).split()).replace(settings.style_or_file, settings.style)
        message = f"the citation style '{settings.style}' cannot be used: {reason}"
        yield CONFIG_USABLE.at(file.place_of("style"), message, hint)
