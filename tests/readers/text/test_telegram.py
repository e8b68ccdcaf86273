"""Telegrams have a post and a number: the cases of `cases/telegrams.txt`."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import Case, read_cases, shown

from backchannel.readers.text.document import read_document
from backchannel.source import Source


@pytest.mark.parametrize("case", read_cases(Path(__file__).parent / "cases" / "telegrams.txt"), ids=lambda case: case.text[-70:])
def test_a_telegram_has_its_number_post_and_direction(case: Case) -> None:
    volume = case.expected.get("volume", "frus1969-76v99")
    message = read_document(Source("d12.txt", case.text), volume).message
    found = {"volume": volume, "message": "-"}
    if message:
        serials = [f"{serial.name} {serial.number}".strip() for serial in message.serials]
        found |= {
            "message": f"{message.channel} {message.number}",
            "words": case.text[message.start : message.end],
            "serials": shown(serials),
        }
    assert {name: found.get(name) for name in case.expected} == case.expected
