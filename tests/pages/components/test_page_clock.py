"""A moment is shown on the clocks of sender and recipient, with the day if it differs."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from backchannel.pages.components.clock import clock_words, other_clocks, span_words, time_words
from backchannel.readers.text.document import read_document
from backchannel.source import Source

FACES = {"Washington": "America/New_York", "Paris": "Europe/Paris", "Saigon": "Asia/Ho_Chi_Minh", "UTC": "Etc/UTC"}

MESSAGE = "1. Message From A. Archer to B. Baker"
SHOWN = [
    (f"{MESSAGE} in Saigon\n\nParis, December 7, 1972, 1123Z.\n\nHakto 18.", "Washington 6:23 a.m. · Paris 12:23 p.m. · Saigon 7:23 p.m."),
    (f"{MESSAGE}\n\nHakto 18.\n\nR 071123Z DEC 72", "Washington 6:23 a.m. · Paris 12:23 p.m. · Saigon 7:23 p.m."),
    (f"{MESSAGE}\n\nWashington, December 7, 1972, 1123Z.\n\nTohak 9.", "Washington 6:23 a.m. · Paris 12:23 p.m. · Saigon 7:23 p.m."),
    (f"{MESSAGE}\n\nStrelsau, December 7, 1972, 1123Z.", "Washington 6:23 a.m."),
    (f"{MESSAGE} in Saigon\n\nWashington, August 27, 1965, 1:41 p.m.", "Saigon 1:41 a.m., 28 August · 1741Z"),
    (f"{MESSAGE}\n\nHotel Zenda, Manila, December 7, 1972, 9 a.m.", "Washington 8 p.m., 6 December · 0100Z"),
    (f"{MESSAGE}\n\nWashington, December 7, 1972, 9 a.m.", ""),
    (f"{MESSAGE}\n\nWashington, December 7, 1972.", ""),
    (f"{MESSAGE}\n\nText.", ""),
]


@pytest.mark.parametrize(("text", "words"), SHOWN)
def test_a_document_is_shown_on_the_clocks_of_its_places(text: str, words: str) -> None:
    assert other_clocks(read_document(Source("a.txt", text), "frus1969-76v99")) == words


def test_a_clock_names_its_day_if_it_differs() -> None:
    assert clock_words("1972-12-07T23:23Z", FACES, "1972-12-07") == (
        "Washington 6:23 p.m. · Paris 12:23 a.m., 8 December · Saigon 7:23 a.m., 8 December · 2323Z"
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
