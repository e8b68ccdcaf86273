"""A moment is shown on the clocks of sender and recipient, with the day if it differs."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from backchannel.edition.queries.messages import MessageRow
from backchannel.pages.components.clock import (
    clock_words,
    is_received_in_washington,
    message_zones,
    other_clocks,
    place_of_reception,
    span_words,
    time_words,
)
from backchannel.readers.text.document import read_document
from backchannel.source import Source

FACES = {"Washington": "America/New_York", "Paris": "Europe/Paris", "Saigon": "Asia/Ho_Chi_Minh", "UTC": "Etc/UTC"}

MESSAGE = "1. Message From A. Archer to B. Baker"
TELEGRAM = "1. Telegram From the"
SHOWN = [
    (f"{MESSAGE} in Saigon\n\nParis, December 7, 1972, 1123Z.\n\nHakto 18.", "Washington 6:23 a.m. · Paris 12:23 p.m. · Saigon 7:23 p.m."),
    (f"{MESSAGE}\n\nHakto 18.\n\nR 071123Z DEC 72", "Washington 6:23 a.m."),
    (f"{MESSAGE}\n\nWashington, December 7, 1972, 1123Z.\n\nTohak 9.", "Washington 6:23 a.m."),
    (f"{MESSAGE}\n\nStrelsau, December 7, 1972, 1123Z.", ""),
    (f"{MESSAGE}\n\nStrelsau, December 7, 1972, 1123Z.\n\nHakto 18.", "Washington 6:23 a.m."),
    (f"{MESSAGE} in Saigon\n\nWashington, August 27, 1965, 1:41 p.m.", "Saigon 1:41 a.m., August 28 · 1741Z"),
    (f"{MESSAGE}\n\nHotel Zenda, Manila, December 7, 1972, 9 a.m.", ""),
    (f"{MESSAGE}\n\nWashington, December 7, 1972, 9 a.m.", ""),
    (f"{MESSAGE}\n\nWashington, December 7, 1972.", ""),
    (f"{MESSAGE}\n\nText.", ""),
    # A conference in Paris: no clock of another place
    (f"{MESSAGE}\n\nParis, October 6, 1948—11 a. m.\n\nDelga 208.", "Washington 5 a.m. · 1000Z"),
    (f"{MESSAGE} in Paris\n\nWashington, October 6, 1948, 1000Z.\n\nGadel 12.", "Washington 5 a.m. · Paris 11 a.m."),
    # Summer time in London, none in Geneva; standard time in Washington from the last Sunday of September 1948
    (f"{MESSAGE} in London\n\nGeneva, July 6, 1948—11 a. m.", "London 11 a.m. · 1000Z"),
    (f"{MESSAGE}\n\nParis, September 25, 1948—11 a. m.\n\nDelga 8.", "Washington 6 a.m. · 1000Z"),
    (f"{MESSAGE}\n\nParis, September 27, 1948—11 a. m.\n\nDelga 9.", "Washington 5 a.m. · 1000Z"),
    # Washington’s clock in these weeks is not certain
    (f"{MESSAGE} in Paris\n\nWashington, May 6, 1948, 1000Z.\n\nGadel 12.", "Paris 11 a.m."),
    # Telegrams: the post and the Department, with or without a number
    (f"{TELEGRAM} Embassy in Vietnam to the Department of State\n\nSaigon, August 27, 1965, 1:41 p.m.", "Washington 1:41 a.m. · 0541Z"),
    (
        f"{TELEGRAM} Department of State to the Embassy in Vietnam\n\nWashington, August 27, 1965, 1:41 p.m.\n\n576. Deliver it.",
        "Saigon 1:41 a.m., August 28 · 1741Z",
    ),
    (f"{TELEGRAM} Embassy in France to the Embassy in Vietnam\n\nParis, August 27, 1965, 1123Z.", "Paris 12:23 p.m. · Saigon 7:23 p.m."),
    ("1. Memorandum From the Joint Chiefs of Staff to A. Archer\n\nSaigon, August 27, 1965, 1 p.m.", "Washington 1 a.m. · 0500Z"),
    # The Mission to the United Nations shares Washington’s clock
    (f"{TELEGRAM} Mission to the United Nations to the Department of State\n\nNew York, August 27, 1965, 1 p.m.", ""),
]


@pytest.mark.parametrize(("text", "words"), SHOWN)
def test_a_document_is_shown_on_the_clocks_of_its_places(text: str, words: str) -> None:
    assert other_clocks(read_document(Source("a.txt", text), "frus1969-76v99")) == words


def test_a_document_is_shown_on_the_clock_of_the_place_that_the_editors_give_its_journey() -> None:
    document = read_document(Source("a.txt", f"{MESSAGE}\n\nHakto 18.\n\nR 071123Z DEC 72"), "frus1969-76v99")
    assert other_clocks(document, "Paris") == "Washington 6:23 a.m. · Paris 12:23 p.m."
    assert other_clocks(document, "Strelsau") == "Washington 6:23 a.m."


NOTHING: dict[str, Any] = {field: None for field in MessageRow._fields if field not in MessageRow._field_defaults}


@pytest.mark.parametrize(
    ("channel", "place", "station", "day", "shown"),
    [
        ("Hakto", None, "", "1972-12-07", ["Washington"]),
        ("Hakto", "Saigon", "Paris", "1972-12-07", ["Washington", "Paris", "Saigon"]),
        ("Delga", "Paris", "", "1948-10-06", ["Washington", "Paris"]),
        ("to Saigon", "Washington", "", "1965-08-27", ["Washington", "Saigon"]),
        ("from USUN", None, "", "1965-08-27", ["Washington"]),
        ("WHS", "Strelsau", "", "1972-12-07", []),
    ],
)
def test_a_message_is_shown_on_the_clocks_of_its_places(channel: str, place: str | None, station: str, day: str, shown: list[str]) -> None:
    message = MessageRow(**{**NOTHING, "channel": channel, "place": place})
    assert list(message_zones(message, station, day)) == shown


RECEIVED = [
    ("the Department of State", "Received at 3:17 a.m.", "Washington", True),
    ("the Department of State", "Received in New York at 3:17 a.m.", "New York", True),
    ("the Embassy in Vietnam", "Received at the White House at 3:17 a.m.", "Washington", False),
    ("the Embassy in Germany", "Received in Berlin at 11:17 a.m.", "Berlin", False),
]


@pytest.mark.parametrize(("recipient", "words", "place", "in_washington"), RECEIVED)
def test_a_time_of_receipt_is_that_of_the_place_named_with_it(recipient: str, words: str, place: str, in_washington: bool) -> None:
    head, note = f"1. Telegram From the Embassy in France to {recipient}1", f"  1. Source: Jones Library. {words}"
    document = read_document(Source("a.txt", f"{head}\n\nParis, August 29, 1966, 8 a.m.\n\n{note}\n"), "frus1964-68v99")
    assert document.received
    assert place_of_reception(document, document.received.zone) == place
    assert is_received_in_washington(document) is in_washington


def test_a_clock_names_its_day_if_it_differs() -> None:
    assert clock_words("1972-12-07T23:23Z", FACES, "1972-12-07") == (
        "Washington 6:23 p.m. · Paris 12:23 a.m., December 8 · Saigon 7:23 a.m., December 8 · 2323Z"
    )


@pytest.mark.parametrize(
    ("hour", "minute", "words"),
    [(0, 0, "midnight"), (0, 5, "12:05 a.m."), (9, 0, "9 a.m."), (12, 0, "noon"), (12, 5, "12:05 p.m."), (23, 59, "11:59 p.m.")],
)
def test_a_time_is_written_in_the_style_of_the_series(hour: int, minute: int, words: str) -> None:
    assert time_words(datetime(1972, 12, 7, hour, minute)) == words


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "less than a minute"), (43, "43 min"), (129, "2 h 9 min"), (120, "2 h"), (1873, "1 day 7 h 13 min"), (2880, "2 days")],
)
def test_a_duration_is_written_with_units(minutes: int, words: str) -> None:
    assert span_words(timedelta(minutes=minutes)) == words
