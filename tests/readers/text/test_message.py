"""Message lines are parsed: the cases of `cases/messages.txt`."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import Case, read_cases, shown
from hypothesis import given
from hypothesis import strategies as st

from backchannel.readers.text.messages.message_line import read_message
from backchannel.source import Span

PARTS = [
    "Tohak ",
    "82",
    "/",
    "WHS 2280",
    ". ",
    "Urgent deliver immediately. ",
    "Ref: ",
    "(A) ",
    "Hakto 37",
    ", ",
    "and ",
    "from Saigon",
    "\n",
    "1. ",
]


@pytest.mark.parametrize("case", read_cases(Path(__file__).parent / "cases" / "messages.txt"), ids=lambda case: case.text)
def test_a_message_line_gives_the_number_of_the_message(case: Case) -> None:
    message = read_message(case.text, Span(0, len(case.text)))
    found = {"message": "-"}
    if message:
        found = {
            "line": case.text[message.start : message.end],
            "message": f"{message.channel} {message.number}".strip(),
            "serials": shown([f"{serial.name} {serial.number}".strip() for serial in message.serials]),
            "handling": shown(message.handling),
            "refs": shown([f"{ref.label or '-'}: {ref.channel} {ref.number}" for ref in message.refs]),
        }
        for ref in message.refs:
            assert case.text[ref.start : ref.end].casefold().startswith(f"{ref.channel} {ref.number}".casefold())
    assert {name: found.get(name) for name in case.expected} == case.expected


@given(st.lists(st.sampled_from(PARTS), max_size=25).map("".join) | st.text(max_size=100))
def test_a_message_is_inside_its_line(text: str) -> None:
    message = read_message(text, Span(0, len(text)))
    if message:
        assert message.start == 0 < message.end <= len(text)
        for ref in message.refs:
            assert message.start < ref.start < ref.end <= message.end
