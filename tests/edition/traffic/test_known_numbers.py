"""The numbers known to have been used on each journey show which journey a mention without a date may mean."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from message_facts import VOLUME, a_document, a_mention, channel_number, day_range

from backchannel.edition.traffic.facts import MessageFacts, MessageFolderMention
from backchannel.edition.traffic.inferred_journey import InferredJourney, unknown_journey
from backchannel.edition.traffic.journeys import JourneyIndex, infer_journeys
from backchannel.edition.traffic.mentions import KnownNumbers, MentionMeaning, resolve_mentions
from backchannel.settings import EditionSettings, JourneySettings, Project, VolumeSettings

if TYPE_CHECKING:
    from backchannel.edition.traffic.facts import Mention, MessageDocument

PAIR = "Tohak and Hakto"
OTHER_VOLUME = "frus1969-76v98"


def facts(*documents: MessageDocument, mentions: tuple[Mention, ...] = (), folders: tuple[MessageFolderMention, ...] = ()) -> MessageFacts:
    return MessageFacts({document.doc: document for document in documents}, [*mentions], [*folders])


def inferred(
    *documents: MessageDocument,
    mentions: tuple[Mention, ...] = (),
    folders: tuple[MessageFolderMention, ...] = (),
    journeys: tuple[JourneySettings, ...] = (),
) -> JourneyIndex:
    """Infer the journeys of documents, mentions and folders, with these in `volume.toml`."""
    project = Project(Path(), EditionSettings(), {VOLUME: VolumeSettings(title="Ruritania", journeys=journeys)})
    return infer_journeys(facts(*documents, mentions=mentions, folders=folders), project)


def folder(doc: int, first: str, last: str, channel: str = "Tohak", pair: str = PAIR) -> MessageFolderMention:
    return MessageFolderMention(doc, VOLUME, channel, pair, 100, first, last, "fn1", f"{channel} 1–100")


def meanings(mentions: list[Mention], *documents: MessageDocument, index: JourneyIndex | None = None) -> list[str]:
    """Return what each mention means: the id of a message, or `?` and the candidates."""
    journeys = index or inferred(*documents, mentions=tuple(mentions))
    found = resolve_mentions(documents, mentions, journeys)
    return [said(found[mention.key]) for mention in mentions]


def said(meaning: MentionMeaning) -> str:
    return meaning.id or " ".join(("?", *meaning.candidates))


SENT = (
    a_document(1, "1972-12-03", prints="Tohak 2"),
    a_document(2, "1972-12-05", prints="Tohak 10"),
    a_document(3, "1972-12-09", prints="Tohak 20"),
)


@pytest.mark.parametrize(
    ("message", "written", "by_text", "by_note"),
    [
        ("Tohak 11", "1972-12-08", True, True),  # between number 10 of December 5 and number 20 of December 9
        ("Tohak 30", "1972-12-07", False, True),  # number 20 was not yet sent, but editors know what was sent later
        ("Tohak 30", "1973-01-08", True, True),  # a month later the traveler may still be away
        ("Tohak 30", "1973-01-09", False, False),
        ("Tohak 2", "1972-12-20", True, True),
        ("Tohak 2", "1973-01-05", False, False),  # more than a month ago
        ("Tohak 11", "1972-11-10/1973-01-09", True, True),  # 60 days, the pauses before and after a journey
        ("Tohak 11", "1972-11-10/1973-01-10", False, False),
        ("Tohak 11", "", False, False),
        ("Tohak 11a", "1972-12-08", False, False),
    ],
)
def test_a_journey_known_from_dates_allows_numbers_that_fit_between_its_own(
    message: str, written: str, by_text: bool, by_note: bool
) -> None:
    index = inferred(*SENT)
    for by_editors, allowed in ((False, by_text), (True, by_note)):
        found = index.allowing(PAIR, channel_number(message), day_range(written), by_editors=by_editors)
        assert [journey.key for journey in found] == ["1972-12"] * allowed


def test_a_journey_known_from_a_folder_is_not_judged_by_its_numbers() -> None:
    index = inferred(*SENT, folders=(folder(1, "1972-12-03", "1972-12-13"),))
    assert [journey.known for journey in index.journeys[PAIR]] == ["folder"]
    assert index.series == {}
    assert index.allowing(PAIR, channel_number("Tohak 11"), day_range("1972-12-08"), by_editors=False) == []


@pytest.mark.parametrize(
    ("document", "key"),
    [
        (a_document(9, "1972-12-06/1973-01-20", prints="Tohak 15"), "1972-12"),
        (a_document(9, "1972-12-06/1973-02-04", prints="Tohak 15"), "1972-12"),
        (a_document(9, "1972-12-06/1973-02-05", prints="Tohak 15"), f"{VOLUME}-d9"),  # days that are not known well enough
        (a_document(9, "1972-12-20/1973-01-20", prints="Tohak 15"), f"{VOLUME}-d9"),  # number 20 was sent before
        (a_document(9, "", prints="Tohak 15"), f"{VOLUME}-d9"),
    ],
)
def test_a_message_is_of_the_journey_whose_numbers_and_days_allow_it(document: MessageDocument, key: str) -> None:
    assert inferred(*SENT, document).by_document[9].key == key


@pytest.mark.parametrize(
    ("document", "key"),
    [
        (a_document(9, "", prints="Gadel 20"), "1948-10"),  # the volume prints one session
        (a_document(9, "1948-01-01/1948-12-31", prints="Gadel 20"), "1948-10"),
        (a_document(9, "", prints="Gadel 20", volume=OTHER_VOLUME), f"{OTHER_VOLUME}-d9"),
        (a_document(9, "1948-09-01/1948-10-30", prints="Gadel 20", volume=OTHER_VOLUME), "1948-10"),
        (a_document(9, "1950-09-01/1950-10-30", prints="Gadel 20"), f"{VOLUME}-d9"),
    ],
)
def test_an_undated_message_of_a_delegation_is_of_the_only_session_of_its_volume(document: MessageDocument, key: str) -> None:
    session = (a_document(1, "1948-10-01", prints="Gadel 10"), a_document(2, "1948-10-20", prints="Gadel 30"))
    assert inferred(*session, document).by_document[9].key == key


def test_only_a_stated_day_shows_a_journey() -> None:
    assert inferred(a_document(1, "1972-12-05", prints="Tohak 2", stated=False)).journeys == {PAIR: []}
    assert inferred(a_document(1, "1972-12-03/1972-12-05", prints="Tohak 2")).journeys == {PAIR: []}


def test_telegrams_of_posts_and_serials_have_no_journeys() -> None:
    document = a_document(1, "1972-12-05", prints="to Saigon 1037")
    named = (a_mention("from Saigon 12", document, day="1972-12-04"), a_mention("WHS 2280", document, 1, day="1972-12-04"))
    assert inferred(document, mentions=named, folders=(folder(1, "1972-12-03", "1972-12-13", "WHS", "WHS"),)).journeys == {}


def test_a_folder_of_the_document_gives_its_journey_unless_its_date_contradicts_it() -> None:
    folders = (folder(1, "1972-12-03", "1972-12-13"), folder(2, "1972-10-16", "1972-10-23"))
    undated, other = a_document(1, "", prints="Tohak 2"), a_document(2, "", prints="Tohak 2")
    assert {doc: journey.key for doc, journey in inferred(undated, other, folders=folders).by_document.items()} == {
        1: "1972-12",
        2: "1972-10",
    }
    both = (folder(1, "1972-12-03", "1972-12-13"), folder(1, "1972-10-16", "1972-10-23"))
    assert inferred(undated, folders=both).by_document[1].key == f"{VOLUME}-d1"
    assert inferred(a_document(1, "1972-12-10/1972-12-20", prints="Tohak 2"), folders=both).by_document[1].key == "1972-12"


def test_of_two_journeys_that_begin_on_one_day_the_shorter_one_has_the_key_of_the_month() -> None:
    longer = JourneySettings(name="Saltmere", first=date(1972, 12, 3), last=date(1972, 12, 20))
    shorter = JourneySettings(name="Northport", first=date(1972, 12, 3), last=date(1972, 12, 13))
    found = inferred(a_document(1, "", prints="Tohak 2"), journeys=(longer, shorter)).journeys[PAIR]
    assert [(journey.key, journey.name) for journey in found] == [("1972-12", "Northport"), ("1972-12-03", "Saltmere")]


UNPLACED = a_document(1, "", prints="Tohak 71")


@pytest.mark.parametrize(
    ("printed", "written", "by_text", "by_note"),
    [
        ("1972-12-05", "1972-12-10", True, True),
        ("1972-12-05", "1972-12-03", False, True),  # it was not sent yet, but editors know of it
        ("1972-12-05", "1972-10-21", False, True),
        ("1972-12-05", "1972-10-20", False, False),
        ("1972-12-05", "1973-01-04", True, True),
        ("1972-12-05", "1973-01-05", False, False),  # a month later the traveler may have begun again
        ("1972-11-01/1972-12-31", "1972-12-10", True, True),
        ("1972-11-01/1973-01-01", "1972-12-10", False, False),
        ("", "1972-12-10", False, False),
        ("1972-12-05", "1972-09-01/1972-12-10", False, False),
        ("1972-12-05", "", False, False),
    ],
)
def test_a_message_of_unknown_journey_may_be_meant_at_its_time(printed: str, written: str, by_text: bool, by_note: bool) -> None:
    document = a_document(1, printed, prints="Tohak 71")
    unknown = unknown_journey(PAIR, document)
    index = JourneyIndex({}, {1: unknown}, set(), {})
    known = KnownNumbers([document], index)
    for in_note, near in ((False, by_text), (True, by_note)):
        mention = a_mention("Tohak 71", a_document(2, written), in_note=in_note)
        assert known.unplaced_near(mention, index) == [unknown] * near
        assert known.unplaced_near(a_mention("Tohak 72", a_document(2, written), in_note=in_note), index) == []


@pytest.mark.parametrize(
    ("written", "by_text", "by_note"),
    [
        ("1973-05-12", True, True),
        ("1973-05-13", False, True),  # a text names a message of the last five months
        ("1973-12-13", False, True),
        ("1973-12-14", False, False),  # an editor gives the date of one that is more than a year away
        ("1972-12-02", True, True),
        ("1972-12-01", False, True),
        ("1971-12-04", False, True),
        ("1971-12-03", False, False),
        ("", True, True),
    ],
)
def test_a_number_used_on_another_journey_may_be_meant_if_that_is_not_long_ago(written: str, by_text: bool, by_note: bool) -> None:
    paris = InferredJourney(PAIR, "1972-12", "1972-12-03", "1972-12-13", "folder")
    unplaced = a_document(1, "1972-12-03/1972-12-13", prints="Tohak 71")
    unknown = unknown_journey(PAIR, unplaced)
    index = JourneyIndex({PAIR: [paris]}, {1: unknown}, set(), {})
    known = KnownNumbers([unplaced], index)
    known.add_mention(a_mention("Tohak 71", a_document(3)), paris)
    for in_note, may_be in ((False, by_text), (True, by_note)):
        mention = a_mention("Tohak 71", a_document(2, written), in_note=in_note)
        assert known.elsewhere(mention, index, None) == [paris, unknown] * may_be
        assert known.elsewhere(mention, index, paris) == [unknown] * may_be
        assert known.elsewhere(mention, index, unknown) == [paris] * may_be


def test_a_day_without_its_year_does_not_show_that_a_number_is_later() -> None:
    paris = InferredJourney(PAIR, "1972-12", "1972-12-03", "1972-12-13", "folder")
    known = KnownNumbers([], JourneyIndex({PAIR: [paris]}, {}, set(), {}))
    known.add_mention(a_mention("Tohak 71", a_document(3), dated="XXXX-12-05"), paris)
    assert not known.is_later(a_mention("Tohak 75", a_document(3)), paris, "1972-12-04")


TWICE = (
    a_document(1, "1972-12-01", prints="Tohak 1"),
    a_document(2, "1972-12-05", prints="Tohak 30"),
    a_document(3, "1972-12-06", prints="Tohak 1"),
    a_document(4, "1972-12-10", prints="Tohak 10"),
)
"""Two journeys in a row."""


@pytest.mark.parametrize("in_note", [False, True])
def test_a_document_after_two_journeys_may_mean_a_number_of_either(in_note: bool) -> None:
    named = [a_mention(f"Tohak {number}", a_document(9, "1972-12-20"), in_note=in_note) for number in (5, 25, 30)]
    for mention, means in zip(named, ("? tohak-5-1972-12 tohak-5-1972-12-06", "? tohak-25-1972-12 tohak-25-1972-12-06"), strict=False):
        assert meanings([mention], *TWICE) == [means]
    assert meanings([named[2]], *TWICE) == ["tohak-30-1972-12"]  # that number is known to have been used on the first


def test_a_note_to_a_document_of_no_journey_means_the_journey_whose_numbers_allow_it() -> None:
    assert meanings([a_mention("Tohak 11", a_document(9, "1972-12-20"), in_note=True)], *SENT) == ["tohak-11-1972-12"]
    assert meanings([a_mention("Tohak 11", a_document(9, "1974-12-20"), in_note=True)], *SENT) == [f"tohak-11-{VOLUME}-d9"]


def test_a_day_without_its_year_is_of_the_journey_of_the_message_that_names_it() -> None:
    folders = (folder(1, "1972-12-03", "1972-12-13"), folder(2, "1971-12-03", "1971-12-13"))
    documents = (a_document(1, "", prints="Tohak 71"), a_document(2, "", prints="Tohak 71"))
    index = inferred(*documents, folders=folders)
    named = [a_mention("Hakto 12", document, dated="XXXX-12-07") for document in (*documents, a_document(9))]
    assert meanings(named, *documents, index=index) == ["hakto-12-1972-12", "hakto-12-1971-12", "? hakto-12-1971-12 hakto-12-1972-12"]


def test_a_day_without_its_year_is_of_a_journey_of_a_year_of_the_document() -> None:
    folders = (folder(1, "1972-12-03", "1972-12-13"), folder(2, "1970-12-03", "1970-12-13"))
    documents = (a_document(1, "", prints="Tohak 71"), a_document(2, "", prints="Tohak 71"))
    mention = a_mention("Hakto 12", a_document(9, "1971-06-01/1972-12-31"), dated="XXXX-12-07")
    assert meanings([mention], *documents, index=inferred(*documents, folders=folders)) == ["hakto-12-1972-12"]


def test_mentions_of_one_number_at_one_time_mean_one_message_and_those_of_other_years_another() -> None:
    written = ["1972-12-10", "1973-01-09", "1974-12-10", ""]
    named = [a_mention("Hakto 12", a_document(n, days)) for n, days in enumerate(written, 1)]
    assert meanings(named) == [f"hakto-12-{VOLUME}-d1", f"hakto-12-{VOLUME}-d1", f"hakto-12-{VOLUME}-d3", f"hakto-12-{VOLUME}-d4"]


def test_a_mention_with_a_date_does_not_join_those_without() -> None:
    named = [
        a_mention("Hakto 12", a_document(1, "1972-12-10")),
        a_mention("Hakto 12", a_document(2, "1972-12-11/1972-12-12"), dated="XXXX-12-20"),
    ]
    assert meanings(named) == [f"hakto-12-{VOLUME}-d1", f"hakto-12-{VOLUME}-d2"]


def test_mentions_without_a_number_and_telegrams_of_posts_are_left_alone() -> None:
    document = a_document(1, "1972-12-10", prints="Tohak 71")
    mentions = [a_mention("Hakto 12", document)._replace(number=""), a_mention("to Saigon 1037", document, 1)]
    assert resolve_mentions([document], mentions, inferred(document, mentions=tuple(mentions))) == {}
