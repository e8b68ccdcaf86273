"""Source notes are parsed: the cases of `cases/source_notes.txt` and `cases/transmissions.txt`."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import Case, read_cases, shown
from hypothesis import example, given
from hypothesis import strategies as st

from backchannel.findings import Report
from backchannel.printed import PrintedText, on_one_line
from backchannel.readers.text.source_notes.source_note import find_file_number, is_source_note, read_source_note
from backchannel.source import Source, Span

PARTS = [
    "Source: ",
    "National Archives",
    ", ",
    "NSC Files",
    ": ",
    "Box 8",
    "Vol. ",
    "II",
    "(",
    ")",
    "“",
    ". ",
    "Secret",
    "; ",
    "Flash",
    "501.BB/4–1348",
    " Series",
]


@pytest.mark.parametrize("case", read_cases(Path(__file__).parent / "cases" / "source_notes.txt"), ids=lambda case: case.text[:60])
def test_a_source_note_is_parsed_into_its_fields(case: Case) -> None:
    assert is_source_note(case.text) == ("source note" not in case.expected)
    if "source note" in case.expected:
        return
    report = Report(Source("a.txt", case.text))
    found = {name: shown(value) for name, value in read_source_note(case.text, Span(0, len(case.text)), report)}
    found["findings"] = shown([finding.rule for finding in report.findings])
    assert {name: found[name] for name in case.expected} == case.expected


@pytest.mark.parametrize("case", read_cases(Path(__file__).parent / "cases" / "transmissions.txt"), ids=lambda case: case.text[:60])
def test_a_path_is_read_step_by_step(case: Case) -> None:
    text = f"Source: Jones Library, Archer Papers. Secret. {case.text}"
    paths = read_source_note(text, Span(0, len(text)), Report(Source("a.txt", text))).via
    found = {
        "via": shown([" > ".join(step.text for step in path.steps) for path in paths]),
        "kinds": shown([" > ".join(step.kind for step in path.steps) for path in paths]),
        "words": shown(paths),
        "verbs": shown([path.verb for path in paths]),
        "to": shown([path.to for path in paths]),
    }
    assert {name: found[name] for name in case.expected} == case.expected


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("740.5/10–2153", "740.5/10–2153"),
        ("501.BB Interim/1–348: Telegram", "501.BB Interim/1–348"),
        ("501.BB Interim/1–348: Telegram 1", "501.BB Interim/1–348"),
        ("501.BB Interim/1–348: Telegram".ljust(200), "501.BB Interim/1–348"),
        ("501.BB Interim/1–348: Telegram".ljust(201), None),
        ("740.5/10–2153 is lost", None),
    ],
)
def test_a_file_number_is_alone_on_its_line(line: str, number: str | None) -> None:
    text = f"{'Above. ' * 40}\n{line}\nBelow."
    start = text.index("\n") + 1
    found = find_file_number(text, Span(start, start + len(line)))
    assert (text[found.start : found.end] if found else None) == number


SENT = [
    "Sent",
    "sent",
    "passed",
    "It was",
    " ",
    " ",
    " via ",
    " through ",
    " by ",
    ", and ",
    " and ",
    " to ",
    "Archer",
    "the ",
    "CIA",
    "channels",
]
SENT += ["pouch", "of the ", ". ", "; ", "“", "”", "(", ")", "[", "]", "’s office", " for ", "\n", "on May 5", "Drafted by Baker"]


@given(st.lists(st.sampled_from(SENT), max_size=40).map("".join))
@example(" via \nSent")
@example(" via the  CIA\nchannels")
def test_the_steps_of_a_path_are_words_of_the_note_in_order(words: str) -> None:
    text = f"Source: Jones Library. Secret. Sent{words}"
    at = 0
    for path in read_source_note(text, Span(0, len(text)), Report(Source("a.txt", text))).via:
        assert at <= path.start
        assert path.text == text[path.start : path.end]  # a page cuts it at its steps, by position
        at = path.start
        for step in path.steps:
            assert at <= step.start < step.end <= path.end
            assert step.text == " ".join(text[step.start : step.end].split())
            at = step.end
        at = path.end


@pytest.mark.parametrize(
    "words",
    ["Archer, ", "Archer and ", "the Archer ", "of the ", "(", "[", "“", "a b ", "to Archer ", "sent via Archer, ", "“sent by hand”; "],
)
def test_long_paths_do_not_slow_the_reader(words: str) -> None:
    text = "Source: Jones Library. Secret. Sent via " + words * 20_000
    read_source_note(text, Span(0, len(text)), Report(Source("a.txt", text)))


def test_a_finding_has_the_position_of_the_unknown_marking() -> None:
    text = "Source: Jones Library, Archer Papers. Secret;  Zebra ; Nodis."
    report = Report(Source("a.txt", text))
    read_source_note(text, Span(0, len(text)), report)
    assert [text[finding.start : finding.end] for finding in report.findings] == ["Zebra"]


@given(st.lists(st.sampled_from(PARTS), max_size=30).map("".join) | st.text(max_size=120))
def test_words_are_kept_as_printed(text: str) -> None:
    note = read_source_note(text, Span(0, len(text)), Report(Source("a.txt", text)))
    printed = PrintedText.of(text).words(0, len(text))
    for _, value in note:
        for words in value if isinstance(value, tuple) else [value]:
            assert words is None or (words if isinstance(words, str) else on_one_line(words.text)) in printed


def test_unclosed_brackets_do_not_slow_the_reader() -> None:
    text = "Source: Jones Library, (" + "a, " * 200_000
    assert read_source_note(text, Span(0, len(text)), Report(Source("a.txt", text))).repository == "Jones Library"
