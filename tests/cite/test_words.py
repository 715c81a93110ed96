"""The checks of entries know every type and role that citations understand."""

from __future__ import annotations

from themebook.cite.csl.people import CSL_ROLES
from themebook.cite.csl.types import CSL_TYPES
from themebook.sources.bibtex.fields import ENTRY_TYPES, ROLES


def test_types_and_roles_that_are_cited_are_not_reported() -> None:
    assert set(CSL_TYPES) <= set(ENTRY_TYPES)
    assert set(CSL_ROLES) <= set(ROLES)
