"""Build the clock: when each message was sent and received, what was in transit at that moment, and what crossed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel import clocks, ids
from backchannel.pages.components.clock import clock_words, message_zones, span_words
from backchannel.pages.components.date_words import date_words
from backchannel.pages.components.inline import Inline, joined
from backchannel.pages.components.layout import Layout
from backchannel.pages.components.link_status import link_class
from backchannel.pages.components.message_links import message_href, message_name, message_status_class
from backchannel.pages.components.words import amount
from backchannel.pages.traffic.journeys import journey_days
from backchannel.pages.traffic.views import TrafficView, traffic_view

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from backchannel.edition.queries.messages import JourneyRow, MessageRow
    from backchannel.edition.queries.traffic import Traffic
    from backchannel.pages.components.addresses import Linker
    from backchannel.pages.components.layout import PageFrame


class ClockEvent(NamedTuple):
    """One event: in universal time and on other clocks, which message, whether it was sent or received, what was in transit then, and what
    it crossed."""

    instant: str
    day: str
    time: str
    clocks: str
    direction: str
    name: Inline
    event: str
    in_transit: list[Inline]
    crossed: list[Inline]


class JourneyClock(NamedTuple):
    """A journey, or a year of a post's telegrams, minute by minute; `rest` says how many of its messages state no minute."""

    id: str
    name: str
    events: list[ClockEvent]
    rest: str


class InTransitPage(NamedTuple):
    """The clock of the edition's travelers, or of a volume's telegrams."""

    path: str
    layout: Layout
    view: TrafficView
    journeys: list[JourneyClock]


def in_transit_page(frame: PageFrame, traffic: Traffic) -> InTransitPage:
    """Show every journey that has a message whose minute is known."""
    linker = frame.linker._replace(here=traffic.volume)
    return InTransitPage(
        frame.path,
        frame.layout,
        traffic_view(frame),
        [clock for journey in traffic.journeys if (clock := _journey_clock(journey, traffic, linker)).events],
    )


def _journey_clock(journey: JourneyRow, traffic: Traffic, linker: Linker) -> JourneyClock:
    on = traffic.on(journey)
    timed = [message for message in on if message.instant]
    name = " · ".join(dict.fromkeys(filter(None, (journey.channel_pair, journey.name or journey.place, journey_days(journey)))))
    rest = f"No minute is known for {amount(len(on) - len(timed), 'other message')}." if len(on) > len(timed) else ""
    return JourneyClock(f"{ids.slug(journey.channel_pair)}-{journey.key}", name, list(_events(journey, timed, traffic, linker)), rest)


class _Event(NamedTuple):
    at: str
    kind: str
    message: MessageRow


def _events(journey: JourneyRow, timed: Sequence[MessageRow], traffic: Traffic, linker: Linker) -> Iterator[ClockEvent]:
    events = sorted(_sent_and_received(timed), key=lambda event: (_utc(event.at), event.kind, event.message.id))
    waiting: dict[str, MessageRow] = {}
    for event in events:
        waiting.pop(event.message.id, None)
        yield _clock_event(event, journey, waiting.values(), traffic, linker)
        if event.kind == "sent" and event.message.received:
            waiting[event.message.id] = event.message


def _sent_and_received(timed: Iterable[MessageRow]) -> Iterator[_Event]:
    for message in timed:
        yield _Event(message.instant or "", "sent", message)
        if message.received:
            yield _Event(message.received, "received", message)


def _clock_event(event: _Event, journey: JourneyRow, waiting: Iterable[MessageRow], traffic: Traffic, linker: Linker) -> ClockEvent:
    message, utc = event.message, _utc(event.at)
    return ClockEvent(
        instant=utc,
        day=date_words(utc[:10]),
        time=f"{utc[11:13]}{utc[14:16]}Z",
        clocks=clock_words(event.at, message_zones(message, journey.place, utc[:10]), utc[:10]),
        direction=message.direction,
        name=_message_inline(message, linker),
        event=_event_words(event),
        in_transit=joined([_message_inline(other, linker)] for other in waiting),
        crossed=joined([_message_inline(other, linker)] for other in _crossed(message, traffic)),
    )


def _event_words(event: _Event) -> str:
    """Describe an event: `Sent; received 2 h 9 min later`, `Sent; time of receipt not stated`, `Received`."""
    message = event.message
    if event.kind == "received":
        return "Received"
    if not message.received:
        return "Sent; time of receipt not stated"
    return f"Sent; received {span_words(clocks.between(message.instant or '', message.received))} later"


def _crossed(message: MessageRow, traffic: Traffic) -> list[MessageRow]:
    pairs = [(tie.message, tie.other) for tie in traffic.ties if tie.kind == "crossed" and message.id in (tie.message, tie.other)]
    return [traffic.message(one if other == message.id else other) for one, other in pairs]


def _message_inline(message: MessageRow, linker: Linker) -> Inline:
    return Inline(message_name(message), message_href(linker, message), link_class(message_status_class(message)))


def _utc(instant: str) -> str:
    return clocks.at(instant, clocks.UNIVERSAL).strftime("%Y-%m-%dT%H:%MZ")
