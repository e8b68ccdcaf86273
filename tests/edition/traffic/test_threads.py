"""Threads have the answers with the words that prove them, and the messages that crossed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from invented import VOLUME, document, edition

if TYPE_CHECKING:
    from backchannel.edition.store import Store

FOLDER = "  1. Source: National Archives, NSC Files, Box 27, HAK Trip Files, HAK Northport Trip Tohak 1–100, December 3–13, 1972. Secret."


def message(number: int, own: str, *paragraphs: str, notes: str = "") -> str:
    return document(number, own, *paragraphs, FOLDER + notes, head="Message From President Archer to B. Baker in Northport1")


def steps(*texts: str) -> list[tuple[str, str, str, str]]:
    store: Store = edition({f"{VOLUME}/{n}.txt": text for n, text in enumerate(texts)})
    return [tuple(row) for row in store.rows("SELECT kind, message, other, words FROM message_tie ORDER BY message, other")]


def test_a_message_answers_the_message_it_calls_yours() -> None:
    assert steps(message(44, "Tohak 71. I have your Hakto 18.")) == [("answers", "tohak-71-1972-12", "hakto-18-1972-12", "your Hakto 18")]


def test_he_replied_in_a_note_makes_the_other_message_the_answer() -> None:
    text = message(44, "Tohak 71. Stay.2", notes="\n  2. In message Hakto 18, December 7, 1123Z, Baker replied that he would.")
    assert steps(text) == [("answers", "hakto-18-1972-12", "tohak-71-1972-12", "Baker replied")]


def test_a_note_can_tie_two_messages_of_other_documents() -> None:
    text = message(44, "Tohak 71. Stay.2", notes="\n  2. Tohak 60 replied to Hakto 12.")
    assert steps(text) == [("answers", "tohak-60-1972-12", "hakto-12-1972-12", "replied to Hakto 12")]


def test_a_pair_is_tied_once_however_often_it_is_mentioned() -> None:
    assert len(steps(message(44, "Tohak 71. I have your Hakto 18.", "In reply to your Hakto 18, I say no."))) == 1


def test_your_last_message_is_the_document_named_in_its_note() -> None:
    text = message(44, "Tohak 71. Deliver immediately.", "I have read your last message2 twice.", notes="\n  2. Document 40.")
    assert steps(text) == [("answers", "tohak-71-1972-12", f"{VOLUME}-d40", "your last message")]


def test_a_memorandum_answers_nothing() -> None:
    assert steps(document(44, "He read your Hakto 18.")) == []
