"""Laws of the traffic: for any texts, nothing raises, and a link leads only to a message of that number."""

from __future__ import annotations

import json
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st
from invented import OPENED, VOLUME, document, edition

NUMBERS = st.integers(1, 9)
CHANNELS = st.sampled_from(["Tohak", "Hakto", "Tohaig", "WHS"])
MESSAGES = st.builds("{} {}".format, CHANNELS, NUMBERS)
DAYS = st.sampled_from(
    ["", "December 5, 1972, 1123Z", "December 7, 1972", "November 30, 1972, 2561Z", "February 30, 1973", "March 3, 1973, 8 p.m."]
)
SENTENCES = st.one_of(
    st.builds("I have your {}.".format, MESSAGES),
    st.builds("Ref: {}.".format, MESSAGES),
    st.builds("{} crossed {}.".format, MESSAGES, MESSAGES),
    st.builds("In {}, December 7, 1123Z, Baker replied.".format, MESSAGES),
    st.builds("{} is Document {}.".format, MESSAGES, NUMBERS),
    st.builds("{}, {}, was late.".format, MESSAGES, DAYS),
    st.just("I have your last message2 and your 3 and 4."),
    st.just("HAK Northport Trip Tohak 1–9, December 3–13, 1972."),
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    number, day, own = draw(NUMBERS), draw(DAYS), draw(MESSAGES)
    body, notes = draw(st.lists(SENTENCES, max_size=3)), draw(st.lists(SENTENCES, max_size=2))
    dateline = [f"Saigon, {day}."] if day else []
    noted = "\n".join(f"  {n}. {words}" for n, words in enumerate(["Source: National Archives. Secret.", *notes], 1))
    return document(
        number, *dateline, f"{own}. Deliver immediately.", *body, noted, head="Message From President Archer to B. Baker in Paris1"
    )


@settings(max_examples=60)
@given(st.lists(texts(), min_size=1, max_size=5))
def test_each_link_has_the_number_of_its_message_and_each_message_is_listed_once(found: list[str]) -> None:
    store = edition({f"{VOLUME}/{n}.txt": text for n, text in enumerate(found)})
    # `Tohak 2 is Document 2`, in which no number is read.
    by_document = {row["message"] for row in store.rows("SELECT message FROM reference WHERE cited_document IS NOT NULL")}
    for row in store.rows("SELECT * FROM reference WHERE kind = 'message' AND status = 'printed' AND number IS NOT NULL"):
        numbers = [tuple(number) for number in store.rows("SELECT channel, number FROM numbering WHERE doc = ?", (row["target_doc"],))]
        assert (row["channel"], row["number"]) in numbers or (row["message"] in by_document and not numbers)
        assert row["message"] is not None
    for row in store.rows("SELECT * FROM message"):
        assert row["status"] in ("printed", "elsewhere", "quoted", "mentioned")
        assert (row["doc"] is not None) == (row["status"] in ("printed", "quoted"))
        assert isinstance(json.loads(row["chain"]), dict)
    known = {row["id"] for row in store.rows("SELECT id FROM message")}
    assert {id for step in store.rows("SELECT message, other FROM message_tie") for id in step} <= known
    assert {row["message"] for row in store.rows("SELECT message FROM reference WHERE message IS NOT NULL")} <= known
    OPENED.remove(store)
    store.close()


@settings(max_examples=60)
@given(st.lists(texts(), min_size=1, max_size=5))
def test_two_rows_of_one_number_and_journey_say_that_they_may_be_one(found: list[str]) -> None:
    store = edition({f"{VOLUME}/{n}.txt": text for n, text in enumerate(found)})
    for one, other in combinations(store.rows("SELECT * FROM message WHERE number <> ''"), 2):
        named = ("channel", "number", "journey")
        if all(one[column] == other[column] for column in named) and not (one["journey"] or "").startswith("before-"):
            assert other["id"] in json.loads(one["may_be"])
            assert one["id"] in json.loads(other["may_be"])
    OPENED.remove(store)
    store.close()
