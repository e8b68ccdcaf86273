"""Custom words are read like built-in ones, and an error in a custom vocabulary is reported in one sentence.

Words are compiled into patterns once per process, so the tests run them in separate processes.
"""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import editing
import pytest
from invented import VOLUME, document
from manual_pages import samples

from backchannel import vocabulary
from backchannel.settings import Project, SettingsError
from backchannel.vocabulary import Term

(CHANNELS,) = (sample.text for sample in samples("vocabulary.md") if sample.caption == "vocabulary/channels.toml")
MANY = 70
"""Enough texts to be read by several processes."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "mine" / "documents" / VOLUME
    folder.mkdir(parents=True)
    (folder / "volume.toml").write_text('title = "Ruritania"', encoding="utf-8")
    (folder / "a.txt").write_text(document(1, "Torup 12. Deliver immediately.", "I have your Ruptu 5."), encoding="utf-8")
    return tmp_path / "mine"


def add_words(root: Path, text: str = CHANNELS, name: str = "channels.toml") -> None:
    (root / "vocabulary").mkdir(exist_ok=True)
    (root / "vocabulary" / name).write_text(text, encoding="utf-8")


def run(*words: str, folder: Path) -> str:
    done = subprocess.run([sys.executable, "-m", "backchannel", *words], capture_output=True, text=True, cwd=folder, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def messages(root: Path, jobs: int = 1) -> list[str]:
    read = [json.loads(line) for line in run("records", "--jobs", str(jobs), folder=root).splitlines()]
    return [f"{record['message']['channel']} {record['message']['number']}" for record in read if record["message"]]


def test_custom_words_are_read_like_built_in_ones(root: Path) -> None:
    assert messages(root) == []
    add_words(root)
    assert messages(root) == ["Torup 12"]


def test_a_journey_can_have_custom_channels(root: Path) -> None:
    add_words(root)
    journey = '[[journeys]]\nname = "Zenda"\nfirst = 1972-05-01\nlast = 1972-05-09\nchannels = ["Torup", "Ruptu"]\ndocuments = ["d1"]'
    (root / "documents" / VOLUME / "volume.toml").write_text(f'title = "R"\n{journey}', encoding="utf-8")
    assert "M002" not in run("check", folder=root)


def test_all_processes_know_the_custom_words(root: Path) -> None:
    add_words(root)
    for number in range(2, MANY):
        (root / "documents" / VOLUME / f"{number}.txt").write_text(document(number, f"Torup {number}. Deliver."), encoding="utf-8")
    assert messages(root, jobs=2) == ["Torup 12", *(f"Torup {number}" for number in range(2, MANY))]


def test_a_build_after_the_words_changed_equals_a_clean_build(root: Path, tmp_path: Path) -> None:
    editing.build(root)
    for words in (CHANNELS, CHANNELS.replace("Ruptu", "Ruptur")):
        add_words(root, words)
        with ProcessPoolExecutor(1, get_context("spawn")) as process:
            process.submit(editing.compare, root, tmp_path / "clean").result()
    (root / "vocabulary" / "channels.toml").unlink()
    editing.compare(root, tmp_path / "clean")


ERRORS = [
    ("an unknown vocabulary", "chanels.toml", CHANNELS, "unknown vocabulary 'chanels'; did you mean 'channels'?"),
    ("an unknown key", "channels.toml", CHANNELS.replace("counterpart", "counterprat"), "did you mean 'counterpart'?"),
    ("an unknown kind", "channels.toml", CHANNELS.replace('"channel"', '"chanel"'), "did you mean 'channel'?"),
    ("an invalid direction", "channels.toml", CHANNELS.replace('"out"', '"off"'), "term #1 way: "),
    ("an example without the word", "channels.toml", CHANNELS.replace("Torup 12", "Tohak 12"), "for 'Torup' contains none of its words"),
    ("not TOML", "channels.toml", "[[term", "as TOML: "),
    ("no terms", "channels.toml", "", "missing key 'term'."),
    ("the months, which cannot be changed", "months.toml", CHANNELS, "unknown vocabulary 'months'"),
]


@pytest.mark.parametrize(("name", "text", "sentence"), [row[1:] for row in ERRORS], ids=[row[0] for row in ERRORS])
def test_an_error_in_a_vocabulary_is_one_sentence(root: Path, name: str, text: str, sentence: str) -> None:
    add_words(root, text, name)
    with pytest.raises(SettingsError) as error:
        Project.load(root)
    assert sentence in str(error.value)
    assert f"vocabulary/{name}" in str(error.value)
    assert "\n" not in str(error.value)


def test_words_changed_while_in_use_require_a_restart(root: Path) -> None:
    vocabulary.terms("channels")
    add_words(root)
    with pytest.raises(SettingsError, match="restart the program"):
        Project.load(root)


def test_the_manual_has_each_key_of_a_term() -> None:
    page = (Path(__file__).parents[2] / "docs" / "vocabulary.md").read_text(encoding="utf-8").partition("## The keys")[2]
    assert {line.split("`")[1] for line in page.splitlines() if line.startswith("| `")} == set(Term.model_fields)
