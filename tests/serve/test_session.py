"""While an edition is served, each edit is built, failures are reported, and the search index is updated."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from urllib.request import urlopen

import pytest
from invented import VOLUME, document

from backchannel.serve.session import BuildDone, BuildFailed, IndexDone, ServeReport, ServeSession


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = tmp_path / "documents" / VOLUME
    texts.mkdir(parents=True)
    (texts / "volume.toml").write_text('title = "Ruritania"', encoding="utf-8")
    (texts / "a.txt").write_text(document(1, "See Document 2."), encoding="utf-8")
    (texts / "b.txt").write_text(document(2, "Nothing."), encoding="utf-8")
    return tmp_path


@pytest.fixture
def session(folder: Path) -> Iterator[ServeSession]:
    with ServeSession(folder, 49200, 1, lambda: nullcontext(lambda *_: None)) as session:
        session.begin()
        yield session


def after(session: ServeSession, kind: type[ServeReport]) -> ServeReport:
    """Return the next report of a kind."""
    return next(report for report in session.reports() if isinstance(report, kind))


def page(session: ServeSession, path: str) -> str:
    with urlopen(f"{session.server.address}{path}", timeout=10) as answer:
        return str(answer.read(), "utf-8")


def write(folder: Path, name: str, text: str) -> None:
    (folder / "documents" / VOLUME / name).write_text(text, encoding="utf-8")


def test_an_edit_is_built_and_served(session: ServeSession, folder: Path) -> None:
    write(folder, "b.txt", document(2, "The cook was dismissed.1"))
    report = after(session, BuildDone)
    assert isinstance(report, BuildDone)
    assert f"{VOLUME}/d2.html" in report.summary.written.written  # type: ignore[union-attr]
    assert "The cook was dismissed." in page(session, f"{VOLUME}/d2.html")
    news = session.server.board.news
    assert [line.partition(" ")[0] for line in news.found] == [f"documents/{VOLUME}/b.txt:3:24"]
    assert news.line == "Up to date; search index pending."


def test_the_search_index_is_rebuilt_once_edits_pause(session: ServeSession, folder: Path) -> None:
    def index() -> set[str]:
        return {path.name for path in (folder / "site" / "search").iterdir()}

    before = index()
    write(folder, "b.txt", document(2, "Rice was delivered."))
    # On a busy machine, the first index may be one of an edit that was noticed before this one.
    assert next(report for report in session.reports() if isinstance(report, IndexDone) and index() != before) == IndexDone()
    assert session.server.board.news.line == "Up to date."


def test_an_invalid_setting_is_reported_and_the_next_edit_retries(session: ServeSession, folder: Path) -> None:
    (folder / "edition.toml").write_text('titel = "Zenda"', encoding="utf-8")
    report = after(session, BuildFailed)
    assert isinstance(report, BuildFailed)
    assert "did you mean 'title'?" in report.sentence
    assert session.server.board.news.state == "failed"
    write(folder, "b.txt", document(2, "Words that wait."))
    (folder / "edition.toml").write_text('title = "Zenda"', encoding="utf-8")
    after(session, BuildDone)
    assert "Words that wait." in page(session, f"{VOLUME}/d2.html")
    assert "Zenda" in page(session, "")


def test_an_invalid_template_is_reported(session: ServeSession, folder: Path) -> None:
    (folder / "templates").mkdir()
    after(session, BuildDone)
    (folder / "templates" / "front.html.j2").write_text("{% if %}", encoding="utf-8")
    report = after(session, BuildFailed)
    assert isinstance(report, BuildFailed)
    assert "front.html.j2" in report.sentence
    (folder / "templates" / "front.html.j2").write_text("<p>Our front", encoding="utf-8")
    after(session, BuildDone)
    assert "Our front" in page(session, "")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_a_changed_custom_vocabulary_requires_a_restart(session: ServeSession, folder: Path) -> None:
    (folder / "vocabulary").mkdir()
    after(session, BuildDone)
    term = '[[term]]\nname = "Torup"\nkind = "channel"\nwords = ["Torup"]\n'
    (folder / "vocabulary" / "channels.toml").write_text(term, encoding="utf-8")
    report = after(session, BuildFailed)
    assert isinstance(report, BuildFailed)
    assert "restart the program" in report.sentence


def test_ctrl_c_stops_the_server_quietly(folder: Path) -> None:
    command = [sys.executable, "-m", "backchannel", "serve", str(folder), "--port", "49300", "--jobs", "1"]
    heard = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # a shell that runs tests in the background makes them ignore the signal
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=heard) as served:
        assert served.stdout
        assert any(line.startswith("Serving http://127.0.0.1:") for line in iter(served.stdout.readline, ""))
        served.send_signal(signal.SIGINT)
        _, complaints = served.communicate(timeout=20)
    assert (served.returncode, complaints) == (0, "")
