"""Mark the findings that the editors accept (`accepted.toml`), and report acceptances that no longer match one.

An acceptance names a rule, a document and the words around the place. It has no line numbers, so it still matches when the text around it
is edited; when its words change, or the fault is corrected, the acceptance is itself a finding.
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
"""Characters on each side of a finding's place that a message quotes."""


class AcceptanceTarget(NamedTuple):
    """A document that an acceptance names: its text (None if it is a volume, or not in this edition), and its findings."""

    text: str | None
    found: list[FindingSite]


def accept(store: Store, project: Project) -> None:
    """Mark the findings that the editors accept, and no others."""
    reasons: dict[int, str] = {}
    faults: list[whole.FileFault] = []
    for line, acceptance in project.accepted:
        target = AcceptanceTarget(accepted.text(store, acceptance.document), accepted.finding_sites(store, acceptance.document))
        matches = accepts(acceptance, target)
        reasons |= {found.key: acceptance.reason for found in matches if found.key not in reasons}
        if not matches:
            fields = {"rule": acceptance.rule, "document": acceptance.document, "nearest": _nearest(store, acceptance, target)}
            faults.append(whole.FileFault(ACCEPTED, rules.ACCEPTED_NOTHING, fields, line=line))
    accepted.keep(store, reasons)
    whole.report(store, "accept", faults)


def accepts(acceptance: Acceptance, target: AcceptanceTarget) -> list[FindingSite]:
    """Return the findings that an acceptance covers.

    1. `quotation = "areas.3 I believe"`   those of its rule within these words, wherever they occur in the document
    2. no quotation                        those of its rule without a place in the text; or the only one of its rule
    """
    found = [site for site in target.found if site.rule == acceptance.rule]
    if acceptance.quotation is None:
        return found if len(found) == 1 or not any(site.end for site in found) else []
    words = [match.span() for match in _pattern(acceptance.quotation).finditer(target.text or "")]
    return [site for site in found if site.end and any(site.start < end and start < max(site.end, site.start + 1) for start, end in words)]


def _pattern(quotation: str) -> re.Pattern[str]:
    """Return a pattern for the words of a quotation, with any white space between them."""
    return re.compile(r"\s+".join(map(re.escape, quotation.split())))


def _nearest(store: Store, acceptance: Acceptance, target: AcceptanceTarget) -> str:
    """Explain why an acceptance matches nothing, with what comes nearest to it."""
    found = [site for site in target.found if site.rule == acceptance.rule]
    if target.text is None and not target.found:
        return _like(acceptance.document, accepted.names(store, acceptance.document))
    if not found:
        others = sorted({site.rule for site in target.found})
        return f"findings there: {', '.join(others)}" if others else "there are no findings there"
    places = [_words(target.text or "", site) for site in found if site.end]
    if not places:
        return "the finding has no place in the text, so remove the quotation"
    if acceptance.quotation is None:
        return f"there are {len(found)} such findings; quote the words around the one you mean, such as “{places[0]}”"
    return f"the nearest one is at “{_most_like(acceptance.quotation, places)}”"


def _like(id: str, names: Sequence[str]) -> str:
    similar = difflib.get_close_matches(id, names, n=1)
    return f"no document has that id; did you mean {similar[0]}?" if similar else "no document has that id"


def _most_like(words: str, places: Sequence[str]) -> str:
    return max(places, key=lambda place: difflib.SequenceMatcher(None, words, place, autojunk=False).ratio())


def _words(text: str, site: FindingSite) -> str:
    """Return the whole words around a finding's place, on one line."""
    start, end = max(0, site.start - _AROUND), min(len(text), site.end + _AROUND)
    before = text[start : site.start].partition(" ")[2] if start else text[: site.start]
    after = text[site.end : end].rpartition(" ")[0] if end < len(text) else text[site.end :]
    return " ".join(f"{before}{text[site.start : site.end]}{after}".split())
