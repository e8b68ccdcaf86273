"""The ledger, the table for programs, the list of references wanted and the threads show the same messages."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from invented import frame
from traffic_truths import EDITIONS, FOLDER, build

from backchannel.edition.queries.lists import wanted
from backchannel.edition.queries.traffic import Traffic, traffic
from backchannel.edition.store import Store
from backchannel.pages.traffic.ledger import ledger_page
from backchannel.pages.traffic.table import ledger_table
from backchannel.pages.traffic.threads import threads_page
from backchannel.settings import Project


@pytest.fixture(params=EDITIONS)
def parts(request: pytest.FixtureRequest) -> tuple[Store, list[tuple[str, Traffic]], Project]:
    """Return an edition, and its traffic: that of all travelers, and that of each volume's posts."""
    store = build(request.param)
    volumes = ["", *store.volumes()]
    return store, [(volume, traffic(store, volume or None)) for volume in volumes], Project.of_texts(FOLDER / request.param)


def test_the_ledger_and_the_table_have_each_message_once(parts: tuple[Store, list[tuple[str, Traffic]], Project]) -> None:
    store, all_traffic, project = parts
    listed: set[str] = set()
    for volume, of_volume in all_traffic:
        page = ledger_page(frame("messages", volume, project), of_volume)
        rows = [
            row.id for pair in page.channel_pairs for journey in pair.journeys for count in journey.counts for row in count.rows if row.id
        ]
        lines = [line["id"] for line in csv.DictReader(io.StringIO(ledger_table(of_volume))) if line["id"]]
        assert sorted(rows) == sorted(lines) == sorted(of_volume.messages)
        assert len(set(rows)) == len(rows)
        listed |= set(rows)
    assert listed == {row["id"] for row in store.rows("SELECT id FROM message")}


def test_what_is_wanted_or_in_a_thread_is_in_the_ledger(parts: tuple[Store, list[tuple[str, Traffic]], Project]) -> None:
    store, all_traffic, project = parts
    messages = {row["id"]: row["status"] for row in store.rows("SELECT id, status FROM message")}
    for volume, of_volume in all_traffic:
        asked = {row.target for row in wanted(store, volume) if row.kind == "message" and row.status == "mentioned"} if volume else set()
        assert asked <= {id for id, status in messages.items() if status in ("mentioned", "quoted")}
        threads = threads_page(frame("threads", volume, project), of_volume).threads
        assert {entry.id.removeprefix("t-") for thread in threads for entry in thread.entries} <= messages.keys()
        assert {id for message in of_volume.messages.values() for id in message.may_be} <= messages.keys()


def test_rows_that_may_be_one_message_name_each_other(parts: tuple[Store, list[tuple[str, Traffic]], Project]) -> None:
    for _, of_volume in parts[1]:
        for message in of_volume.messages.values():
            assert all(message.id in of_volume.message(id).may_be for id in message.may_be)


@pytest.mark.parametrize("begun", ["=", "+", "-", "@", "\t"])
def test_no_cell_of_the_table_is_run_as_a_formula(begun: str) -> None:
    store = build(EDITIONS[0])
    of_travelers = traffic(store)
    messages = {id: message._replace(channel=f"{begun}1+1") for id, message in of_travelers.messages.items()}
    cells = [cell for row in csv.reader(io.StringIO(ledger_table(replace(of_travelers, messages=messages)), newline="")) for cell in row]
    assert f"'{begun}1+1" in cells
    assert not [cell for cell in cells if cell.startswith(begun)]
