"""Say why words are evidence of a date, if the words alone do not show it: `“President Kennedy” (while in office)`."""

from __future__ import annotations

_WHY = {
    "office": "while in office",
    "office-in-text": "who was in office by then",
    "signature": "while he signed for the Department",
    "post": "while head of that post",
    "body": "while that body or publication existed",
    "collection": "while that file was kept",
    "file-period": "while that file was kept",
    "file-date": "the day of filing, give or take two days",
    "file-retired": "the year in which the file was retired",
    "past-day": "mentioned as past",
    "past-year": "mentioned as past",
    "paper-in-note": "a document that the text mentions",
    "volume-years": "the volume’s own years",
    "dateline-day": "the year follows from the other evidence",
    "message-date": "the year follows from the other evidence",
    "reception": "the day follows from the date",
}


def why(rule: str) -> str:
    """Return the reason for a rule: ` (while in office)` for `office`; empty for words that show it themselves."""
    return f" ({_WHY[rule]})" if rule in _WHY else ""
