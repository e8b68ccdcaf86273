"""A number that may be two in a row, as in `Hakto 414` for Hakto 41 and note 4, is in doubt; one that something else confirms is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from message_facts import a_document, a_mention, a_message

from backchannel.edition.traffic.doubtful_numbers import DoubtfulNumber, doubtful_numbers
from backchannel.edition.traffic.inferred_journey import InferredJourney
from backchannel.edition.traffic.mentions import MentionMeaning

if TYPE_CHECKING:
    from backchannel.edition.traffic.facts import Mention

PAIR = "Tohak and Hakto"
PARIS = InferredJourney(PAIR, "1972-12", "1972-12-03", "1972-12-13", "folder")


def doubts(*mentions: Mention, printed: tuple[str, ...] = (), folder: int = 0) -> list[DoubtfulNumber]:
    """Return the doubtful numbers among mentions of messages of one journey, of which some are printed, and a folder names the last."""
    named = {f"{mention.channel} {mention.number}" for mention in mentions} - {*printed}
    messages = {words: a_message(words, words, journey=PARIS.key) for words in sorted(named)}
    messages |= {words: a_message(words, words, journey=PARIS.key, status="printed", doc=90) for words in printed}
    meanings = {mention.key: MentionMeaning(f"{mention.channel} {mention.number}", PARIS, "") for mention in mentions}
    highest = (("Hakto", folder),) if folder else ()
    return list(doubtful_numbers(mentions, meanings, messages, {PAIR: [PARIS._replace(highest=highest)]}))


def readings(*mentions: Mention, printed: tuple[str, ...] = (), folder: int = 0) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return the readings of each doubtful number: the message that it may be instead, and the marker."""
    return {doubt.message: doubt.readings for doubt in doubts(*mentions, printed=printed, folder=folder)}


TEXT = a_document(1, "1972-12-08")
OTHER = a_document(2, "1972-12-09")


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("414", (("Hakto 41", "4"),)),
        ("4112", (("Hakto 41", "12"),)),
        ("4123", (("Hakto 41", "23"),)),
        ("41123", ()),  # no document has a hundred notes to one message
        ("410", ()),  # no note is 0
        ("4104", ()),  # nor 04
        ("523", ()),  # nobody names Hakto 52
        ("99", ()),
    ],
)
def test_a_number_above_all_others_may_be_a_known_number_with_its_marker(number: str, expected: tuple[tuple[str, str], ...]) -> None:
    assert readings(a_mention(f"Hakto {number}", TEXT), printed=("Hakto 41",)) == {f"Hakto {number}": expected}


def test_a_doubtful_number_has_all_its_readings() -> None:
    assert readings(a_mention("Hakto 412", TEXT), printed=("Hakto 4", "Hakto 41")) == {"Hakto 412": (("Hakto 41", "2"), ("Hakto 4", "12"))}


def test_a_doubt_names_the_highest_other_number() -> None:
    (doubt,) = doubts(a_mention("Hakto 414", TEXT), printed=("Hakto 41", "Hakto 12"))
    assert (doubt.message, doubt.highest, doubt.is_above, doubt.has_unmarked_note) == ("Hakto 414", 41, True, False)
    (doubt,) = doubts(a_mention("Hakto 414", TEXT), printed=("Hakto 41",), folder=60)
    assert doubt.highest == 60


@pytest.mark.parametrize(
    ("number", "printed", "folder"),
    [
        ("40", ("Hakto 41",), 0),  # below the highest
        ("41", (), 41),  # the highest that the folder names
        ("41", ("Hakto 12",), 60),
        ("414", ("Tohak 41",), 0),  # nothing is known of this direction
        ("414", (), 0),
    ],
)
def test_a_number_that_others_allow_is_not_in_doubt(number: str, printed: tuple[str, ...], folder: int) -> None:
    assert readings(a_mention(f"Hakto {number}", TEXT), printed=printed, folder=folder) == {}


@pytest.mark.parametrize(("notes", "doubtful"), [(("2",), True), (("12",), False), ((), False)])
def test_a_number_below_the_highest_is_in_doubt_if_its_end_is_the_label_of_a_note_without_a_marker(
    notes: tuple[str, ...], doubtful: bool
) -> None:
    document = a_document(1, "1972-12-08", unmarked=notes)
    found = doubts(a_mention("Hakto 12", document), printed=("Hakto 1", "Hakto 41"))
    assert [(doubt.message, doubt.readings, doubt.is_above, doubt.has_unmarked_note) for doubt in found] == [
        ("Hakto 12", (("Hakto 1", "2"),), False, True)
    ] * doubtful


@pytest.mark.parametrize(
    "mentions",
    [
        (a_mention("Hakto 414", TEXT, day="1972-12-07"),),  # numbers rise with their dates
        (a_mention("Hakto 414", TEXT, in_note=True),),  # notes have no markers
        (a_mention("Hakto 414", TEXT), a_mention("Hakto 414", TEXT, 1, in_note=True)),
        (a_mention("Hakto 414", TEXT), a_mention("Hakto 414", OTHER)),  # two documents are not misread alike
    ],
)
def test_a_number_that_is_dated_noted_or_named_by_two_documents_is_not_in_doubt(mentions: tuple[Mention, ...]) -> None:
    assert readings(*mentions, printed=("Hakto 41",)) == {}


def test_a_number_above_the_folder_is_in_doubt_even_with_a_date() -> None:
    dated = a_mention("Hakto 414", TEXT, day="1972-12-07")
    assert readings(dated, printed=("Hakto 41",), folder=60) == {"Hakto 414": (("Hakto 41", "4"),)}
    assert [doubt.highest for doubt in doubts(dated, printed=("Hakto 41",), folder=60)] == [60]
    assert readings(dated, printed=("Hakto 41",), folder=414) == {}
    assert readings(dated, printed=("Hakto 41",), folder=1) == {"Hakto 414": (("Hakto 41", "4"),)}


def test_a_number_in_a_note_has_no_marker_to_be_read_for() -> None:
    assert readings(a_mention("Hakto 414", TEXT, in_note=True), printed=("Hakto 41",), folder=60) == {"Hakto 414": ()}


@pytest.mark.parametrize(
    ("others", "doubtful"),
    [
        ((), {"Hakto 414"}),
        ((a_mention("Hakto 50", OTHER),), {"Hakto 414", "Hakto 50"}),  # what one document names without a date confirms nothing
        ((a_mention("Hakto 500", OTHER, day="1972-12-07"),), set()),
        ((a_mention("Hakto 500", OTHER), a_mention("Hakto 500", OTHER, 1, day="1972-12-07")), set()),
        ((a_mention("Hakto 500", OTHER), a_mention("Hakto 500", a_document(3))), set()),
    ],
)
def test_only_a_number_that_is_certain_shows_how_high_the_numbers_come(others: tuple[Mention, ...], doubtful: set[str]) -> None:
    assert {*readings(a_mention("Hakto 414", TEXT), *others, printed=("Hakto 41",))} == doubtful


def test_only_numbers_of_travelers_that_nobody_prints_are_in_doubt() -> None:
    assert readings(a_mention("Hakto 414", TEXT), printed=("Hakto 41", "Hakto 414")) == {}
    assert readings(a_mention("to Saigon 414", TEXT), printed=("to Saigon 41",)) == {}
    assert readings(a_mention("Hakto 414a", TEXT), printed=("Hakto 41",)) == {}
    assert readings(a_mention("Hakto 414", TEXT), printed=("Hakto 41", "Hakto 500a")) == {"Hakto 414": (("Hakto 41", "4"),)}


def test_an_ambiguous_mention_names_no_message_that_could_be_in_doubt() -> None:
    mention = a_mention("Hakto 414", TEXT)
    ambiguous = MentionMeaning(None, None, "", ("Hakto 41", "Hakto 414"))
    messages = {"Hakto 41": a_message("Hakto 41", "Hakto 41", journey=PARIS.key, status="printed", doc=90)}
    assert list(doubtful_numbers([mention], {mention.key: ambiguous}, messages, {PAIR: [PARIS]})) == []
    assert list(doubtful_numbers([mention], {}, messages, {PAIR: [PARIS]})) == []
