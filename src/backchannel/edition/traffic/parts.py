"""Assign the messages of travelers to the parts of their ledger, which is one page until it has too many.

A large ledger has a part for each channel pair, and a channel pair with too many messages one for each year. The part is kept with each
message, so that all links lead to it, and it depends on the messages alone. Sizes are estimated, since pages are written later; a part that
turns out larger is divided further when it is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel import ids

if TYPE_CHECKING:
    from collections.abc import Iterable

    from backchannel.edition.store import Store

LARGEST = 450_000
"""Estimated bytes of a part: less than a page may have, since an estimate may be too low."""
_ROW, _MENTION, _ALIKE = 700, 150, 100
"""Bytes of a message's row, with the numbers never seen before it, of each mention in it, certain or not, and of each message that may be
the same. On 31,000 documents the sums are 1.1 to 1.3 times the bytes of the pages."""
NOT_KNOWN = "not-known"


class ChannelYear(NamedTuple):
    """The messages of a channel pair in a year (`not-known` if their journey is): how many, how often they are mentioned, and how many
    others may be the same."""

    channel_pair: str
    year: str
    messages: int
    mentions: int
    alike: int = 0

    @property
    def size(self) -> int:
        """Estimate the bytes of their rows."""
        return self.messages * _ROW + self.mentions * _MENTION + self.alike * _ALIKE


def year_of(first: str | None, known: str) -> str:
    """Return the year in which a journey began, `not-known` for an unknown one."""
    return first[:4] if first and known != "not" else NOT_KNOWN


def parts(found: Iterable[ChannelYear]) -> dict[tuple[str, str], str]:
    """Return the part for the messages of each channel pair and year.

    1. all are few             an empty name for all: there is one page
    2. Tohak and Hakto         `hakto-and-tohak`
    3. too many of them        `hakto-and-tohak/1972`, `hakto-and-tohak/not-known`
    """
    sizes: dict[str, int] = {}
    groups = list(found)
    for group in groups:
        sizes[group.channel_pair] = sizes.get(group.channel_pair, 0) + group.size
    if sum(sizes.values()) <= LARGEST:
        return {(group.channel_pair, group.year): "" for group in groups}
    return {
        (group.channel_pair, group.year): ids.slug(group.channel_pair) + (f"/{group.year}" if sizes[group.channel_pair] > LARGEST else "")
        for group in groups
    }


def part_messages(store: Store) -> None:
    """Keep the part of each message."""
    assigned = parts(store.records(ChannelYear, _GROUPS))
    now = ((assigned[row["channel_pair"], row["year"]], row) for row in store.rows(_ASSIGNED))
    store.run_many("UPDATE message SET part = ? WHERE id = ?", [(part, row["id"]) for part, row in now if part != row["part"]])


_TRAVELERS = "NOT (m.channel LIKE 'to %' OR m.channel LIKE 'from %')"

_YEAR = f"CASE WHEN j.first IS NULL OR j.known = 'not' THEN '{NOT_KNOWN}' ELSE substr(j.first, 1, 4) END"

_ON = f"FROM message m LEFT JOIN journey j ON j.channel_pair = m.channel_pair AND j.key = m.journey WHERE {_TRAVELERS}"

_MENTIONS = "(SELECT count(*) FROM reference r WHERE r.message = m.id) + coalesce(c.mentions, 0)"

_GROUPS = f"""
WITH candidate AS MATERIALIZED (
  SELECT c.value AS id, count(*) AS mentions FROM reference r JOIN json_each(r.candidates) c
  WHERE r.kind = 'message' AND r.status = 'ambiguous' GROUP BY 1
)
SELECT m.channel_pair, {_YEAR} AS year, count(*) AS messages, sum({_MENTIONS}) AS mentions, sum(json_array_length(m.may_be)) AS alike
{_ON.replace(" WHERE", " LEFT JOIN candidate c ON c.id = m.id WHERE")} GROUP BY 1, 2 ORDER BY 1, 2
"""

_ASSIGNED = f"SELECT m.id, m.channel_pair, {_YEAR} AS year, m.part {_ON}"
