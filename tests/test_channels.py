"""Channels have a direction and an answering channel, and give their messages names."""

from __future__ import annotations

import pytest

from backchannel import channels


@pytest.mark.parametrize(
    ("channel", "direction", "answers", "channel_pair"),
    [
        ("Tohak", "out", "Hakto", "Tohak and Hakto"),
        ("Hakto", "in", "Tohak", "Tohak and Hakto"),
        ("Secto", "in", "Tosec", "Tosec and Secto"),
        ("to Saigon", "out", "from Saigon", "Saigon"),
        ("from USUN", "in", "to USUN", "USUN"),
        ("WHS", "out", None, "WHS"),
        ("", "out", None, ""),
    ],
)
def test_a_channel_runs_one_way_and_is_answered_on_another(channel: str, direction: str, answers: str | None, channel_pair: str) -> None:
    assert (channels.direction(channel), channels.counterpart(channel), channels.channel_pair(channel)) == (
        direction,
        answers,
        channel_pair,
    )


@pytest.mark.parametrize(
    ("channel", "kind"), [("Tohak", "traveler"), ("from Saigon", "post"), ("WHS", "serial"), ("Unknown", "traveler"), ("", None)]
)
def test_a_channel_belongs_to_a_traveler_a_post_or_a_sender(channel: str, kind: str | None) -> None:
    assert channels.kind(channel) == kind
    assert channels.travels(channel) == (kind == "traveler")


def test_a_telegram_is_named_by_its_number_and_direction() -> None:
    assert channels.name("to Saigon", "1576") == "Telegram 1576 to Saigon"
    assert channels.name("Tohak", "82") == "Tohak 82"
    assert channels.name("", "226") == "226"
