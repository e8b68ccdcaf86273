"""The quick start works as printed: in an empty folder, with the program from its wheel, each command prints what the page shows."""

from __future__ import annotations

import fnmatch
import os
import shlex
import shutil
import site
import subprocess
import sys
import venv
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from zipfile import ZipFile

import pytest
from manual_pages import Sample, samples

ROOT = Path(__file__).parents[2]
REQUIRED = os.environ.get("BACKCHANNEL_BROWSER") == "required"

pytestmark = pytest.mark.skipif(not REQUIRED and not find_spec("hatchling"), reason="hatchling, which builds the wheel, is not installed")

PARTS = [
    *("templates/document.html.j2", "templates/static/edition.css", "templates/static/find.js"),
    *("serve/serve.js", "serve/serve.css", "edition/schema.sql", "data/channels.toml", "data/frus-note.csl", "py.typed"),
    *("scaffold/sample/edition.toml", "scaffold/sample/gitignore", "scaffold/sample/d1.txt"),
]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def tools(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into a new environment with the libraries of this one, and return its folder of commands."""
    folder = tmp_path_factory.mktemp("tools")
    venv.create(folder, symlinks=True)
    own = Path(subprocess.run([folder / "bin" / "python", "-c", _OWN], capture_output=True, text=True, check=True).stdout.strip())
    install = [sys.executable, "-m", "pip", "--python", str(folder / "bin" / "python"), "install", "--quiet", "--no-deps", str(wheel)]
    subprocess.run(install, check=True)
    (own / "libraries.pth").write_text("\n".join(site.getsitepackages()), encoding="utf-8")
    return folder / "bin"


_OWN = "import sysconfig; print(sysconfig.get_path('purelib'))"


def test_the_wheel_contains_all_files_of_the_program(wheel: Path) -> None:
    names = ZipFile(wheel).namelist()
    assert [part for part in PARTS if f"backchannel/{part}" not in names] == []
    there = {path.relative_to(ROOT / "src").as_posix() for path in (ROOT / "src" / "backchannel").rglob("*") if path.is_file()}
    assert sorted(path for path in there if "__pycache__" not in path and path not in names) == []


def test_each_step_prints_what_the_page_shows(tools: Path, tmp_path: Path) -> None:
    texts = sorted((ROOT / "documents" / "frus1969-76v09").glob("*.txt"))
    (tmp_path / "texts").mkdir()
    for text in texts:
        shutil.copy(text, tmp_path / "texts")
    folder = tmp_path
    for sample in samples("quickstart.md"):
        if sample.caption:
            (folder / sample.caption).write_text(sample.text, encoding="utf-8")
        for command, answer in _steps(sample):
            if command.startswith("cd "):
                folder /= command.removeprefix("cd ")
                continue
            output = _run(command, folder, tools)
            assert _matches(output, answer), f"$ {command}\n{output}\nis not\n" + "\n".join(answer)
    assert (folder / "site" / "frus1969-76v09" / "d44.html").exists()


def _steps(sample: Sample) -> Iterator[tuple[str, list[str]]]:
    """Return the commands of a sample, each with its lines of output."""
    if sample.language != "console":
        return
    for step in f"\n{sample.text}".split("\n$ ")[1:]:
        command, *answer = step.splitlines()
        yield command, answer


def _run(command: str, folder: Path, tools: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    environment |= {"PATH": f"{tools}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        shlex.split(command), cwd=folder, env=environment, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    assert done.returncode == 0, f"$ {command}\n{done.stdout}{done.stderr}"
    return done.stdout


def _matches(output: str, answer: list[str]) -> bool:
    """Check whether the output matches the page, where `…` matches anything."""
    lines, pattern = ([" ".join(line.split()) for line in text] for text in (output.splitlines(), answer))
    return fnmatch.fnmatchcase("\n".join(lines) + "\n", "".join(_glob(line) for line in pattern))


def _glob(line: str) -> str:
    """Turn a line into a pattern. A line of only `…` matches any lines."""
    return "*" if line == "…" else line.replace("[", "[[]").replace("?", "[?]").replace("*", "[*]").replace("…", "*") + "\n"
