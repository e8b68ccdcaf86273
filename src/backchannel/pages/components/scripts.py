"""Write data as plain scripts, which a page can load from a disk too. They only assign data."""

from __future__ import annotations

import json


def of_volume(name: str, volume: str, data: object) -> str:
    """Write a script that assigns `data` to `window.name[volume]`."""
    return f"(window.{name}??={{}})[{json.dumps(volume)}]={_json(data)};\n"


def of_edition(name: str, data: object) -> str:
    """Write a script that assigns `data` to `window.name`."""
    return f"window.{name}={_json(data)};\n"


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
