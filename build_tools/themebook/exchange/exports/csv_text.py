"""Tables as CSV. Format: https://www.rfc-editor.org/rfc/rfc4180, in UTF-8 with a byte order mark, which Excel needs."""

from __future__ import annotations

import csv
import io

from themebook.exchange.exports.tables import FilledTable

_MARK = "\ufeff"


def csv_text(table: FilledTable) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, table.header, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(table.rows)
    return _MARK + text.getvalue()
