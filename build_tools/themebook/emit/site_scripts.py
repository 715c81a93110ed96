"""The scripts that are made of the study: the settings of the others, the search records, and long lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from types import MappingProxyType

from themebook.core.script_json import script_json
from themebook.render.site import Site
from themebook.search.records import Record, number_of_shards, shards
from themebook.site.routes import SETTINGS, record_file


class SiteScripts:
    """The scripts of one site, each made when it is asked for. ``records`` makes the search records.

    ``bundles`` are the texts of further files, by their paths, which do not depend on the study.
    """

    def __init__(
        self,
        site: Site,
        settings: Mapping[str, object],
        records: Callable[[], Sequence[Record]],
        bundles: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._site = site
        self._settings = settings
        self._make_records = records
        self._bundles = bundles

    @cached_property
    def records(self) -> Sequence[Record]:
        return self._make_records()

    @cached_property
    def files(self) -> Mapping[str, Callable[[], str]]:
        """By the path of each script, relative to the site folder, the function that makes its text."""
        numbers = range(number_of_shards(self._site))
        return {
            SETTINGS: self._settings_script,
            **{record_file(number): partial(self._shard, number) for number in numbers},
            **self._site.renderer.list_scripts(),
            **{path: partial(str, text) for path, text in self._bundles.items()},
        }

    def _settings_script(self) -> str:
        # The script finds the root of the site from its own address, so that this works on any page.
        return (
            f"window.themebook = {{ config: {script_json(self._settings)} }};\n"
            'window.themebook.root = new URL("../../", document.currentScript.src).href;\n'
        )

    def _shard(self, number: int) -> str:
        return self._shards[number]

    @cached_property
    def _shards(self) -> Sequence[str]:
        return shards(self.records, number_of_shards(self._site))
