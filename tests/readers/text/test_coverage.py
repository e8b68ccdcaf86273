"""Coverage finds text that the reader would lose or print twice."""

from __future__ import annotations

from backchannel.findings import Report
from backchannel.readers.text.coverage import check_coverage
from backchannel.records import Block
from backchannel.source import Source


def found(*spans: tuple[int, int]) -> list[tuple[str, int, int]]:
    report = Report(Source("a.txt", "one two three"))
    check_coverage("one two three", [Block(kind="paragraph", start=start, end=end) for start, end in spans], report)
    return [(finding.rule, finding.start, finding.end) for finding in report.findings]


def test_words_in_no_part_are_reported_as_lost() -> None:
    assert found((0, 3), (8, 13)) == [("T003", 3, 8)]
    assert found() == [("T003", 0, 13)]


def test_words_in_two_parts_are_reported_as_doubled() -> None:
    assert found((0, 7), (4, 13)) == [("T004", 4, 7)]


def test_white_space_between_parts_is_no_loss() -> None:
    assert found((0, 3), (4, 7), (8, 13)) == []
