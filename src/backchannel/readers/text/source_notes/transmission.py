"""Read from the sentences of a source note through whom, or by what channel, a document was sent.

`Sent via Kennedy, Guay, and Haig. Passed by the Joint Chiefs to the White House. Sent in the Special Channel. Transmitted by pouch.`

Only a plain statement about the document itself counts: not one in quotation marks, nor what was asked for, probable, or not done, nor the
path of a copy. A sender (`sent by Archer`) and a telegram repeated to other posts are no path.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Literal

from backchannel import vocabulary
from backchannel.records import Transmission, TransmissionStep, Words
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from backchannel.findings import Report

_MONTH = vocabulary.alternatives("months")
_PASSED_ON = r"relayed|passed(?:\s+on)?|forwarded|conveyed|delivered|handed|(?:hand[- ])?carried"
_VERB = rf"sent|transmitted|routed|dispatched|cabled|telegraphed|{_PASSED_ON}"
_PASSES_ON = re.compile(_PASSED_ON, re.IGNORECASE)
"""Verbs whose `by` names who passed the document on; `sent by` and `transmitted by` name its sender."""

_CAPITAL = r"[A-ZÀ-Þ][\w.’'/&–-]*"
_PARTY = rf"""
    (?: \[[^\[\]\n]{{1,60}}\]                                                       # [name not declassified]
      | (?:the\s+|then-)?{_CAPITAL}
        (?: (?:\s+of(?:\s+the)?|(?:(?<=Assistant)|(?<=Secretary)|(?<=Adviser)|(?<=Advisor))\s+for|\s+d’|\s+(?:de|van|von))?\s+{_CAPITAL} )*
        (?: \s+(?:office|staff|attaché|secretary)\b )?                              # Archer’s office
        (?: ,?\s+[JS]r\b\.? )?
        (?: \s*\([^()\n]{{1,60}}\) )?                                               # the Chief of Staff (Archer)
    )
"""
_PARTIES = rf"{_PARTY}(?:(?:,\s+(?:and\s+)?|\s+and\s+){_PARTY})*"
_STEP_PATTERNS: dict[Literal["channel", "means", "party"], re.Pattern[str]] = {
    "channel": re.compile(
        r"""
        (?!(?:the\s+)?(?:same|this|that|these|those|which)\b)(?:the\s+|a\s+)?
        (?:(?!to\b|and\b|for\b|in\b|by\b|from\b)[\w’'./–-]+\s+){0,6}?               # normal military · CIA · Department of State
        (?:[Cc]hannels?|[Bb]ack-?channels?|[Bb]ack\s+channels?)\b(?:\s+messages?\b)?
        """,
        re.VERBOSE,
    ),
    "means": re.compile(
        r"""
        (?:the\s+|a\s+)?(?:(?:diplomatic|air|special|secure|military|official|White\s+House)\s+){0,2}
        (?:pouch|courier|messenger|hand|air\s?mail|mail|airgram|cable|telephone|teletype|telex|facsimile|LDX|radio)\b   # diplomatic pouch
        """,
        re.VERBOSE,
    ),
    "party": re.compile(
        rf"""
        {_PARTY}                                                                    # Archer · not `Archer’s name`
        (?= \s*(?:[,;.)\]:—–]|$)
          | \s+(?:and|to|in|on|at|for|with|as|under|by|from|via|through|who|which|where|while|during|after|before|then|upon|exclusive)\b )
        """,
        re.VERBOSE,
    ),
}
"""What a step of a path may be. The first that matches counts: `CIA channels` begins like a party."""
_NO_PARTY = re.compile(rf"(?:the\s+)?(?:{_MONTH}|Documents?|Tabs?|Telegrams?|Attachment|Enclosure|Annex|Appendix)\b")
_APPOSITION = re.compile(
    r"""
    (?: Acting|Deputy|Under|Assistant|Associate|Special|Executive|Army|Naval|Air|Military|Defense           # Deputy …
      | Director|Chief|Secretary|Counselor|Minister|Ambassador|[Aa]ttaché|Advis[eo]r|Chairman|Staff         # … Director
      | \([^()]*\)|of|the|for|\s                                                                           # … (Intelligence)
    )+$
    """,
    re.VERBOSE,
)
"""`, Deputy Director (Intelligence)`: the office of the person named before, not another party."""
_SEPARATOR = re.compile(r"(?:,\s+(?:and\s+)?|\s+and\s+|\s+)(?:then\s+)?(?:(?P<how>via|through|by(?:\s+way\s+of)?)\s+)?")

_NOUN = r"(?:messages?|telegram|cable|airgram|memorandum|letter|original|text|document|paper|report|study|reply|instructions?|note)"
_LEAD = re.compile(
    rf"""
    (?: (?:also|then|subsequently|later|first|immediately)\s+                      # Also sent …
      | (?: it | which | (?:the|this)\s+(?:(?!cop|cover|draft|attach|other)[\w’-]+\s+){{0,3}}?{_NOUN}(?:\s+of\s+(?:the|this)\s+{_NOUN})? )
        \s+(?:(?:was|were)\s+(?:also\s+|then\s+|subsequently\s+|later\s+|first\s+)?|subsequently\s+|later\s+|then\s+)
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""What may precede the verb: `It was also` · `The text of this message was` · `the original signed letter subsequently`"""
_HANDLED = re.compile(
    rf"""
    (?:{_LEAD.pattern})?
    (?:drafted|cleared|approved|initialed|prepared|typed|signed|dictated|written|repeated|received|concurred|{_VERB})\b   # Drafted by …
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""A sentence that begins so is about the document: `Drafted by Archer and sent through Baker`."""
_BOUNDARY = re.compile(r"[;,(:]\s*(?:and\s+)?|(?<!\s)\s+and\s+")
_SENT = re.compile(rf"\b(?:{_VERB})\b  # sent · passed on", re.IGNORECASE | re.VERBOSE)
_HOW = re.compile(
    rf"""
    (?:\s+(?:also|only|immediately|priority|niact|flash|exclusively))?
    (?:\s+(?:to|from)\s+{_PARTIES}(?:\s+(?:in|at)\s+{_CAPITAL})?){{0,2}}           # to Archer in Strelsau
    (?:\s+for\s+(?:transmission|delivery))?
    (?:\s+on\s+{_MONTH}\s+\d{{1,2}})?
    \s+(?P<how>via|through|by\s+way\s+of|by|over|in|on)\s+
    """,
    re.VERBOSE,
)
_PASSED_THIS = re.compile(
    rf"""
    (?:(?:On|At)\s+[^,;]{{1,40}},\s+)?                                               # On July 17, …
    (?P<party>{_PARTY})\s+(?:also\s+)?
    (?P<verb>forwarded|passed|relayed|transmitted|conveyed|delivered)\s+this         # Archer forwarded this …
    (?:\s+{_NOUN}(?:\s+of\s+conversation)?)?
    (?:\s+on\s+{_MONTH}\s+\d{{1,2}})?
    (?=\s+(?:to|on|at)\b)
    """,
    re.VERBOSE,
)
"""`sent this memorandum` is left out: it may be the writer who sent it."""
_FOR_DELIVERY = re.compile(
    rf"""
    \s+to\s+(?P<party>{_PARTY})
    (?=\s+for\s+(?:onward\s+|further\s+)?(?:delivery|transmission|transmittal|relay|passage)\s+to\b)       # to Archer for delivery to …
    """,
    re.VERBOSE,
)
_DELIVERY = re.compile(r"\s+for\s+(?:\w+\s+)?\w+(?=\s+to\b)")
_TO = re.compile(rf"\s+to\s+(?P<to>{_PARTIES})", re.VERBOSE)
_LONGEST_LEAD = 200
"""Characters before a verb within which its clause begins."""
_QUOTED = re.compile(r"“[^”]*(?:”|$)|^[^“]*”|\"[^\"]*(?:\"|$)")
_HINT = re.compile(r"\b(?:via|through|by|over|channels?|backchannel|this|for)\b", re.IGNORECASE)
"""What all of these sentences have: searched for first."""


def read_transmissions(text: str, note: Span, sentences: Iterable[Span], report: Report) -> tuple[Transmission, ...]:
    """Read the paths of a document from `sentences` of its source note at `note`, in order; their steps as printed.

    1. `Sent via Kennedy, Guay, and Haig`                          a path of three steps
    2. `Drafted by Archer and sent to Baker through Carter`        a step, after another clause
    3. `Passed by the Joint Chiefs to the White House`             who passed it on, and to whom
    4. `Archer forwarded this memorandum to the President`         the same
    5. `Sent through Archer to Baker for delivery to Carter`       two steps; Carter is the recipient
    6. `Sent via CIA channels` · `It was transmitted by pouch`     a channel; a means
    """
    if not _HINT.search(text, *note):
        return ()
    quoted = [Span(found.start() + note.start, found.end() + note.start) for found in _QUOTED.finditer(text[note.start : note.end])]
    found = (path for sentence in sentences for path in _of_sentence(text, sentence))
    return tuple(_as_printed(path, report) for path in found if not _is_inside(path.start, quoted))


def _as_printed(path: Transmission, report: Report) -> Transmission:
    """Give the steps and recipients, which were found in the masked text, as they are printed."""
    steps = tuple(step.model_copy(update={"text": report.words(step.start, step.end)}) for step in path.steps)
    to = path.to and path.to.model_copy(update={"text": report.words(path.to.start, path.to.end)})
    return path.model_copy(update={"steps": steps, "to": to})


def _is_inside(offset: int, spans: Sequence[Span]) -> bool:
    """Return whether one of `spans`, which are in order, has the character at `offset`."""
    before = bisect_right(spans, offset, key=lambda span: span.start)
    return before > 0 and offset < spans[before - 1].end


def _of_sentence(text: str, sentence: Span) -> Iterator[Transmission]:
    start = sentence.start
    if passed := _PASSED_THIS.match(text, *sentence):
        step = TransmissionStep(start=passed.start("party"), end=passed.end("party"), text=passed["party"], kind="party")
        yield _transmission(text, step.start, passed["verb"], [step], passed.end(), sentence.end)
        start = passed.end()
    while sent := _SENT.search(text, start, sentence.end):
        start = sent.end()
        if _is_statement(text, sentence, sent.start()) and (path := _path(text, Span(*sent.span()), sentence.end)):
            yield path
            start = path.end


def _is_statement(text: str, sentence: Span, verb: int) -> bool:
    """Return whether the words before a verb make it a statement about the document: not `The message was not`, `requested that it be`."""
    begins = max(sentence.start, verb - _LONGEST_LEAD)
    for boundary in _BOUNDARY.finditer(text, begins, verb):
        begins = boundary.end()
    if begins == verb:
        return begins == sentence.start or _HANDLED.match(text, sentence.start) is not None
    return _LEAD.fullmatch(text, begins, verb) is not None


def _path(text: str, verb: Span, end: int) -> Transmission | None:
    """Read the steps after a verb, and the recipients after them."""
    how = _HOW.match(text, verb.end, end)
    steps = list(_steps(text, how, text[verb.start : verb.end], end)) if how else []
    at = steps[-1].end if steps else verb.end
    while on := _FOR_DELIVERY.match(text, at, end):
        steps.append(TransmissionStep(start=on.start("party"), end=on.end("party"), text=on["party"], kind="party"))
        delivery = _DELIVERY.match(text, on.end(), end)
        at = delivery.end() if delivery else on.end()
    return _transmission(text, verb.start, text[verb.start : verb.end], steps, at, end) if steps else None


def _transmission(text: str, start: int, verb: str, steps: Sequence[TransmissionStep], at: int, end: int) -> Transmission:
    """Make the record of a path whose words end at `at`, or with the recipients after it."""
    to = _TO.match(text, at, end)
    stop = to.end() if to else at
    return Transmission(
        start=start,
        end=stop,
        text=text[start:stop],
        verb=" ".join(verb.lower().split()),
        steps=tuple(steps),
        to=Words(start=to.start("to"), end=to.end("to"), text=to["to"]) if to else None,
    )


def _steps(text: str, after: re.Match[str], verb: str, end: int) -> Iterator[TransmissionStep]:
    how, first = after["how"], after.end()
    at = first
    while step := _step(text, at, end, _kinds(verb, how)):
        if not (step.kind == "party" and at > first and _APPOSITION.fullmatch(step.text)):
            yield step
        between = _SEPARATOR.match(text, step.end, end)
        # Steps without a comma or `and` between them need a word of their own: `by courier through Archer`.
        if not between or not (between["how"] or between[0].strip()):
            return
        how, at = between["how"] or how, between.end()


def _kinds(verb: str, how: str) -> tuple[Literal["channel", "means", "party"], ...]:
    """Return what may follow a preposition: `over` a channel, `sent by` a means, `via` and `passed by` also a party."""
    if how in ("over", "in", "on"):
        return ("channel",)
    return ("channel", "means") if how == "by" and not _PASSES_ON.match(verb) else ("channel", "means", "party")


def _step(text: str, at: int, end: int, kinds: Iterable[Literal["channel", "means", "party"]]) -> TransmissionStep | None:
    for kind in kinds:
        found = _STEP_PATTERNS[kind].match(text, at, end)
        if found and not (kind == "party" and _NO_PARTY.match(found[0])):
            return TransmissionStep(start=at, end=found.end(), text=found[0], kind=kind)
    return None
