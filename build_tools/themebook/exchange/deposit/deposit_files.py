"""The table of the files that archives read in a repository. A format is a module, and a row here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from themebook.exchange.deposit.citation_file import citation_file
from themebook.exchange.deposit.codemeta import codemeta_file
from themebook.exchange.deposit.description import Deposit
from themebook.exchange.deposit.zenodo import zenodo_file

CITATION_FILE = "CITATION.cff"


@dataclass(frozen=True, slots=True)
class DepositFile:
    """A file beside the sources: its name, and the function that makes its text."""

    name: str
    text: Callable[[Deposit], str]


DEPOSIT_FILES = (
    DepositFile(CITATION_FILE, citation_file),
    DepositFile("codemeta.json", codemeta_file),
    DepositFile(".zenodo.json", zenodo_file),
)
