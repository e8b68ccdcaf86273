"""An interrupted build loses nothing: one sentence says why it stopped, and the next build writes the site that a clean build writes."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path
from random import Random
from threading import Event, Thread
from unittest.mock import Mock, patch

import editing
import pytest
from filelock import FileLock
from invented import VOLUME, document

from backchannel import cli
from backchannel.build import pipeline
from backchannel.edition import store
from backchannel.edition.queries.findings import findings
from backchannel.settings import Project
from backchannel.system.workers import WorkerError, Workers
from backchannel.writers import files

SENTENCE = "Nothing is lost: "


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Build an edition, and edit it."""
    editing.create_edition(tmp_path / "edition", Random(7))
    editing.build(tmp_path / "edition")
    for seed in range(3):
        editing.change(tmp_path / "edition", Random(seed))
    return tmp_path / "edition"


def differences_from_clean_build(root: Path) -> list[str]:
    """Build the site, and return the files that differ from a clean build."""
    return editing.differences(editing.build(root), editing.build_clean(root, root.with_name("clean")))


def database(root: Path) -> Path:
    return root / ".backchannel" / "edition.sqlite"


def refused(root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the sentence with which a build of `root` fails."""
    status, output = run_build(root, capsys, monkeypatch)
    assert status == 2
    assert output.startswith("backchannel: ")
    assert output.count("\n") == 1
    return output


def run_build(root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> tuple[object, str]:
    """Build, and return the exit status and the standard error."""
    monkeypatch.setattr(sys, "argv", ["backchannel", "build", str(root), "--jobs", "1"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return ended.value.code, capsys.readouterr().err


STAGES = [
    ("a first build, while it starts to read", "", "Reading", 1),
    ("a first build, when all is read", "", "Linking", 0),
    ("a first build, when all is linked", "", "Linking", 1),
    ("a first build, when some pages are rendered", "", "Writing", 3),
    ("after an edit, while it starts to read", "built", "Reading", 1),
    ("after an edit, when all is linked", "built", "Linking", 1),
    ("after an edit, when a page is rendered", "built", "Writing", 1),
]


@pytest.mark.parametrize(("before", "stage", "done"), [row[1:] for row in STAGES], ids=[row[0] for row in STAGES])
def test_the_next_build_finishes_a_killed_one(root: Path, before: str, stage: str, done: int) -> None:
    if not before:
        editing.damage_cache(root, Random(0))
    build = get_context("spawn").Process(target=_build_until, args=(root, stage, done))
    build.start()
    build.join()
    assert build.exitcode == -signal.SIGKILL
    assert differences_from_clean_build(root) == []


def test_the_next_build_forgets_an_annotation_file_that_a_killed_first_build_read(tmp_path: Path) -> None:
    folder = tmp_path / "edition" / "documents" / VOLUME
    folder.mkdir(parents=True)
    (folder / "1.txt").write_text(document(1, "One.", "Two."), encoding="utf-8")
    (folder / "d1.md").write_text("> One.\n\nA remark by the editors.\n", encoding="utf-8")
    build = get_context("spawn").Process(target=_build_until, args=(tmp_path / "edition", "Linking", 0))
    build.start()
    build.join()
    assert build.exitcode == -signal.SIGKILL
    (folder / "d1.md").unlink()
    assert differences_from_clean_build(tmp_path / "edition") == []


def _build_until(root: Path, stage: str, done: int) -> None:
    def kill(now: str, so_far: int, _: int) -> None:
        if (now, so_far) == (stage, done):
            os.kill(os.getpid(), signal.SIGKILL)

    pipeline.build(Project.load(root), 1, kill)


def test_the_next_build_reports_the_ids_that_a_killed_build_found_missing(tmp_path: Path) -> None:
    text = tmp_path / "documents" / VOLUME / "1.txt"
    text.parent.mkdir(parents=True)
    text.write_text(document(1, "One.", "Two."), encoding="utf-8")
    project = Project.load(tmp_path)
    pipeline.build(project, 1, lambda *_: None)
    text.write_text(document(1, "One."), encoding="utf-8")
    build = get_context("spawn").Process(target=_build_but_for_its_end, args=(tmp_path,))
    build.start()
    build.join()
    assert build.exitcode == -signal.SIGKILL
    for _ in range(2):
        pipeline.build(project, 1, lambda *_: None)
        with store.Store.reading(project.store) as kept:
            assert [finding.rule for finding in findings(kept) if finding.rule == "W001"] == ["W001"]


def _build_but_for_its_end(root: Path) -> None:
    with patch.object(pipeline, "write_report", lambda *_: os.kill(os.getpid(), signal.SIGKILL)):
        pipeline.build(Project.load(root), 1, lambda *_: None)


def test_this_process_renders_a_template_that_another_build_loaded_first(root: Path) -> None:
    editing.change_template(root, Random(1))
    build = get_context("spawn").Process(target=_build_until, args=(root, "Linking", 1))
    build.start()
    build.join()
    assert differences_from_clean_build(root) == []


def test_partial_files_of_a_killed_build_are_removed(root: Path) -> None:
    leftovers = [".backchannel.7.partial", "frus1969-76v97/d1.html.7.partial", "search/d-0123456789.js"]
    for path in leftovers:
        (root / "site" / path).parent.mkdir(exist_ok=True)
        (root / "site" / path).write_bytes(b"half a pa")
    assert differences_from_clean_build(root) == []


@pytest.mark.parametrize("kind", "dptw")
def test_a_removed_part_of_the_index_is_written_again(root: Path, kind: str) -> None:
    next((root / "site" / "search").glob(f"{kind}-*")).unlink()
    assert differences_from_clean_build(root) == []


def test_an_index_that_a_build_without_database_left_in_part_is_completed(root: Path) -> None:
    editing.build(root)
    editing.damage_cache(root, Random(0))
    for part in [*(root / "site" / "search").iterdir()][::2]:
        part.unlink()
    assert differences_from_clean_build(root) == []


@pytest.mark.parametrize("seed", range(3), ids=["damaged", "removed", "not of a build"])
def test_the_next_build_restores_a_page_changed_by_others(root: Path, seed: int) -> None:
    editing.break_site(root, Random(seed))
    assert differences_from_clean_build(root) == []


DISK_ERRORS = [
    ("a full disk", errno.ENOSPC, "the disk is full"),
    ("a read-only folder", errno.EROFS, "Read-only file system"),
    ("a folder of another user", errno.EACCES, "Permission denied"),
]


@pytest.mark.parametrize(("number", "words"), [row[1:] for row in DISK_ERRORS], ids=[row[0] for row in DISK_ERRORS])
@pytest.mark.parametrize("after", [0, 5])
def test_an_unwritable_page_is_named_in_one_sentence(
    root: Path, number: int, words: str, after: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    editing.change_edition(root, Random(1))
    before = editing.site(root / "site")
    with monkeypatch.context() as patch:
        patch.setattr(files, "_write", _failing(files._write, after, OSError(number, os.strerror(number))))
        output = refused(root, capsys, patch)
    assert words in output
    assert ".html" in output
    assert SENTENCE in output
    assert editing.site(root / "site").keys() >= before.keys()
    assert differences_from_clean_build(root) == []


def _failing(write: Callable[[Path, bytes], str], after: int, error: OSError) -> Callable[[Path, bytes], str]:
    """Return a function that writes so many files of the site, and then half a file."""
    left = iter(range(after))

    def fail(file: Path, data: bytes) -> str:
        if next(left, None) is not None:
            return write(file, data)
        write(file, data[: len(data) // 2])
        raise error

    return fail


def test_an_unwritable_folder_of_the_program_is_named(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(database(root).with_name("lock")))

    with monkeypatch.context() as patch:
        patch.setattr(FileLock, "acquire", fail)
        assert "lock can’t be used (Permission denied)" in refused(root, capsys, patch)
    assert differences_from_clean_build(root) == []


def test_a_disk_too_full_for_the_database_is_reported(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    editing.damage_cache(root, Random(0))
    connect = sqlite3.connect

    def connect_small(*given: object, **named: object) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*given, **named)  # type: ignore[call-overload]
        connection.execute("PRAGMA max_page_count = 70")
        return connection

    with monkeypatch.context() as patch:
        patch.setattr(sqlite3, "connect", connect_small)
        output = refused(root, capsys, patch)
    assert "the disk is full" in output
    assert "edition.sqlite" in output
    assert differences_from_clean_build(root) == []


def test_a_database_locked_by_another_program_is_reported(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "PATIENCE", 0.01)
    with closing(sqlite3.connect(database(root))) as other:
        other.execute("BEGIN EXCLUSIVE")
        output = refused(root, capsys, monkeypatch)
    assert "edition.sqlite is in use by another program" in output
    assert differences_from_clean_build(root) == []


def test_a_folder_at_the_path_of_the_database_is_left_alone(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    store.Store.discard(database(root))
    (database(root) / "thesis").mkdir(parents=True)
    assert "edition.sqlite is a folder where a file should be" in refused(root, capsys, monkeypatch)
    (database(root) / "thesis").rmdir()
    database(root).rmdir()
    assert differences_from_clean_build(root) == []


def _overwritten(first: float, last: float, by: bytes = b"\0") -> Callable[[bytes], bytes]:
    """Overwrite the bytes of a file between two fractions of its length."""

    def overwrite(data: bytes) -> bytes:
        start, end = (int(len(data) * part) // 4096 * 4096 for part in (first, last))
        return data[:start] + by * (end - start) + data[end:]

    return overwrite


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "its first page is zeros": lambda data: b"\0" * 4096 + data[4096:],
    "its header has a version of the format that there is not": lambda data: data[:18] + b"\x09" + data[19:],
    "its header is garbage": lambda data: b"rubbish" * 100 + data[700:],
    "all after its first page is garbage": lambda data: data[:4096] + b"\x07" * (len(data) - 4096),
    "its middle is zeros": _overwritten(0.3, 0.7),
    "its middle is garbage": _overwritten(0.3, 0.7, b"x"),
    "a letter of a word is changed": lambda data: data.replace(b"Archer", b"Arcler", 1),
    "it is cut short": lambda data: data[: len(data) // 2],
    "it is empty": lambda _: b"",
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_database_is_rebuilt_with_a_finding(
    root: Path, damage: Callable[[bytes], bytes], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    database(root).write_bytes(damage(database(root).read_bytes()))
    editing.change_edition(root, Random(1))
    monkeypatch.setattr(sys, "argv", ["backchannel", "build", str(root), "--jobs", "1"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    output = capsys.readouterr()
    assert "warning W002 the database was damaged" in output.out
    assert (ended.value.code, output.err) == (0, "")
    assert differences_from_clean_build(root) == []


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE record SET record = '{}'",
        "UPDATE document SET earliest = 'rubbish', latest = 'rubbish', edtf = 'rubbish', stated = 1",
        "UPDATE finding SET rule = 'Z999'",
        "DELETE FROM record",
        "DROP TABLE reference",
    ],
)
def test_whatever_is_wrong_in_a_database_of_a_killed_build_one_build_repairs(
    root: Path, damage: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    store.Store.checksum_of(database(root)).unlink()
    with closing(sqlite3.connect(database(root))) as connection, connection:
        connection.execute(damage)
    editing.change_edition(root, Random(1))
    assert run_build(root, capsys, monkeypatch)[0] == 0
    assert differences_from_clean_build(root) == []


def test_a_sound_database_with_a_checksum_is_kept(root: Path) -> None:
    editing.build(root)
    assert store.Store.checksum_of(database(root)).exists()
    assert pipeline.build(Project.load(root), 1, lambda *_: None).ingested.read == []


def test_a_build_without_a_database_reports_a_fault_of_its_own_at_once(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(database(root).parent)
    monkeypatch.setattr(pipeline, "find_changes", find := Mock(side_effect=ZeroDivisionError))
    with pytest.raises(ZeroDivisionError):
        pipeline.build(Project.load(root), 1, lambda *_: None)
    assert find.call_count == 1


def end_at_once(_: None, items: Sequence[int]) -> list[int]:
    os.kill(os.getpid(), signal.SIGKILL)
    return list(items)


def test_a_worker_killed_from_outside_is_reported() -> None:
    with pytest.raises(WorkerError), Workers(2) as workers:
        list(workers.spread(end_at_once, None, range(40)))


def test_a_killed_worker_is_reported_in_one_sentence(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise WorkerError

    monkeypatch.setattr(pipeline, "build", fail)
    assert "perhaps memory ran out" in refused(root, capsys, monkeypatch)


def never_finish(pipe_path: str, items: Sequence[int]) -> list[int]:
    """Signal that this worker has started, then never finish."""
    with Path(pipe_path).open("a") as pipe:
        print("started", file=pipe, flush=True)
        Event().wait()
    return list(items)


def test_no_worker_outlives_a_killed_build(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    build = get_context("spawn").Process(target=_spread, args=(str(tmp_path / "pipe"),))
    build.start()
    with (tmp_path / "pipe").open() as pipe:
        assert next(pipe) == "started\n"
        build.kill()
        build.join()
        assert set(pipe) <= {"started\n"}  # the end comes when every process that holds the pipe has ended


def _spread(pipe: str) -> None:
    with Workers(2) as workers:
        list(workers.spread(never_finish, pipe, range(4), batch=1))


def test_an_interrupt_ends_a_build_with_one_line(root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("backchannel.writers.rendering.write_file", interrupt)
        status, output = run_build(root, capsys, patch)
    assert (status, output) == (130, "backchannel: interrupted.\n")
    assert differences_from_clean_build(root) == []


def test_the_second_of_two_concurrent_builds_waits_and_says_so(tmp_path: Path) -> None:
    editing.create_edition(tmp_path / "edition", Random(7))
    linking, second_waits = Event(), Event()

    def pause(stage: str, done: int, _: int) -> None:
        if (stage, done) == ("Linking", 0):
            linking.set()
            second_waits.wait()

    first = Thread(target=editing.build, args=(tmp_path / "edition", pause))
    first.start()
    linking.wait()
    command = [sys.executable, "-m", "backchannel", "build", str(tmp_path / "edition"), "--jobs", "1"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as second:
        assert second.stderr
        line = second.stderr.readline()
        second_waits.set()
        assert line == "Waiting for another build of this edition to finish …\n"
        first.join()
        assert (second.stderr.read(), second.wait()) == ("", 0)
    assert (
        editing.differences(editing.site(tmp_path / "edition" / "site"), editing.build_clean(tmp_path / "edition", tmp_path / "clean"))
        == []
    )
