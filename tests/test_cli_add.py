"""`backchannel add` asks before it writes anything, wherever the answer comes from."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from invented import document

from backchannel.scaffold.citation_files import NewEdition
from backchannel.scaffold.new_edition import start

VOLUME = "frus1969-76v99"


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    start(tmp_path / "mine", NewEdition("Ruritania"))
    (tmp_path / "a.txt").write_text(document(44, "Archer wrote."), encoding="utf-8")
    (tmp_path / "map.pdf").write_bytes(b"%PDF")
    return tmp_path / "mine"


def add(edition: Path, *words: str, answers: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "backchannel", "add", "--edition", str(edition), *words]
    return subprocess.run(
        command, input=answers, capture_output=True, text=True, cwd=edition.parent, check=False, encoding="utf-8", start_new_session=True
    )


def added(edition: Path) -> list[str]:
    return sorted(file.relative_to(edition / "documents").as_posix() for file in (edition / "documents").rglob("*.txt"))


def test_an_answer_may_be_piped(edition: Path) -> None:
    done = add(edition, "a.txt", "--volume", "ruritania-1972", answers="y\n")
    assert done.returncode == 0
    assert "ruritania-1972/a.txt" in added(edition)


def test_a_no_adds_nothing(edition: Path) -> None:
    done = add(edition, "a.txt", "--volume", "ruritania-1972", answers="n\n")
    assert (done.returncode, "Nothing added." in done.stdout) == (0, True)
    assert "ruritania-1972/a.txt" not in added(edition)


def test_without_an_answer_nothing_is_added(edition: Path) -> None:
    done = add(edition, "a.txt", "--volume", "ruritania-1972")
    assert done.returncode == 1
    assert "--yes adds without asking" in done.stderr
    assert "ruritania-1972/a.txt" not in added(edition)


def test_a_text_is_read_from_standard_input(edition: Path) -> None:
    text = document(44, "Archer wrote.")
    assert add(edition, "-", "--volume", "ruritania-1972", answers=text).returncode == 1
    done = add(edition, "-", "--volume", "ruritania-1972", "--yes", answers=text)
    assert done.returncode == 0
    assert "ruritania-1972/pasted.txt" in added(edition)


def test_a_volume_that_may_be_a_typing_error_is_asked_about(edition: Path) -> None:
    done = add(edition, "a.txt", "--volume", "ruritania-1973", answers="n\n")
    assert "ruritania-1973 is a new volume; did you mean 'ruritania-1972'?" in done.stdout
    assert not (edition / "documents" / "ruritania-1973").exists()


def test_a_new_volume_needs_a_title(edition: Path) -> None:
    done = add(edition, "a.txt", "--volume", VOLUME, "--yes")
    assert (done.returncode, "add its --title" in done.stderr) == (2, True)


def test_a_file_that_cannot_be_taken_gives_advice_and_status_1(edition: Path) -> None:
    done = add(edition, "a.txt", "map.pdf", "--volume", "ruritania-1972", "--yes")
    assert done.returncode == 1
    assert "not added: map.pdf: it is a PDF" in done.stdout
    assert "ruritania-1972/a.txt" in added(edition)
