"""Two invented volumes of messages are resolved as a careful reader would: `tests/traffic/`. Its `README.md` has the story."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from invented import edition

from backchannel.settings import Project

if TYPE_CHECKING:
    from backchannel.edition.store import Store

TRAFFIC = Path(__file__).parents[2] / "traffic"
KNOWN = {"settings": "volume.toml", "folder": "folder", "dates": "dates", "not": "not known"}


@pytest.fixture
def store() -> Store:
    texts = {file.relative_to(TRAFFIC).as_posix(): file.read_text(encoding="utf-8") for file in sorted(TRAFFIC.glob("frus*/*.txt"))}
    return edition(texts, Project.of_texts(TRAFFIC))


def expected(name: str, *columns: str) -> list[tuple[str, ...]]:
    """Read these columns of an expected table, in order."""
    with (TRAFFIC / "expected" / name).open(encoding="utf-8", newline="") as file:
        return sorted(tuple(row[column] for column in columns) for row in csv.DictReader(file))


def test_journeys_follow_from_settings_folders_and_dates(store: Store) -> None:
    found = [
        (j["channel_pair"], j["key"], j["first"] or "", j["last"] or "", KNOWN[j["known"]]) for j in store.rows("SELECT * FROM journey")
    ]
    assert sorted(found) == expected("journeys.csv", "channel_pair", "key", "first", "last", "known from")


def test_each_mention_is_resolved_as_a_careful_reader_would_resolve_it(store: Store) -> None:
    rows = store.rows("""
        SELECT d.id, r.anchor, r.words, CASE m.status WHEN 'quoted' THEN 'quoted' ELSE r.status END AS status, r.message, r.candidates
        FROM reference r JOIN document d ON d.doc = r.doc LEFT JOIN message m ON m.id = r.message WHERE r.kind = 'message'""")
    found = [(r["id"], r["anchor"], r["words"], r["status"], r["message"] or " · ".join(json.loads(r["candidates"]))) for r in rows]
    assert sorted(found) == expected("mentions.csv", "document", "anchor", "words", "status", "target")


def test_the_ledger_lists_each_message_once_with_all_its_numbers(store: Store) -> None:
    found = [
        (
            m["id"],
            m["channel"],
            m["number"],
            "; ".join(json.loads(m["serials"])),
            m["journey"] or "",
            m["status"],
            (m["target"] or "").partition("#")[0],
            m["edtf"] if m["stated"] else "",
        )
        for m in store.rows("SELECT * FROM message")
    ]
    messages = expected("ledger.csv", "id", "channel", "number", "also", "journey", "status", "document", "date")
    assert sorted(found) == [entry for entry in messages if entry[5] != "never seen"]


def test_threads_follow_from_the_text(store: Store) -> None:
    rows = store.rows(
        "SELECT s.message, s.other, d.id, s.anchor FROM message_tie s JOIN document d ON d.doc = s.doc WHERE s.kind = 'answers'"
    )
    assert sorted(tuple(row) for row in rows) == expected("threads.csv", "answer", "answered", "document", "anchor")


def test_messages_cross_if_the_text_says_so(store: Store) -> None:
    rows = store.rows(
        "SELECT s.message, s.other, d.id, s.anchor FROM message_tie s JOIN document d ON d.doc = s.doc WHERE s.kind = 'crossed'"
    )
    assert sorted(tuple(row) for row in rows) == expected("crossings.csv", "one", "other", "document", "anchor")


def test_an_undated_message_is_placed_between_what_it_answers_and_its_answer(store: Store) -> None:
    found = []
    for message, *_ in expected("dates.csv", "message"):
        (row,) = store.rows("SELECT target, id, first, last, chain FROM message WHERE id = ?", (message,))
        chain = json.loads(row["chain"])
        found.append((row["target"], row["id"], row["first"], chain["after"][0][0], row["last"], chain["before"][0][0]))
    assert sorted(found) == expected("dates.csv", "document", "message", "not before", "after", "not after", "before")
