"""The Content-Security-Policy that docs/guide/hosting.md recommends."""

from __future__ import annotations

import re

from tests.conftest import ROOT

NAME = "Content-Security-Policy"
POLICIES = set(re.findall(rf'{NAME}:? "?(default-src [^"\n]+)', (ROOT / "docs/guide/hosting.md").read_text("utf-8")))
