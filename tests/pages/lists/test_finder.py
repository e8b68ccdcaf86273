"""The finder of a volume has its pages, documents and messages, each with its address."""

from __future__ import annotations

from invented import VOLUME, an_edition, document, edition, listed_volume

from backchannel.edition.queries import lists, messages
from backchannel.pages.lists.finder import VolumeFinder, finder


def found(*texts: str) -> VolumeFinder:
    store = edition({f"{VOLUME}/{n}.txt": text for n, text in enumerate(texts)})
    return finder(
        an_edition(),
        VOLUME,
        listed_volume(store, VOLUME),
        lists.breaks(store, VOLUME),
        messages.of_volume(store, VOLUME),
    )


def test_a_page_number_leads_to_its_beginning_labeled_or_not() -> None:
    assert found(document(1, "One.", "Two [Page 8] three.")).pages == [
        ("7", f"{VOLUME}/d1.html", "1"),
        ("8", f"{VOLUME}/d1.html#pg_8", "1"),
    ]


def test_a_message_number_leads_to_its_document_or_the_ledger() -> None:
    messages = found(document(1, "Tohak 5. I have your Hakto 3.")).messages
    assert messages == [
        ("Hakto 3", "messages.html#hakto-3-frus1969-76v99-d1", "Known only by mention"),
        ("Tohak 5", f"{VOLUME}/d1.html", "In this edition"),
    ]


def test_a_document_has_number_head_date_people_and_message_number() -> None:
    (entry,) = found(document(1, "Tohak 5. Hello.", "Strelsau, May 5, 1972.", head="Message From Archer to Baker")).documents
    assert entry[:3] == (f"{VOLUME}/d1.html", "1", "Message From Archer to Baker")
    assert entry[4:] == ("Archer to Baker", "Tohak 5")


def test_the_script_is_valid_data_for_any_text() -> None:
    script = found(document(1, "x", head='Letter From "</script>" to B\\')).script(VOLUME)
    assert script.startswith(f'(window.finders??={{}})["{VOLUME}"]={{"title":')
    assert script.count("\n") == 1
