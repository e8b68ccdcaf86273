"""Messages are divided into series whose numbers rise with their dates; a fall or a long pause begins another."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from message_facts import channel_number, day_range

from backchannel.edition.traffic.series import Sighting, days_of_number, divide_into_series, longest_pause

PAUSE = timedelta(30)
START = date(1972, 12, 1)
SIGHTINGS = st.lists(
    st.builds(
        Sighting,
        st.builds(lambda days: START + timedelta(days), st.integers(0, 90)),
        st.sampled_from(["Hakto", "Tohak"]),
        st.integers(0, 12),
        st.sampled_from(["frus1969-76v08", "frus1969-76v09"]),
    ),
    max_size=14,
)
PAUSES = st.builds(timedelta, st.integers(5, 40))


def sightings(*words: str) -> list[Sighting]:
    """Return sightings of one volume: `1972-12-03 Tohak 1`."""
    found = []
    for line in words:
        day, _, message = line.partition(" ")
        channel, number = channel_number(message)
        found.append(Sighting(date.fromisoformat(day), channel, int(number), "frus1969-76v09"))
    return found


def falls(series: list[Sighting]) -> bool:
    """Return whether a channel's number is lower on a later day than on an earlier one."""
    return any(
        one.channel == other.channel and (one.day - other.day).days * (one.number - other.number) < 0
        for one, other in combinations(series, 2)
    )


def pauses(series: list[Sighting], pause: timedelta) -> bool:
    return any(after.day - before.day > pause for before, after in pairwise(series))


@given(SIGHTINGS, PAUSES)
def test_each_message_is_in_one_series_and_the_series_follow_each_other(found: list[Sighting], pause: timedelta) -> None:
    series = divide_into_series(found, pause)
    assert [sighting.day for one in series for sighting in one] == sorted(sighting.day for sighting in set(found))
    assert sorted(sighting for one in series for sighting in one) == sorted(set(found))
    assert all(series)


@given(SIGHTINGS, PAUSES)
def test_in_a_series_no_number_falls_and_no_pause_is_too_long(found: list[Sighting], pause: timedelta) -> None:
    assert [one for one in divide_into_series(found, pause) if falls(one) or pauses(one, pause)] == []


@given(SIGHTINGS, PAUSES)
def test_two_successive_series_could_not_be_one(found: list[Sighting], pause: timedelta) -> None:
    together = [[*one, *other] for one, other in pairwise(divide_into_series(found, pause))]
    assert [both for both in together if not falls(both) and not pauses(both, pause)] == []


@given(SIGHTINGS, PAUSES, st.randoms())
def test_the_order_and_repetition_of_the_messages_have_no_effect(found: list[Sighting], pause: timedelta, random: object) -> None:
    again = [*found, *found[:3]]
    random.shuffle(again)  # type: ignore[attr-defined]
    assert divide_into_series(again, pause) == divide_into_series(found, pause)


@given(SIGHTINGS, PAUSES, st.integers(0, 13))
def test_the_rest_of_a_series_allows_a_day_of_a_message_left_out(found: list[Sighting], pause: timedelta, index: int) -> None:
    for series in divide_into_series(found, pause):
        omitted = series[index % len(series)]
        rest = [sighting for sighting in series if sighting[1:3] != omitted[1:3]]
        if rest:
            same = [sighting.day for sighting in series if sighting[1:3] == omitted[1:3]]
            days = days_of_number(omitted.channel, omitted.number, rest, pause)
            assert any(days.has(day) for day in same)


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ((), []),
        (("1972-12-03 Tohak 1", "1972-12-04 Tohak 2", "1972-12-09 Tohak 20"), [[1, 2, 20]]),
        (("1972-12-09 Tohak 20", "1972-12-03 Tohak 1"), [[1, 20]]),  # in the order of days
        (("1972-12-03 Tohak 20", "1972-12-04 Tohak 1"), [[20], [1]]),
        (("1972-12-03 Tohak 20", "1972-12-04 Tohak 20"), [[20, 20]]),  # one message that was received a day later
        (("1972-12-03 Tohak 2", "1972-12-03 Tohak 1", "1972-12-04 Tohak 2"), [[1, 2, 2]]),  # within a day the order is unknown
        (("1972-12-03 Tohak 3", "1972-12-03 Tohak 9", "1972-12-04 Tohak 8"), [[3, 9], [8]]),
        (("1972-12-03 Tohak 20", "1972-12-04 Hakto 1"), [[20, 1]]),  # each direction has its own numbers
        (("1972-12-03 Hakto 5", "1972-12-03 Tohak 20", "1972-12-05 Hakto 6", "1972-12-06 Tohak 1"), [[5, 20, 6], [1]]),
        (("1972-12-01 Tohak 1", "1972-12-31 Tohak 2"), [[1, 2]]),
        (("1972-12-01 Tohak 1", "1973-01-01 Tohak 2"), [[1], [2]]),
        (("1972-12-01 Tohak 1", "1972-12-16 Hakto 1", "1973-01-10 Tohak 2"), [[1, 1, 2]]),  # a message in the other direction fills a pause
        (("1972-12-03 Tohak 9", "1972-12-04 Tohak 2", "1972-12-05 Tohak 3", "1972-12-06 Tohak 1"), [[9], [2, 3], [1]]),
        (("1972-12-03 Tohak 9", "1972-12-04 Tohak 0"), [[9], [0]]),
        (("1972-12-03 Tohak 0", "1972-12-04 Tohak 1"), [[0, 1]]),
        (("1972-12-03 Tohak 0", "1972-12-04 Tohak 0"), [[0, 0]]),
        (("1972-12-03 Tohak 5", "1972-12-04 Hakto 0"), [[5, 0]]),
    ],
)
def test_a_falling_number_or_a_long_pause_begins_another_series(words: tuple[str, ...], numbers: list[list[int]]) -> None:
    assert [[sighting.number for sighting in series] for series in divide_into_series(sightings(*words), PAUSE)] == numbers


def test_a_delegation_may_be_silent_for_longer_than_a_traveler() -> None:
    assert longest_pause("Gadel and Delga") == timedelta(120)
    assert longest_pause("Tohak and Hakto") == timedelta(30)


@pytest.mark.parametrize(
    ("message", "days"),
    [
        ("Tohak 10", "1972-12-04/1972-12-06"),  # the day on which it was sent, and the days beside it
        ("Tohak 20", "1972-12-08/1972-12-11"),  # it has two dates: one where it was sent, one where it was received
        ("Tohak 11", "1972-12-05/1972-12-09"),  # between the last lower number and the first higher one
        ("Tohak 15", "1972-12-05/1972-12-09"),
        ("Tohak 5", "1972-12-03/1972-12-05"),
        ("Tohak 30", "1972-12-14/1973-01-13"),
        ("Tohak 1", "1972-11-03/1972-12-03"),
        ("Hakto 1", "1972-11-03/1973-01-13"),  # nothing was sent in this direction
    ],
)
def test_the_other_numbers_of_a_series_show_when_a_number_was_used(message: str, days: str) -> None:
    series = sightings(
        "1972-12-03 Tohak 2",
        "1972-12-05 Tohak 10",
        "1972-12-09 Tohak 20",
        "1972-12-10 Tohak 20",
        "1972-12-12 Tohak 24",
        "1972-12-14 Tohak 25",
    )
    channel, number = channel_number(message)
    assert days_of_number(channel, int(number), series, PAUSE) == day_range(days)
