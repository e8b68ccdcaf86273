"""Write the ledger as a table for programs: one line per message, or per run of numbers that no text mentions, in the order of the page."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from backchannel import ids
from backchannel.edition.queries.traffic import never_seen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backchannel.edition.queries.messages import JourneyRow, MessageRow
    from backchannel.edition.queries.traffic import Traffic

_COLUMNS = (
    *("id", "wire", "channel", "number", "last_number", "also", "journey", "journey_first", "journey_last"),
    *("standing", "document", "date", "date_stated", "not_before", "not_after", "named_in", "may_be", "in_doubt", "via"),
)


def ledger_table(traffic: Traffic) -> str:
    """Write the ledger as CSV."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(_COLUMNS)
    lines = [_line(message, traffic.journey_of(message), traffic) for message in traffic.messages.values()]
    for journey in traffic.journeys:
        on = traffic.on(journey)
        names = {message.channel for message in on if message.channel} | journey.highest.keys()
        lines += [_gap_line(journey, name, *gap) for name in names for gap in never_seen(traffic, journey, name)]
    lines.sort(key=_line_key)
    writer.writerows([_harmless(cell) for cell in line] for line in lines)
    return table.getvalue()


def _harmless(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would run as a formula: `=1+1`."""
    return f"'{cell}" if cell.startswith(_FORMULAS) else cell


_FORMULAS = ("=", "+", "-", "@", "\t")


def _line_key(line: Sequence[str]) -> tuple[str, str, str, str, tuple[int, str], str]:
    """Sort lines by channel pair, journey, channel and number."""
    return line[1], line[7] or "9999", line[6], line[2], ids.number_key(line[3]), line[0]


def _line(message: MessageRow, journey: JourneyRow | None, traffic: Traffic) -> list[str]:
    known = journey if journey and journey.known != "not" else None
    return [
        message.id,
        message.channel_pair,
        message.channel,
        message.number,
        "",
        "; ".join(message.serials),
        message.journey or "",
        (known.first if known else "") or "",
        (known.last if known else "") or "",
        message.status,
        ids.split_target(message.target or "")[0],
        message.edtf or "",
        "yes" if message.stated else "no" if message.edtf else "",
        message.first or "",
        message.last or "",
        "; ".join(f"{naming.document} {naming.anchor}" for naming in traffic.namings.get(message.id, ())),
        "; ".join(message.may_be),
        "yes" if message.doubtful else "",
        message.via or "",
    ]


def _gap_line(journey: JourneyRow, channel: str, first: int, last: int) -> list[str]:
    ends = ["", journey.channel_pair, channel, str(first), str(last), "", journey.key, journey.first or "", journey.last or ""]
    return [*ends, "never seen", *[""] * 9]
