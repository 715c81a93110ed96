"""The date of all files that have one: the same sources must give the same bytes, whenever they are built."""

from __future__ import annotations

from datetime import datetime
from zipfile import ZIP_DEFLATED, ZipInfo

# The earliest date that zip files can have.
FIXED_DATE = datetime(1980, 1, 1)
_UNIX = 3


def zip_member(name: str) -> ZipInfo:
    """A member of a zip file to be compressed, which is the same on all machines."""
    member = ZipInfo(name, FIXED_DATE.timetuple()[:6])
    member.create_system, member.compress_type = _UNIX, ZIP_DEFLATED
    return member
