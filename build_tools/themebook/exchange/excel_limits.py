"""What a sheet of Excel can hold.

Source: https://support.microsoft.com/office/excel-specifications-and-limits-1672b34d-7043-467e-8e27-269d656771c3
"""

from __future__ import annotations

#: Characters in a cell.
MOST_CHARACTERS = 32_767
#: The height of a row, in points.
HIGHEST_ROW = 409
#: The levels by which a cell can be indented.
MOST_INDENTED = 15
