"""The words at an address are those that its page prints, without marks."""

from __future__ import annotations

import pytest
from invented import document

from backchannel.edition.anchors import anchors
from backchannel.edition.sentences import Sentences
from backchannel.edition.wordings import Wording, wording, wordings
from backchannel.readers.text.document import read_documents
from backchannel.source import Source


def words_at(text: str) -> dict[str, Wording]:
    """Return the wording of each address of a document."""
    (read,) = read_documents(Source("v/a.txt", text), "v")
    return wordings(read, anchors(read), Sentences.of(read))


@pytest.mark.parametrize(
    ("marked", "printed"),
    [
        pytest.param("The King left.1 Nobody asked.", "The King left. Nobody asked.", id="a marker"),
        pytest.param(
            "Builds that exit all that 1 1 the else are any other.",
            "Builds that exit all that 1 the else are any other.",
            id="a figure that is read as a marker",
        ),
        pytest.param("The King [Page 5] left.", "The King left.", id="a page label"),
    ],
)
def test_a_mark_is_none_of_the_words_at_an_address(marked: str, printed: str) -> None:
    assert words_at(document(1, marked))["p1"] == wording(printed)


def test_another_number_of_a_note_leaves_the_words_at_the_address_of_its_marker() -> None:
    one, other = (words_at(document(1, f"The King left.{n} Nobody asked.", f"  {n}. A note.")) for n in (1, 2))
    assert ("fn1" in one, "fn2" in other) == (True, True)
    assert one["p1"] == other["p1"]
