"""The days on which a document may have been written, and the day meant by one that is given without its year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from message_facts import day_range

from backchannel.edition.traffic.days import (
    DayRange,
    calendar_days,
    day_named,
    document_days,
    likely_sent,
    range_of,
    sent_before,
)

DAYS = st.dates(date(1860, 1, 1), date(1990, 12, 31))
SOON = st.builds(timedelta, st.integers(0, 500))


@st.composite
def ranges(draw: st.DrawFn) -> DayRange:
    """Draw a range of days; either end may be unknown."""
    first = draw(DAYS)
    last = first + draw(SOON)
    return DayRange(draw(st.sampled_from((first, None))), draw(st.sampled_from((last, None))))


@given(ranges(), ranges(), DAYS)
def test_two_ranges_overlap_if_they_share_a_day(one: DayRange, other: DayRange, day: date) -> None:
    assert one.overlaps(one)
    assert one.overlaps(other) is other.overlaps(one)
    ends = [end for end in (*one, *other, day) if end]
    assert one.overlaps(other) is any(one.has(end) and other.has(end) for end in ends)


@given(ranges(), ranges(), DAYS)
def test_the_common_days_are_those_of_both_ranges(one: DayRange, other: DayRange, day: date) -> None:
    if one.overlaps(other):
        assert one.common(other) == other.common(one)
        assert one.common(other).has(day) is (one.has(day) and other.has(day))
    else:
        assert one.common(other) == one
        assert other.common(one) == other


@given(ranges(), DAYS, SOON, SOON)
def test_a_widened_range_has_the_days_near_its_ends_too(days: DayRange, day: date, before: timedelta, after: timedelta) -> None:
    near = DayRange(day - after, day + before)  # a range widened by `after` has a day if the range has one of the `after` days before it
    assert days.widened(before, after).has(day) is days.overlaps(near)


@given(DAYS, SOON, DAYS)
def test_the_distance_of_a_day_is_negative_within_the_range_and_zero_at_its_ends(first: date, length: timedelta, day: date) -> None:
    days = DayRange(first, first + length)
    assert (days.distance(day) <= timedelta(0)) is days.has(day)
    assert days.distance(first - timedelta(3)) == timedelta(3)
    assert days.distance(first + length + timedelta(3)) == timedelta(3)


def test_a_range_at_the_end_of_the_calendar_has_an_unknown_end_when_it_is_widened() -> None:
    week = timedelta(7)
    assert DayRange(date.min, date.min).widened(week, week) == DayRange(None, date.min + week)
    assert DayRange(date.max, date.max).widened(week, week) == DayRange(date.max - week, None)


@pytest.mark.parametrize(
    ("words", "narrow", "one_numbering", "year"),
    [
        ("1972-12-07", True, True, 1972),
        ("1972-01-01/1972-03-31", True, True, 1972),  # 90 days: a season
        ("1972-01-01/1972-04-01", False, True, 1972),
        ("1972-01-01/1973-02-04", False, True, None),  # 400 days: a year, and some weeks to be sent in
        ("1972-01-01/1973-02-05", False, False, None),
        ("1972-12-30/1973-01-02", True, True, None),
        ("1972-12-07/..", False, False, None),
        ("../1972-12-07", False, False, None),
        ("", False, False, None),
    ],
)
def test_a_range_shows_more_the_shorter_it_is(words: str, narrow: bool, one_numbering: bool, year: int | None) -> None:
    days = day_range(words)
    assert (days.is_narrow, days.is_of_one_numbering, days.year) == (narrow, one_numbering, year)


def test_the_days_between_two_minutes_are_those_of_their_dates() -> None:
    assert range_of("1972-12-03T10:00Z", "1972-12-07T23:00-05:00") == day_range("1972-12-03/1972-12-07")
    assert range_of(None, "1972-12-07") == day_range("../1972-12-07")
    assert range_of("1972-12-03", None) == day_range("1972-12-03/..")


@pytest.mark.parametrize(
    ("own", "near", "days"),
    [
        ("", "1972-12-03/1972-12-07", "1972-12-03/1972-12-07"),
        ("", "1972-12-03", "1972-12-03"),
        ("", "1972-12-03/1973-06-21", "1972-12-03/1973-06-21"),
        ("", "1972-12-03/1973-06-22", ""),  # neighbors more than 200 days apart show nothing
        ("", "1972-12-07/1972-12-03", ""),  # neighbors that are not in order
        ("", "1972-12-03/..", ""),
        ("1972-01-01/1972-12-31", "1972-12-03/1973-01-05", "1972-12-03/1972-12-31"),
        ("1971-01-01/1971-12-31", "1972-12-03/1973-01-05", "1971-01-01/1971-12-31"),  # its own date contradicts the neighbors
        ("1972-11-20/1972-12-20", "1972-12-03/1972-12-07", "1972-11-20/1972-12-20"),  # its own date is known well enough
        ("../1972-12-05", "1972-12-03/1972-12-07", "1972-12-03/1972-12-05"),
    ],
)
def test_close_neighbors_show_when_a_document_without_a_date_was_written(own: str, near: str, days: str) -> None:
    assert document_days(day_range(own), day_range(near)) == day_range(days)


def test_a_document_names_messages_of_the_five_months_before_and_a_note_some_weeks_later_too() -> None:
    days = day_range("1972-07-01/1972-07-03")
    assert sent_before(days, by_editors=False) == day_range("1972-02-02/1972-07-04")
    assert sent_before(days, by_editors=True) == day_range("1972-02-02/1972-08-17")
    assert sent_before(day_range("../1972-07-03"), by_editors=False) == day_range("../1972-07-04")


def test_most_messages_that_a_document_names_were_sent_in_the_two_months_before() -> None:
    days = day_range("1972-07-01/1972-07-03")
    assert likely_sent(days, by_editors=False) == day_range("1972-05-02/1972-07-04")
    assert likely_sent(days, by_editors=True) == day_range("1972-05-02/1972-08-17")


@pytest.mark.parametrize(
    ("dated", "days", "day"),
    [
        (None, "1972-12-10", None),
        ("1965-12-07T11:23Z", "1972-12-10", "1965-12-07"),
        ("1965-12-07", "", "1965-12-07"),
        ("XXXX-12-07", "", None),
        ("XXXX-12-07", "1972-12-10/..", None),
        ("XXXX-12-07", "../1972-12-10", None),
        ("XXXX-12-07T11:23Z", "1972-12-10", "1972-12-07"),
        ("XXXX-12-07", "1972-12-10", "1972-12-07"),
        ("XXXX-12-29", "1973-01-03", "1972-12-29"),  # of last year
        ("XXXX-12-11", "1972-12-10", "1972-12-11"),  # it is a day later where the message was sent
        ("XXXX-12-12", "1972-12-10", None),  # last year's, or a slip
        ("XXXX-12-31", "1972-12-10", "1971-12-31"),  # 345 days before
        ("XXXX-12-30", "1972-12-10", None),
        ("XXXX-02-29", "1972-03-03", "1972-02-29"),
        ("XXXX-02-29", "1973-03-03", None),
        ("XXXX-02-30", "1972-03-03", None),
        ("XXXX-05-05", "1972-01-01/1972-06-30", "1972-05-05"),
        ("XXXX-09-09", "1972-01-01/1972-06-30", "1971-09-09"),
        ("XXXX-07-09", "1972-01-01/1972-06-30", None),
        ("XXXX-05-05", "1971-01-01/1972-12-31", None),  # of either year
        ("XXXX-01-05", "0001-01-10", "0001-01-05"),
        ("XXXX-12-05", "9999-12-10", "9999-12-05"),
    ],
)
def test_a_text_that_gives_a_day_without_its_year_means_the_last_one_before_it(dated: str | None, days: str, day: str | None) -> None:
    assert day_named(dated, day_range(days), by_editors=False) == (date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(
    ("dated", "days", "day"),
    [
        ("1965-12-07", "1972-12-10", "1965-12-07"),
        ("XXXX-12-07", "1972-12-10", "1972-12-07"),
        ("XXXX-12-29", "1972-12-10", "1972-12-29"),
        ("XXXX-03-03", "1973-01-10", "1973-03-03"),
        ("XXXX-12-29", "1973-01-03", None),  # of the document's year, or a few days before it
        ("XXXX-01-03", "1972-12-29", None),
        ("XXXX-12-29", "1972-12-30/1973-01-03", "1972-12-29"),
        ("XXXX-01-05", "1972-12-30/1973-01-03", "1973-01-05"),
        ("XXXX-02-30", "1972-12-10", None),
        ("XXXX-07-09", "1972-01-01/1972-06-30", "1972-07-09"),  # of the next 45 days
        ("XXXX-08-20", "1972-01-01/1972-06-30", "1971-08-20"),
        ("XXXX-05-05", "1971-01-01/1972-12-31", None),
        ("XXXX-01-05", "0001-01-10", "0001-01-05"),
        ("XXXX-12-05", "9999-12-10", "9999-12-05"),
    ],
)
def test_an_editor_who_gives_a_day_without_its_year_means_the_year_of_the_document(dated: str, days: str, day: str | None) -> None:
    assert day_named(dated, day_range(days), by_editors=True) == (date.fromisoformat(day) if day else None)


def test_only_a_leap_year_has_a_leap_day() -> None:
    assert list(calendar_days(range(1971, 1974), "XXXX-02-29T10:00Z")) == [date(1972, 2, 29)]
    assert list(calendar_days((1971, 1972), "XXXX-12-07")) == [date(1971, 12, 7), date(1972, 12, 7)]


@given(DAYS, st.integers(-1, 345))
def test_a_dated_text_names_any_day_of_the_months_before_it(written: date, days: int) -> None:
    named = written - timedelta(days)
    assert day_named(f"XXXX-{named:%m-%d}", DayRange(written, written), by_editors=False) == named


@given(DAYS, st.integers(0, 90), st.integers(0, 90), st.integers(-1, 345))
def test_a_text_whose_days_are_not_certain_names_the_right_day_or_none(first: date, to_day: int, to_last: int, days: int) -> None:
    assume(to_day + to_last <= 90)
    written = first + timedelta(to_day)
    named = written - timedelta(days)
    found = day_named(f"XXXX-{named:%m-%d}", DayRange(first, written + timedelta(to_last)), by_editors=False)
    assert found in (named, None)


@given(DAYS, st.integers(-182, 182))
def test_a_note_gives_its_own_year_or_none_to_a_day_within_half_a_year(written: date, days: int) -> None:
    named = written + timedelta(days)
    found = day_named(f"XXXX-{named:%m-%d}", DayRange(written, written), by_editors=True)
    assert found == (named if named.year == written.year else None)
