"""Parse the front matter of an editors' file: TOML between two lines of plus signs, with values that the capture lost."""

from __future__ import annotations

import re
import tomllib
from calendar import monthrange
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from backchannel import rules
from backchannel.did_you_mean import did_you_mean
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from backchannel.findings import Report

_HEAD = re.compile(r"\s*^\+\+\+[ \t]*\n(?P<toml>.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.MULTILINE | re.DOTALL)
_OPENING = re.compile(r"\s*^(\+\+\+)[ \t]*$", re.MULTILINE)
_LINE = re.compile(r"\(at line (\d+)")
_MOMENT = re.compile(r"([0-9]{4})(?:-([0-9][0-9])(?:-([0-9][0-9])(?:T([0-9][0-9]):([0-9][0-9])Z)?)?)?")
_EDTF = "use a day (1972-12-06), a minute (1972-12-06T22:15Z), a month, a year, or two of these separated by a slash"


class FrontMatter(NamedTuple):
    """The front matter of a file: its values, and where the text after it begins."""

    given: dict[str, object]
    end: int


def read_front_matter(text: str, report: Report) -> FrontMatter:
    """Parse the front matter of `text`; it is empty if there is none, or if it can't be parsed."""
    head = _HEAD.match(text)
    if not head:
        if opening := _OPENING.match(text):
            report.add(rules.HEAD_NOT_TOML, Span(opening.start(1), opening.end(1)), reason="no closing +++ on a line of its own")
        return FrontMatter({}, 0)
    try:
        return FrontMatter(tomllib.loads(head["toml"]), head.end())
    except tomllib.TOMLDecodeError as error:
        reason = str(error)
        line = _LINE.search(reason)
        at = _line_start(text, head.start("toml"), int(line[1]) if line else 1)
        report.add(rules.HEAD_NOT_TOML, Span(at, at), reason=_LINE.split(reason)[0].strip(" ."))
        return FrontMatter({}, head.end())


def known(given: Mapping[str, object], keys: Iterable[str], text: str, report: Report) -> dict[str, str]:
    """Return the values of these keys, as strings; anything else in the front matter is reported."""
    known, found = list(keys), {}
    for key, value in given.items():
        if key not in known:
            report.add(rules.UNKNOWN_KEY, place_of(text, key), key=key, hint=did_you_mean(key, known))
        elif isinstance(value, str) and value.strip():
            found[key] = " ".join(value.split())
        elif type(value) is date:  # a TOML date without quotation marks
            found[key] = value.isoformat()
        else:
            report.add(rules.WRONG_VALUE, place_of(text, key), key=key, value=value, reason="use a value in quotation marks")
    return found


def read_date(given: dict[str, str], text: str, report: Report) -> str | None:
    """Return the date in the front matter as in records: a day, a minute, or an interval. A month or a year becomes an interval."""
    if (words := given.get("date")) is None:
        return None
    first, slash, last = words.partition("/")
    ends = [_end(first, last=False), _end(last or first, last=True)]
    if None in ends or ends == ["..", ".."] or (not slash and ".." in ends) or _reversed(*ends):
        report.add(rules.WRONG_VALUE, place_of(text, "date"), key="date", value=words, reason=_EDTF)
        return None
    return ends[0] if ends[0] == ends[1] else "/".join(end for end in ends if end)


def _end(words: str, *, last: bool) -> str | None:
    """Return the first or last day of a date: `1972-12` begins on `1972-12-01`; `..` is open; None for an impossible date."""
    moment = _MOMENT.fullmatch(words.strip())
    if words.strip() == ".." or not moment:
        return ".." if words.strip() == ".." else None
    year, month, day, hour, minute = (int(part) if part else None for part in moment.groups())
    month = month or (12 if last else 1)
    try:
        day = day or (monthrange(year or 0, month)[1] if last else 1)
        datetime(year or 0, month, day, hour or 0, minute or 0)
    except ValueError:
        return None
    return words.strip() if hour is not None else f"{year:04d}-{month:02d}-{day:02d}"


def _reversed(first: str | None, last: str | None) -> bool:
    return ".." not in (first, last) and (last or "")[:10] < (first or "")[:10]


def place_of(text: str, key: str) -> Span:
    """Return the span of a key in the front matter."""
    found = re.search(rf"^\s*[\"']?{re.escape(key)}[\"']?\s*=", text, re.MULTILINE)
    return Span(found.start() + len(found[0]) - len(found[0].lstrip()), found.end()) if found else Span(0, 0)


def _line_start(text: str, at: int, line: int) -> int:
    """Return where a line begins; line 1 begins at `at`."""
    for _ in range(line - 1):
        at = text.find("\n", at) + 1 or at
    return at
