"""The order of a volume limits the dates of the documents that state none, if the dated documents prove the order."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from invented import VOLUME, document, edition

from backchannel.edition.linking.date_order import DateInOrder, limit_dates
from backchannel.edition.queries.export import exported_documents

_PROOF = range(1, 26)
"""Days of documents in order, which prove the order before each case."""

# days of the year 1970 in the order of the volume, ? for a document without a day, ! for an editorial note; its date by its own text
# → the days between which it is dated
CASES: dict[str, tuple[str, str | None, str | None]] = {
    "the second nearest on each side is the limit": ("30 32 34 ? 36 38 40", None, "32/38"),
    "two on one day leave a day's margin": ("30 32 32 ? 32 32 40", None, "31/33"),
    "one day by its own evidence": ("30 32 32 ? 32 32 40", "33/50", "33"),
    "a far second nearest is replaced by two weeks from the nearest": ("30 40 70 ? 75 110 120", None, "56/89"),
    "its own evidence narrows it": ("30 32 34 ? 36 38 40", "33/..", "33/38"),
    "its own evidence excludes its neighbors": ("30 32 34 ? 36 38 40", "41/50", "32/50"),
    "its own evidence excludes its neighbors and has an open end": ("30 32 34 ? 36 38 40", "../20", "../38"),
    "a chapter begins": ("130 140 150 ? 31 33 35", None, None),
    "a neighbor is out of order": ("30 50 34 ? 36 38 40", None, None),
    "too few documents after it": ("30 32 34 ? 36 38", None, None),
    "neighbors without a day are passed over": ("30 32 34 ? ? ? 36 38 40", None, "32/38"),
    "an editorial note": ("30 32 34 ! 36 38 40", None, None),
}


def day(number: str) -> str:
    return (date(1969, 12, 31) + timedelta(int(number))).isoformat() if number.isdecimal() else number


def days(interval: str) -> str:
    """Write an interval of days of the year in EDTF: `32/38`, `../20`."""
    return "/".join(map(day, interval.split("/")))


def in_order(series: str, own: str | None = None, *, proof: range = _PROOF) -> list[DateInOrder]:
    return [
        DateInOrder(n, f"v/d{n}", day(word) if word.isdecimal() else None, days(own) if own and word == "?" else None, word == "?")
        for n, word in enumerate([*map(str, proof), *series.split()], 1)
    ]


@pytest.mark.parametrize(("series", "own", "expected"), CASES.values(), ids=CASES.keys())
def test_neighbors_limit_a_date(series: str, own: str | None, expected: str | None) -> None:
    found = limit_dates(in_order(series, own))
    assert {one.edtf for one in found.values()} == ({days(expected)} if expected else set())


def test_a_conflict_with_its_own_evidence_is_recorded() -> None:
    (found,) = limit_dates(in_order("30 32 34 ? 36 38 40", "41/50")).values()
    assert (found.order.disputed, found.order.before.day, found.order.after.day) == (True, day("32"), day("38"))


def test_few_documents_prove_no_order() -> None:
    assert limit_dates(in_order("1 2 3 4 5 6 7 8 9 10 ? 11 12 13", proof=range(0))) == {}


def test_a_volume_with_documents_out_of_place_proves_no_order() -> None:
    series = " ".join(str(n + 60 * (n % 9 == 4)) for n in range(1, 90))
    assert limit_dates(in_order(f"{series} 130 132 134 ? 136 138 140", proof=range(0))) == {}


def test_an_inferred_date_is_in_the_record_with_the_documents_that_show_it() -> None:
    dates = {n: "" if n == 15 else f"Strelsau, March {n}, 1970." for n in range(1, 31)}
    store = edition({f"{VOLUME}/{n}.txt": document(n, *filter(None, [line]), "Text.") for n, line in dates.items()})
    (found,) = [found.document.date for found in exported_documents(store) if found.document.date and not found.document.date.stated]
    assert found.edtf == "1970-03-13/1970-03-17"
    assert found.order
    assert (found.order.before.document, found.order.after.document) == (f"{VOLUME}/d13", f"{VOLUME}/d17")
    assert found.order.share == 100


def test_evidence_that_the_order_contradicts_is_a_finding() -> None:
    dates = {n: "" if n == 15 else f"Strelsau, March {n}, 1970." for n in range(1, 31)}
    head = {15: "Memorandum From A. Archer to President Kennedy"}
    texts = {
        f"{VOLUME}/{n}.txt": document(n, *filter(None, [line]), "Text.", head=head.get(n, "Letter From A. Archer to B. Baker"))
        for n, line in dates.items()
    }
    found = edition(texts).rows("SELECT path, message FROM finding WHERE rule = 'V013'")
    assert [tuple(row) for row in found] == [
        (f"{VOLUME}/15.txt", "its own words date it 1961-01-20/1963-11-22, but the documents around it 1970-03-13 to 1970-03-17")
    ]
