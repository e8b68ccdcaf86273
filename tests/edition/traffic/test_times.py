"""An answer is not earlier than what it answers; where dates contradict that, a finding says so."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from invented import VOLUME, document, edition

if TYPE_CHECKING:
    from backchannel.edition.store import Store

FOLDER = "  1. Source: National Archives, NSC Files, Box 27, HAK Trip Files, HAK Northport Trip Tohak 1–100, December 3–13, 1972. Secret."


def message(number: int, dateline: str, own: str, *paragraphs: str) -> str:
    lines = [line for line in (dateline, own, *paragraphs) if line]
    return document(number, *lines, FOLDER, head="Message From President Archer to B. Baker in Northport1")


def of(*texts: str) -> Store:
    return edition({f"{VOLUME}/{n}.txt": text for n, text in enumerate(texts)})


def days(store: Store, id: str) -> tuple[str | None, str | None]:
    (row,) = store.rows("SELECT first, last FROM message WHERE id = ?", (id,))
    return row["first"], row["last"]


def findings(store: Store) -> list[tuple[str, str]]:
    return [tuple(row) for row in store.rows("SELECT rule, message FROM finding WHERE rule IN ('M003', 'M004') ORDER BY rule")]


def test_an_undated_message_is_between_what_it_answers_and_its_answer() -> None:
    store = of(
        message(44, "Northport, December 5, 1972, 0900Z.", "Hakto 3. Deliver immediately."),
        message(45, "", "Tohak 7. Ref: Hakto 3.", "We agree."),
        message(46, "Northport, December 6, 1972, 1800Z.", "Hakto 4. Ref: Tohak 7.", "Thank you."),
    )
    assert days(store, "tohak-7-1972-12") == ("1972-12-05T09:00Z", "1972-12-06T18:00Z")
    (row,) = store.rows("SELECT chain FROM message WHERE id = 'tohak-7-1972-12'")
    chain = json.loads(row["chain"])
    assert chain["after"] == [["hakto-3-1972-12", "1972-12-05T09:00Z", f"{VOLUME}/d45", "p1", "Ref: Hakto 3"]]
    assert chain["before"] == [["hakto-4-1972-12", "1972-12-06T18:00Z", f"{VOLUME}/d46", "p2", "Ref: Tohak 7"]]


def test_a_bound_follows_a_chain_of_answers() -> None:
    store = of(
        message(44, "Northport, December 5, 1972, 0900Z.", "Hakto 9. Deliver immediately."),
        message(45, "", "Tohak 7. Ref: Hakto 9.", "We agree."),
        message(46, "", "Hakto 5. Ref: Tohak 7.", "Thank you."),
    )
    assert days(store, "hakto-5-1972-12")[0] == "1972-12-05T09:00Z"


def test_without_ties_the_days_of_the_journey_bound_a_message() -> None:
    assert days(of(message(44, "", "Tohak 7. Deliver immediately.")), "tohak-7-1972-12") == ("1972-12-03", "1972-12-13")


def test_an_answer_dated_before_what_it_answers_is_a_finding() -> None:
    noted = (
        message(45, "Washington, December 9, 1972, 0900Z.", "Tohak 7. Deliver immediately.", "Come.2")
        + "\n  2. Baker replied in Hakto 3.\n"
    )
    ((rule, words),) = findings(of(message(44, "Northport, December 6, 1972, 0900Z.", "Hakto 3. Deliver immediately."), noted))
    assert rule == "M003"
    assert words.startswith(
        "Hakto 3 is dated 1972-12-06T09:00Z, before Tohak 7 (1972-12-09T09:00Z), which it answers (“replied in Hakto 3”)"
    )


def test_adjacent_days_are_no_contradiction_across_time_zones() -> None:
    store = of(
        message(44, "Saigon, December 7, 1972.", "Hakto 3. Deliver immediately."),
        message(45, "Washington, December 6, 1972.", "Tohak 7. Ref: Hakto 3.", "We agree."),
    )
    assert findings(store) == []


def test_numbers_that_contradict_the_dates_are_a_finding() -> None:
    store = of(
        message(44, "Washington, December 9, 1972, 0900Z.", "Tohak 7. Deliver immediately."),
        message(45, "Washington, December 6, 1972, 0900Z.", "Tohak 9. Deliver immediately."),
    )
    assert [rule for rule, _ in findings(store)] == ["M004"]
