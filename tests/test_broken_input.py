"""Faulty input, one case each in `tests/broken/`, is reported with what is wrong, where, and what to do, and never with a traceback.

A case has the files of an edition, a command, and the expected result: the exit status, then parts of output lines. In a file whose name
ends with `(in bytes)`, `\\x92` is one byte; `{words * 1000}` repeats the words, `⏎` is a line break, and `⏏` ends a file without one.
`BACKCHANNEL_WRITE=1` writes the actual result into cases that have none yet.
"""

from __future__ import annotations

import os
import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from backchannel import vocabulary
from backchannel.cli import main

FOLDER = Path(__file__).parent / "broken"
_REPEATED = re.compile(r"\{([^{}]+) \* (\d+)\}")
_BYTE = re.compile(rb"\\x([0-9a-f]{2})")
_IN_BYTES = " (in bytes)"
_TITLED = 'title = "Ruritania, 1972"\n'


class Case(NamedTuple):
    """A case: its file, its name, the files of the edition, the command, and the expected result."""

    file: Path
    name: str
    files: dict[str, str]
    command: str
    expected: list[str]


def cases() -> Iterator[Case]:
    for file in sorted(FOLDER.glob("*.txt")):
        for case in re.split(r"^== ", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            name, *parts = re.split(r"^-- ", case, flags=re.MULTILINE)
            *files, (command, expected) = (part.partition("\n")[::2] for part in parts)
            yield Case(file, name.strip(), dict(files), command.removeprefix("$ "), expected.strip().splitlines())


def data(path: str, words: str) -> bytes:
    """Convert the text of a file in a case to bytes."""
    whole = _REPEATED.sub(lambda found: found[1].replace("⏎", "\n") * int(found[2]), words).replace("⏏\n", "")
    return _BYTE.sub(lambda found: bytes.fromhex(found[1].decode()), whole.encode()) if path.endswith(_IN_BYTES) else whole.encode()


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: f"{case.file.stem}: {case.name}")
def test_faulty_input_is_reported(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for path, words in case.files.items():
        file = tmp_path / path.removesuffix(_IN_BYTES)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data(path, words))
        if file.suffix in (".txt", ".md") and not (file.parent / "volume.toml").exists():
            (file.parent / "volume.toml").write_text(_TITLED, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["backchannel", *shlex.split(case.command)])
    monkeypatch.setattr(vocabulary, "_used_fields", set())
    with pytest.raises(SystemExit) as ended:
        main()
    status, printed = f"exit {ended.value.code}", capsys.readouterr()
    lines = [line.strip() for line in (printed.err + printed.out).splitlines()]
    if not case.expected and os.environ.get("BACKCHANNEL_WRITE"):
        write(case, [status, *lines])
        return
    assert case.expected[0] == status, lines
    assert [part for part in case.expected[1:] if not any(part in line for line in lines)] == [], lines


def write(case: Case, expected: list[str]) -> None:
    text = case.file.read_text(encoding="utf-8")
    head, mark, rest = text.partition(f"== {case.name}\n")
    body, command, after = rest.partition(f"-- $ {case.command}\n")
    case.file.write_text(f"{head}{mark}{body}{command}" + "".join(f"{line}\n" for line in expected) + after, encoding="utf-8")
