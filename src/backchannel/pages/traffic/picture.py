"""The traffic: every message of the edition's travellers, or every telegram of a volume's posts, in the order in which they went."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from backchannel import ids
from backchannel.pages import addresses
from backchannel.pages.shell import Shell, Way
from backchannel.pages.traffic.entries import Entry, entry, ground
from backchannel.pages.traffic.figures import Figure, Sheet, figure, sheets
from backchannel.pages.traffic.strip import Pile, Strip, by_month, strip
from backchannel.pages.traffic.views import View, view
from backchannel.pages.volumes import volume_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from backchannel.edition.wires import Message, Traffic
    from backchannel.settings import Project

_TALLY = (
    ("printed", "printed here"),
    ("elsewhere", "at history.state.gov"),
    ("quoted", "quoted in notes"),
    ("mentioned", "known only by mention"),
)
_LEDES = {
    "travellers": "Every message to and from a traveller that this edition prints or names, in order. Washington stands on the left, the "
    "traveller on the right.",
    "posts": "Every telegram between the Department and a post that this volume prints or names, in order. The Department stands on the "
    "left, the post on the right.",
}


class Listed(NamedTuple):
    """A figure in the list of figures."""

    text: str
    href: str
    total: str


class Wire(NamedTuple):
    """The figures of a wire in the list of figures."""

    name: str
    figures: list[Listed]


class TrafficPage(NamedTuple):
    """The traffic of the edition's travellers or of a volume's posts; `others` leads to where there is more."""

    path: str
    shell: Shell
    view: View
    lede: str
    tally: str
    strip: Strip | None
    wires: list[Wire]
    others: list[Way]
    figures: list[Figure]
    serials: list[Entry]


def traffic_page(project: Project, traffic: Traffic, folder: str) -> TrafficPage:
    """The page of all travellers at the top (`folder` empty), or of the posts in the folder of a volume."""
    page_ground = ground(traffic, folder)
    found = sheets(traffic, page_ground.here, of_posts=bool(folder))
    here = view(project, folder, addresses.TRAFFIC, "Message traffic")
    return TrafficPage(
        path=here.path,
        shell=here.shell,
        view=here,
        lede=_LEDES["posts" if folder else "travellers"],
        tally=_tally(traffic.messages.values()),
        strip=strip(list(_piles(found))),
        wires=list(_wires(found)),
        others=list(_others(project, folder)),
        figures=[figure(sheet, traffic, page_ground) for sheet in found],
        serials=[entry(message, traffic, page_ground, "", "") for message in _of_no_journey(traffic, found)],
    )


def _tally(messages: Iterable[Message]) -> str:
    """`29 printed here, 2 at history.state.gov, 12 known only by mention`."""
    counts = Counter(message.standing for message in messages)
    return ", ".join(f"{counts[standing]:,} {words}" for standing, words in _TALLY if counts[standing])


def _piles(found: Sequence[Sheet]) -> Iterator[Pile]:
    """A pile for each journey that is known; of posts, for each month."""
    for sheet in found:
        journey = sheet.journeys[0]
        if not sheet.of_post and journey.first and journey.last:
            yield Pile(sheet.wire, journey.first, journey.last, sheet.dates, f"#{sheet.id}", sheet.messages)
    of_posts = (placed for sheet in found if sheet.of_post for group in sheet.groups for placed in group.placed)
    yield from by_month((placed.message, placed.day) for placed in of_posts if placed.certain)


def _wires(found: Sequence[Sheet]) -> Iterator[Wire]:
    wires: dict[str, list[Listed]] = {}
    for sheet in found:
        wires.setdefault(sheet.wire, []).append(Listed(sheet.dates, f"#{sheet.id}", f"{len(sheet.messages):,}"))
    yield from (Wire(name, figures) for name, figures in wires.items())


def _others(project: Project, folder: str) -> Iterator[Way]:
    """The other pages of traffic: from a volume's that of the travellers, from that the volumes'."""
    if folder and "" in project.wired:
        yield Way("Messages of travellers", addresses.href(folder, addresses.TRAFFIC), current=False)
    if not folder:
        for volume in sorted(project.wired - {""}):
            yield Way(volume_words(project, volume), addresses.href("", f"{volume}/{addresses.TRAFFIC}"), current=False)


def _of_no_journey(traffic: Traffic, found: Sequence[Sheet]) -> list[Message]:
    """Those known by a serial alone, which runs on through all journeys."""
    placed = {message.id for sheet in found for message in sheet.messages}
    others = (message for message in traffic.messages.values() if message.id not in placed)
    return sorted(others, key=lambda message: (message.channel, ids.number_key(message.number), message.id))
