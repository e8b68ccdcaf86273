"""Place a record that was read from joined lines in the file that has them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from backchannel import rules
from backchannel.findings import Report
from backchannel.readers.text.line_ends.joined import BLANK_LINE, JoinedSource
from backchannel.records import Block, Consumed, Document, PageBreak
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
    pages = sorted((*record.pages, *_pages_of_heads(source)), key=lambda part: part.start)
    blocks = sorted((*record.blocks, *_blocks_of_heads(record, source)), key=lambda part: part.start)
    findings = sorted((*record.findings, *_line_end_findings(source).findings), key=lambda finding: (finding.start, finding.rule))
    return record.model_copy(
        update={
            "line_ends": "broken" if _is_broken(source) else "paragraphs",
            "consumed": tuple(consumed),
            "pages": tuple(pages),
            "blocks": tuple(blocks),
            "findings": tuple(findings),
        }
    )


def _placed(value: Any, span: Callable[[int, int], Span]) -> Any:
    """Replace each `start` and `end` in the fields of a record, and `by`, the start of another reference."""
    if isinstance(value, dict):
        fields = {name: _placed(part, span) for name, part in value.items()}
        if "start" in fields:
            fields["start"], fields["end"] = span(fields["start"], fields["end"])
        if fields.get("by") is not None:
            fields["by"] = span(fields["by"], fields["by"] + 1).start
        return fields
    return [_placed(part, span) for part in value] if isinstance(value, (list, tuple)) else value


def _consumed_at_joints(record: Document, source: JoinedSource) -> Iterator[Consumed]:
    """Yield what the page leaves out where lines were joined: the hyphen and the line end in a divided word, form feeds elsewhere."""
    yield from (Consumed(rule=rules.PAGE_FURNITURE.id, start=head.span.start, end=head.span.end) for head in source.heads if not head.page)
    taken = [(part.start, part.end) for part in record.consumed]
    for joint in source.joints:
        if any(start < joint.end and joint.start < end for start, end in taken):
            continue
        if not joint.seen:
            heads = [head.span for head in source.heads if joint.start < head.span.start < joint.end]
            edges = [joint.start, *(edge for head in heads for edge in head), joint.end]
            yield from (Consumed(rule=rules.DIVIDED_WORD.id, start=edges[i], end=edges[i + 1]) for i in range(0, len(edges), 2))
        else:
            for control in _CONTROLS.finditer(source.file.text, joint.start, joint.end):
                yield Consumed(rule=rules.BROKEN_LINES.id, start=control.start(), end=control.end())


def _is_broken(source: JoinedSource) -> bool:
    """Return whether lines were joined; not if only running heads were left out."""
    return not source.heads or any(joint.seen != BLANK_LINE for joint in source.joints)


def _pages_of_heads(source: JoinedSource) -> list[PageBreak]:
    """Return the page breaks at the running heads whose numbers are certain."""
    return [PageBreak(n=head.page, start=head.span.start, end=head.span.end) for head in source.heads if head.page]


def _blocks_of_heads(record: Document, source: JoinedSource) -> list[Block]:
    """Return the blocks of the page breaks that are between paragraphs."""
    within = [(block.start, block.end) for block in record.blocks]
    heads = (head.span for head in source.heads if head.page)
    return [Block(kind="page", start=at, end=end) for at, end in heads if not any(start < at < stop for start, stop in within)]


def _line_end_findings(source: JoinedSource) -> Report:
    """Report that lines were joined, and how many ends are doubtful."""
    report = Report(source.file)
    if not _is_broken(source):
        return report
    ends = [joint for joint in source.joints if "\n" in source.file.text[joint.start : joint.end]]
    first = ends[0].start if ends else 0
    report.add(rules.BROKEN_LINES, Span(first, first), count=len(ends))
    if source.doubtful:
        report.add(rules.DOUBTFUL_LINE_END, source.doubtful[0], count=len(source.doubtful))
    return report
