"""Place a record that was read from joined lines in the file that has them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from backchannel import rules
from backchannel.findings import Report
from backchannel.readers.text.line_ends.joined import JoinedSource
from backchannel.records import Consumed, Document
from backchannel.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from backchannel.source import Source

_CONTROLS = re.compile(r"[\x0b\x0c\x1c-\x1f\x85]+")
"""White space that the page would show with a symbol: a form feed between two lines of a paragraph."""


def placed_in_file(document: Document, source: Source) -> Document:
    """Give the record of a text with joined lines the positions of the file. Any other record is returned as it is."""
    if not isinstance(source, JoinedSource):
        return document
    fields = _placed(document.model_dump(exclude={"text", "part", "start", "end", "line"}), source.span_in_file)
    fields["text"] = source.file.text
    record = Document.model_validate(fields)
    consumed = sorted((*record.consumed, *_consumed_at_joints(record, source)), key=lambda part: part.start)
    findings = sorted((*record.findings, *_line_end_findings(source).findings), key=lambda finding: (finding.start, finding.rule))
    return record.model_copy(update={"line_ends": "broken", "consumed": tuple(consumed), "findings": tuple(findings)})


def _placed(value: Any, span: Callable[[int, int], Span]) -> Any:
    """Replace each `start` and `end` in the fields of a record."""
    if isinstance(value, dict):
        fields = {name: _placed(part, span) for name, part in value.items()}
        if "start" in fields:
            fields["start"], fields["end"] = span(fields["start"], fields["end"])
        return fields
    return [_placed(part, span) for part in value] if isinstance(value, (list, tuple)) else value


def _consumed_at_joints(record: Document, source: JoinedSource) -> Iterator[Consumed]:
    """Yield what the page leaves out where lines were joined: the hyphen and the line end in a divided word, form feeds elsewhere."""
    taken = [(part.start, part.end) for part in record.consumed]
    for joint in source.joints:
        if any(start < joint.end and joint.start < end for start, end in taken):
            continue
        if not joint.seen:
            yield Consumed(rule=rules.DIVIDED_WORD.id, start=joint.start, end=joint.end)
        else:
            for control in _CONTROLS.finditer(source.file.text, joint.start, joint.end):
                yield Consumed(rule=rules.BROKEN_LINES.id, start=control.start(), end=control.end())


def _line_end_findings(source: JoinedSource) -> Report:
    """Report that lines were joined, and how many ends are doubtful."""
    report = Report(source.file)
    ends = [joint for joint in source.joints if "\n" in source.file.text[joint.start : joint.end]]
    first = ends[0].start if ends else 0
    report.add(rules.BROKEN_LINES, Span(first, first), count=len(ends))
    if source.doubtful:
        report.add(rules.DOUBTFUL_LINE_END, source.doubtful[0], count=len(source.doubtful))
    return report
