"""Tables as CSV. Format: https://www.rfc-editor.org/rfc/rfc4180, in UTF-8 with a byte order mark, which Excel needs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from themebook.exchange.exports.tables import FilledTable

_MARK = "\ufeff"


def csv_text(table: FilledTable) -> str:
    return csv_of(table.header, ([row.get(name, "") for name in table.header] for row in table.rows))


def csv_of(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return _MARK + text.getvalue()
