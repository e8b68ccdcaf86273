"""Documents are put in order, and page breaks give the printed pages on which they begin and end."""

from __future__ import annotations

import pytest
from invented import VOLUME, document, edition

from backchannel.edition.linking.arrange import BreakRange, PageRange, page_before, paginate
from backchannel.edition.queries import document_queries

# number, first break, last break, break before the first word  →  first page, last page, evidence
VOLUMES: dict[str, list[tuple[tuple[int | None, str | None, str | None, bool], tuple[str | None, str | None, str | None]]]] = {
    "the page before the first break": [((44, "248", "249", False), ("247", "249", "next-break"))],
    "a break before the first word": [((9, "88", "89", True), ("88", "89", "printed"))],
    "no evidence": [((9, None, None, False), (None, None, None))],
    "between neighbors on one page": [
        ((1, "5", "6", False), ("4", "6", "next-break")),
        ((2, None, None, False), ("6", "6", "neighbors")),
        ((3, "7", "7", False), ("6", "7", "next-break")),
    ],
    "between neighbors on two pages": [
        ((1, "5", "6", False), ("4", "6", "next-break")),
        ((2, None, None, False), (None, None, None)),
        ((3, "7", "8", True), ("7", "8", "printed")),
    ],
    "two documents on the page that both neighbors share": [
        ((1, "5", "6", False), ("4", "6", "next-break")),
        ((2, None, None, False), ("6", "6", "neighbors")),
        ((3, None, None, False), ("6", "6", "neighbors")),
        ((4, "7", "7", False), ("6", "7", "next-break")),
    ],
    "a page between them that would be empty": [
        ((1, "5", "6", False), ("4", "6", "next-break")),
        ((2, None, None, False), ("7", "7", "neighbors")),
        ((3, "9", "9", False), ("8", "9", "next-break")),
    ],
    "more documents than pages between them": [
        ((1, "5", "6", False), ("4", "6", "next-break")),
        ((2, None, None, False), (None, None, None)),
        ((3, None, None, False), (None, None, None)),
        ((4, "9", "9", False), ("8", "9", "next-break")),
    ],
    "a document missing between them": [
        ((1, "5", "6", False), ("4", "6", "next-break")),
        ((3, None, None, False), (None, None, None)),
        ((4, "7", "7", False), ("6", "7", "next-break")),
    ],
    "roman pages": [((None, "xiv", "xv", False), ("xiii", "xv", "next-break"))],
}


@pytest.mark.parametrize("volume", VOLUMES.values(), ids=VOLUMES.keys())
def test_page_breaks_give_first_and_last_page(
    volume: list[tuple[tuple[int | None, str | None, str | None, bool], tuple[str | None, str | None, str | None]]],
) -> None:
    documents = [BreakRange(*breaks) for breaks, _ in volume]
    assert list(paginate(documents)) == [PageRange(*expected) for _, expected in volume]


@pytest.mark.parametrize(("page", "before"), [("248", "247"), ("1", None), ("xiv", "xiii"), ("V", "IV"), ("i", None), ("12a", None)])
def test_the_page_before(page: str, before: str | None) -> None:
    assert page_before(page) == before


def test_a_document_has_its_successors_by_channel_and_by_correspondents() -> None:
    heads = {
        1: "Message From Archer to Baker",
        2: "Message From Coster to Baker",
        3: "Message From Baker to Archer",
        4: "Memorandum From Archer to Baker and Coster",
    }
    lines = {1: "Tohak 4. One.", 2: "Tohak 5. Two.", 3: "Hakto 3. Three.", 4: "Four."}
    store = edition({f"{VOLUME}/{n}.txt": document(n, lines[n], head=head) for n, head in heads.items()})
    (run,) = document_queries.runs(store, 9)
    successors = [
        (line.name, line.previous_number, line.following_number) for along in document_queries.lines(store, run).values() for line in along
    ]
    assert sorted(successors, key=str) == [
        ("Archer and Baker", "1", None),
        ("Archer and Baker", None, "3"),
        ("Tohak", "1", None),
        ("Tohak", None, "2"),
    ]
