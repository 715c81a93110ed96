"""JSON in scripts, in files of their own or in pages."""

from __future__ import annotations

import json


def script_json(content: object) -> str:
    """JSON that is also valid in scripts: older browsers reject two kinds of line break in strings."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def inline_json(content: object) -> str:
    """JSON inside of a script element, which none of its texts can end."""
    escapes = {ord(character): f"\\u{ord(character):04x}" for character in "<>&"}
    return script_json(content).translate(escapes)
