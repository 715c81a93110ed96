"""What readers have seen and linked to stays: the facts of the real site, and all addresses that it has ever had."""

from __future__ import annotations

from pathlib import Path

from tests.golden.facts import addresses_of, facts_of, known_addresses, known_facts, resolves


def test_every_page_says_what_it_said(site: Path) -> None:
    """After a change that is meant: build the site without an address and run ``python -m tests.golden.facts site``."""
    known, facts = known_facts(), facts_of(site)
    assert facts.keys() == known.keys()
    for address, page in facts.items():
        assert page == known[address], address


def test_every_address_is_known_and_none_is_dead(site: Path) -> None:
    known = known_addresses()
    assert addresses_of(facts_of(site)) <= set(known)
    assert [address for address in known if not resolves(address, site)] == []
