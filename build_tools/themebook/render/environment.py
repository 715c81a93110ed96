"""The Jinja environment of the templates. The only module that imports jinja2."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from types import CodeType
from typing import ClassVar

import jinja2
from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from themebook.core.disk_cache import NO_CACHE, DiskCache, digest
from themebook.core.label_types import capitalise
from themebook.core.languages import attributes_of
from themebook.core.translation import date_in_words, gettext, language_name, ngettext
from themebook.core.truncate import short_title
from themebook.core.vocabulary import KINDS, RELATIONS
from themebook.render.marks import END_WITH_HEADINGS, WITH_HEADINGS
from themebook.render.page_writer import verbatim
from themebook.site import routes
from themebook.views.cells import TINTS

_TEMPLATES = Path(__file__).parent / "templates"
# Where packages are: our own, and those of others.
_PACKAGE, _OTHERS = Path(__file__).parents[1], Path(jinja2.__file__).parents[1]
# What compiled templates depend on, besides their sources and the version of Python, which is in the bytecode.
_VERSIONS = (version("jinja2"), version("mkdocs"))
_OPTIONS = ("autoescape", "trim_blocks", "lstrip_blocks", "keep_trailing_newline", "optimized")


class TemplateCache(BytecodeCache):
    """Keeps compiled templates of packages in memory and on disk, because compiling takes longer than rendering.

    Those of authors are compiled anew: the result includes what filters do to constants, and hooks can change filters.
    """

    _in_memory: ClassVar[dict[str, CodeType]] = {}

    def __init__(self, on_disk: DiskCache = NO_CACHE) -> None:
        self._on_disk = on_disk

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        is_of_package = filename and any(map(Path(filename).is_relative_to, (_PACKAGE, _OTHERS)))
        made_by = (*_VERSIONS, *(repr(getattr(environment, option)) for option in _OPTIONS), *environment.extensions)
        bucket = Bucket(environment, digest(*made_by, name, source) if is_of_package else "", "")
        self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._in_memory:
            bucket.code = self._in_memory[bucket.key]
        elif bucket.key and (kept := self._on_disk.get(bucket.key)):
            bucket.bytecode_from_string(kept)
            self._keep(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.key and bucket.code is not None:
            self._keep(bucket)
            self._on_disk.put(bucket.key, bucket.bytecode_to_string())

    def _keep(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._in_memory[bucket.key] = bucket.code


def environment(compiled: TemplateCache | None = None) -> Environment:
    """A new environment with the globals and filters that do not depend on the site."""
    created = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        bytecode_cache=compiled or TemplateCache(),
        # Templates of a package do not change while it runs.
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=True,
        extensions=["jinja2.ext.i18n"],
    )
    created.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    created.globals.update(
        # Not a filter: Jinja applies filters to constants when it compiles a template, in the language of that moment.
        kind_label=lambda kind: KINDS[kind].label,
        routes=routes,
        verbatim=verbatim,
        # In the tags of elements that have headings in them.
        with_headings=Markup(WITH_HEADINGS),
        end_with_headings=Markup(END_WITH_HEADINGS),
        tint_levels=range(1, TINTS + 1),
    )
    created.filters.update(
        capitalise=capitalise,
        date_in_words=date_in_words,
        language_attributes=attributes_of,
        language_name=language_name,
        counted=_counted,
        relation_label=lambda relation: RELATIONS[relation].label,
        relation_within=lambda relation: RELATIONS[relation].within,
        short_title=short_title,
    )
    return created


def _counted(number: int, kind: str) -> str:
    """So many things of a kind, such as "3 quotes"."""
    return KINDS[kind].counted(number)
