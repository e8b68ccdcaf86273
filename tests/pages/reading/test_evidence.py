"""The page says what shows a date that the document does not state."""

from __future__ import annotations

import pytest
from invented import VOLUME, frame

from backchannel.pages.reading.evidence import order_evidence, period_evidence
from backchannel.records import DateOrder, NeighborDay

BEFORE = NeighborDay(document=f"{VOLUME}/d13", day="1970-03-13")
AFTER = NeighborDay(document=f"{VOLUME}/d17", day="1970-03-17", margin=14)


@pytest.mark.parametrize(
    ("order", "measured"),
    [
        (
            DateOrder(before=BEFORE, after=AFTER, share=100),
            "All neighboring documents with stated dates in this volume are in order of date.",
        ),
        (
            DateOrder(before=BEFORE, after=AFTER, share=98, disputed=True),
            "98 of 100 neighboring documents with stated dates in this volume are in order of date."
            " The other evidence excludes these days, so the date includes both.",
        ),
    ],
)
def test_the_order_of_a_volume_is_shown_with_the_documents_and_how_many_are_in_order(order: DateOrder, measured: str) -> None:
    found = order_evidence(order, frame("chronology", VOLUME).linker)
    assert "".join(inline.text for inline in found) == (
        f"Document 13 (March 13, 1970) comes before it and Document 17 (March 17, 1970, plus 14 days) after it. {measured}"
    )
    assert [inline.href for inline in found if inline.href] == ["d13.html", "d17.html"]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ("1972-10-01/1973-01-31", "the volume covers October 1972–January 1973"),
        ("../1976-12-31", "the volume has no document after December 31, 1976"),
    ],
)
def test_the_period_of_a_volume_is_shown(days: str, words: str) -> None:
    assert period_evidence(days) == words
