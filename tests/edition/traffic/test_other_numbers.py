"""A mention of a message's other number means that message; a number that two documents print means neither alone."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from message_facts import a_document, a_mention, channel_number

from backchannel.edition.resolution import Resolution
from backchannel.edition.traffic.mentions import MentionMeaning
from backchannel.edition.traffic.other_numbers import OtherNumbers, compare_numbers

if TYPE_CHECKING:
    from backchannel.edition.traffic.facts import Mention, MessageDocument

WHY = "This is another number of the same message."


def meaning(mention: Mention, *documents: MessageDocument, duplicates: dict[str, list[int]] | None = None) -> MentionMeaning | None:
    """Return the other meaning of a mention that means message `x`, if documents print `m1`, `m2` and so on."""
    others = OtherNumbers(documents, {document.doc: f"m{document.doc}" for document in documents}, duplicates or {})
    return dict(others.meanings([mention], {mention.key: MentionMeaning("x", None, "First.")})).get(mention.key)


def test_a_serial_means_the_message_that_has_it() -> None:
    printed = a_document(1, "1972-12-05", prints="Tohak 82", serials=("WHS 2280", "226"))
    for words in ("WHS 2280", "226"):
        assert meaning(a_mention(words, a_document(2, "1975-01-01")), printed) == MentionMeaning("m1", None, WHY)
    assert meaning(a_mention("WHS 2281", a_document(2, "1972-12-05")), printed) is None


def test_a_serial_that_two_messages_have_means_neither_alone() -> None:
    printed = [a_document(n, "1972-12-05", prints=f"Tohak 8{n}", serials=("WHS 2280",)) for n in (1, 2)]
    found = meaning(a_mention("WHS 2280", a_document(3)), *printed)
    assert found == MentionMeaning(None, None, "2 documents print WHS 2280.", ("m1", "m2"))


def test_a_number_of_a_message_of_its_own_is_not_the_serial_of_another() -> None:
    printed = [a_document(1, "1972-12-05", prints="Tohak 82", serials=("Secto 67",)), a_document(2, "1972-12-06", prints="Secto 67")]
    assert meaning(a_mention("Secto 67", a_document(3, "1972-12-07")), *printed) is None


@pytest.mark.parametrize(
    ("printed", "written", "day", "means"),
    [
        ("1972-12-05", "1972-12-20", "", "m1"),
        ("1972-12-05", "1972-12-03", "", None),  # nobody names a message before it is sent
        ("1972-12-05", "1973-06-20", "", None),  # the traveler may have used the number again
        ("1972-12-05", "", "", None),
        ("", "1972-12-20", "", None),
        ("1972-12-05", "1973-06-20", "1972-12-06", "m1"),  # the date shows which
        ("1972-12-05", "1973-06-20", "1972-12-07", None),
        ("1972-12-05", "1972-12-20", "1972-12-07", None),
    ],
)
def test_a_second_number_of_a_traveler_must_be_of_the_same_time(printed: str, written: str, day: str, means: str | None) -> None:
    document = a_document(1, printed, prints="from Paris 3675", serials=("Secto 67",))
    found = meaning(a_mention("Secto 67", a_document(2, written), day=day), document)
    assert (found.id if found else None) == means


def test_a_note_may_name_a_second_number_of_the_next_weeks() -> None:
    document = a_document(1, "1972-12-05", prints="from Paris 3675", serials=("Secto 67",))
    named = a_mention("Secto 67", a_document(2, "1972-12-01"), in_note=True)
    assert meaning(named, document) == MentionMeaning("m1", None, WHY)


def test_a_document_that_names_its_second_number_means_itself() -> None:
    document = a_document(1, "", prints="from Paris 3675", serials=("Secto 67",))
    assert meaning(a_mention("Secto 67", document), document) == MentionMeaning("m1", None, WHY)


def test_a_number_that_two_documents_print_means_neither_alone() -> None:
    printed = [a_document(n, "1972-12-05", prints="Tohak 71") for n in (1, 2)]
    named = a_mention("Tohak 71", a_document(3, "1972-12-07"))
    assert meaning(named, *printed, duplicates={"x": [1, 2]}) == MentionMeaning(None, None, "2 documents print Tohak 71.", ("m1", "m2"))
    nameless = named._replace(channel="", number="")
    found = meaning(nameless, *printed, duplicates={"x": [1, 2]})
    assert found == MentionMeaning(None, None, "2 documents print that message.", ("m1", "m2"))


def test_a_mention_without_a_meaning_gets_none() -> None:
    printed = a_document(1, "1972-12-05", prints="Tohak 82", serials=("WHS 2280",))
    others = OtherNumbers([printed], {1: "m1"}, {})
    mention = a_mention("WHS 2280", a_document(2))
    assert list(others.meanings([mention], {})) == []
    assert list(others.meanings([mention], {mention.key: MentionMeaning(None, None, "", ("m1", "m2"))})) == []


COPIED = a_document(1, "1972-12-05", prints="from Paris 3675", serials=("Paris to London 167", "Paris to Rome 168"))


@pytest.mark.parametrize(
    ("words", "document", "means"),
    [
        ("Paris to London 167", a_document(2, "1972-12-07"), "m1"),
        ("from Paris 167", a_document(2, "1972-12-07", prints="from London 12"), "m1"),  # in London, the copy that Paris sent
        ("from Paris 167", a_document(2, "1972-12-07", prints="to London 12"), "m1"),
        ("from Paris 168", a_document(2, "1972-12-07", prints="from Rome 12"), "m1"),
        ("from Paris 168", a_document(2, "1972-12-07", prints="from London 12"), None),  # the number of the copy that Rome got
        ("from Paris 167", a_document(2, "1972-12-07", prints="from Saigon 12"), None),  # Saigon got no copy
        ("from Paris 167", a_document(2, "1972-12-07", prints="Tohak 12"), None),
        ("from Paris 167", a_document(2, "1972-12-07"), None),  # in Washington, a telegram to the Department
        ("from Paris 167", a_document(2, "1973-12-07", prints="from London 12"), None),  # of another year
        ("from Paris 167", a_document(2, "1972-12-03", prints="from London 12"), None),
    ],
)
def test_a_post_names_the_copy_that_it_got_by_its_number(words: str, document: MessageDocument, means: str | None) -> None:
    found = meaning(a_mention(words, document), COPIED)
    assert (found.id if found else None) == means


def compared(mention: Mention, document: MessageDocument, *others: Mention) -> str:
    """Return whether the number of a mention that is said to be a document is that of a `copy`, a `contradiction` or the document's."""
    place = Resolution("printed", document.id, document.doc)
    copies, contradicted = compare_numbers([mention, *others], {document.doc: document}, {mention.key: place})
    assert copies in ([], [(mention.message, document)])
    assert contradicted in ({}, {mention.key: document.own.words if document.own else ""})
    assert not (copies and contradicted)
    return "copy" if copies else "contradiction" if contradicted else "same"


TELEGRAM = a_document(1, "1955-05-05", prints="to Paris 3828")
CITING = a_document(2, "1955-05-06", prints="from Saigon 12")


@pytest.mark.parametrize(
    ("words", "document", "said"),
    [
        ("to Paris 3828", TELEGRAM, "same"),
        ("WHS 2280", a_document(1, "1972-12-05", prints="Tohak 82", serials=("WHS 2280",)), "same"),
        ("to Saigon 4756", TELEGRAM, "copy"),  # a telegram to two posts has a number for each
        ("to Paris 3829", TELEGRAM, "contradiction"),
        ("Tohak 84", a_document(1, "1972-12-05", prints="Tohak 85"), "contradiction"),
        ("Hakto 84", a_document(1, "1972-12-05", prints="Tohak 85"), "contradiction"),
        ("to Saigon 4756", a_document(1, "1972-12-05", prints="Tohak 85"), "contradiction"),
        ("Tohak 84", TELEGRAM, "contradiction"),
        ("Tohak 84", a_document(1, "1972-12-05"), "same"),  # it has no number
    ],
)
def test_another_number_of_a_cited_document_is_that_of_a_copy_or_contradicts_it(words: str, document: MessageDocument, said: str) -> None:
    assert compared(a_mention(words, CITING), document) == said


def test_a_document_that_names_both_numbers_of_a_telegram_shows_that_one_is_of_a_copy() -> None:
    own = a_mention("to Paris 3828", CITING, 1, in_note=True)
    assert compared(a_mention("to Paris 4756", CITING), TELEGRAM, own) == "copy"
    assert compared(a_mention("to Paris 4756", CITING), TELEGRAM, own._replace(document=a_document(3))) == "contradiction"


def test_a_document_named_without_a_number_contradicts_nothing() -> None:
    mention = a_mention("to Paris 4756", CITING)._replace(channel="", number="")
    assert compared(mention, TELEGRAM) == "same"
    assert compare_numbers([mention], {}, {}) == ([], {})
    assert compare_numbers([a_mention("to Paris 1", CITING)], {}, {(2, 0): Resolution("elsewhere", "frus1955-57v01/d3")}) == ([], {})


def test_the_number_of_a_copy_means_the_telegram_in_other_documents_too() -> None:
    others = OtherNumbers([TELEGRAM], {1: "m1"}, {}, [(channel_number("to Saigon 4756"), TELEGRAM)])
    mention = a_mention("to Saigon 4756", a_document(3, "1955-05-10"))
    assert dict(others.meanings([mention], {mention.key: MentionMeaning("x", None, "")}))[mention.key].id == "m1"


def copied(mention: Mention, means: str | None, document: MessageDocument, words: str, day: str = "") -> str | None:
    """Return what `words` mean in a document, if another one names a telegram `means` with its copies."""
    others = OtherNumbers([], {}, {})
    others.add_mentioned([mention], {mention.key: MentionMeaning(means, None, "")})
    later = a_mention(words, document, 5, day=day)
    found = dict(others.meanings([later], {later.key: MentionMeaning("x", None, "")})).get(later.key)
    return found.id if found else None


REPEATED = a_mention("to Paris 3828", CITING)._replace(copies=(channel_number("to Saigon 4756"), channel_number("Secto 67")))
"""`telegram 3828 to Paris, repeated to Saigon as 4756`"""


@pytest.mark.parametrize(
    ("mention", "document", "words", "day", "means"),
    [
        (REPEATED, CITING, "to Saigon 4756", "", "m9"),
        (REPEATED, CITING, "to Rome 4756", "", "m9"),  # the same document names the copy by its number alone
        (REPEATED, CITING, "from Rome 4756", "", None),
        (REPEATED, CITING, "to Rome 3828", "", None),
        (REPEATED, a_document(3, "1955-05-10"), "to Saigon 4756", "", "m9"),
        (REPEATED, a_document(3, "1955-05-10"), "to Rome 4756", "", None),
        (REPEATED, a_document(3, "1955-05-10"), "Secto 67", "", "m9"),
        (REPEATED, a_document(3, "1956-05-10"), "Secto 67", "", None),  # the traveler may have used the number again
        (REPEATED._replace(document=a_document(2)), a_document(3, "1955-05-10"), "Secto 67", "", None),
        (REPEATED._replace(document=a_document(2, "1955-02-01/1955-08-31")), a_document(3, "1955-05-10"), "Secto 67", "", None),
        (REPEATED._replace(document=a_document(2, "1955-01-01/1955-12-31")), a_document(3, "1955-05-10"), "Secto 67", "", None),
        (REPEATED._replace(day=date(1955, 5, 2)), a_document(3, "1955-05-10"), "Secto 67", "1955-05-02", "m9"),
        (REPEATED._replace(day=date(1955, 5, 2)), a_document(3, "1955-05-10"), "Secto 67", "1955-05-05", None),
        (REPEATED._replace(copies=()), CITING, "to Saigon 4756", "", None),
    ],
)
def test_the_number_of_a_copy_that_the_words_name_means_the_telegram(
    mention: Mention, document: MessageDocument, words: str, day: str, means: str | None
) -> None:
    assert copied(mention, "m9", document, words, day) == means
    assert copied(mention, None, document, words, day) is None


def test_the_copies_of_a_mention_without_a_meaning_mean_nothing() -> None:
    others = OtherNumbers([], {}, {})
    others.add_mentioned([REPEATED], {})
    later = a_mention("to Saigon 4756", CITING, 5)
    assert list(others.meanings([later], {later.key: MentionMeaning("x", None, "")})) == []
