"""Tables that programs for qualitative analysis export: what each calls its columns.

The names are those of the interfaces in English, German, Spanish, French and Portuguese.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from themebook.exchange.imported import Path
from themebook.exchange.tables.columns import Columns, plain_header
from themebook.exchange.tables.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A kind of report: the names of its columns by what they hold, in lower case, and which it cannot lack.

    ``shape`` tells it from other tables with the same columns, if their names are not enough.
    """

    columns: Mapping[str, Sequence[str]]
    needed: Sequence[str]
    shape: Callable[[Table, Columns], bool] = lambda table, columns: True

    def columns_of(self, table: Table) -> Columns | None:
        """Where its columns are in a table; None if the table is no such report."""
        headers: dict[str, int] = {}
        for index, cell in enumerate(table.header):
            headers.setdefault(plain_header(cell.text), index)
        indexes = {
            key: (headers[name],)
            for key, names in self.columns.items()
            if (name := next((name for name in names if name in headers), None)) is not None
        }
        columns = Columns(indexes, ())
        return columns if all(key in indexes for key in self.needed) and self.shape(table, columns) else None


def has_ids(pattern: str) -> Callable[[Table, Columns], bool]:
    """Whether the ids in the first rows of a table are of this form."""
    compiled = re.compile(pattern)

    def check(table: Table, columns: Columns) -> bool:
        ids = [columns.text(row, "id") for row in table.rows[:20]]
        return bool(ids) and all(compiled.fullmatch(one) for one in ids if one)

    return check


TAGUETTE_HIGHLIGHTS = Report(
    columns={"id": ("id",), "source": ("document",), "code": ("tag",), "quote": ("content",)},
    needed=("id", "source", "code", "quote"),
    shape=has_ids(r"\d+"),
)
TAGUETTE_CODEBOOK = Report(
    columns={"code": ("tag",), "definition": ("description",), "count": ("number of highlights",)},
    needed=("code", "definition", "count"),
)
ATLASTI_QUOTATIONS = Report(
    columns={
        "id": ("id",),
        "title": ("quotation name", "zitatname", "nombre de la cita", "nom de la citation", "nome da citação"),
        "source": ("document", "dokument", "documento"),
        "quote": (
            *("quotation content", "zitatinhalt", "zitat inhalt", "contenido de la cita", "contenu de la citation"),
            *("conteúdo da citação", "content", "inhalt"),
        ),
        "note": ("comment", "kommentar", "comentario", "commentaire", "comentário"),
        "code": ("codes", "kodes", "códigos"),
        "count": ("number of codes", "anzahl der kodes", "anzahl kodes", "número de códigos", "nombre de codes"),
        "locator": ("reference", "referenz", "referencia", "référence", "referência"),
    },
    needed=("id", "source", "quote", "code"),
    shape=has_ids(r"\d+:\d+"),
)
ATLASTI_CODES = Report(
    columns={
        "code": ("code", "kode", "código"),
        "count": ("grounded", "groundedness", "magnitude degree", "magnitude", "verankerung", "enraizamiento"),
        "definition": ("comment", "kommentar", "comentario", "commentaire", "comentário"),
        "density": ("density", "dichte", "densidad", "densité", "densidade"),
        "group": ("groups", "code groups", "gruppen", "kodegruppen", "grupos", "grupos de códigos", "groupes"),
    },
    needed=("code", "count", "density"),
)
MAXQDA_SEGMENTS = Report(
    columns={
        "group": ("document group", "dokumentgruppe", "grupo de documentos", "groupe de documents"),
        "source": ("document name", "dokumentname", "nombre del documento", "nom du document", "nome do documento"),
        "code": ("code", "código"),
        "begin": ("beginning", "begin", "anfang", "comienzo", "inicio", "début", "início", "start"),
        "end": ("end", "ende", "final", "fin", "fim"),
        "note": ("comment", "kommentar", "comentario", "commentaire", "comentário"),
        "quote": ("segment", "segmento", "preview", "vorschau"),
    },
    needed=("source", "code", "begin", "end", "quote"),
)
DEDOOSE_EXCERPTS = Report(
    columns={
        "source": ("media title", "resource title", "title"),
        "locator": ("excerpt range", "range"),
        "quote": ("excerpt copy", "excerpt"),
        "code": ("codes applied combined",),
    },
    needed=("source", "quote", "code"),
)

QUALCODER_CODINGS = Report(
    columns={
        "speaker": ("case",),
        "source": ("filename", "file"),
        "quote": ("coded",),
        "id": ("id",),
        "code": ("codename",),
        "note": ("coded memo",),
    },
    needed=("source", "quote", "id", "code"),
    shape=has_ids(r"(ctid|imid|avid):\d+"),
)


def levels(name: str, separator: str) -> Path:
    """The path of a code whose levels are joined by a separator."""
    return tuple(part.strip() for part in name.split(separator) if part.strip())
