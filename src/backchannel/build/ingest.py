"""Bring the edition's database up to date: read → link → check, the whole edition or only what an edit affects."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from backchannel import ids, rules
from backchannel.build import publication
from backchannel.build.changed_files import AnnotationRow, SourceTask, capture_of, opened
from backchannel.build.intake import NAMES, with_unreadable
from backchannel.build.witnesses import is_notes, is_text, notes_beside
from backchannel.checks import acceptance, addresses, whole
from backchannel.edition.change_log import watched
from backchannel.edition.glossary.explaining import explain
from backchannel.edition.glossary.queries import invalidate_explanations, keep_pages
from backchannel.edition.linking.arrange import arrange
from backchannel.edition.linking.link import link, link_again
from backchannel.edition.people import queries
from backchannel.edition.people.listed import relisted, with_listed
from backchannel.edition.people.naming import identify_all, identify_changed
from backchannel.edition.publication import names
from backchannel.edition.publication.publish import publish
from backchannel.edition.queries import counts
from backchannel.edition.queries.annotations import misread_texts, unannotated_parts
from backchannel.edition.queries.chapters import forget_chapters, keep_chapter
from backchannel.edition.rebuild import invalidation
from backchannel.edition.rebuild.edit_report import LINKED, IngestReport, report
from backchannel.edition.rows import Rows, rows_of
from backchannel.edition.tables import FileRow, PrintedListRow
from backchannel.findings import Report
from backchannel.readers.markup.prepare import prepare
from backchannel.readers.text.document import finish_document
from backchannel.readers.text.printed_lists import read_list
from backchannel.settings import people, terms
from backchannel.source import Source
from backchannel.system.source_files import read_source
from backchannel.system.workers import in_process

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from backchannel.build.changed_files import ChangedFiles
    from backchannel.edition.store import Store
    from backchannel.readers.text.prepared import PreparedDocument
    from backchannel.records import Document
    from backchannel.settings import Project
    from backchannel.system.timings import Timings
    from backchannel.system.workers import Workers

    Progress = Callable[[str, int, int], None]

_KEPT = 2048
"""Files read before the results are committed: a build after a killed first build reads at most this many again."""
_FEW = 64
"""Up to this many files this process reads faster than it could start others."""


def ingest_all(
    store: Store, project: Project, edit: ChangedFiles, workers: Workers, progress: Progress, stage: Timings, day: str
) -> IngestReport:
    """Read the files that are not read yet, and link and check the whole edition."""
    faults, known, glossaries = _unreadable(edit.faults), people.load(project), terms.load(project)
    with stage("read"):
        files = _read(project, edit.changed, workers, progress)
        for first in files:
            with store.transaction():
                faults += _add(store, chain([first], islice(files, _KEPT - 1)))
    with store.transaction():
        store.forget(edit.gone)
        _keep_notes(store, project, edit)
        again = _read_misread(store, project)
        faults += again.faults
        progress("Linking", 0, 1)
        history = publication.load(store, project)
        with stage("link"):
            arrange(store)
            named = _name(store, project, history.changed)
            faults += named.faults
            link(store, project)
            known = with_listed(store, known)
            identify_all(store, known)
            explain(store, glossaries, known)
        with stage("check"):
            publish(store, named.documents, day)
            whole.check(store, project)
            _report_files(store, edit, faults)
            addresses.check(store, history.unread)
            acceptance.accept(store, project)
            counts.count(store)
        invalidation.invalidate_all(store)
        keep_pages(store)
        edit.keep(store)
        store.tally()
        store.put(LINKED, "all")
        progress("Linking", 1, 1)
    return IngestReport(sorted({*(task.path for task in edit.changed), *again.read}), edit.gone, None, with_unreadable(edit.intake, faults))


def ingest_changes(
    store: Store, project: Project, edit: ChangedFiles, workers: Workers, progress: Progress, stage: Timings, day: str
) -> IngestReport:
    """Redo only what an edit affects, in one transaction."""
    read, reconfigured, known, glossaries = [task.path for task in edit.changed], edit.volumes, people.load(project), terms.load(project)
    with store.transaction(), watched(store):
        with stage("read"):
            rewritten = store.volumes_of(edit.rewritten) | {notes.volume for notes in edit.notes}
            volumes = store.volumes_of([*read, *edit.gone]) | {task.volume for task in edit.changed} | rewritten
            store.forget(edit.gone)
            _keep_notes(store, project, edit)
            faults = [*_unreadable(edit.faults), *_add(store, _read(project, edit.changed, workers, progress))]
            again = _read_misread(store, project)
            read, faults = sorted({*read, *again.read}), [*faults, *again.faults]
        progress("Linking", 0, 1)
        with stage("link"):
            arrange(store, sorted(volumes))
            history = publication.load(store, project) if edit.is_republished else None
            named = _name(store, project, history.changed if history else set())
            read, faults, volumes = sorted({*read, *named.read}), [*faults, *named.faults], volumes | named.volumes
            link_again(store, project, reconfigured)
            known = with_listed(store, known)
            identify_changed(store, known, read, volumes, {*edit.rosters, *relisted(store)})
            explain(store, glossaries, known, read)
        with stage("check"):
            publish(store, named.documents, day)
            whole.check(store, project, sorted({*volumes, *reconfigured}))
            _report_files(store, edit, faults)
            addresses.check(store, history.unread if history else None)
            acceptance.accept(store, project)
            counts.count(store, invalidation.invalidate_changed(store, read))
            queries.invalidate_people(store)
            invalidate_explanations(store)
        invalidation.invalidate_chapters(store, {*volumes, *reconfigured}, rewritten)
        for volume in reconfigured:
            invalidation.invalidate_volume(store, volume)
        if edit.is_introduced:
            invalidation.invalidate(store, [invalidation.TOP])
        invalidation.invalidate(store, [invalidation.DATA])  # it has all that any edit may change
        if edit.is_everywhere:
            invalidation.invalidate_all(store)
        changed = report(store)
        edit.keep(store)
        progress("Linking", 1, 1)
    return IngestReport(read, edit.gone, changed, with_unreadable(edit.intake, faults))


def _read(project: Project, tasks: Sequence[SourceTask], workers: Workers, progress: Progress) -> Iterator[ReadSource]:
    spread = workers.spread if len(tasks) > _FEW else in_process
    for done, read in enumerate(spread(read_files, project.documents, tasks), 1):
        yield read
        progress("Reading", done, len(tasks))


class _Reread(NamedTuple):
    """The texts that were read again, and their faults."""

    read: list[str]
    faults: list[whole.FileFault]


def _read_misread(store: Store, project: Project) -> _Reread:
    """Read again the texts that were read with the annotation file of another text of the same number, or without their own. Which of them
    the file belongs to shows only once all are read."""
    tasks = [SourceTask(text.path, text.volume, capture_of(project, text.volume), text.unannotated) for text in misread_texts(store)]
    return _Reread([task.path for task in tasks], _add(store, read_files(project.documents, tasks)))


class _NamedDocuments(NamedTuple):
    """The documents whose paragraphs were named or whose history changed; the texts that were read again for it, their volumes and their
    faults."""

    documents: set[str]
    read: list[str]
    volumes: set[str]
    faults: list[whole.FileFault]


def _name(store: Store, project: Project, changed: set[str]) -> _NamedDocuments:
    """Name the paragraphs of arranged documents. Those of documents that got another id or history are read again first."""
    outdated = names.outdated_names(store)
    tasks = [SourceTask(path, volume, capture_of(project, volume), unannotated_parts(store, path)) for path, volume in outdated.texts]
    faults = _add(store, read_files(project.documents, tasks))
    volumes = {volume for _, volume in outdated.texts}
    arrange(store, sorted(volumes))
    return _NamedDocuments(changed | outdated.kept | names.name_paragraphs(store), [task.path for task in tasks], volumes, faults)


class ReadSource(NamedTuple):
    """A source file that was read: the rows of its documents, its stamp and the annotation files that were read with it; or the rows of the
    printed list that it is; or why it can't be read."""

    path: str
    documents: list[Rows]
    stamp: str = ""
    notes: tuple[AnnotationRow, ...] = ()
    fault: str = ""
    printed: tuple[FileRow, PrintedListRow] | None = None


def read_files(documents: Path, tasks: Sequence[SourceTask]) -> list[ReadSource]:
    """Return the rows of each file: the work of one process."""
    return [_read_file(documents, task) for task in tasks]


def _read_file(documents: Path, task: SourceTask) -> ReadSource:
    try:
        data, inputs, stamp, witness = opened(documents, task)
    except OSError as error:
        return ReadSource(task.path, [], fault=error.strerror or str(error))
    if is_text(task.path) and not witness and (printed := read_list(Source.of(task.path, data))):
        row = PrintedListRow(task.path, task.volume, printed.kind, printed.model_dump_json())
        return ReadSource(task.path, [], printed=(FileRow(task.path, inputs, stamp), row))
    read = [_document(documents, prepared, task) for prepared in prepare(task.path, data, task.volume, witness, task.capture)]
    return ReadSource(task.path, [rows_of(document, inputs) for document, _ in read], stamp, tuple(notes for _, notes in read if notes))


def _keep_notes(store: Store, project: Project, edit: ChangedFiles) -> None:
    """Store the names of the editors' files, and the chapters among them; annotation files are read with their documents."""
    store.annotate(edit.notes)
    forget_chapters(store, list(filter(is_notes, edit.gone)))
    for notes in edit.notes:
        if not ids.is_document(notes.claim):
            from backchannel.pages.registry import RESERVED_NAMES  # takes a quarter of a second, and most editions have no chapters
            from backchannel.readers.annotations.chapter import read_chapter

            source = Source.of(notes.path, read_source(project.documents, notes.path)[0])
            report = Report(source)
            keep_chapter(store, notes.volume, read_chapter(source, notes.volume, report, RESERVED_NAMES), report.findings)


def _document(documents: Path, prepared: PreparedDocument, task: SourceTask) -> tuple[Document, AnnotationRow | None]:
    """Read a source, and its annotation file if there is one. The row of that file has no fingerprint: the next build opens the file."""
    if prepared.source.part in task.unannotated:
        return finish_document(prepared), None
    for beside in notes_beside(prepared.source.path, prepared.claim):
        try:
            notes = Source.of(beside, read_source(documents, beside)[0])
        except OSError:  # there is none; an unreadable one is reported as a changed file
            continue
        from backchannel.readers.annotations.annotate import read_annotated  # slow to import, and most documents are not annotated

        return read_annotated(prepared, notes), AnnotationRow(beside, task.volume, prepared.claim, inputs="", stamp="")
    return finish_document(prepared), None


def _add(store: Store, files: Iterable[ReadSource]) -> list[whole.FileFault]:
    """Store what was read, and return the faults of the files that can't be read. What these said at an earlier build is kept."""
    faults = []
    for read in files:
        if read.documents:
            store.add(read.documents, read.stamp)
            # a build that is killed before it stores the editors' files must not hide that one of these is gone
            store.annotate(read.notes, "OR IGNORE")
        elif read.printed:
            store.add_list(*read.printed)
        else:
            faults.append((read.path, read.fault))
    return _unreadable(faults)


def _report_files(store: Store, edit: ChangedFiles, faults: list[whole.FileFault]) -> None:
    """Report the files that can't be read; and the faults of names, if all names were looked at."""
    whole.report(store, "files", faults)
    if edit.intake:
        whole.report(store, NAMES, edit.intake.faults)


def _unreadable(faults: Iterable[tuple[str, str]]) -> list[whole.FileFault]:
    """Return the faults of files and folders that can't be read, given by path and reason."""
    return [whole.FileFault(path, rules.UNREADABLE, {"reason": reason}) for path, reason in faults]
