"""Data as plain scripts, which a page can ask for from a disk too. What they assign is data alone."""

from __future__ import annotations

import json


def of_volume(name: str, volume: str, data: object) -> str:
    """A script that gives `data` to the page as `window.name[volume]`."""
    return f"(window.{name}??={{}})[{json.dumps(volume)}]={_json(data)};\n"


def of_edition(name: str, data: object) -> str:
    """A script that gives `data` to the page as `window.name`."""
    return f"window.{name}={_json(data)};\n"


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
