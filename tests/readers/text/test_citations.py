"""Citations are parsed: the cases of `citations/cases.txt`, and laws for any text."""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.readers.text.citations import find_references
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from backchannel.records import Reference

CASES = Path(__file__).parent / "citations" / "cases.txt"


class Case(NamedTuple):
    """Text with its passages and the expected references: the words of each, and what they name."""

    text: str
    volume: str
    where: str
    own: str | None
    editorial: bool
    expected: list[str]


def cases() -> Iterator[Case]:
    settings = {"volume": "", "where": "", "own": "-", "editorial": "-"}
    for block in CASES.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if not line.startswith("#")]
        for line in lines:
            if line.startswith("@"):
                name, _, value = line[1:].partition(" ")
                settings[name] = value
        plain = [line for line in lines if not line.startswith("@")]
        if plain:
            own = None if settings["own"] == "-" else settings["own"]
            editorial = settings["editorial"] == "yes"
            yield Case(plain[0], settings["volume"], settings["where"], own, editorial, [line.strip() for line in plain[1:]])


def references(text: str, volume: str, where: str, own: str | None = None, *, editorial: bool = False) -> list[Reference]:
    passages, at = [], 0
    for n, passage in enumerate(text.split("¶"), 1):
        passages.append((Span(at, at + len(passage)), where if where == "body" else f"note:{n}"))
        at += len(passage) + 1
    return find_references(text, passages, volume, own, editorial=editorial)


def described(text: str, reference: Reference) -> str:
    cited = reference.cited
    parts = [
        reference.kind,
        cited.volume,
        cited.document and f"d{cited.document}",
        cited.relation,
        cited.page and f"p. {cited.page}",
        cited.note and f"fn{cited.note}",
        cited.channel,
        cited.number,
        cited.date,
        cited.alternative and f"or {cited.alternative}",
    ]
    return f"{text[reference.start : reference.end]} = {' '.join(part for part in parts if part)}"


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.text[:60])
def test_a_citation_is_parsed_into_its_references(case: Case) -> None:
    found = references(case.text, case.volume, case.where, case.own, editorial=case.editorial)
    assert [described(case.text, reference) for reference in found] == case.expected


PIECES = """
See see Document Documents 12 308 – - , ; . and footnote footnotes thereto above supra Infra ibid Ibid., p. pp. pages ff. vol. volume
XIII iii Foreign_Relations, 1952–1954 1947, Part Hakto Tohak 1–100 messages Files Bulletin ( ) [ December 7, ¶ *
of the_Hearings in_the_folder to_the_report Papers, Documents_on Soviet-American_Relations: Series_D, (New_York,_1954), printed_as that
telegram telegrams Deptel Embtels Reurtel your my Saigon Saigon’s USUN from to 970, 1142
"""
TEXTS = st.one_of(
    st.text(max_size=300), st.lists(st.sampled_from(PIECES.split()), max_size=60).map(lambda words: " ".join(words).replace("_", " "))
)
OWN = st.sampled_from([None, "Hakto", "to Saigon", "from USUN"])


@given(TEXTS, st.sampled_from(["frus1948v01p1", "frus1969-76v09", "papers"]), st.sampled_from(["body", "note"]), OWN)
def test_references_are_in_order_inside_their_passages(text: str, volume: str, where: str, own: str | None) -> None:
    found = references(text, volume, where, own)
    spans = [(reference.start, reference.end) for reference in found]
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all("¶" not in text[start:end] for start, end in spans)


@given(TEXTS, OWN)
def test_references_never_overlap(text: str, own: str | None) -> None:
    found = references(text, "frus1948v01p1", "body", own)
    assert all(before.end <= after.start for before, after in pairwise(found))


@pytest.mark.parametrize(
    "piece",
    [
        "Documents 1, ",
        "footnote 1, ",
        "vol. I, ",
        "pp. 1–",
        "ibid., ",
        "Foreign Relations, 1950, ",
        "p. ",
        "Hakto 1, ",
        " " * 9,
        "ix",
        "telegram 12, ",
        "your 120, ",
        "Saigon 120, ",
    ],
)
def test_the_work_of_reading_a_text_is_linear_in_its_length(piece: str) -> None:
    short, long = (_steps(piece * number) for number in (250, 2_000))
    assert long <= 2 * 8 * short


def _steps(text: str) -> int:
    """Count the lines executed while a text is read, a measure that is the same on every machine."""
    steps = 0

    def count(_frame: FrameType, _event: str, _value: object) -> Any:
        nonlocal steps
        steps += 1
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        find_references(text, [(Span(0, len(text)), "body")], "frus1948v01p1", "to Saigon")
    finally:
        sys.settrace(before)
    return steps
