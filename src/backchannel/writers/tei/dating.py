"""Write dates and times as TEI does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backchannel.writers.tei.pen import FRUS

if TYPE_CHECKING:
    from backchannel.edition.queries.document_queries import ListedDocument

_MINUTE = re.compile(r"(?P<minute>\d{4}-\d\d-\d\dT\d\d:\d\d)(?P<zone>Z|[+-]\d\d:\d\d)?")
_ONE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_SERIES = (("min", "T00:00:00"), ("max", "T23:59:59"))


def when(moment: str) -> str:
    """Return a day, a month, a year or a minute as XML Schema writes it: `1969-01-14T11:19Z` is `1969-01-14T11:19:00Z`. Empty for an
    interval."""
    if minute := _MINUTE.fullmatch(moment):
        return f"{minute['minute']}:00{minute['zone'] or ''}"
    return moment if _ONE.fullmatch(moment) else ""


def date_attributes(listed: ListedDocument) -> dict[str, str]:
    """Return the attributes of a document's date: `when`, or for an interval `notBefore` and `notAfter`, without an end that is open."""
    if one := when(listed.edtf or ""):
        return {"when": one}
    return {"notBefore": when(listed.earliest or ""), "notAfter": when(listed.latest or "")}


def series_attributes(listed: ListedDocument) -> dict[str, str]:
    """Return the first and the last second of a document's date as the series gives them, without the zone if it is not known:
    `frus:doc-dateTime-min="1969-01-16T00:00:00"`."""
    minute = when(listed.edtf or "")
    ends = (minute, minute) if "T" in minute else (listed.earliest, listed.latest)
    return {
        f"{{{FRUS}}}doc-dateTime-{name}": end if "T" in end else f"{end}{time}"
        for (name, time), end in zip(_SERIES, ends, strict=True)
        if end
    }
