"""Marks the findings that the editors accept (`accepted.toml`), and tells of acceptances that fit nothing any longer.

An acceptance names a rule, a document and the words around the place. It knows no line numbers, so it holds while the text around it is
edited; when its words change, or what was found is mended, it is itself a finding.
"""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, NamedTuple

from backchannel import rules
from backchannel.checks import whole
from backchannel.edition.queries import accepted
from backchannel.settings import ACCEPTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backchannel.edition.queries.accepted import FindingSite
    from backchannel.edition.store import Store
    from backchannel.settings import Acceptance, Project

_AROUND = 24
"""Characters on each side of a finding's place that are shown as its words."""


class AcceptanceTarget(NamedTuple):
    """A document that an acceptance names: its text (None: it is not in this edition, or a volume), and what was found in it."""

    text: str | None
    found: list[FindingSite]


def accept(store: Store, project: Project) -> None:
    """Let what the editors accept be accepted, and nothing else."""
    reasons: dict[int, str] = {}
    faults: list[whole.FileFault] = []
    for line, acceptance in project.accepted:
        held = AcceptanceTarget(accepted.text(store, acceptance.document), accepted.finding_sites(store, acceptance.document))
        meant = accepts(acceptance, held)
        reasons |= {found.key: acceptance.reason for found in meant if found.key not in reasons}
        if not meant:
            fields = {"rule": acceptance.rule, "document": acceptance.document, "nearest": _nearest(store, acceptance, held)}
            faults.append(whole.FileFault(ACCEPTED, rules.ACCEPTED_NOTHING, fields, line=line))
    accepted.keep(store, reasons)
    whole.report(store, "accept", faults)


def accepts(acceptance: Acceptance, held: AcceptanceTarget) -> list[FindingSite]:
    """The findings that an acceptance means.

    1. `quotation = "areas.3 I believe"`   those of its rule whose place lies in these words, wherever they stand in the document
    2. no quotation                        those of its rule that have no place in the text; or the only one that there is
    """
    found = [met for met in held.found if met.rule == acceptance.rule]
    if acceptance.quotation is None:
        return found if len(found) == 1 or not any(met.end for met in found) else []
    words = [match.span() for match in _pattern(acceptance.quotation).finditer(held.text or "")]
    return [met for met in found if met.end and any(met.start < end and start < max(met.end, met.start + 1) for start, end in words)]


def _pattern(quotation: str) -> re.Pattern[str]:
    """The words of a quotation, with whatever white space between them."""
    return re.compile(r"\s+".join(map(re.escape, quotation.split())))


def _nearest(store: Store, acceptance: Acceptance, held: AcceptanceTarget) -> str:
    """What comes nearest to an acceptance that fits nothing."""
    found = [met for met in held.found if met.rule == acceptance.rule]
    if held.text is None and not held.found:
        return _like(acceptance.document, accepted.names(store, acceptance.document))
    if not found:
        others = sorted({met.rule for met in held.found})
        return f"findings there: {', '.join(others)}" if others else "there are no findings there"
    places = [_words(held.text or "", met) for met in found if met.end]
    if not places:
        return "the finding has no place in the text, so remove the quotation"
    if acceptance.quotation is None:
        return f"there are {len(found)} such findings; quote the words around the one you mean, such as “{places[0]}”"
    return f"the nearest one is at “{_most_like(acceptance.quotation, places)}”"


def _like(id: str, names: Sequence[str]) -> str:
    meant = difflib.get_close_matches(id, names, n=1)
    return f"no document has that id; did you mean {meant[0]}?" if meant else "no document has that id"


def _most_like(words: str, places: Sequence[str]) -> str:
    return max(places, key=lambda place: difflib.SequenceMatcher(None, words, place, autojunk=False).ratio())


def _words(text: str, met: FindingSite) -> str:
    """The words around a finding's place, whole, on one line."""
    start, end = max(0, met.start - _AROUND), min(len(text), met.end + _AROUND)
    before = text[start : met.start].partition(" ")[2] if start else text[: met.start]
    after = text[met.end : end].rpartition(" ")[0] if end < len(text) else text[met.end :]
    return " ".join(f"{before}{text[met.start : met.end]}{after}".split())
