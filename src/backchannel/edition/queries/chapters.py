"""Store the editors' chapters of a volume, and return them in the order of the volume's contents, with the targets of their references."""

from __future__ import annotations

import json
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from backchannel import ids
from backchannel.edition.linking.resolve import resolve
from backchannel.edition.resolution import CitingReference
from backchannel.edition.rows import finding_rows
from backchannel.records import Chapter

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from backchannel.edition.resolution import Resolution
    from backchannel.edition.store import Store
    from backchannel.findings import Finding
    from backchannel.records import Reference
    from backchannel.settings import Project

STAGE = "chapters"
"""The stage of their findings, whose part is the file."""


class ChapterEntry(NamedTuple):
    """A chapter in the contents of its volume: the name of its page, its title, and its first and last document, if it names them."""

    name: str
    title: str
    first: str | None
    last: str | None


def keep_chapter(store: Store, volume: str, chapter: Chapter, findings: Iterable[Finding]) -> None:
    """Store a chapter. It replaces an earlier reading of the same file."""
    forget_chapters(store, [chapter.path])
    cites = sorted({reference.cited.volume or volume for reference in chapter.references})
    store.insert("chapter", path=chapter.path, volume=volume, record=chapter.model_dump_json(), cites=json.dumps(cites))
    store.add_findings(finding_rows(findings, stage=STAGE, part=chapter.path, path=chapter.path))


def forget_chapters(store: Store, paths: Iterable[str]) -> None:
    """Delete the chapters of these files, with their findings."""
    for path in paths:
        store.run("DELETE FROM chapter WHERE path = ?", (path,))
        store.run("DELETE FROM finding WHERE stage = ? AND part = ?", (STAGE, path))


def citing_volumes(store: Store, cited: Iterable[str]) -> set[str]:
    """Return the volumes whose chapters refer to one of these volumes."""
    wanted = set(cited)
    return {row["volume"] for row in store.rows("SELECT volume, cites FROM chapter") if wanted.intersection(json.loads(row["cites"]))}


def chapters(store: Store, volume: str, reserved: Container[str]) -> dict[str, Chapter]:
    """Return the chapters of a volume by the names of their pages: those about the whole volume first, then the others by document. A
    chapter has no page if its name is taken, by the program (`reserved`) or by a document."""
    found = [
        Chapter.model_validate_json(row[0]) for row in store.rows("SELECT record FROM chapter WHERE volume = ? ORDER BY path", (volume,))
    ]
    found.sort(key=lambda chapter: ids.number_key(chapter.documents[0][1:]) if chapter.documents else (-1, ""))
    named: dict[str, Chapter] = {}
    for chapter in found:
        if name := ids.chapter_name(PurePosixPath(chapter.path).stem, reserved):
            alike = sum(other == name or other.startswith(f"{name}--") for other in named)
            named[f"{name}--{alike + 1}" if alike else name] = chapter
    return named


def contents(store: Store, volume: str, reserved: Container[str]) -> list[ChapterEntry]:
    """Return the chapters of a volume for its contents."""
    named = chapters(store, volume, reserved)
    return [ChapterEntry(name, chapter.title, *(chapter.documents or (None, None))) for name, chapter in named.items()]


def resolved(store: Store, project: Project, volume: str, chapter: Chapter) -> list[tuple[Reference, Resolution]]:
    """Return the references of a chapter with their targets. Messages are left out: only documents give the journeys that identify them."""
    return [
        (reference, resolve(store, project, _citing(volume, chapter, reference)))
        for reference in chapter.references
        if reference.kind not in ("message", "collection") and reference.cited.relation is None
    ]


def _citing(volume: str, chapter: Chapter, reference: Reference) -> CitingReference:
    cited = reference.cited
    return CitingReference(
        doc=0,
        ordinal=0,
        id=volume,
        local="",
        apparatus="none",
        start=reference.start,
        end=reference.end,
        kind=reference.kind,
        where=reference.where,
        anchor="",
        words=chapter.words[reference.start : reference.end],
        cited_volume=cited.volume or volume,
        document=cited.document,
        note=cited.note,
        page=cited.page,
        relation=None,
        alternative=cited.alternative,
    )
