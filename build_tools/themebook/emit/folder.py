"""The folder output: the whole site as Markdown, for any generator that runs Python-Markdown extensions.

The folder contains ``docs/`` (hand-written and generated pages, and other published files of the documentation folder),
the sources under fixed names, the theme with Themebook's overrides, the scripts made of the study, and the
configuration, with Themebook's Markdown extension in place of its plugin. A comment in each page contains its path,
which Markdown extensions cannot know, and whether it was generated.

The sources only contain what the site publishes (see ``public_sources``).
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path, PurePath, PurePosixPath
from typing import Any

import yaml
from mkdocs.utils.meta import get_data
from mkdocs.utils.yaml import yaml_load

from themebook.cite.citing import how_to_cite
from themebook.core.locks import Locked
from themebook.emit.atomic import replaced_folder
from themebook.emit.made_files import made_files
from themebook.emit.overwriting import Refused, check_output_folder, is_inside, list_output
from themebook.emit.public_findings import public_findings
from themebook.emit.public_sources import public_bibliography
from themebook.emit.site_scripts import SiteScripts
from themebook.exchange.exports.data_files import DataFiles
from themebook.render.content import PageContent
from themebook.render.markdown_output import as_markdown
from themebook.render.published import Published
from themebook.render.sections import parse, sections
from themebook.render.site import Site
from themebook.search.records import Record, is_left_out_of_search, records
from themebook.search.settings import script_settings
from themebook.site.navigation import whole_navigation
from themebook.site.plan import SitePlan
from themebook.site.routes import published_address
from themebook.sources.markdown.markdown_text import front_matter, split_front_matter
from themebook.sources.source_files import HandWritten, Settings, findings_sources, page_comment
from themebook.theme import SCRIPTS, STYLES, THEME

_BIBLIOGRAPHY = "references.bib"
_DOCS, _THEME = "docs", "overrides"
# The Markdown extensions that MkDocs adds to those of the author, except the one for tables of contents.
_BUILT_IN = ("tables", "fenced_code")
#: Keys of mkdocs.yml that refer to files outside the documentation and the theme, which are not copied.
LEFT_OUT = ("hooks", "watch")


@dataclass(frozen=True, slots=True, kw_only=True)
class Folders:
    """The paths of a project.

    ``files`` are the published files, relative to ``docs``. ``theme`` is the folder of the author's theme overrides.
    ``sources`` are the files and folders that no command may overwrite.
    """

    docs: Path
    config: Path
    files: tuple[str, ...]
    theme: Path | None
    sources: tuple[Path, ...]


def export(
    site: Site,
    settings: Settings,
    folders: Folders,
    pages: list[HandWritten],
    to: Path,
    convert: Callable[[str, str], str],
    *,
    force: bool = False,
) -> int:
    """Write everything into a folder, replacing the output of an earlier call. Returns the number of files.

    ``convert`` returns HTML for the path and the Markdown of a page. Raises ``Refused`` if the folder overlaps with a
    source or, without ``force``, if files in it were added or edited. The folder always contains either the old output
    or the new.
    """
    with folders.config.open(encoding="utf-8") as file:
        # This also resolves INHERIT.
        config = yaml_load(file, _TagPreservingLoader)  # type: ignore[arg-type]
    _refuse_overlap(to, folders.sources)
    check_output_folder(to, force=force)
    try:
        with replaced_folder(to) as new:
            return _fill(new, site, settings, folders, pages, convert, config)
    except Locked as error:
        raise Refused(f"process {error.pid} is writing {to}; wait for it or stop it, then try again") from error


def _fill(
    to: Path,
    site: Site,
    settings: Settings,
    folders: Folders,
    pages: list[HandWritten],
    convert: Callable[[str, str], str],
    config: dict[str, Any],
) -> int:
    generated = list(_generated(site))
    for file in folders.files:
        _copy(folders.docs / file, to / _DOCS / file)
    for page in pages:
        _write(to / _DOCS / page.path, _with_comment(page.text, page_comment(page.path)))
    for content in generated:
        _write(to / _DOCS / content.path, _as_file(content))
    copied = _write_sources(site, settings, to)
    _copy_theme(folders.theme, to)
    openings = {content.path: content.opening for content in generated}
    scripts = SiteScripts(
        site, script_settings(site, "records"), lambda: _records(site, openings, pages, convert, config)
    )
    published = Published.of(site, str(config.get("site_url") or ""))
    for path, make in made_files(scripts, DataFiles(published)).items():
        # A Markdown file would be a page.
        if not path.endswith(".md"):
            _write_bytes(to / _DOCS / path, make())
    _write(to / "mkdocs.yml", _configuration(config, site, copied))
    list_output(to)
    return sum(path.is_file() for path in to.rglob("*"))


def _records(
    site: Site,
    openings: Mapping[str, str],
    pages: Sequence[HandWritten],
    convert: Callable[[str, str], str],
    config: Mapping[str, Any],
) -> tuple[Record, ...]:
    """The search records of all pages, with the addresses that MkDocs will give them."""
    converted = {
        page.path: sections(parse(convert(page.path, split_front_matter(page.text)[1])))
        for page in pages
        if not is_left_out_of_search(get_data(page.text)[1])
    }
    directory_urls = _has_directory_urls(config)
    addresses = {path: published_address(path, directory_urls=directory_urls) for path in (*converted, *openings)}
    return records(site, openings, converted, addresses)


def _has_directory_urls(config: Mapping[str, Any]) -> bool:
    return config.get("use_directory_urls", True) is not False


def _generated(site: Site) -> Iterator[PageContent]:
    """The content of all generated pages, and how to cite them, which the theme adds where MkDocs has the plugin."""
    for planned in site.plan.pages:
        content = site.renderer.page(planned)
        if planned.subject in site.plan.targets:
            cited = how_to_cite(site.graph, site.formatter, planned.subject, "")
            content = replace(content, parts=(*content.parts, site.renderer.cite_block(planned.path, cited)))
        yield content


def _as_file(content: PageContent) -> str:
    """A generated page as a Markdown file."""
    head, comment = front_matter(content.front_matter), page_comment(content.path, generated=True)
    return f"{head}\n{comment}\n\n{as_markdown(content.parts)}"


def _refuse_overlap(to: Path, sources: Sequence[Path]) -> None:
    """Output inside a source folder would be copied into itself. Output around a source would delete it."""
    for source in sources:
        if is_inside(to, [source]):
            raise Refused(f"{to} is, or is inside, {source}, which is a source of the study; name another folder")
        if source.exists() and is_inside(source, [to]):
            raise Refused(f"{to} holds {source}, which is a source of the study; name another folder")


def _write(path: Path, text: str) -> None:
    _write_bytes(path, text.encode())


def _write_bytes(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _with_comment(text: str, comment: str) -> str:
    front_matter, body = split_front_matter(text)
    content = body.lstrip("\n")
    return f"{front_matter}\n{comment}\n\n{content}"


def _write_sources(site: Site, settings: Settings, to: Path) -> Settings:
    """Write the public parts of the sources. Returns the settings for the copies."""
    is_folder = (settings.root / settings.findings).is_dir()
    copied = replace(
        settings,
        root=to,
        findings="findings" if is_folder else "findings.yml",
        bibliography=(_BIBLIOGRAPHY,),
        style="style.csl" if settings.style_file else settings.style,
    )
    for source in findings_sources(settings).value:
        below = PurePath(source.name).relative_to(settings.findings)
        _write(
            to / copied.findings / below,
            public_findings(source.text, site.graph.study.attributes, drafts=copied.drafts),
        )
    _write(to / _BIBLIOGRAPHY, public_bibliography(site.graph.bibliography.references))
    if settings.style_file:
        _copy(settings.style_file, to / copied.style)
    return copied


def _copy(source: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, to)


def _copy_theme(theme: Path | None, to: Path) -> None:
    """Copy Themebook's theme overrides, then those of the author, which take precedence."""
    shutil.copytree(THEME, to / _THEME, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    if theme:
        shutil.copytree(theme, to / _THEME, dirs_exist_ok=True)


def _configuration(config: dict[str, Any], site: Site, settings: Settings) -> str:
    """The author's configuration, with the extension in place of the plugin, and with the themes in ``nav``."""
    omitted = {"docs_dir", "edit_uri", "edit_uri_template", *LEFT_OUT}
    config = {key: value for key, value in config.items() if key not in omitted and value is not None}
    # Generated pages have no source in a repository to edit.
    config["edit_uri"] = ""
    if "plugins" in config:
        config["plugins"] = [plugin for plugin in _as_list(config["plugins"]) if _name(plugin) != "themebook"]
    theme = config.get("theme", {})
    config["theme"] = {**(theme if isinstance(theme, dict) else {"name": theme}), "custom_dir": _THEME}
    extra = config.get("extra")
    config["extra"] = {
        **(extra if isinstance(extra, dict) else {}),
        **site.for_theme(),
    }
    config["extra_css"] = [*STYLES, *_as_list(config.get("extra_css", []))]
    config["extra_javascript"] = [
        *({"path": path, "defer": True} for path in SCRIPTS),
        *_as_list(config.get("extra_javascript", [])),
    ]
    options: dict[str, Any] = {
        "findings": settings.findings,
        "bibliography": _BIBLIOGRAPHY,
        "style": settings.style,
        **({} if settings.language == "en" else {"language": settings.language}),
        **({"publish_fields": list(settings.publish_fields)} if settings.publish_fields else {}),
        **({} if settings.drafts else {"drafts": False}),
        **({} if _has_directory_urls(config) else {"directory_urls": False}),
    }
    extensions = _as_list(config.get("markdown_extensions", []))
    options["extensions"] = [*_BUILT_IN, *deepcopy(extensions)]
    config["markdown_extensions"] = [*extensions, {"themebook": options}]
    if "nav" in config:
        config["nav"] = whole_navigation(config["nav"], site.plan)
    config["not_in_nav"] = "\n".join([*config.get("not_in_nav", "").splitlines(), *_not_in_nav(site.plan), ""])
    return yaml.dump(config, Dumper=_TagPreservingDumper, sort_keys=False, allow_unicode=True, width=120)


def _as_list(value: Any) -> list[Any]:
    """Plugins or extensions, which may be a list or a mapping, as a list of names and one-key mappings."""
    if isinstance(value, dict):
        return [{name: options} if options else name for name, options in value.items()]
    return list(value)


def _not_in_nav(plan: SitePlan) -> Iterator[str]:
    """Patterns for the pages that the plugin keeps out of the navigation: whole folders except their indexes."""
    in_nav = plan.in_nav()
    hidden = (PurePosixPath(page.path) for page in plan.pages if page.path not in in_nav)
    for folder in sorted({path.parent.as_posix() for path in hidden}):
        yield from (f"/{folder}/*", f"!/{folder}/index.md")


def _name(plugin: Any) -> str:
    return str(next(iter(plugin)) if isinstance(plugin, dict) else plugin)


class _TaggedValue:
    """A value with a tag of MkDocs, such as ``!ENV``, to be written unchanged."""

    def __init__(self, node: yaml.Node) -> None:
        self.node = node


class _TagPreservingLoader(yaml.SafeLoader):
    pass


class _TagPreservingDumper(yaml.SafeDumper):
    pass


_TagPreservingLoader.add_constructor(None, lambda loader, node: _TaggedValue(node))
_TagPreservingDumper.add_representer(_TaggedValue, lambda dumper, value: value.node)
