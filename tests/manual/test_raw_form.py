"""Each sample of the page on the raw form is read as the page shows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from manual_pages import Sample, samples

from backchannel.readers.text.document import read_document
from backchannel.source import Source, Span

SAMPLES = list(samples("raw-form.md"))
PAIRS = [(text, read) for text, read in pairwise(SAMPLES) if read.caption == "what is read"]


def test_each_sample_is_followed_by_its_result() -> None:
    assert [sample.caption for sample in SAMPLES] == ["in the text", "what is read"] * (len(SAMPLES) // 2)


@pytest.mark.parametrize(("text", "read"), PAIRS, ids=[f"{text.heading} {i}" for i, (text, _) in enumerate(PAIRS)])
def test_a_sample_is_read_as_the_page_shows(text: Sample, read: Sample) -> None:
    source = Source("x/sample.txt", text.text)
    record = read_document(source, "frus1969-76v99").model_dump(mode="json", by_alias=True)
    names = [line.partition(" = ")[0] for line in read.text.splitlines()]
    found = [f"{name} = {' | '.join(values(record, name.split('.'), source)) or '—'}" for name in names]
    assert "\n".join(found) == read.text.strip()


def values(found: Any, path: list[str], source: Source) -> Iterator[str]:
    """Format the values at a path of a record: those of each item of a list, and the words of a span."""
    if isinstance(found, list):
        for part in found:
            yield from values(part, path, source)
    elif path:
        yield from values(found[path[0]], path[1:], source) if found is not None else ()
    elif isinstance(found, dict):
        yield source.words(Span(found["start"], found["end"]))
    elif found is not None:
        yield str(found).lower() if isinstance(found, bool) else str(found)
