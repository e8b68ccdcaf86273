"""Unit tests for parts of the traffic: days of a journey, known numbers, bounds of a message."""

from __future__ import annotations

import time

import pytest

from backchannel.edition.traffic.facts import Mention, MessageDocument
from backchannel.edition.traffic.inferred_journey import InferredJourney, unknown_journey
from backchannel.edition.traffic.journeys import JourneyIndex
from backchannel.edition.traffic.ledger import LedgerMessage
from backchannel.edition.traffic.mentions import KnownNumbers
from backchannel.edition.traffic.threads import MessageTie
from backchannel.edition.traffic.times import bound_times

PAIR = "Tohak and Hakto"
PARIS = InferredJourney(PAIR, "1972-12", "1972-12-03", "1973-01-13", "settings", highest=(("Hakto", 40),))
DOCUMENT = MessageDocument(1, "frus1969-76v99/d1", "frus1969-76v99", "d1", None, None, None, None, None, None, None, None, None)


@pytest.mark.parametrize(
    ("day", "has"),
    [
        ("1972-12-02", False),
        ("1972-12-03", True),
        ("1972-12-03T23:59Z", True),
        ("1973-01-13T23:59Z", True),
        ("1973-01-14", False),
        ("1973-12-05", False),
        ("XXXX-12-05", True),
        ("XXXX-01-05", True),
        ("XXXX-02-05", False),
    ],
)
def test_a_journey_includes_its_first_and_last_day(day: str, has: bool) -> None:
    assert PARIS.has_day(day) is has
    assert unknown_journey(PAIR, DOCUMENT).has_day(day) is False
    assert PARIS._replace(last=None).has_day(day) is False


def test_a_journey_contains_a_range_whose_ends_are_both_in_it() -> None:
    assert PARIS.includes("1972-12-03", "1973-01-13")
    assert not PARIS.includes("1972-12-02", "1973-01-13")
    assert not PARIS.includes("1972-12-03", "1973-01-14")
    assert not PARIS.includes("1972-12-03", None)
    assert not PARIS.includes(None, "1972-12-03")
    assert not PARIS.includes(None, None)


@pytest.mark.parametrize(
    ("first", "last", "meets"),
    [
        ("1972-11-01", "1972-12-02T23:00Z", False),
        ("1972-11-01", "1972-12-03", True),
        ("1973-01-13T23:00Z", "1973-02-01", True),
        ("1973-01-14", "1973-02-01", False),
        (None, "1972-12-02", False),
        ("1973-01-14", None, False),
        (None, None, True),
    ],
)
def test_a_journey_overlaps_days_that_share_one_with_it(first: str | None, last: str | None, meets: bool) -> None:
    assert PARIS.overlaps(first, last) is meets
    assert unknown_journey(PAIR, DOCUMENT).overlaps(first, last)


def test_without_evidence_the_journey_stays_unknown() -> None:
    assert unknown_journey(PAIR, DOCUMENT) == InferredJourney(PAIR, "frus1969-76v99-d1", None, None, "not", "", "", 1, "", "", ())


def mention(channel: str, number: str, dated: str | None = None) -> Mention:
    return Mention(DOCUMENT, 0, False, "p1", channel, number, PAIR, "in", "traveler", dated, None, None, PAIR, ())


def test_numbers_are_known_up_to_the_highest() -> None:
    known = KnownNumbers([], JourneyIndex({}, {}, set(), {}))
    assert [known.reached(mention("Hakto", number), PARIS) for number in ("40", "41")] == [True, False]
    assert [known.reached(mention("Tohak", number), PARIS) for number in ("0", "1")] == [True, False]
    for number, day in (("7", "1972-12-05T10:00Z"), ("50", None), ("12", "1972-12-07T10:00Z"), ("15a", "1972-12-01")):
        known.add_mention(mention("Hakto", number, day), PARIS)
    assert [known.reached(mention("Hakto", number), PARIS) for number in ("50", "51")] == [True, False]
    assert [known.has(mention("Hakto", number), PARIS) for number in ("7", "50", "8", "15")] == [True, True, False, False]
    assert [known.is_later(mention("Hakto", number), PARIS, "1972-12-06T09:00Z") for number in ("7", "11", "12", "13")] == [
        False,
        False,
        True,
        True,
    ]
    assert known.is_later(mention("Hakto", "12"), PARIS, "1972-12-07") is False
    assert known.is_later(mention("Hakto", "12"), PARIS, "1972-12-07T01:00Z") is False
    assert known.is_later(mention("Hakto", "12"), PARIS, None) is False


def message(
    id: str, edtf: str | None = None, *, journey: str | None = None, stated: bool = False, instant: str | None = None
) -> LedgerMessage:
    return LedgerMessage(id, PAIR, PAIR, "in", "traveler", "Hakto", "1", (), journey, "mentioned", None, None, edtf, stated, instant, None)


def bounds(*messages: LedgerMessage, steps: tuple[str, ...] = ()) -> tuple[list[tuple[str | None, str | None]], int]:
    """Return the bounds of the messages, and the number of steps they contradict. A step is `b < a`: a answers b."""
    answers = [MessageTie("answers", step[-1], step[0], "") for step in steps]
    found, contradictions = bound_times({message.id: message for message in messages}, answers, [PARIS])
    return [found[message.id][:2] for message in messages], len(contradictions)


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("1972-12-05", "1972-12-05", "1972-12-05"),
        ("1972-12-05/1972-12-07", "1972-12-05", "1972-12-07"),
        ("../1972-12-07", None, "1972-12-07"),
        ("1972-12-05/..", "1972-12-05", None),
        ("XXXX-12-05", None, None),
        (None, None, None),
    ],
)
def test_a_date_bounds_its_message(edtf: str | None, first: str | None, last: str | None) -> None:
    assert bounds(message("a", edtf)) == ([(first, last)], 0)


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        (None, "1972-12-03", "1973-01-13"),
        ("../1972-12-07", "1972-12-03", "1972-12-07"),
        ("1972-12-05/..", "1972-12-05", "1973-01-13"),
        ("1972-12-01/1973-01-13T10:00Z", "1972-12-03", "1973-01-13T10:00Z"),
        ("1973-01-13T10:00Z/..", "1973-01-13T10:00Z", "1973-01-13"),
        ("1973-02-01", "1973-02-01", "1973-02-01"),
        ("../1972-12-03T10:00Z", "1972-12-03", "1972-12-03T10:00Z"),
    ],
)
def test_the_days_of_the_journey_bound_an_undated_message(edtf: str | None, first: str, last: str) -> None:
    assert bounds(message("a", edtf, journey="1972-12")) == ([(first, last)], 0)
    assert bounds(message("a", "1972-12-01", journey="1972-12", stated=True)) == ([("1972-12-01", "1972-12-01")], 0)


def test_bounds_follow_answers_in_any_order() -> None:
    dated, open_ended = message("a", "1972-12-05"), (message("b"), message("c"))
    assert bounds(dated, *open_ended, steps=("b < c", "a < b"))[0][1:] == [("1972-12-05", None)] * 2
    assert bounds(dated, *open_ended, steps=("c < b", "b < a"))[0][1:] == [(None, "1972-12-05")] * 2
    assert bounds(dated, *open_ended, steps=("b < c", "c < b", "a < b", "c < a"))[0][1:] == [("1972-12-05", "1972-12-05")] * 2


@pytest.mark.parametrize(
    ("answered", "answer", "contradictions"),
    [
        ("1972-12-05T10:00Z", "1972-12-05T10:00Z", 0),
        ("1972-12-05T10:01Z", "1972-12-05T10:00Z", 1),
        ("1972-12-05T10:00Z", "1972-12-05T04:00-05:00", 1),
        ("1972-12-07", "1972-12-05", 0),
        ("1972-12-08", "1972-12-05", 1),
        ("1972-12-06T12:00Z", "1972-12-05", 0),
        ("1972-12-06T12:01Z", "1972-12-05", 1),
        ("1972-12-07", "1972-12-06T10:00Z", 0),
        ("1972-12-07", "1972-12-06T09:59Z", 1),
    ],
)
def test_an_answer_contradicts_a_message_that_is_later_on_every_clock(answered: str, answer: str, contradictions: int) -> None:
    found = bounds(message("a", answered, stated=True), message("b", answer, stated=True), steps=("a < b",))
    assert found[1] == contradictions


def test_the_time_zone_of_the_machine_has_no_effect(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        assert bounds(message("a", "1972-12-05T10:01Z"), message("b", "1972-12-05"), steps=("a < b",))[1] == 0
        assert bounds(message("a", "1972-12-06T12:01Z"), message("b", "1972-12-05"), steps=("a < b",))[1] == 1
    finally:
        monkeypatch.undo()
        time.tzset()
