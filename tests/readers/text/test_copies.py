"""A telegram is repeated to other posts, each of which gets it under a number of its own: the cases of `cases/copies.txt`."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import Case, read_cases, shown

from backchannel.readers.text.document import read_document
from backchannel.source import Source

HEAD = "12. Telegram From the Embassy in Vietnam to the Department of State\n\nSaigon, May 1, 1955.\n\n5100. "


@pytest.mark.parametrize("case", read_cases(Path(__file__).parent / "cases" / "copies.txt"), ids=lambda case: case.text[:70])
def test_a_telegram_has_the_numbers_of_its_copies(case: Case) -> None:
    references = read_document(Source("d12.txt", HEAD + case.text), "frus1955-57v99").references
    found = {"copies": shown([f"{copy.name} {copy.number}" for reference in references for copy in reference.copies])}
    assert found == case.expected
