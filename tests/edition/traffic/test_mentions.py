"""A mention is linked to a printed message only if their journeys agree: there are three messages Hakto 18."""

from __future__ import annotations

from typing import TYPE_CHECKING

from invented import VOLUME, document, edition

if TYPE_CHECKING:
    from backchannel.edition.store import Store

FOLDER = "  1. Source: National Archives, NSC Files, Box 27, HAK Trip Files, HAK Paris Trip Tohak 1–100, December 3–13, 1972. Secret."


def mention(store: Store, words: str) -> tuple[str, str | None]:
    (row,) = store.rows("SELECT status, target FROM reference WHERE words = ?", (words,))
    return row["status"], row["target"]


def message(number: int, own: str, *paragraphs: str, notes: str = FOLDER) -> str:
    return document(number, f"{own} Deliver immediately.", *paragraphs, notes, head="Message From President Archer to B. Baker in Paris1")


def test_a_message_of_the_same_journey_is_linked() -> None:
    store = edition(
        {f"{VOLUME}/a.txt": message(44, "Tohak 71."), f"{VOLUME}/b.txt": message(45, "Tohak 72.", "I told you so in Tohak 71.")}
    )
    assert mention(store, "Tohak 71") == ("printed", "tohak-71-1972-12")
    assert store.rows("SELECT d.local FROM reference r JOIN document d ON d.doc = r.target_doc")[0][0] == "d44"


def test_a_message_of_another_journey_is_mentioned() -> None:
    store = edition(
        {
            f"{VOLUME}/a.txt": message(44, "Tohak 71.", notes=FOLDER.replace("December 3–13", "November 19–25")),
            f"{VOLUME}/b.txt": message(45, "Tohak 72.", "I told you so in Tohak 71."),
        }
    )
    assert mention(store, "Tohak 71") == ("mentioned", "tohak-71-1972-12")


def test_a_mention_without_a_journey_may_mean_the_message_of_any() -> None:
    store = edition({f"{VOLUME}/a.txt": message(44, "Tohak 71."), f"{VOLUME}/b.txt": document(45, "He was told so in Tohak 71.")})
    assert mention(store, "Tohak 71") == ("ambiguous", None)
    (row,) = store.rows("SELECT reason, candidates FROM reference WHERE words = 'Tohak 71'")
    assert row["reason"] == "A Tohak 71 is known, but the text does not say that it is this one."
    assert row["candidates"] == '["tohak-71-1972-12"]'


def test_a_date_gives_the_journey_of_a_mention() -> None:
    store = edition(
        {
            f"{VOLUME}/a.txt": message(44, "Tohak 71."),
            f"{VOLUME}/b.txt": document(45, "He left.1", "  1. See Tohak 71, December 6, 1972."),
            f"{VOLUME}/c.txt": document(46, "He left.1", "  1. See Tohak 71, January 9, 1973."),
        }
    )
    assert mention(store, "Tohak 71, December 6, 1972")[0] == "printed"
    assert mention(store, "Tohak 71, January 9, 1973") == ("mentioned", "tohak-71-1973-01")


def test_a_day_without_a_year_needs_a_journey_that_contains_it() -> None:
    note = "\n  2. In Hakto 18, December 7, 1123Z, Baker replied."
    store = edition({f"{VOLUME}/a.txt": message(44, "Tohak 71.", "He left.2", notes=FOLDER + note)})
    assert mention(store, "Hakto 18, December 7, 1123Z") == ("mentioned", "hakto-18-1972-12")


def test_a_day_without_a_year_matches_a_message_of_the_same_volume() -> None:
    sent = document(44, "Washington, December 6, 1972.", "Tohak 71. Deliver immediately.", head="Message From President Archer to B. Baker")
    naming = "  1. See Tohak 71, December 6, and Tohak 71, December 9."
    texts = {f"{VOLUME}/a.txt": sent, f"{VOLUME}/b.txt": document(45, "He left.1", naming)}
    store = edition(texts | {"frus1969-76v98/c.txt": document(45, "He left.1", "  1. Of Tohak 71, December 6, we knew.")})
    assert mention(store, "Tohak 71, December 9") == ("mentioned", f"tohak-71-{VOLUME}-d45")
    rows = store.rows("SELECT status, target FROM reference WHERE words = 'Tohak 71, December 6' ORDER BY status DESC")
    assert [tuple(row) for row in rows] == [("printed", "tohak-71-1972-12"), ("mentioned", "tohak-71-frus1969-76v98-d45")]


def test_one_number_twice_on_one_journey_is_ambiguous() -> None:
    texts = {f"{VOLUME}/{n}.txt": message(n, "Tohak 71.") for n in (44, 45)}
    store = edition(texts | {f"{VOLUME}/46.txt": message(46, "Tohak 72.", "I told you so in Tohak 71.")})
    assert mention(store, "Tohak 71") == ("ambiguous", None)
    assert store.rows("SELECT count(*) FROM finding WHERE rule = 'M001'")[0][0] == 1


def test_serials_continue_across_journeys() -> None:
    store = edition({f"{VOLUME}/a.txt": message(44, "Tohak 82/WHS 2280."), f"{VOLUME}/b.txt": document(45, "See WHS 2280.")})
    assert mention(store, "WHS 2280") == ("printed", "tohak-82-1972-12")


def test_a_message_without_a_known_journey_is_a_finding() -> None:
    store = edition({f"{VOLUME}/a.txt": message(44, "Tohak 71.", notes="  1. Source: National Archives. Secret.")})
    assert store.rows("SELECT message FROM finding WHERE rule = 'M002'")[0][0].startswith(
        "unknown journey for Tohak 71; list d44 under a journey in volume.toml to place Tohak 71"
    )


def test_a_note_that_fits_messages_of_two_journeys_means_neither() -> None:
    other = FOLDER.replace("December 3–13", "October 16–23")
    note = f"{FOLDER}\n  2. See Tohak 71."
    texts = {f"{VOLUME}/a.txt": message(44, "Tohak 71.", notes=other), f"{VOLUME}/b.txt": message(45, "Tohak 90.", "He left.2", notes=note)}
    store = edition(texts)
    (row,) = store.rows("SELECT status, candidates FROM reference WHERE words = 'Tohak 71'")
    assert tuple(row) == ("ambiguous", '["tohak-71-1972-10", "tohak-71-1972-12"]')


def test_a_document_outside_the_edition_prints_no_message() -> None:
    store = edition({"papers/a.txt": message(44, "Tohak 71.", "He left.2", notes=f"{FOLDER}\n  2. Tohak 60 is Document 300.")})
    assert mention(store, "Tohak 60") == ("mentioned", "tohak-60-1972-12")
    assert tuple(store.rows("SELECT status, target FROM message WHERE number = '60'")[0]) == ("mentioned", None)


def test_a_cited_document_with_another_number_is_not_the_message() -> None:
    texts = {
        f"{VOLUME}/a.txt": message(44, "Tohak 71."),
        f"{VOLUME}/b.txt": message(45, "Tohak 72.", "I say so in Tohak 60 (Document 44)."),
    }
    store = edition(texts)
    assert mention(store, "Tohak 60") == ("mentioned", "tohak-60-1972-12")
    (found,) = store.rows("SELECT message FROM finding WHERE rule = 'M005'")
    assert found["message"] == f"Tohak 60 is cited as {VOLUME}/d44, but that document is Tohak 71"
