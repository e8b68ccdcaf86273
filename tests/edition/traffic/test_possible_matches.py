"""Two messages of the ledger that share channel and number may be one, unless their days, years or journeys show that they are two."""

from __future__ import annotations

import pytest
from message_facts import a_document, a_mention, a_message

from backchannel.edition.traffic.inferred_journey import InferredJourney
from backchannel.edition.traffic.possible_matches import possible_matches

PAIR = "Tohak and Hakto"
SESSION = "Gadel and Delga"
PARIS = InferredJourney(PAIR, "1972-12", "1972-12-03", "1972-12-13", "folder")
PEKING = InferredJourney(PAIR, "1973-02", "1973-02-10", "1973-02-20", "dates")
UNKNOWN = InferredJourney(PAIR, "frus1969-76v99-d5", None, None, "not", doc=5)
OTHER_UNKNOWN = InferredJourney(PAIR, "frus1969-76v99-d6", None, None, "not", doc=6)
EARLIER = InferredJourney(PAIR, "before-frus1969-76v99-d5", None, None, "not", doc=5)
JOURNEYS = {PAIR: [PARIS, PEKING, UNKNOWN, OTHER_UNKNOWN, EARLIER]}


def may_be_one(words: str, one: tuple[str, str | None], other: tuple[str, str | None]) -> bool:
    """Return whether two printed messages of one number, each with the days of its document and its journey, may be one."""
    documents = {n: a_document(n, days, prints=words) for n, (days, _) in enumerate((one, other), 1)}
    messages = [a_message(f"m{n}", words, journey=journey, status="printed", doc=n) for n, (_, journey) in enumerate((one, other), 1)]
    found = list(possible_matches(messages, documents, {}, JOURNEYS))
    assert found in ([], [("m1", "m2")])
    return bool(found)


@pytest.mark.parametrize(
    ("one", "other", "may_be"),
    [
        ("1972-12-05", "1972-12-05", True),
        ("1972-12-05", "1972-12-06", True),  # the dates where it was sent and where it was received
        ("1972-12-05", "1972-12-04", True),
        ("1972-03-05", "1972-05-20", True),  # a post uses a number once in a year
        ("1972-08-05", "1972-11-20", True),
        ("1972-07-05", "1972-11-20", True),
        ("1972-07-20/1972-08-10", "1972-11-20", True),
        ("1972-06-28", "1972-07-03", False),  # with the fiscal year the numbers begin again
        ("1972-05-01", "1972-07-03", False),
        ("1972-03-05", "1973-03-05", False),
        ("1972-09-05", "1973-03-05", False),  # the calendar year is another
        ("1972-06-20/1972-07-10", "1972-08-05", False),
        ("1972-12-20/1973-01-10", "1973-03-01", False),
        ("1972-03-05", "", True),  # nothing shows when the other was sent
        ("1972-01-01/1972-06-20", "1972-06-29", False),  # days that are not known well enough show no year
        ("1972-06-29", "1972-01-01/1972-06-20", False),
        ("1972-01-01/1972-06-20", "1972-05-05", True),
    ],
)
def test_two_telegrams_may_be_one_if_they_are_of_one_year_and_fiscal_year(one: str, other: str, may_be: bool) -> None:
    assert may_be_one("to Saigon 1037", (one, "1972"), (other, "1973")) is may_be


@pytest.mark.parametrize(
    ("one", "other", "may_be"),
    [
        (("1972-12-05", "1972-12"), ("1972-12-09", "1972-12"), True),  # a number is used once on a journey
        (("1972-12-05", "1972-12"), ("1972-12-05", "1973-02"), False),
        (("1972-12-05", "1972-12"), ("1972-12-06", UNKNOWN.key), True),
        (("1972-12-05", "1972-12"), ("1972-12-07", UNKNOWN.key), False),
        (("1972-12-05", "1972-12"), ("", UNKNOWN.key), True),
        (("1972-12-05", "1972-12"), ("", EARLIER.key), False),  # its number had not been reached, so it is of another journey
        (("", "1972-12"), ("1972-12-10", UNKNOWN.key), True),  # without a date, it is of any day of its journey
        (("", "1972-12"), ("1972-12-15", UNKNOWN.key), False),
        (("1972-12-05", UNKNOWN.key), ("1972-12-05", OTHER_UNKNOWN.key), True),
        (("1972-12-05", UNKNOWN.key), ("1972-12-09", OTHER_UNKNOWN.key), False),
        (("1972-12-05", None), ("1972-12-05", OTHER_UNKNOWN.key), True),
    ],
)
def test_two_messages_of_a_traveler_may_be_one_if_their_journeys_and_days_allow_it(
    one: tuple[str, str | None], other: tuple[str, str | None], may_be: bool
) -> None:
    assert may_be_one("Tohak 71", one, other) is may_be
    assert may_be_one("Tohak 71", other, one) is may_be


@pytest.mark.parametrize("words", ["WHS 2280", "226"])
def test_two_messages_with_a_serial_are_one_whatever_their_days_are(words: str) -> None:
    assert may_be_one(words, ("1972-12-05", None), ("1969-01-09", None))


def test_messages_of_other_numbers_or_without_a_number_are_never_one() -> None:
    messages = [
        a_message("m1", "Tohak 71", journey="1972-12"),
        a_message("m2", "Tohak 72", journey="1972-12"),
        a_message("m3", "Hakto 71", journey="1972-12"),
        *(a_message(id, "Tohak 71", journey="1972-12")._replace(number="") for id in ("m4", "m5")),
    ]
    assert list(possible_matches(messages, {}, {}, JOURNEYS)) == []


def test_of_three_messages_each_two_may_be_one() -> None:
    messages = [a_message(f"m{n}", "Tohak 71", journey="1972-12") for n in (1, 2, 3)]
    assert list(possible_matches(messages, {}, {}, JOURNEYS)) == [("m1", "m2"), ("m1", "m3"), ("m2", "m3")]


@pytest.mark.parametrize(
    ("mentions", "printed", "may_be"),
    [
        ([("", "1972-12-05")], "1972-12-06", True),  # the date given with a mention
        ([("", "1972-12-05")], "1972-12-20", False),
        ([("1972-12-10", ""), ("1973-12-10", "1972-12-05")], "1972-12-06", True),  # a date given anywhere
        ([("1972-12-10", ""), ("1973-12-10", "1972-12-05")], "1972-12-20", False),
        ([("1972-12-10", ""), ("1973-12-10", "1972-12-05")], "1972-11-20", False),
        ([("1972-12-10", "")], "1972-07-20", True),  # the months before the document
        ([("1972-12-10", "")], "1972-07-10", False),
        ([("1972-12-10", "")], "1972-12-12", True),  # a day later where it was received, on either side
        ([("1972-12-10", "")], "1972-12-13", False),
        ([("1972-12-10", ""), ("1972-08-01", "")], "1972-08-03", True),  # what both documents name was sent before the first of them
        ([("1972-12-10", ""), ("1972-08-01", "")], "1972-08-20", False),
        ([("", "")], "1960-01-01", True),
        ([], "1960-01-01", True),
    ],
)
def test_a_message_that_is_only_mentioned_was_sent_when_its_mentions_allow(
    mentions: list[tuple[str, str]], printed: str, may_be: bool
) -> None:
    document = a_document(1, printed, prints="Tohak 71")
    named = [a_mention("Tohak 71", a_document(n, written), day=day) for n, (written, day) in enumerate(mentions, 2)]
    messages = [a_message("m1", "Tohak 71", journey="x", status="printed", doc=1), a_message("m2", "Tohak 71", journey="y")]
    assert list(possible_matches(messages, {1: document}, {"m2": named}, {})) == ([("m1", "m2")] if may_be else [])


def test_a_quotation_is_not_of_the_day_of_the_document_that_quotes_it() -> None:
    quoting = a_document(2, "1973-05-05")
    named = [a_mention("Tohak 71", quoting, day="1972-12-05", in_note=True)]
    messages = [
        a_message("m1", "Tohak 71", journey="x", status="printed", doc=1),
        a_message("m2", "Tohak 71", journey="y", status="quoted", doc=2),
    ]
    documents = {1: a_document(1, "1972-12-05", prints="Tohak 71"), 2: quoting}
    assert list(possible_matches(messages, documents, {"m2": named}, {})) == [("m1", "m2")]


def test_a_message_printed_in_a_document_without_a_number_was_sent_when_that_was_written() -> None:
    messages = [a_message(f"m{n}", "Tohak 71", journey=f"x{n}", status="printed", doc=n) for n in (1, 2)]
    documents = {1: a_document(1, "1972-12-05", prints="Tohak 71"), 2: a_document(2, "1973-05-05")}
    assert list(possible_matches(messages, documents, {}, {})) == []
