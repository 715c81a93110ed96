"""The options of the plugin in mkdocs.yml, and how they are checked."""

from __future__ import annotations

from mkdocs.config import config_options
from mkdocs.config.base import Config, ValidationError

from themebook.core.web_addresses import is_relative, web_address
from themebook.exchange.exports.robots import Robots
from themebook.sources.bibtex.entries import is_field_name
from themebook.sources.bibtex.fields import is_own


class _FieldName(config_options.Type[str]):
    """The name of a field of the bibliography, converted to lower case."""

    def __init__(self) -> None:
        super().__init__(str)

    def run_validation(self, value: object) -> str:
        name = super().run_validation(value)
        if not is_field_name(name):
            raise ValidationError(f"'{name}' cannot be the name of a field of the bibliography.")
        if is_own(name.lower()):
            raise ValidationError(
                f"'{name}' is one of Themebook's own fields, which are on the page of the work and not in its BibTeX."
            )
        return name.lower()


class _FieldNames(config_options.ListOfItems[str]):
    """A list of field names, or a single one."""

    def __init__(self, default: list[str]) -> None:
        super().__init__(_FieldName(), default)

    def run_validation(self, value: object) -> list[str]:
        return super().run_validation([value] if isinstance(value, str) else value)


class _Path(config_options.Type[str]):
    """The path of a file or folder."""

    def __init__(self, default: str) -> None:
        super().__init__(str, default=default)

    def run_validation(self, value: object) -> str:
        name = super().run_validation(value)
        if not name.strip() or "\0" in name:
            raise ValidationError("it must be the name of a file")
        return name


class _Paths(config_options.ListOfItems[str]):
    """A list of paths of files, or a single one."""

    def __init__(self, default: list[str]) -> None:
        super().__init__(_Path(""), default)

    def run_validation(self, value: object) -> list[str]:
        paths = super().run_validation([value] if isinstance(value, str) else value)
        if not paths:
            raise ValidationError("it must have at least one file")
        return paths


class _Address(config_options.Type[str]):
    """The address of a file, on the web or relative to the site."""

    def __init__(self, default: str) -> None:
        super().__init__(str, default=default)

    def run_validation(self, value: object) -> str:
        address = super().run_validation(value)
        if is_relative(address):
            return address
        encoded = web_address(address)
        if encoded is None:
            raise ValidationError("it must be an address that begins with https:// or the path of a file of the site")
        return encoded


class ThemebookOptions(Config):  # type: ignore[no-untyped-call]
    """The options under ``plugins: - themebook:`` in mkdocs.yml."""

    findings = _Path(default="findings.yml")
    bibliography = _Paths(default=["references.bib"])
    style = _Path(default="apa")
    source_view = config_options.Type(str, default="blob/main/")
    cards = config_options.Type(bool, default=True)
    pdf = _Address(default="")
    offline = _Address(default="")
    robots = config_options.Choice([one.value for one in Robots], default=Robots.ALL.value)
    drafts = config_options.Type(bool, default=True)
    cache = config_options.Type(bool, default=True)
    publish_fields = _FieldNames(default=[])
