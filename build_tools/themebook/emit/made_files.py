"""The files of a site, besides its pages, that are made of the study: its scripts, the study as data, and what is at
the root of the site for crawlers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from themebook.emit.deposit import deposit_for
from themebook.emit.mkdocs.options import ThemebookOptions
from themebook.emit.site_scripts import SiteScripts
from themebook.exchange.deposit.description import Deposit
from themebook.exchange.exports.data_file import as_bytes
from themebook.exchange.exports.data_files import DataFiles
from themebook.exchange.exports.robots import Robots, robots_text
from themebook.render.published import Published
from themebook.render.site import Site
from themebook.site.routes import LLMS_TEXT, RO_CRATE, ROBOTS

MadeFiles = Mapping[str, Callable[[], bytes]]


def made_files(scripts: SiteScripts, data: DataFiles) -> MadeFiles:
    """By the path of each file, relative to the site folder, the function that makes its bytes."""
    return {**{path: partial(as_bytes, make) for path, make in scripts.files.items()}, **data.files}


def site_files(
    scripts: SiteScripts,
    site: Site,
    published: Published,
    config: MkDocsConfig,
    options: ThemebookOptions,
    files: Files,
) -> MadeFiles:
    """The same, with the files at the root of the site. If the author or a theme has one of these, theirs is kept."""
    data = DataFiles(published)
    deposit = deposit_for(config, published)
    taken = {name.casefold() for name in (*config.theme.static_templates, *(file.dest_uri for file in files))}
    root = dict(_at_root(data, deposit, Robots(options.robots), [(title, path) for title, path in site.plan.indexes()]))
    return {**made_files(scripts, data), **{path: make for path, make in root.items() if path not in taken}}


def _at_root(
    data: DataFiles, deposit: Deposit, robots: Robots, indexes: Sequence[tuple[str, str]]
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    yield ROBOTS, partial(as_bytes, partial(robots_text, robots, deposit.address))
    if robots is Robots.ALL:
        yield LLMS_TEXT, partial(as_bytes, partial(data.llms_text, deposit, indexes))
    if crate := data.ro_crate(deposit):
        yield RO_CRATE, crate.encode
