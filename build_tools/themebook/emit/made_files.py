"""The files of a site, besides its pages, that are made of the study: its scripts, and the study as data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from themebook.emit.site_scripts import SiteScripts
from themebook.exchange.exports.data_files import DataFiles


def made_files(scripts: SiteScripts, data: DataFiles) -> Mapping[str, Callable[[], bytes]]:
    """By the path of each file, relative to the site folder, the function that makes its bytes."""
    return {**{path: partial(_bytes, make) for path, make in scripts.files.items()}, **data.files}


def _bytes(make: Callable[[], str]) -> bytes:
    return make().encode()
