"""Dates are written in American order, and a bound that is a minute is written as a bound."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.pages.components.date_words import date_words, datetime_value, day_and_month, month_words, period_words, short_date

# EDTF, in words, beside a ladder (without a year that the figure shows)
FORMS = [
    ("1972-12-06", "December 6, 1972", "Dec 6"),
    ("1972-12-06T22:15Z", "December 6, 1972, 2215Z", "Dec 6, 2215Z"),
    ("XXXX-12-07", "December 7", "Dec 7"),
    ("XXXX-12-07T11:23Z", "December 7, 1123Z", "Dec 7, 1123Z"),
    ("1972-12", "December 1972", "Dec 1972"),
    ("1972", "1972", "1972"),
    ("../1972-12-07", "by December 7, 1972", "by Dec 7"),
    ("../1972-12-07T11:23Z", "by December 7, 1972, 1123Z", "by Dec 7"),
    ("../XXXX-12-07T11:23Z", "by December 7, 1123Z", "by Dec 7"),
    ("1972-12-07/..", "December 7, 1972, or later", "Dec 7 or later"),
    ("1972-12-03T11:23Z/..", "after December 3, 1972, 1123Z", "Dec 3 or later"),
    ("1972-12/..", "December 1972 or later", "Dec 1972 or later"),
    ("1972-12-03/1972-12-13", "December 3–13, 1972", "Dec 3–13"),
    ("XXXX-12-03/XXXX-12-13", "December 3–13", "Dec 3–13"),
    ("1972-11-30/1972-12-02", "November 30–December 2, 1972", "Nov 30–Dec 2"),
    ("1972-12-30/1973-01-02", "December 30, 1972–January 2, 1973", "Dec 30, 1972–Jan 2"),
    ("1972-12-03/1972-12-07T11:23Z", "by December 7, 1972, 1123Z", "Dec 3–7"),
    ("1972-12-07/1972-12-07T11:23Z", "December 7, 1972, by 1123Z", "Dec 7"),
    ("1972-12-03T11:23Z/1972-12-13", "after December 3, 1972, 1123Z", "Dec 3–13"),
    ("1972-12-03T11:23Z/1972-12-03", "December 3, 1972, after 1123Z", "Dec 3"),
    ("1972-12-03T11:23Z/1972-12-07T01:10Z", "between December 3, 1972, 1123Z, and December 7, 1972, 0110Z", "Dec 3–7"),
    ("1972-12-07T01:10Z/1972-12-07T11:23Z", "December 7, 1972, between 0110Z and 1123Z", "Dec 7"),
    ("1972-12-07T11:23Z/1972-12-07T11:23Z", "December 7, 1972, 1123Z", "Dec 7, 1123Z"),
    ("1972-12-07/1972-12-07", "December 7, 1972", "Dec 7"),
    ("1972-12-01/1972-12-31", "December 1972", "Dec 1972"),
    ("1972-02-01/1972-02-28", "February 1–28, 1972", "Feb 1–28"),
    ("1972-11-01/1972-12-31", "November–December 1972", "Nov–Dec 1972"),
    ("1972-11-01/1973-01-31", "November 1972–January 1973", "Nov 1972–Jan 1973"),
    ("1972-01-01/1972-12-31", "1972", "1972"),
    ("1967-01-01/1973-12-31", "1967–1973", "1967–1973"),
    ("1969-01-20/1974-08-09", "between January 20, 1969, and August 9, 1974", "1969–1974"),
    ("1972-12/1973-05", "December 1972–May 1973", "Dec 1972–May 1973"),
    ("1972-12-03/1973-05", "December 3, 1972–May 1973", "Dec 3–May 1973"),
    ("unknown", "unknown", "unknown"),
    ("unknown/1972-12-07", "unknown to 1972-12-07", "unknown to 1972-12-07"),
    ("../unknown", "../unknown", "../unknown"),
]
MOMENTS = st.datetimes(datetime(1945, 1, 1), datetime(1980, 12, 31)).map(lambda when: f"{when:%Y-%m-%dT%H:%MZ}")
DAYS = st.dates(date(1945, 1, 1), date(1980, 12, 31)).map(str)
DAY_BEFORE_MONTH = re.compile(r"\d (?:January|February|March|April|May|June|July|August|September|October|November|December)")


@pytest.mark.parametrize(("edtf", "words"), [(edtf, words) for edtf, words, _ in FORMS])
def test_a_date_is_written_in_words(edtf: str, words: str) -> None:
    assert date_words(edtf) == words


@pytest.mark.parametrize(("edtf", "words"), [(edtf, words) for edtf, _, words in FORMS])
def test_a_date_beside_a_ladder_is_short(edtf: str, words: str) -> None:
    assert short_date(edtf, year=False) == words


def test_a_short_date_has_its_year_where_the_figure_does_not_show_it() -> None:
    assert short_date("1972-12-03/1972-12-07", year=True) == "Dec 3–7, 1972"
    assert short_date("1972-12-07T11:23Z", year=True) == "Dec 7, 1972, 1123Z"
    assert short_date("XXXX-12-07", year=True) == "Dec 7"


@given(st.sampled_from([*map(str, range(4))]), DAYS, MOMENTS, MOMENTS)
def test_a_minute_that_is_a_bound_is_written_as_a_bound(form: str, day: str, moment: str, later: str) -> None:
    edtf = {"0": f"../{moment}", "1": f"{moment}/..", "2": f"{day}/{moment}", "3": f"{moment}/{later}"}[form]
    assert moment == later or re.search(r"\b(?:by|after|between) ", date_words(edtf))


@given(DAYS, st.integers(0, 2000))
def test_a_month_comes_before_its_day(first: str, length: int) -> None:
    last = date.fromisoformat(first) + timedelta(length)
    assert not DAY_BEFORE_MONTH.search(date_words(f"{first}/{last}"))


def test_a_day_is_written_without_its_year_and_a_month_with_it() -> None:
    assert day_and_month("1972-12-07") == "Dec 7"
    assert month_words("1972-12-07") == "December 1972"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("1970-01-20", "1973-05", "January 20, 1970, to May 1973"),
        ("1970", "1973", "1970 to 1973"),
        ("1970", "1970", "1970"),
        ("1970-01", None, "from January 1970"),
        (None, "1969", "until 1969"),
        (None, None, ""),
    ],
)
def test_a_period_is_written_as_far_as_it_is_known(first: str | None, last: str | None, words: str) -> None:
    assert period_words(first, last) == words


def test_only_a_day_or_minute_is_machine_readable() -> None:
    assert datetime_value("1972-12-06T22:15Z") == "1972-12-06T22:15Z"
    assert datetime_value("1972-12-03/1972-12-13") is None
    assert datetime_value("XXXX-12-07") is None
