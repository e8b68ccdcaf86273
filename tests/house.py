"""List the floors of the program: `test_house.py` checks them, and ARCHITECTURE.md shows them as a picture.

usage: python tests/house.py      updates the picture in ARCHITECTURE.md
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "backchannel"


class Floor(NamedTuple):
    """Floor with its modules, which import only from lower floors, and a folder also from itself. The name of a folder ends with a dot."""

    names: tuple[str, ...]
    owns: str


FLOORS = (
    Floor(("source", "printed", "ids", "vocabulary", "prose", "did_you_mean", "system."), "text and positions, ids, word lists"),
    Floor(("findings", "dates", "designations", "channels", "clocks", "stations", "capture_forms"), "findings; the rules of the field"),
    Floor(("records.", "rules.", "search."), "what a source says; the rule catalog; words and their places"),
    Floor(("readers.text.", "settings."), "raw text → records; TOML → settings"),
    Floor(("readers.annotations.", "readers.markup.", "edition."), "editors’ files; web pages; the SQLite database"),
    Floor(("checks.", "pages."), "findings of the whole; view models"),
    Floor(("writers.",), "templates → files of the site"),
    Floor(("build.",), "ingest → link → check → write"),
    Floor(("serve.", "scaffold."), "live preview; new editions and texts"),
    Floor(("cli.",), "commands and what they print"),
)
"""Lowest first."""

ROOMS: dict[str, tuple[tuple[str, ...], ...]] = {
    "pages.": (("components.",), ("citing.", "traffic."), ("reading.",), ("lists.",), ("parting",), ("registry.",), ("frames",)),
    "edition.": (
        ("anchors", "sentences", "printed_names", "near_duplicates", "resolution", "tables", "named_rows", "deflated"),
        ("wordings",),
        ("reference_rows",),
        ("rows",),
        ("store",),
        ("change_log", "checksum", "stored_source"),
        ("traffic.",),
        ("linking.",),
        ("queries.",),
        ("rebuild.",),
        ("search.",),
        ("publication.",),
        ("people.",),
        ("glossary.",),
        ("dataset.",),
    ),
    "readers.text.": (
        ("certain", "lines", "lists", "dateline", "source_notes.", "coverage", "brackets", "pages", "citations.", "person_names"),
        ("heads.", "notes", "note_lines", "line_ends.", "printed_lists"),
        ("messages.", "markers.", "dating.", "signatures"),
        ("captures.", "block_kinds", "enumerations", "listed_names"),
        ("participants",),
        ("subjects", "attachments"),
        ("blocks", "second_heads"),
        ("split",),
        ("prepared",),
        ("document",),
    ),
    "readers.markup.": (("sheet", "witness"), ("marked",), ("carried", "web.", "tei."), ("prepare",)),
    "build.": (("errors", "witnesses"), ("intake",), ("changed_files",), ("publication",), ("ingest",), ("pipeline",)),
}
"""The order inside the larger packages, lowest first: a room imports only itself and the rooms before it."""


def picture() -> str:
    """List the floors from the top down, one per line. A module can import from the lines below its own."""
    lines = [("  ".join(_shown(name) for name in floor.names), floor.owns) for floor in reversed(FLOORS)]
    width = max(len(names) for names, _ in lines)
    return "\n".join(f"{names:<{width}}   {owns}" for names, owns in lines)


def _shown(name: str) -> str:
    return f"{name.removesuffix('.').replace('.', '/')}/" if name.endswith(".") else name


_MARKED = re.compile(r"(<!-- picture: floors -->\n```\n).*?(\n```)", re.DOTALL)


def with_picture(text: str) -> str:
    """Replace the picture in a page with the current one."""
    return _MARKED.sub(lambda mark: f"{mark[1]}{picture()}{mark[2]}", text)


if __name__ == "__main__":
    page = ROOT / "ARCHITECTURE.md"
    page.write_text(with_picture(page.read_text(encoding="utf-8")), encoding="utf-8")
