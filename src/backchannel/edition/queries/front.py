"""Query what the front page and the list of dates show: documents by month, the most frequent correspondents, and the channels."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel.edition.queries.messages import POST

if TYPE_CHECKING:
    from backchannel.edition.store import Store


class PeriodCount(NamedTuple):
    """The documents of a volume whose dates are within a month (`1972-10`) or, if no month is certain, within a year (`1972`): how many
    state their dates, and of how many the date is inferred."""

    volume: str
    period: str
    stated: int
    inferred: int


class StatedDays(NamedTuple):
    """The first and the last day of the documents of a volume that state their dates."""

    first: str
    last: str


class FrequentCorrespondent(NamedTuple):
    """A sender or recipient: the id of the person, if the name is identified, the name, the number of documents in the edition, and the
    volume that has most of them."""

    person: str | None
    name: str
    documents: int
    volume: str


class ChannelCount(NamedTuple):
    """A channel pair, with one of its channels: whether it is that of a post, how many messages are known, how many are printed, and a
    volume that prints or mentions some."""

    channel_pair: str
    channel: str
    is_post: bool
    messages: int
    printed: int
    volume: str


def period_counts(store: Store) -> list[PeriodCount]:
    """Return the documents of each volume by month, or by year, in the order of time."""
    return store.records(PeriodCount, _PERIODS)


def stated_days(store: Store) -> dict[str, StatedDays]:
    """Return the period of each volume's documents, as far as they state their dates."""
    return {row["volume"]: StatedDays(row["first"], row["last"]) for row in store.rows(_DAYS)}


def frequent_correspondents(store: Store, most: int) -> list[FrequentCorrespondent]:
    """Return the people who sent or received the most documents, the most frequent first."""
    return store.records(FrequentCorrespondent, _FREQUENT, (most,))


def channel_counts(store: Store) -> list[ChannelCount]:
    """Return the channel pairs, those with the most messages first."""
    return store.records(ChannelCount, _CHANNELS, is_post=bool)


_PERIODS = """
SELECT volume, name AS period, sum(CASE kind WHEN 'stated' THEN value ELSE 0 END) AS stated,
  sum(CASE kind WHEN 'inferred' THEN value ELSE 0 END) AS inferred
FROM volume_count WHERE kind IN ('stated', 'inferred') GROUP BY name, volume ORDER BY name, volume
"""

_DAYS = """
SELECT volume, max(CASE kind WHEN 'first' THEN name END) AS first, max(CASE kind WHEN 'last' THEN name END) AS last
FROM volume_count WHERE kind IN ('first', 'last') GROUP BY volume
"""

_FREQUENT = """
WITH named AS (
  SELECT n.person, coalesce(json_extract(p.record, '$.name'), c.short) AS name, d.volume, count(DISTINCT c.doc) AS documents
  FROM correspondent c JOIN document d ON d.doc = c.doc
  LEFT JOIN identification n ON n.doc = c.doc AND n.role = c.role AND n.ordinal = c.ordinal AND n.person IS NOT NULL
  LEFT JOIN person p ON p.id = n.person
  WHERE c.role <> 'present' AND (c.name IS NOT NULL OR n.person IS NOT NULL) GROUP BY n.person, 2, d.volume)
SELECT person, name, total AS documents, volume FROM (
  SELECT person, name, volume, sum(documents) OVER (PARTITION BY person, name) AS total,
    row_number() OVER (PARTITION BY person, name ORDER BY documents DESC, volume) AS place
  FROM named)
WHERE place = 1 ORDER BY total DESC, name, person LIMIT ?
"""

_CHANNELS = f"""
WITH sent AS (
  SELECT m.channel_pair, max(m.channel) AS channel, {POST} AS is_post, coalesce(d.volume, '') AS volume, count(*) AS messages,
    sum(m.status = 'printed') AS printed
  FROM message m LEFT JOIN document d ON d.doc = m.doc GROUP BY m.channel_pair, is_post, d.volume)
SELECT channel_pair, channel, is_post, total AS messages, total_printed AS printed, volume FROM (
  SELECT channel_pair, channel, is_post, volume, sum(messages) OVER one AS total, sum(printed) OVER one AS total_printed,
    row_number() OVER (PARTITION BY channel_pair, is_post ORDER BY volume = '', printed DESC, volume) AS place
  FROM sent WINDOW one AS (PARTITION BY channel_pair, is_post))
WHERE place = 1 ORDER BY messages DESC, channel_pair, is_post
"""
