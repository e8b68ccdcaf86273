"""A message is dated by its own date, or else by the bounds that are known."""

from __future__ import annotations

from typing import Any

import pytest

from backchannel.edition.queries.messages import MessageRow
from backchannel.pages.components.message_links import sending

UNKNOWN: dict[str, Any] = dict.fromkeys(MessageRow._fields)
MESSAGE = MessageRow(**UNKNOWN)

SENT = [
    ("a stated date", {"edtf": "1972-12-06", "stated": True, "first": "1972-12-05"}, ("1972-12-06", False)),
    ("between two days", {"first": "1972-12-05", "last": "1972-12-07"}, ("1972-12-05/1972-12-07", True)),
    ("not before a day", {"first": "1972-12-05"}, ("1972-12-05/..", True)),
    ("two places on different days", {"first": "1972-12-07", "last": "1972-12-05"}, ("1972-12-05/1972-12-07", True)),
    ("unknown", {}, ("", False)),
]


@pytest.mark.parametrize(("known", "sent"), [pytest.param(*case, id=name) for name, *case in SENT])
def test_a_message_is_dated_by_its_date_or_bounds(known: dict[str, Any], sent: tuple[str, bool]) -> None:
    assert sending(MESSAGE._replace(**known)) == sent
