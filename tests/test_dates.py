"""Words are read as dates with positions; no day is invented."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from cases import Case, read_cases, shown
from hypothesis import given
from hypothesis import strategies as st

from backchannel import dates

CASES = read_cases(Path(__file__).parent / "readers" / "text" / "cases" / "dates.txt")
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
DAYS = st.dates(date(1861, 1, 1), date(1999, 12, 31))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text)
def test_words_are_read_as_dates(case: Case) -> None:
    moment = dates.find_moment(case.text)
    found = {"date": shown(moment and moment.edtf), "words": shown(moment and case.text[moment.start : moment.end])}
    assert {name: found[name] for name in case.expected} == case.expected


@given(DAYS, st.sampled_from(["{m} {d}, {y}", "{d} {m} {y}", "{n}/{d}/{y}", "Saigon, {m} {d}, {y}—7 p.m."]))
def test_each_day_of_the_calendar_is_read_in_each_form(day: date, form: str) -> None:
    text = form.format(m=MONTHS[day.month - 1], n=day.month, d=day.day, y=day.year)
    moment = dates.find_moment(text)
    assert moment is not None
    assert moment.edtf == day.isoformat()


@given(DAYS, st.integers(1, 400))
def test_a_range_runs_from_its_first_day_to_its_last(first: date, length: int) -> None:
    last = first + timedelta(length)
    text = f"{MONTHS[first.month - 1]} {first.day}, {first.year}–{MONTHS[last.month - 1]} {last.day}, {last.year}"
    assert [moment.edtf for moment in dates.find_moments(text)] == [f"{first}/{last}"]


@given(st.text(alphabet="0123456789 ,–-/:.ZJunebr1972apm", max_size=80) | st.text(max_size=80))
def test_any_text_gives_real_days_in_order_of_place(text: str) -> None:
    at = 0
    for moment in dates.find_moments(text):
        assert at <= moment.start < moment.end <= len(text)
        assert date.fromisoformat(moment.first) <= date.fromisoformat(moment.last)
        assert moment.instant is None or re.fullmatch(r"\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\dZ", moment.instant)
        at = moment.end


def test_an_impossible_date_is_still_found() -> None:
    assert dates.find_form("Washington, February 30, 1972.") == (12, 29)
    assert dates.find_form("Washington.") is None


@pytest.mark.parametrize(
    ("edtf", "bounds"),
    [
        ("1972-12-06", ("1972-12-06", "1972-12-06")),
        ("1972-12-06T22:15Z", ("1972-12-06", "1972-12-06")),
        ("1972-12-03/..", ("1972-12-03", None)),
    ],
)
def test_an_edtf_date_has_a_first_and_a_last_day(edtf: str, bounds: tuple[str | None, str | None]) -> None:
    assert dates.bounds(edtf) == bounds


def test_a_day_is_not_shifted_beyond_the_calendar() -> None:
    assert dates.shifted(date(9999, 12, 31), timedelta(1)) == date(9999, 12, 31)
    assert dates.shifted(date(1, 1, 2), timedelta(-30)) == date(1, 1, 1)
    assert dates.shifted(date(1972, 12, 31), timedelta(1)) == date(1973, 1, 1)


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("Vietnam, October 1972–January 1973", ("1972-10-01", "1973-01-31")),
        ("Vietnam, August–December 1963", ("1963-08-01", "1963-12-31")),
        ("Ruritania, March 1972", ("1972-03-01", "1972-03-31")),
        ("Southeast Asia, 1969–1972", (None, "1972-12-31")),
        ("Southeast Asia, 1969–72", (None, "1972-12-31")),
        ("Ruritania, 1972", (None, "1972-12-31")),
        ("Ruritania", None),
        ("The Accords of May 3, 1972", None),
        ("The 1954 Accords", None),
    ],
)
def test_a_title_names_the_period_of_a_volume(title: str, period: tuple[str | None, str] | None) -> None:
    assert dates.find_period(title) == period
