"""A date is stated, bounded with evidence, or unknown."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import Case, read_cases, shown
from hypothesis import given
from hypothesis import strategies as st

from backchannel.readers.text.document import finish_document, read_document
from backchannel.readers.text.prepared import prepare_documents
from backchannel.records import Clock, Document
from backchannel.source import Source

HEAD = "71. Message From President Jones to the Secretary of State (Archer) in Zenda"
SOURCE = "Source: Jones Library, Trip Files, Zenda Trip, Tohak 1–100, December 3–13, 1972. Secret."
REPLY = "In message Hakto 18, December 7, 1123Z, Archer replied to Jones: “Understood.”"


CASES = read_cases(Path(__file__).parent / "cases" / "evidence_of_dates.txt")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text[-60:])
def test_a_date_is_bounded_by_its_evidence(case: Case) -> None:
    volume, (first, _, last) = case.expected.get("volume", "frus1969-76v99"), case.expected.get("period", "").partition("/")
    period = (None if first == ".." else first, last) if last else None
    (prepared,) = prepare_documents(Source("a.txt", case.text), volume)
    read = finish_document(prepared._replace(period=period))
    found = {
        "date": shown(read.date and read.date.edtf),
        "evidence": shown([f"{rule}: {words}" if words else rule for rule, words in evidence(read)]),
        "findings": shown([finding.rule for finding in read.findings if finding.rule == "H006"]),
    }
    assert {name: found[name] for name in found if name in case.expected} == {
        k: v for k, v in case.expected.items() if k not in ("volume", "period")
    }


CLOCKS = read_cases(Path(__file__).parent / "cases" / "clocks.txt")


@pytest.mark.parametrize("case", CLOCKS, ids=lambda case: case.text[-60:])
def test_a_time_is_a_minute_on_a_known_clock(case: Case) -> None:
    read = read_document(Source("a.txt", case.text), "frus1969-76v99")
    found = {
        "date": shown(read.date and read.date.edtf),
        "clock": on_clock(read, read.date.clock if read.date else None),
        "received": on_clock(read, read.received),
        "findings": shown([finding.rule for finding in read.findings if finding.rule == "H009"]),
    }
    assert {name: found[name] for name in found if name in case.expected} == case.expected


def on_clock(read: Document, clock: Clock | None) -> str:
    return f"{clock.instant} by {clock.zone}: {read.text[clock.start : clock.end]}" if clock else "-"


def document(*parts: str, notes: tuple[str, ...] = (), head: str = HEAD) -> Document:
    endnotes = "\n".join(f"  {n}. {note}" for n, note in enumerate(notes, 1))
    text = "\n\n".join([head + ("1" if notes else ""), *parts, "Text." + "".join(str(n) for n in range(2, len(notes) + 1)), endnotes])
    return read_document(Source("a.txt", text), "frus1969-76v99")


def evidence(read: Document) -> list[tuple[str, str]]:
    return [(part.rule, read.text[part.start : part.end]) for part in read.date.evidence] if read.date else []


def test_a_dateline_after_the_head_states_the_date() -> None:
    read = document("Strelsau, December 6, 1972, 2215Z.", "Tohak 71.", notes=(SOURCE, REPLY))
    assert read.date is not None
    assert (read.date.edtf, read.date.stated) == ("1972-12-06T22:15Z", True)
    assert evidence(read) == [("dateline", "December 6, 1972, 2215Z")]


def test_a_source_note_may_precede_the_dateline() -> None:
    read = read_document(Source("a.txt", f"{HEAD}\n\n{SOURCE}\n\nDecember 7, 1972.\n\nText.\n"), "frus1969-76v99")
    assert read.date
    assert (read.date.edtf, read.date.stated) == ("1972-12-07", True)


def test_a_head_with_a_date_states_it() -> None:
    read = document(head="71. Memorandum of Conversation, Washington, July 1, 1955, 8:40 p.m.")
    assert read.date is not None
    assert (read.date.edtf, read.date.stated) == ("1955-07-01", True)
    assert evidence(read) == [("head", "July 1, 1955, 8:40 p.m.")]


def test_a_message_line_with_a_date_states_it() -> None:
    read = document("Haigto 4/257 from Zenda, December 10, 1972, 1645Z. Ref: Tohaig 3.", notes=(SOURCE,))
    assert read.date is not None
    assert (read.date.edtf, read.date.stated) == ("1972-12-10T16:45Z", True)
    assert evidence(read) == [("message", "December 10, 1972, 1645Z")]


def test_a_day_without_a_year_in_a_message_line_has_the_year_of_the_folder() -> None:
    line = "Haigto 4/257 from Zenda, December 10, 1645Z"
    assert (read := document(line, notes=(SOURCE,))).date is not None
    assert (read.date.edtf, read.date.stated) == ("1972-12-10", False)
    assert evidence(read) == [("folder-dates", "December 3–13, 1972"), ("message-date", "December 10")]
    assert document(line, notes=("Source: Jones Library. Secret.",)).date is None


def test_the_dateline_of_an_enclosure_does_not_date_the_document() -> None:
    read = document("The paper is enclosed.", "Enclosure", "Strelsau, December 6, 1972.")
    assert read.date is None


def test_a_folder_named_for_a_range_of_days_bounds_the_date() -> None:
    read = document(notes=(SOURCE,))
    assert read.date is not None
    assert (read.date.edtf, read.date.stated) == ("1972-12-03/1972-12-13", False)
    assert evidence(read) == [("folder-dates", "December 3–13, 1972")]


def test_an_answer_bounds_the_date_of_what_it_answers() -> None:
    read = document(notes=(SOURCE, REPLY))
    assert read.date is not None
    assert read.date.edtf == "1972-12-03/1972-12-07"
    assert evidence(read)[-1] == ("reply-date", "In message Hakto 18, December 7")
    assert any(finding.rule == "H005" for finding in read.findings)


def test_a_folder_in_a_note_bounds_the_date_of_a_message_in_it() -> None:
    other = "(Jones Library, HAK Trip Files, Zenda Trip Tohak 1–100, December 3–13, 1972)"
    notes = ("Source: Jones Library, Camp David. Secret.", f"{REPLY} {other}")
    assert (read := document("Tohak 71. Deliver immediately.", notes=notes)).date is not None
    assert evidence(read) == [
        ("folder-dates", "Tohak 1–100, December 3–13, 1972"),
        ("reply-date", "In message Hakto 18, December 7"),
    ]
    assert document("Tohak 101. Deliver immediately.", notes=notes).date is None
    assert document("Hakto 71. Deliver immediately.", notes=notes).date is None


@pytest.mark.parametrize(
    "source",
    [
        "Source: Jones Library, Trip Files, September 13, 1965. Secret.",
        "Source: Jones Library, Trip Files, September 1965. Secret.",
        "Source: Jones Library, Trip Files, April–June 1969. Secret.",
        "Source: Jones Library, Trip Files, 5/77–11/29/77. Secret.",
        "Source: Department of State Bulletin, July 4–11, 1977, pp. 41–47.",
        "Source: Jones Library, Trip Files. Secret. Archer spoke of the talks of December 3–13, 1972.",
        "Source: Department of State, Central Files, 411.4141/3–2359. Secret.",
    ],
)
def test_words_that_do_not_bound_the_date_give_none(source: str) -> None:
    read = document(notes=(source,))
    assert read.date is None
    assert any(finding.rule == "H008" for finding in read.findings)


def test_an_answer_without_a_year_alone_bounds_nothing() -> None:
    assert document(notes=("Source: Jones Library. Secret.", REPLY)).date is None


def test_contradictory_bounds_give_no_date_and_a_finding() -> None:
    read = document(notes=(SOURCE, "In telegram 12, November 7, 1972, Archer replied."))
    assert read.date is None
    assert any(finding.rule == "H006" for finding in read.findings)


@given(st.lists(st.sampled_from([SOURCE, REPLY, "In telegram 12, November 7, 1972, Archer replied.", "Dated May 5, 1970."]), max_size=4))
def test_a_date_is_within_its_evidence(notes: list[str]) -> None:
    read = document(notes=tuple(notes))
    if read.date:
        assert read.date.evidence
        assert not read.date.stated
