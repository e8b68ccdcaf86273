"""Markings beside the head are found: the cases of `cases/markings.txt`."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import Case, read_cases, shown

from backchannel import vocabulary
from backchannel.findings import Report
from backchannel.readers.text.document import read_document
from backchannel.readers.text.source_notes.markings import read_markings
from backchannel.source import Source, Span


@pytest.mark.parametrize("case", read_cases(Path(__file__).parent / "cases" / "markings.txt"), ids=lambda case: case.text[:60])
def test_a_line_beside_the_head_is_a_marking(case: Case) -> None:
    markings = read_document(Source("a.txt", case.text), "v").markings
    found = {"markings": shown(markings), "kinds": shown([marking.kind for marking in markings])}
    assert {name: found[name] for name in case.expected} == case.expected
    assert all(case.text[marking.start : marking.end] == marking.text for marking in markings)


def test_a_long_list_is_not_compared_with_the_vocabulary_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[int] = []
    folded = vocabulary.folded

    def counted(words: str) -> str:
        compared.append(len(words))
        return folded(words)

    monkeypatch.setattr(vocabulary, "folded", counted)
    text = "Top Secret " * 400
    markings = read_markings(text, Span(0, len(text)), Report(Source("a.txt", text)))
    assert (markings.classification, markings.handling) == ("Top Secret", ("Top Secret",) * 399)
    assert max(compared) < 200
