"""Build the ladder: a picture of who wrote to whom, one row per message.

The Department is on the left, the traveler or the post on the right.
Horizontal positions are percentages of the width and vertical positions are pixels, so no text is ever scaled.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from backchannel.pages.components.date_words import day_and_month, month_words
from backchannel.pages.traffic.message_summary import MessageSummary
from backchannel.pages.traffic.sequence import gap_words
from backchannel.printed import shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from backchannel.edition.queries.messages import MessageRow, TieRow
    from backchannel.pages.traffic.sequence import NumberGap, PlacedMessage

FOLDS = 60
"""A journey with more messages is folded into panels."""
_PANEL = 40
"""The most rows of a panel."""
_DAYS = 31
"""With more days than this, panels are months."""

_PAD, _ROW, _THIN, _BREAK = 10, 38, 24, 22
_BESIDE = 66
"""Pixels between a station and the words beside it."""
_NAME = 14
"""Characters of a name that fit beside the line."""
_NAME_AND_DATE = 25
"""Characters of a name and of the date to its left that fit beside the line."""
_SHORTEST = 11
"""The fewest characters of a name that are shown: `Department …`."""
_LONG = 9
"""Characters of a name that fit there on a narrow screen."""
_ABOUT = 44
"""Characters of a subject that fit under the line."""
_CROSSED = 4
"""The most rows between two crossed messages for one mark between them."""


class LadderLabel(NamedTuple):
    """Words beside the line, `dx` pixels from a station at `x`; those in `wide` are left out on a narrow screen."""

    x: str
    dx: int
    classes: str
    wide: str
    text: str


class LadderRow(NamedTuple):
    """A message: `mark` is the id of its drawing, `box` the number in it. Arcs lead up to what it answers, each from its station; crosses
    to what it crossed. `about` is its subject, if there is room for it."""

    id: str
    href: str
    classes: str
    y: int
    mark: str
    box: str
    box_x: str
    code: str
    code_classes: str
    status_words: str
    labels: list[LadderLabel]
    date: str
    date_classes: str
    arcs: list[tuple[str, str]]
    crosses: list[str]
    about: str


class LadderBreak(NamedTuple):
    """Words between rows: numbers that no text mentions, or what the rows below share."""

    y: int
    text: str
    classes: str


class Ladder(NamedTuple):
    """A ladder: its height, the positions of its stations, its rows, and the words between them."""

    height: int
    left: str
    right: str
    rows: list[LadderRow]
    breaks: list[LadderBreak]


class LadderPanel(NamedTuple):
    """A part of a folded journey."""

    title: str
    total: int
    ladder: Ladder


class LadderGroup(NamedTuple):
    """Messages in order under shared words (whose journey it is), or under none."""

    words: str
    placed: list[PlacedMessage]
    gaps: list[NumberGap]


def ladder(groups: Iterable[LadderGroup], summaries: Mapping[str, MessageSummary], ties: Mapping[str, Sequence[TieRow]]) -> Ladder:
    """Place the rows of a figure, 38 pixels each, with names, dates and curves."""
    rows: list[LadderRow] = []
    breaks: list[LadderBreak] = []
    at: dict[str, int] = {}
    y = _PAD
    for group in groups:
        for words, classes in _heads(group):
            breaks.append(LadderBreak(y + _BREAK // 2, words, classes))
            y += _BREAK
        for placed in group.placed:
            if missing := _missing(group, placed.message.id):
                breaks.append(LadderBreak(y + _BREAK // 2, missing, "gap"))
                y += _BREAK
            at[placed.message.id] = y + _ROW // 2
            row = _row(placed, summaries[placed.message.id], at, ties.get(placed.message.id, ()))
            rows.append(row._replace(status_words=f"{row.status_words}. {group.words}.") if group.words else row)
            y += _ROW
        if missing := _missing(group, ""):
            breaks.append(LadderBreak(y + _BREAK // 2, missing, "gap"))
            y += _BREAK
    return Ladder(y + _PAD, "24%", "76%", rows, breaks)


def _heads(group: LadderGroup) -> Iterator[tuple[str, str]]:
    if group.words:
        yield group.words, "of"


def _missing(group: LadderGroup, before: str) -> str:
    """Write the missing numbers: `Tohak 72–96 not seen`."""
    found = gap_words(gap for gap in group.gaps if gap.before == before)
    return f"{found} not seen" if found else ""


def panels(groups: Sequence[LadderGroup], summaries: Mapping[str, MessageSummary]) -> list[LadderPanel]:
    """Place the rows of a folded figure, 24 pixels each: those with shared words under them, others by day, or by month if there are many
    days."""
    days = {entry.day for group in groups for entry in group.placed}
    title: Callable[[str], str] = month_words if len(days) > _DAYS else day_and_month
    found: list[LadderPanel] = []
    for group in groups:
        by_day = groupby(group.placed, key=lambda entry: group.words or (title(entry.day) if entry.day else "Day not known"))
        for name, same in by_day:
            found += _parts(name, list(same), summaries)
    return found


def _parts(name: str, placed: Sequence[PlacedMessage], summaries: Mapping[str, MessageSummary]) -> Iterator[LadderPanel]:
    for start in range(0, len(placed), _PANEL):
        part = placed[start : start + _PANEL]
        yield LadderPanel(f"{name}, continued" if start else name, len(part), _thin(part, summaries))


def _thin(placed: Iterable[PlacedMessage], summaries: Mapping[str, MessageSummary]) -> Ladder:
    rows = [_thin_row(entry, summaries[entry.message.id], _PAD + _THIN * n + _THIN // 2) for n, entry in enumerate(placed)]
    return Ladder(2 * _PAD + _THIN * len(rows), "12%", "88%", rows, [])


def _thin_row(placed: PlacedMessage, summary: MessageSummary, y: int) -> LadderRow:
    return _base(placed.message, summary, y, thin=True)._replace(code_classes="" if placed.certain else " inf")


def _base(message: MessageRow, summary: MessageSummary, y: int, *, thin: bool) -> LadderRow:
    near, far = ("12%", "88%") if thin else ("24%", "76%")
    return LadderRow(
        id=message.id,
        href=summary.href,
        classes=f"{message.direction} is-{summary.status_class}",
        y=y,
        mark=f"{'t' if thin else 'w'}-{message.direction}-{summary.status_class}",
        box=summary.box,
        box_x=near if message.direction == "out" else far,
        code=summary.code,
        code_classes="",
        status_words=". ".join(filter(None, (summary.status, summary.about if thin else ""))),
        labels=[],
        date="",
        date_classes="",
        arcs=[],
        crosses=[],
        about="",
    )


def _row(placed: PlacedMessage, summary: MessageSummary, at: Mapping[str, int], ties: Iterable[TieRow]) -> LadderRow:
    message = placed.message
    above = [(tie, rise) for tie in ties if (rise := _rise(tie, message.id, at)) > 0]
    return _base(message, summary, at[message.id], thin=False)._replace(
        labels=list(_labels(message, summary)),
        about=shortened(summary.about, _ABOUT),
        date=summary.date,
        date_classes=" inf" if summary.inferred else "",
        arcs=[_arc(message.direction, rise, summary) for tie, rise in above if tie.kind == "answers"],
        crosses=[_cross(rise) for tie, rise in above if tie.kind == "crossed" and rise <= _CROSSED * _ROW],
    )


def _labels(message: MessageRow, summary: MessageSummary) -> Iterator[LadderLabel]:
    """Place the sender's name where the message was sent from, and the recipient's where it was sent to."""
    sent, received = ("l", "r") if message.direction == "out" else ("r", "l")
    if summary.named:
        yield _label(sent, "wn", *summary.named)
    if message.sender:
        yield _name(sent, "wh", message.sender, summary)
    if message.recipient and summary.place:
        yield _label(received, "wn", f"{shortened(message.recipient, _NAME)}, ", summary.place)
    elif message.recipient:
        yield _name(received, "wn", message.recipient, summary)


def _name(side: str, classes: str, name: str, summary: MessageSummary) -> LadderLabel:
    room = min(_NAME, _NAME_AND_DATE - len(summary.date)) if side == "l" else _NAME
    short = shortened(name, max(room, _SHORTEST))
    return _label(side, f"{classes} lo" if len(short) > _LONG else classes, "", short)


def _label(side: str, classes: str, wide: str, text: str) -> LadderLabel:
    return (
        LadderLabel("24%", -_BESIDE, f"{classes} e nl", wide, text)
        if side == "l"
        else LadderLabel("76%", _BESIDE, f"{classes} nr", wide, text)
    )


def _rise(tie: TieRow, id: str, at: Mapping[str, int]) -> int:
    """Return the distance in pixels up to the related message; 0 if it is below or in another figure."""
    return at[id] - at.get(tie.other if id == tie.message else tie.message, at[id])


def _arc(direction: str, rise: int, summary: MessageSummary) -> tuple[str, str]:
    """Draw a curve down to the box or ring of an answer from `rise` pixels above; the longer the curve, the more it bows."""
    station, side = ("24%", -1) if direction == "out" else ("76%", 1)
    bow = side * min(62, 30 + 6 * rise // _ROW)
    end = side * (16 if summary.box else 6)
    return station, f"M0-{rise}C{bow}-{rise - 2} {bow}-2 {end} 0"


def _cross(rise: int) -> str:
    """Draw a cross halfway between two rows, and a line from it to each."""
    half = rise // 2
    return f"M0-{rise - 7}V-{half + 8}M0-{half - 8}V-7M-6-{half + 6} 6-{half - 6}M6-{half + 6}-6-{half - 6}"
