"""Read the cases of `tests/edition/cases/`: the files of an invented edition, and the result of linking it.

    == the name of the case
    -- frus1969-76v99/44.txt
    the text of a file, or the settings of a volume: frus1969-76v99/volume.toml
    -- links
    the expected rows of the view `links`, one line per reference

The views are `links`, `journeys`, `messages`, `ties` and `findings`. A case has only the views it is about. In a line, ` | ` separates the
parts, and `-` is an empty part. `BACKCHANNEL_WRITE=1` writes the actual rows into views that are empty or differ: read the changes before
you keep them.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from backchannel.settings import EditionSettings, Project, VolumeSettings

if TYPE_CHECKING:
    from backchannel.edition.store import Store

FOLDER = Path(__file__).parent / "edition" / "cases"
_SETTINGS = "/volume.toml"


class Case(NamedTuple):
    """Case with its file, its name, the texts and settings of its edition by path, and the expected rows of each view."""

    file: Path
    name: str
    texts: dict[str, str]
    settings: dict[str, str]
    views: dict[str, list[str]]

    def project(self) -> Project:
        """Return the settings of the edition. A volume without any is named by its id."""
        return Project(
            Path(),
            EditionSettings(),
            {path.partition("/")[0]: VolumeSettings(**tomllib.loads(words)) for path, words in self.settings.items()},
        )


def read_linked_cases() -> list[Case]:
    """Read all cases, in the order of the files."""
    return [case for file in sorted(FOLDER.glob("*.txt")) for case in _cases(file)]


def _cases(file: Path) -> Iterator[Case]:
    for words in re.split(r"^== ", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        name, *parts = re.split(r"^-- ", words, flags=re.MULTILINE)
        named = dict(part.partition("\n")[::2] for part in parts)
        texts = {path: text.rstrip("\n") + "\n" for path, text in named.items() if path.endswith(".txt")}
        settings = {path: text for path, text in named.items() if path.endswith(_SETTINGS)}
        views = {view: text.strip().splitlines() for view, text in named.items() if view in VIEWS}
        assert named.keys() == texts.keys() | settings.keys() | views.keys(), f"{file.name}: {name}: a part that is no file and no view"
        yield Case(file, name.strip(), texts, settings, views)


def write(case: Case, view: str, rows: list[str]) -> None:
    """Write the rows of a view under its name into the case's file, replacing those there."""
    before, mark, rest = case.file.read_text(encoding="utf-8").partition(f"== {case.name}\n")
    own, others = re.fullmatch(r"(.*?)(\n== .*)?", rest, re.DOTALL).groups("")  # type: ignore[union-attr]
    parts, name, after = own.partition(f"-- {view}\n")
    next_part = re.search(r"^-- |\Z", after, re.MULTILINE)
    following = after[next_part.start() :] if next_part else ""
    words = "".join(f"{line}\n" for line in rows)
    case.file.write_text(f"{before}{mark}{parts}{name}{words}{following}{others}", encoding="utf-8")


def _links(store: Store) -> Iterator[tuple[object, ...]]:
    for row in store.rows("SELECT d.id, r.* FROM reference r JOIN document d USING (doc) ORDER BY d.volume, d.sequence, r.ordinal"):
        candidates = " · ".join(json.loads(row["candidates"] or "[]"))
        yield f"{row['id']} {row['anchor']}", row["words"], row["status"], row["target"] or candidates, row["reason"]


def _journeys(store: Store) -> Iterator[tuple[object, ...]]:
    for row in store.rows(
        "SELECT j.*, d.id FROM journey j LEFT JOIN document d USING (doc) ORDER BY channel_pair, coalesce(j.first, 'X'), key"
    ):
        highest = ", ".join(f"{channel} {number}" for channel, number in json.loads(row["highest"]).items())
        says = f"{row['id']} {row['anchor']}: {row['words']}" if row["anchor"] else row["id"]
        yield row["channel_pair"], row["key"], row["first"], row["last"], row["known"], row["name"], row["place"], highest, says


def _messages(store: Store) -> Iterator[tuple[object, ...]]:
    for row in store.rows("SELECT m.*, d.id AS document FROM message m LEFT JOIN document d USING (doc) ORDER BY channel_pair, m.id"):
        serials = "; ".join(json.loads(row["serials"]))
        dated = f"{row['edtf']}, {'stated' if row['stated'] else 'inferred'}" if row["edtf"] else None
        minutes = f"{row['instant'] or '-'} to {row['received'] or '-'}" if row["instant"] or row["received"] else None
        bounds = f"{row['first'] or '-'} to {row['last'] or '-'}"
        chains = "; ".join(f"{end} {' < '.join(link[0] for link in links)}" for end, links in json.loads(row["chain"]).items())
        known = (row["status"], row["target"], row["document"])
        yield row["id"], row["direction"], row["channel"], row["number"], serials, row["journey"], *known, dated, minutes, bounds, chains


def _ties(store: Store) -> Iterator[tuple[object, ...]]:
    for row in store.rows("SELECT s.*, d.id FROM message_tie s LEFT JOIN document d USING (doc) ORDER BY message, other, kind"):
        says = f"{row['id']} {row['anchor']}" if row["id"] else None
        yield row["kind"], row["message"], row["other"], says, row["words"]


def _findings(store: Store) -> Iterator[tuple[object, ...]]:
    rows = store.rows("SELECT * FROM finding WHERE stage IN ('link', 'traffic') ORDER BY path, start, rule, message")
    for row in rows:
        yield f"{row['path']}:{row['line']}:{row['column']}", row["rule"], row["message"]


VIEWS: dict[str, Callable[[Store], Iterator[tuple[object, ...]]]] = {
    "links": _links,
    "journeys": _journeys,
    "messages": _messages,
    "ties": _ties,
    "findings": _findings,
}


def view_rows(store: Store, view: str) -> list[str]:
    """Return a view of an edition, one line per row."""
    return [" | ".join("-" if part in (None, "") else str(part) for part in row) for row in VIEWS[view](store)]
