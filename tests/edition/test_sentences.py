"""The citing words are exactly one sentence."""

from __future__ import annotations

import pytest
from invented import VOLUME, document

from backchannel import vocabulary
from backchannel.edition.sentences import Sentences
from backchannel.readers.text.document import read_document
from backchannel.records import Spanned
from backchannel.source import Source

SENTENCES = [
    ("only the sentence of the reference", "Haig left. He saw Document 3 there. He came back.", "He saw Document 3 there."),
    ("markers and page labels are left out", "He saw it;1 see Document 3 [Page 9] there.", "see Document 3 there."),
    ("a whole short paragraph", "See Document 3.", "See Document 3."),
    (
        "the period of an abbreviation does not end a sentence",
        "Mr. Archer saw No. 4 of Document 3, pp. 5–6, there. He left.",
        "Mr. Archer saw No. 4 of Document 3, pp. 5–6, there.",
    ),
    (
        "the period of an initial does not end a sentence",
        "Henry A. Kissinger and the U.S. side saw Document 3.",
        "Henry A. Kissinger and the U.S. side saw Document 3.",
    ),
]


def quoted(paragraph: str) -> str:
    record = read_document(Source(f"{VOLUME}/a.txt", document(44, paragraph, "  1. A note.")), VOLUME)
    at = record.text.index("Document 3")
    return Sentences.of(record).around(Spanned(start=at, end=at + 10))


@pytest.mark.parametrize(("paragraph", "quotation"), [row[1:] for row in SENTENCES], ids=[row[0] for row in SENTENCES])
def test_the_citing_words_are_a_sentence(paragraph: str, quotation: str) -> None:
    assert quoted(paragraph) == quotation


@pytest.mark.parametrize("example", [example for term in vocabulary.terms("abbreviations") for example in term.examples])
def test_no_example_of_an_abbreviation_is_cut_at_it(example: str) -> None:
    words = f"{example[:-1]}, as Document 3 says."
    assert quoted(f"Before. {words} After.") == words
