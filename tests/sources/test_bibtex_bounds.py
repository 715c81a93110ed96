"""What abbreviations and parents put into entries is bounded, however a file multiplies it."""

from __future__ import annotations

from themebook.core.bibliography import Bibliography
from themebook.core.diagnostics import Loaded
from themebook.sources.bibtex.bibliography import read_bibliography
from themebook.sources.source import Source


def loaded(text: str) -> Loaded[Bibliography]:
    return read_bibliography([Source("references.bib", text)])


def characters(found: Loaded[Bibliography]) -> int:
    return sum(len(text) for entry in found.value.references for _, text in entry.fields)


def places(found: Loaded[Bibliography]) -> list[tuple[str, int]]:
    return [(one.rule.code, one.span.line) for one in found.diagnostics]


def doubling(levels: int) -> str:
    lines = ['@string{a0 = "0123456789"}', *(f"@string{{a{n + 1} = a{n} # a{n}}}" for n in range(levels))]
    return "\n".join([*lines, f"@book{{b, title = a{levels} # {{ x}}, year = 2020}}", ""])


def test_an_abbreviation_of_reasonable_length_is_put_in() -> None:
    found = loaded(doubling(9))
    assert found.value.references[0].field("title") == "0123456789" * 512 + " x"
    assert found.diagnostics == ()


def test_abbreviations_that_double_are_stopped_where_they_become_too_long() -> None:
    found = loaded(doubling(60))
    assert places(found) == [("bib-expansion", 11)]
    assert characters(found) < 100


def test_one_long_abbreviation_in_many_entries_is_stopped() -> None:
    entries = [f"@book{{b{n}, title = long, year = 2020}}" for n in range(2_000)]
    text = "\n".join([f'@string{{long = "{"x" * 9_000}"}}', *entries])
    found = loaded(text)
    assert [code for code, _ in places(found)] == ["bib-expansion"]
    assert characters(found) < 1_100_000 + 2 * len(text)


def test_what_many_entries_take_over_from_one_parent_is_stopped() -> None:
    parent = ",\n".join(f"x{n} = {{{'y' * 500}}}" for n in range(300))
    children = [f"@book{{b{n}, xdata = {{p}}, title = {{T}}, year = 2020}}" for n in range(1_000)]
    text = "\n".join([f"@xdata{{p,\n{parent}}}", *children])
    found = loaded(text)
    assert [code for code, _ in places(found)] == ["bib-expansion"]
    assert characters(found) < 1_100_000 + 2 * len(text)


def test_entries_that_all_name_each_other_are_read_once_each() -> None:
    names = [f"b{n}" for n in range(30)]
    text = "\n".join(
        f"@book{{{name}, xdata = {{{','.join(names)}}}, x{name} = {{y}}, title = {{T}}}}" for name in names
    )
    found = loaded(text)
    assert len(found.value.references) == 30
    assert all(code == "bib-parent-exists" for code, _ in places(found))


def test_of_works_that_are_not_cited_only_what_a_list_shows_is_decoded() -> None:
    text = r"@book{a, author = {M{\"u}ller, A.}, title = {Caf\'e}, note = {\unknown{x}}, journal = {f{\"u}r}}"
    entry = read_bibliography([Source("references.bib", text)], frozenset()).value.references[0]
    assert entry.authors[0].family == "Müller"
    assert entry.field("title") == "Café"
    assert entry.field("journal") == r"f{\"u}r"
    assert [one.code for one in {found.rule for found in loaded(text).diagnostics}] == ["bib-latex"]
    assert read_bibliography([Source("references.bib", text)], frozenset()).diagnostics == ()
