"""Show what became of the messages that a ledger had, at their addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel.pages.components.date_words import date_words
from backchannel.pages.components.former import FormerEntry
from backchannel.pages.components.inline import Inline, joined
from backchannel.pages.components.message_links import ledger_href, message_name, when_sent
from backchannel.pages.components.volumes import target_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from backchannel.edition.publication.messages import FormerMessage
    from backchannel.edition.queries.messages import MessageRow
    from backchannel.pages.components.addresses import Linker


class FormerMessages(NamedTuple):
    """The messages that a ledger has no longer, and by id those that they may be now."""

    former: Sequence[FormerMessage] = ()
    now: Mapping[str, MessageRow] = {}


NO_FORMER_MESSAGES = FormerMessages()


def former_entries(linker: Linker, found: FormerMessages) -> list[FormerEntry]:
    """List the former messages of a ledger."""
    return [_entry(linker, message, [found.now[id] for id in message.now]) for message in found.former]


def _entry(linker: Linker, former: FormerMessage, now: Sequence[MessageRow]) -> FormerEntry:
    published = former.published
    name = published.name if "/" not in published.name else target_words(published.name, linker.here)
    return FormerEntry(
        id=published.id,
        name=name,
        words=", ".join(filter(None, (name, date_words(published.edtf) if published.edtf else ""))),
        published=f"Published {date_words(published.day)}, build {published.build}.",
        now=list(_now(linker, former, now)),
    )


def _now(linker: Linker, former: FormerMessage, now: Sequence[MessageRow]) -> Iterator[Inline]:
    """Say where the message is now: `Now Hakto 18 (December 7, 1972).`"""
    if now:
        yield Inline("Now one of these: " if len(now) > 1 else "Now ")
        yield from joined(([Inline(_which(message, linker), ledger_href(linker, message), "link--here")] for message in now), "; ")
        yield Inline(".")
        return
    yield Inline("No text in this edition prints or mentions it any longer.")
    document = former.published.document
    if former.is_there:
        yield Inline(" It was in ")
        yield Inline(target_words(document, linker.here), linker.document(document), "link--here")
        yield Inline(".")


def _which(message: MessageRow, linker: Linker) -> str:
    sent = when_sent(message)
    which = sent.words if sent else target_words(message.document, linker.here) if message.document else ""
    return f"{message_name(message)} ({which})" if which else message_name(message)
