"""Words of a time are read as the minute on a clock that day; a minute that the clock skipped or repeated is none."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel import clocks, vocabulary
from backchannel.source import Span

ZONES = sorted({term.zone for term in vocabulary.terms("zones") if term.zone})
INSTANTS = st.datetimes(datetime(1946, 1, 1), datetime(1990, 12, 31), timezones=st.just(UTC)).map(lambda when: when.isoformat())

NAMED = [
    ("1972-12-07", "1123Z", None, "1972-12-07T11:23Z"),
    ("1972-12-07", "1123Z", "Paris", "1972-12-07T11:23Z"),
    ("1972-05-05", "2230 GMT", "Moscow", "1972-05-05T22:30Z"),
    ("1965-12-06", "6:10 p.m.", "Washington", "1965-12-06T18:10-05:00"),
    ("1965-07-06", "6:10 p.m.", "Washington", "1965-07-06T18:10-04:00"),
    ("1948-12-08", "10 p. m.", "Paris", "1948-12-08T22:00+01:00"),
    ("1969-08-14", "09:30a.m.", "San Clemente, California", "1969-08-14T09:30-07:00"),
    ("1963-05-05", "noon", "Hotel Zenda, Geneva", "1963-05-05T12:00+01:00"),
    ("1963-05-05", "12:15 a.m.", "Geneva", "1963-05-05T00:15+01:00"),
    ("1963-05-05", "12:15 p.m.", "Geneva", "1963-05-05T12:15+01:00"),
    ("1963-12-31", "midnight", "Saigon", "1964-01-01T00:00+08:00"),
    ("1972-12-06", "1410 hours", "Saigon", "1972-12-06T14:10+08:00"),
    ("1972-12-06", "9 a.m., Saigon time", "Paris", "1972-12-06T09:00+08:00"),
    ("1972-12-06", "noon (local time)", "Manila", "1972-12-06T12:00+08:00"),
    ("1965-07-06", "6 p.m. EDT", "Strelsau", "1965-07-06T18:00-04:00"),
    ("1965-12-06", "6 p.m., Eastern Standard Time", None, "1965-12-06T18:00-05:00"),
]
WITHOUT = [
    pytest.param("1972-12-06", "9:30–11:05 a.m.", "Paris", id="a span of time"),
    pytest.param("1972-12-06", "1410", "Paris", id="an unclear clock"),
    pytest.param("1972-12-06", "12 p.m.", "Paris", id="noon or midnight"),
    pytest.param("1972-12-06", "18:40 p.m.", "Paris", id="no hour of a twelve-hour clock"),
    pytest.param("1972-04-30", "2:30 a.m.", "Washington", id="a skipped hour"),
    pytest.param("1972-10-29", "1:30 a.m.", "Washington", id="a repeated hour"),
    pytest.param("1972-07-06", "6 p.m. EST", "Washington", id="a clock not in use that day"),
    pytest.param("1972-12-06", "6 p.m.", "Strelsau", id="an unknown place"),
    pytest.param("1972-12-06", "6 p.m.", None, id="no place"),
    pytest.param("1972-12-06", "6 p.m.", "En route to Washington", id="an aircraft"),
    pytest.param("1972-12-06", "6 p.m.", "Aboard the USS Zenda, Manila", id="a ship"),
    pytest.param("1972-12-06", "6 p.m.", "Seattle, Washington", id="two places on two clocks"),
    pytest.param("1943-12-06", "6 p.m.", "Paris", id="wartime"),
    pytest.param("1962-07-06", "6 p.m.", "Camp David", id="a town that chose its own summer time"),
    pytest.param("1955-10-06", "6 p.m.", "Washington", id="a month of uncertain summer time"),
]


@pytest.mark.parametrize(("day", "words", "place", "instant"), NAMED)
def test_a_time_is_a_minute_on_the_clock_of_its_place(day: str, words: str, place: str | None, instant: str) -> None:
    found = clocks.minute(day, words, place)
    assert found is not None
    assert found.instant == instant


@pytest.mark.parametrize(("day", "words", "place"), WITHOUT)
def test_a_minute_is_never_invented(day: str, words: str, place: str | None) -> None:
    assert clocks.minute(day, words, place) is None


def test_saigon_was_an_hour_ahead_of_hanoi() -> None:
    shown = [clocks.at("1972-12-07T11:23Z", clocks.zone_of(place, "1972-12-07") or "") for place in ("Saigon", "Hanoi")]
    assert [f"{when:%H:%M}" for when in shown] == ["19:23", "18:23"]


def test_the_name_of_a_clock_is_part_of_the_time() -> None:
    text = "Strelsau, May 5, 1972, 9 a.m., Saigon time."
    assert clocks.with_name(text, Span(23, 29), len(text)) == (23, 42)
    assert clocks.with_name(text, Span(23, 29), 30) == (23, 29)


def test_a_day_begins_by_the_clock_of_its_zone() -> None:
    assert clocks.beginning("1972-12-07", "Asia/Ho_Chi_Minh") == "1972-12-07T00:00+08:00"
    assert clocks.between("1972-12-07T00:00+08:00", "1972-12-06T17:30Z") == timedelta(hours=1, minutes=30)


def test_a_zone_is_named_by_its_first_place() -> None:
    assert [clocks.place_of(zone) for zone in (clocks.WASHINGTON, clocks.UNIVERSAL, "Asia/Ho_Chi_Minh")] == ["Washington", "UTC", "Saigon"]


@pytest.mark.parametrize("zone", ZONES)
def test_each_zone_of_the_data_has_its_rules(zone: str) -> None:
    assert clocks.zone_info(zone).key == zone


@pytest.mark.parametrize("days", sorted({days for term in vocabulary.terms("zones") for days in term.doubtful}))
def test_ambiguous_days_are_in_order(days: str) -> None:
    first, last = (None if end == ".." else date.fromisoformat(end) for end in days.split("/"))
    assert first is None or last is None or first < last


def test_an_unknown_zone_is_named() -> None:
    with pytest.raises(FileNotFoundError, match="Strelsau"):
        clocks.zone_info("Europe/Strelsau")


@given(INSTANTS, st.sampled_from(ZONES))
def test_an_instant_is_the_same_on_every_clock(instant: str, zone: str) -> None:
    assert clocks.at(instant, zone) == datetime.fromisoformat(instant)
    assert clocks.between(instant, clocks.at(instant, zone).isoformat()) == timedelta()


@given(INSTANTS, st.sampled_from(["Paris", "Saigon", "New York", "London", "Moscow", "Manila", "Tel Aviv"]))
def test_a_clock_time_is_read_back_as_the_same_minute_or_not_at_all(instant: str, place: str) -> None:
    minute = datetime.fromisoformat(instant).replace(second=0, microsecond=0)
    zone = clocks.zone_of(place, "1972-01-01") or ""
    shown = clocks.at(minute.isoformat(), zone)
    found = clocks.minute(shown.date().isoformat(), f"{shown:%I:%M %p}".lower().replace("am", "a.m.").replace("pm", "p.m."), place)
    if found:
        assert datetime.fromisoformat(found.instant) == minute


@given(st.text(alphabet="0123456789: apm.Zno EST", max_size=12) | st.text(max_size=20))
def test_any_words_can_be_read_as_a_time(words: str) -> None:
    found = clocks.minute("1972-12-07", words, "Saigon")
    assert found is None or datetime.fromisoformat(found.instant)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("zone", ["Etc/UTC", "America/New_York", "Asia/Tokyo"])
def test_the_ends_of_the_calendar_have_a_time_in_every_zone(day: str, zone: str) -> None:
    for hour in ("T00:00Z", "T23:59Z", "T00:00+14:00", "T23:59-12:00"):
        assert clocks.at(f"{day}{hour}", zone).isoformat() < "9999-12-31T24"
    midnight = clocks.at(f"{day}T00:00Z", "Etc/UTC")
    assert clocks.shifted(midnight, timedelta(days=-2)) <= midnight <= clocks.shifted(midnight, timedelta(days=2))
