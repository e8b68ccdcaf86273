"""Read the truths of `tests/traffic/`, made by hand, and name what the program finds in their words.

An edition is a folder with volumes and a folder `expected`. Its tables are CSV with comments: the column `why`, and lines that begin with
`#`. The truth calls each message by a name of its own (`delga-25-first`), because ids and keys of journeys are the program's. A message of
the program gets the name of the row that is printed in the same document, or that is meant by the first of its mentions.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from invented import edition

from backchannel.settings import Project

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from backchannel.edition.store import Store

FOLDER = Path(__file__).parent / "traffic"
EDITIONS = ("delegation", "telegrams", "other-works", "split-journey")
MAY = "may"
"""The status of a row or a mention that the truth allows and does not demand."""


class MentionKey(NamedTuple):
    """A mention: its document, `text` or its note, channel and number, and which of several that are the same in all of these."""

    document: str
    place: str
    channel: str
    number: str
    time: int


Meaning = tuple[str, frozenset[str]]
"""The status of a mention, and the names of the messages that it means or may mean."""


@cache
def truth(name: str, file: str) -> list[dict[str, str]]:
    """Return the rows of a table of an edition's truth; none if it has no such table."""
    path = FOLDER / name / "expected" / file
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def build(name: str) -> Store:
    """Build the edition of a truth."""
    folder = FOLDER / name
    texts = {file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8") for file in sorted(folder.glob("frus*/*.txt"))}
    return edition(texts, Project.of_texts(folder))


def local(name: str, document: str) -> str:
    """Return a document's id as the truth of an edition writes it: without its volume, if the edition has one volume."""
    return document if len(list((FOLDER / name).glob("frus*"))) > 1 else document.partition("/")[2]


def expected_mentions(name: str) -> dict[MentionKey, Meaning]:
    """Return the meaning of each mention by the truth."""
    rows = truth(name, "mentions.csv")
    keys = _numbered((row["document"], row["place"], row["channel"], row["number"]) for row in rows)
    return {key: (row["status"], frozenset(row["means"].split(" · ")) - {""}) for key, row in zip(keys, rows, strict=True)}


def _numbered(keys: Iterable[tuple[str, str, str, str]]) -> Iterator[MentionKey]:
    """Yield the keys of mentions; those that are the same are told apart by their order."""
    times: dict[tuple[str, str, str, str], int] = defaultdict(int)
    for key in keys:
        times[key] += 1
        yield MentionKey(*key, times[key])


class Found(NamedTuple):
    """What the program finds: the truth's name of each message by its id, the ids that each mention means, and its status."""

    names: dict[str, str]
    mentions: dict[MentionKey, tuple[str, list[str]]]

    def meaning(self, key: MentionKey) -> Meaning:
        """Return the meaning of a mention, with the truth's names."""
        status, ids = self.mentions[key]
        return status, frozenset(self.names[id] for id in ids)


def found(name: str, store: Store) -> Found:
    """Name the messages and the mentions of an edition as its truth does."""
    mentions = _found_mentions(name, store)
    return Found(_names(name, store, mentions), mentions)


def _found_mentions(name: str, store: Store) -> dict[MentionKey, tuple[str, list[str]]]:
    rows = store.rows("""
        SELECT d.id, CASE WHEN r.anchor LIKE 'fn%' THEN r.anchor ELSE 'text' END AS place, r.channel, r.number,
          CASE m.status WHEN 'quoted' THEN 'quoted' ELSE r.status END AS status, r.message, r.candidates
        FROM reference r JOIN document d ON d.doc = r.doc LEFT JOIN message m ON m.id = r.message
        WHERE r.kind = 'message' ORDER BY d.id, r.ordinal""")
    keys = _numbered((local(name, row["id"]), row["place"], row["channel"], row["number"]) for row in rows)
    return {
        key: (row["status"], [row["message"]] if row["message"] else json.loads(row["candidates"] or "[]"))
        for key, row in zip(keys, rows, strict=True)
    }


def _names(name: str, store: Store, mentions: dict[MentionKey, tuple[str, list[str]]]) -> dict[str, str]:
    """Return the truth's name of each message. A second message of one row is a double row; one that is in no row is a false row."""
    rows = truth(name, "ledger.csv")
    printed = {(row["document"], row["channel"], row["number"]): row["row"] for row in rows if row["status"] == "printed"}
    numbered: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        numbered[row["channel"], row["number"]].append(row["row"])
    meant = _meant(name, mentions)
    named: dict[str, list[str]] = defaultdict(list)
    for message in store.rows("SELECT id, channel, number, status, target FROM message ORDER BY status != 'printed', id"):
        number = message["channel"], message["number"]
        place = local(name, (message["target"] or "").partition("#")[0])
        of_document = printed.get((place, *number)) if message["status"] == "printed" else None
        only = numbered[number][0] if len(numbered[number]) == 1 else ""
        named[of_document or meant.get(message["id"]) or only].append(message["id"])
    return {id: _name(row, id, ids.index(id)) for row, ids in named.items() for id in ids}


def _name(row: str, id: str, before: int) -> str:
    """Return the name of a message by its row, and how many others have that row before it."""
    return f"false: {id}" if not row else f"double: {row} {id}" if before else row


def _meant(name: str, mentions: dict[MentionKey, tuple[str, list[str]]]) -> dict[str, str]:
    """Return the truth's name of each message by id: that of the first mention that means this message and no other."""
    meant: dict[str, str] = {}
    for key, (_, names) in expected_mentions(name).items():
        ids = mentions[key][1] if key in mentions else []
        if len(ids) == len(names) == 1:
            meant.setdefault(ids[0], *names)
    return meant


def ranges(words: str) -> set[int]:
    """Return the numbers of ranges: `1-3, 7`."""
    parts = (part.strip().partition("-") for part in words.split(","))
    return {number for first, _, last in parts for number in range(int(first), int(last or first) + 1)}
