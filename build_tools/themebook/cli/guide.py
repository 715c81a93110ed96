"""The tables of the guide for authors, generated from the code that they describe.

In the guide each stands between a pair of comments, ``<!-- begin NAME -->`` and ``<!-- end NAME -->``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from themebook.check.required_fields import required_fields
from themebook.check.sources import VIEWS
from themebook.cli.command import command, to_option
from themebook.cli.terminal import Status
from themebook.core.rules import RULES
from themebook.emit.atomic import replace_file
from themebook.emit.overwriting import Refused
from themebook.sources.bibtex.fields import PUBLISHED_FIELDS
from themebook.sources.findings.shapes import Shape
from themebook.sources.findings.study import SHAPES


@command
@to_option("The guide, a Markdown file.", required=True)
def guide(to: Path) -> Status:
    """Update the tables in the author's guide.

    You need this only if you work on Themebook itself.
    """
    if not to.is_file() or not is_guide(to):
        raise Refused(f"{to} is not a guide: it lacks the comments that mark the places of the tables")
    write_guide(to)
    return Status.FINE


def write_guide(path: Path) -> None:
    """Update every table of the guide."""
    text = updated(path.read_text(encoding="utf-8"))
    replace_file(path, lambda new: new.write_text(text, encoding="utf-8"))


def is_guide(path: Path) -> bool:
    """Whether a file has a place for every table."""
    try:
        updated(path.read_text(encoding="utf-8"))
    except ValueError:
        return False
    return True


def updated(text: str) -> str:
    """The guide with tables that match the code. ValueError if a table has no place in it."""
    for name, rows in _TABLES.items():
        begin, end = f"<!-- begin {name} -->", f"<!-- end {name} -->"
        if text.count(begin) != 1 or text.count(end) != 1 or text.index(begin) > text.index(end):
            raise ValueError(f"the guide has no single place for the table of {name}")
        before, rest = text.split(begin)
        text = "\n".join([before + begin, "", *rows(), "", end + rest.split(end)[1]])
    return text


def _keys() -> Iterator[str]:
    for shape in SHAPES:
        yield from _shape(shape)


def _shape(shape: Shape) -> Iterator[str]:
    yield from (
        "",
        f"### {shape.name[0].upper()}{shape.name[1:]}",
        "",
        "| key | value | meaning |",
        "| --- | --- | --- |",
    )
    for key in shape.keys:
        needed = "" if key.required else " (optional)"
        yield f"| `{key.name}` | {key.kind.name}{needed} | {key.meaning} |"


def _rules() -> Iterator[str]:
    yield from ("| rule | severity | meaning |", "| --- | --- | --- |")
    yield from (f"| `{rule.code}` | {rule.severity} | {rule.meaning} |" for rule in RULES.values())


def _fields() -> Iterator[str]:
    yield from ("| type | required fields |", "| --- | --- |")
    yield from (f"| `@{kind}` | {', '.join(names)} |" for kind, names in required_fields())


def _views() -> Iterator[str]:
    yield from ("| view | shows |", "| --- | --- |")
    yield from (f"| `{{{{ {name} }}}}` | {meaning} |" for name, meaning in VIEWS.items())


def _published() -> Iterator[str]:
    yield from ("| kind | fields |", "| --- | --- |")
    yield from (f"| {what} | {', '.join(f'`{name}`' for name in names)} |" for what, names in PUBLISHED_FIELDS.items())


_TABLES: Mapping[str, Callable[[], Iterator[str]]] = {
    "keys": _keys,
    "rules": _rules,
    "fields": _fields,
    "published": _published,
    "views": _views,
}
