"""Tables as CSV. Format: https://www.rfc-editor.org/rfc/rfc4180, in UTF-8 with a byte order mark, which Excel needs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from themebook.exchange.exports.sheets import Row

_MARK = "\ufeff"


def csv_text(header: Sequence[str], rows: Iterable[Row]) -> str:
    """A table. Rows may lack columns."""
    text = io.StringIO()
    writer = csv.DictWriter(text, header, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return _MARK + text.getvalue()
