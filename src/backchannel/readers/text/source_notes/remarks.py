"""Read from the sentences of a source note who drafted, cleared and approved a document, and how it was sent.

`Drafted by Archer on July 3, cleared by Baker and Carter, and approved by Dale. Repeated to Paris and London. Received at 4:12 p.m.`

Each clause is kept as printed after its verb. A sentence whose first verb is unknown remains a remark as a whole.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from backchannel.findings import Report


class HandlingRemarks(NamedTuple):
    """Who handled a document, as printed after each verb. `others` are sentences that begin with none of these verbs."""

    drafted: tuple[str, ...] = ()
    cleared: tuple[str, ...] = ()
    approved: tuple[str, ...] = ()
    sent_via: tuple[str, ...] = ()
    repeated_to: tuple[str, ...] = ()
    received: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


_VERBS: dict[str, tuple[str, ...]] = {
    r"drafted and approved": ("drafted", "approved"),
    r"drafted and cleared": ("drafted", "cleared"),
    r"cleared and approved": ("cleared", "approved"),
    r"drafted, cleared,? and approved": ("drafted", "cleared", "approved"),
    r"drafted(?: and (?:initialed|typed|signed))?": ("drafted",),
    r"cleared(?: in draft)?|concurred in": ("cleared",),
    r"approved(?: in draft)?": ("approved",),
    r"(?:also )?(?:sent|transmitted)(?: through| via)(?= )": ("sent_via",),
    r"(?:also )?repeated(?: [A-Za-z]+){0,3}? to": ("repeated_to",),
    r"also (?:sent|addressed|passed)(?: [A-Za-z]+){0,3}? to|(?:sent also|passed) to": ("repeated_to",),
    r"received(?= (?:in|at|on)\b)": ("received",),
}
"""The fields that the words after a verb belong to. The first match counts, so pairs of verbs come before single ones."""
_AFTER_VERB = r"(?:\s+by\b)?\s+(?=\S)"
_VERB = re.compile(rf"(?i:{'|'.join(f'({words})' for words in _VERBS)}){_AFTER_VERB}")
_CLAUSE = re.compile(rf"(?:[,;]\s+(?:and\s+)?|(?<!\s)\s+and\s+)(?=(?i:{'|'.join(_VERBS)}){_AFTER_VERB})")
"""Where the next clause begins: `Drafted by Archer` · `, cleared by Baker` · `; and approved by Carter`"""
_FIELDS = list(_VERBS.values())
_FIRST = frozenset("DCASTRP")
"""Initial capitals of the verbs; a sentence with another initial is skipped."""


def read_handling(text: str, sentences: Iterable[Span], report: Report) -> HandlingRemarks:
    """Read the handling of a document from `sentences` of its source note, as printed."""
    found: dict[str, tuple[str, ...]] = {}
    for sentence in sentences:
        clauses = [*_clauses(text, sentence)] if text[sentence.start] in _FIRST else []
        for fields, span in clauses or [(("others",), sentence)]:
            for field in fields:
                found[field] = (*found.get(field, ()), report.words(*span))
    return HandlingRemarks(**found)


def _clauses(text: str, sentence: Span) -> Iterator[tuple[tuple[str, ...], Span]]:
    """Yield the clauses of a sentence that begins with a verb: the fields that each fills, and the span of its words."""
    start, end = sentence
    while verb := _VERB.match(text, start, end):
        after = _CLAUSE.search(text, verb.end(), end)
        stop = after.start() if after else end
        # A sentence is passed without its period, even if that belongs to `p.m.`
        yield _FIELDS[(verb.lastindex or 1) - 1], Span(verb.end(), stop + _abbreviates(text, stop))
        if not after:
            return
        start = after.end()


def _abbreviates(text: str, stop: int) -> bool:
    return text.startswith(".", stop) and text.endswith((" a.m", " p.m", " a. m", " p. m", "Jr"), max(0, stop - 6), stop)
