"""Report the published addresses that no longer lead to their words, and the lines of `published.jsonl` that can't be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel import rules
from backchannel.checks import whole
from backchannel.edition.publication.former import page_id
from backchannel.edition.publication.messages import former_messages, ledgers_with_former
from backchannel.edition.publication.publish import place_of, with_former
from backchannel.settings import PUBLISHED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backchannel.edition.publication.messages import FormerMessage
    from backchannel.edition.publication.publish import Publication
    from backchannel.edition.store import Store

_SHOWN = 3
"""Addresses that a finding names."""


def check(store: Store, unread: Sequence[int] | None) -> None:
    """Report the former addresses; and the lines that are `unread`, unless the file is as it was."""
    store.drop_findings("addresses")
    for publication in with_former(store):
        whole.report(store, "addresses", list(_former(store, publication)), publication.document)
    for ledger in ledgers_with_former(store):
        page = f"{ledger}/messages".removeprefix("/")
        whole.report(store, "addresses", list(_former_messages(page, former_messages(store, ledger))), page)
    if unread is not None:
        faults = [whole.FileFault(PUBLISHED, rules.PUBLISHED_LINE_UNREADABLE, {}, line=line) for line in unread]
        whole.report(store, "published", faults)


def _former(store: Store, publication: Publication) -> Iterator[whole.FileFault]:
    """Report the addresses of a document whose words are gone, and those whose words have moved."""
    path, doc, line = place_of(store, publication.document) or (PUBLISHED, None, 1)
    gone = [former.anchor for former in publication.addresses if former.is_gone]
    moved = [former.anchor for former in publication.addresses if not (former.is_gone or former.joined)]
    for rule, anchors in ((rules.PUBLISHED_ID_GONE, gone), (rules.PUBLISHED_WORDS_MOVED, moved)):
        if anchors:
            yield whole.FileFault(path, rule, _fields(publication.document, anchors), doc, line)


def _former_messages(page: str, former: Sequence[FormerMessage]) -> Iterator[whole.FileFault]:
    """Report the messages of a ledger that are gone."""
    if gone := [message.published.id for message in former if not message.now]:
        yield whole.FileFault(PUBLISHED, rules.PUBLISHED_ID_GONE, _listed(page, gone))


def _fields(document: str, anchors: Sequence[str]) -> dict[str, str]:
    local = document.partition("/")[2]
    return _listed(document, [page_id(local, anchor) for anchor in dict.fromkeys(anchors)])


def _listed(page: str, names: Sequence[str]) -> dict[str, str]:
    return {
        "page": f"{page}.html",
        "ids": ", ".join(names[:_SHOWN]) + (f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""),
    }
