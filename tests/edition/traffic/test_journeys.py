"""A journey is inferred from settings, folders in notes, or dates; otherwise each message has its own unknown journey."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from invented import VOLUME, document, edition

from backchannel.settings import EditionSettings, JourneySettings, Project, VolumeSettings

FOLDER = "  1. Source: National Archives, NSC Files, Box 27, HAK Trip Files, HAK Northport Trip Tohak 1–100, December 3–13, 1972. Secret."
NORTHPORT = JourneySettings(name="Northport", place="Northport", first=dt.date(1972, 12, 3), last=dt.date(1972, 12, 13))
SALTMERE = JourneySettings(name="Saltmere", first=dt.date(1972, 10, 16), last=dt.date(1972, 10, 23), documents=("d40-d44",))


def project(*journeys: JourneySettings) -> Project:
    return Project(Path(), EditionSettings(), {VOLUME: VolumeSettings(title="Ruritania", journeys=journeys)})


def message(
    own: str, *paragraphs: str, number: int = 44, dateline: str = "", notes: str = "  1. Source: National Archives. Secret."
) -> str:
    before = [dateline] if dateline else []
    return document(number, *before, f"{own} Deliver immediately.", *paragraphs, notes, head="Message From President Archer to B. Baker1")


def journeys(*texts: str, settings: Project | None = None) -> list[tuple[str, str | None, str | None, str]]:
    store = edition({f"{VOLUME}/{n}.txt": text for n, text in enumerate(texts)}, settings)
    rows = store.rows("SELECT key, first, last, known FROM journey ORDER BY coalesce(first, '9999'), key")
    return [tuple(row) for row in rows]


def test_a_document_listed_in_the_settings_is_on_that_journey() -> None:
    settings = project(NORTHPORT, SALTMERE)
    assert journeys(message("Tohak 71.", notes=FOLDER), settings=settings)[0] == ("1972-10", "1972-10-16", "1972-10-23", "settings")


def test_a_range_of_documents_can_be_listed() -> None:
    assert [SALTMERE.lists(id) for id in ("d39", "d40", "d42", "d44", "d45", "t-x")] == [False, True, True, True, False, False]


def test_a_message_dated_within_a_journey_of_the_settings_is_on_it() -> None:
    text = message("Tohak 71.", number=50, dateline="Washington, December 6, 1972, 2215Z.")
    assert journeys(text, settings=project(NORTHPORT, SALTMERE)) == [("1972-12", "1972-12-03", "1972-12-13", "settings")]


def test_a_journey_can_be_limited_to_certain_channels() -> None:
    other = NORTHPORT.model_copy(update={"channels": ("Tohaig", "Haigto")})
    text = message("Tohak 71.", dateline="Washington, December 6, 1972, 2215Z.")
    assert journeys(text, settings=project(other)) == [("1972-12", "1972-12-06", "1972-12-06", "dates")]


def test_a_folder_gives_the_journey() -> None:
    assert journeys(message("Tohak 71.", notes=FOLDER)) == [("1972-12", "1972-12-03", "1972-12-13", "folder")]


def test_a_folder_that_the_date_contradicts_is_ignored() -> None:
    text = message("Tohak 71.", dateline="Washington, January 5, 1973.", notes=FOLDER)
    assert journeys(text) == [("1973-01", "1973-01-05", "1973-01-05", "dates")]


def test_folders_of_two_journeys_leave_an_undated_message_without_a_journey() -> None:
    notes = "  1. Source: National Archives. Secret.\n  2. See " + FOLDER.partition("HAK Trip Files, ")[2]
    notes += "\n  3. See HAK Northport Trip Tohak 1–80, November 19–25, 1972."
    assert journeys(message("Tohak 71.", "Go.2 Stay.3", notes=notes))[-1] == (f"{VOLUME}-d44", None, None, "not")


def test_the_folder_of_the_document_outranks_one_that_is_only_named() -> None:
    notes = FOLDER + " HAK Northport Trip Hakto 1–40, November 19–25, 1972."
    assert journeys(message("Tohak 71.", notes=notes)) == [("1972-12", "1972-12-03", "1972-12-13", "folder")]


def test_folders_with_overlapping_days_are_one_journey() -> None:
    notes = FOLDER + " HAK Northport Trip Hakto 1–40, December 4–15, 1972."
    assert journeys(message("Tohak 71.", notes=notes)) == [("1972-12", "1972-12-03", "1972-12-15", "folder")]


def test_close_dates_with_rising_numbers_are_one_journey() -> None:
    days = ((1, "March 3"), (9, "March 5"), (20, "March 7"))
    texts = (message(f"Tohak {n}.", number=n, dateline=f"Washington, {day}, 1971.") for n, day in days)
    assert journeys(*texts) == [("1971-03", "1971-03-03", "1971-03-07", "dates")]


def test_a_falling_number_or_a_silence_of_more_than_a_month_begins_another_journey() -> None:
    days = ((20, "March 3"), (2, "March 5"), (4, "April 4"), (6, "May 5"))
    texts = (message(f"Tohak {n}.", number=n, dateline=f"Washington, {day}, 1971.") for n, day in days)
    assert [(first, last) for _, first, last, _ in journeys(*texts)] == [
        ("1971-03-03", "1971-03-03"),
        ("1971-03-05", "1971-04-04"),
        ("1971-05-05", "1971-05-05"),
    ]


def test_a_delegation_is_in_one_session_as_long_as_it_is_not_silent_for_four_months() -> None:
    days = ((12, "March 3"), (20, "July 1"), (30, "October 30"))
    texts = (message(f"Gadel {n}.", number=n, dateline=f"Washington, {day}, 1948.") for n, day in days)
    assert [(first, last) for _, first, last, _ in journeys(*texts)] == [("1948-03-03", "1948-07-01"), ("1948-10-30", "1948-10-30")]
