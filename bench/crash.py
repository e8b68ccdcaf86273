"""Kills builds at random moments, and checks that no file is torn or lost and that the next build repairs the rest.

usage: crash.py [--builds N] [--documents N] [--seed N] [--json FILE]

An edition of invented documents changes at random from one of a few states to another, as if edited; sometimes the build's stored state,
or the site too, is missing or damaged. `backchannel build` is started in its own process group and killed with SIGKILL (the whole group,
or only its first process) after a random part of the time that such a build takes. Then each file of the site must be byte for byte one of
a clean build of the state before or after, and each page that both have must exist. Sometimes the next build is killed too; otherwise it
finishes, and the site must equal a clean build.

Exit status: 0 if every site was repaired; 1 if a file was torn, a page was lost, or a site was not repaired.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

sys.path.append(str(Path(__file__).resolve().parents[1] / "tests"))
import editing

from backchannel.edition.rebuild import invalidation
from backchannel.edition.store import Store
from backchannel.settings import PUBLISHED
from backchannel.writers.files import MARK

Files = dict[str, bytes]
"""Files by their paths."""

_STATES = 14
"""States of the edition that builds change between: 182 ordered pairs."""
_MADE = ("site", ".backchannel", PUBLISHED)
_PARTIAL = ".partial"


def main() -> int:
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        crashes = Crashes(Path(folder), Random(options.seed), options.documents)
        for killed in crashes.killed(options.builds):
            if killed % 25 == 0 or killed == options.builds:
                print(crashes.tally.line(), flush=True)
    if options.json:
        options.json.write_text(json.dumps(crashes.tally.values(), indent=1) + "\n", encoding="utf-8")
    return int(crashes.tally.failed)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Kills builds at random moments, and checks that the next build repairs the rest.")
    parser.add_argument("--builds", type=int, default=300, metavar="N", help="number of builds to kill")
    parser.add_argument("--documents", type=int, default=200, metavar="N", help="number of documents in the edition")
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures to FILE as JSON")
    return parser.parse_args()


@dataclass
class Tally:
    """What happened to the builds; `when` counts what they were doing when they were killed."""

    killed: int = 0
    ended: int = 0
    torn: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    repaired: int = 0
    not_repaired: list[str] = field(default_factory=list)
    when: Counter[str] = field(default_factory=Counter)

    @property
    def failed(self) -> bool:
        return bool(self.torn or self.lost or self.not_repaired)

    def line(self) -> str:
        """Summarize the tally: `300 killed (reading or linking 96, rendering pages 170 …), 0 torn files, 0 lost pages, 300 repaired, 0
        not`."""
        when = ", ".join(f"{what} {number}" for what, number in self.when.most_common())
        ended = f", {self.ended} more finished first" if self.ended else ""
        return (
            f"{self.killed} killed ({when}){ended}; {len(self.torn)} torn files, {len(self.lost)} lost pages; "
            f"{self.repaired} repaired, {len(self.not_repaired)} not"
        )

    def values(self) -> dict[str, object]:
        return {"killed": self.killed, "ended": self.ended, "torn": self.torn, "lost": self.lost, "repaired": self.repaired} | {
            "not_repaired": self.not_repaired,
            "when": dict(self.when),
        }


class State:
    """A state of the edition: its sources and settings."""

    def __init__(self, files: Files) -> None:
        self._files = files

    def put(self, root: Path) -> None:
        """Change the edition in `root` to this state: write the files that differ, and remove those that it does not have."""
        before = _inputs(root)
        for path in before.keys() - self._files.keys():
            (root / path).unlink()
        for path, data in self._files.items():
            if before.get(path) != data:
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_bytes(data)


def _inputs(root: Path) -> Files:
    found = [file for file in sorted(root.rglob("*")) if file.is_file()]
    paths = {file.relative_to(root).as_posix(): file for file in found}
    return {path: file.read_bytes() for path, file in paths.items() if path.partition("/")[0] not in _MADE}


def _states(folder: Path, chance: Random, documents: int) -> list[State]:
    """Make states that are some edits apart; every third one changes all pages."""
    root = folder / "states"
    editing.create_edition(root, chance)
    for n in range(documents):
        volume = chance.choice(editing.VOLUMES)
        (root / "documents" / volume).mkdir(parents=True, exist_ok=True)
        (root / "documents" / volume / f"n{n}.txt").write_text(editing.text(chance), encoding="utf-8")
    states = []
    for n in range(_STATES):
        for _ in range(chance.randint(1, 12)):
            chance.choice(_EDITS)(root, chance)
        if n % 3 == 0:
            (root / "edition.toml").write_text(f'title = "Edition {n}"\n', encoding="utf-8")
        states.append(State(_inputs(root)))
    return states


_EDITS = [edit for edit in editing.EDITS if edit not in (editing.remove_volume, editing.break_site, editing.damage_cache)]


class Crashes:
    """An edition whose builds are killed. `_versions` are the sites that its files may belong to: all since the last finished build."""

    def __init__(self, folder: Path, chance: Random, documents: int) -> None:
        self.tally = Tally()
        self._root = folder / "edition"
        self._elsewhere = folder / "clean"
        self._chance = chance
        self._states = _states(folder, chance, documents)
        self._state = self._states[0]
        self._versions: list[Files] = [{}]
        self._lasts: dict[str, float] = {}

    def killed(self, builds: int) -> Iterator[int]:
        """Kill builds, and yield how many were killed after each."""
        self._measure()
        waiting = 0
        while self.tally.killed < builds:
            kind = self._prepare()
            if self._kill(kind):
                self.tally.killed += 1
                waiting += 1
            self._check_site()
            if self._chance.random() < 0.8 or self.tally.killed == builds:
                self._repair(waiting)
                waiting = 0
            yield self.tally.killed

    def _measure(self) -> None:
        """Measure how long a build from scratch takes, and one that has nothing to do."""
        self._state.put(self._root)
        for kind in ("first", "none"):
            begun = time.monotonic()
            self._start().wait()
            self._lasts[kind] = time.monotonic() - begun
        self._after = self._clean()
        self._versions = [self._after]

    def _clean(self) -> Files:
        """Return the site that a clean build makes of the sources, as they are, and of what was published."""
        return editing.build_clean(self._root, self._elsewhere)

    def _prepare(self) -> str:
        """Edit the edition; sometimes remove or damage what builds store. Return the kind of the next build."""
        kind = self._chance.choice(("first", "again", "edit", "edit", "edit", "edit", "edit"))
        self._state = self._chance.choice(self._states)
        self._state.put(self._root)
        if kind == "first":
            for made in _MADE:
                shutil.rmtree(self._root / made, ignore_errors=True)
            self._versions = [{}]
        elif kind == "again":
            editing.damage_cache(self._root, self._chance)
        self._after = self._clean()
        self._versions.append(self._after)
        return kind

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "backchannel", "build", str(self._root), "--jobs", "2"]
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)

    def _kill(self, kind: str) -> bool:
        """Start a build, and kill it. Return False if it ended first."""
        begun = time.monotonic()
        build = self._start()
        try:
            build.wait(self._chance.uniform(self._lasts["none"] / 2, self._lasts.get(kind, self._lasts["first"])))
        except subprocess.TimeoutExpired:
            if self._chance.random() < 0.25:
                build.kill()
            else:
                os.killpg(build.pid, signal.SIGKILL)
            build.wait()
            self.tally.when[self._when()] += 1
            return True
        self._lasts[kind] = (time.monotonic() - begun + self._lasts.get(kind, self._lasts["first"])) / 2
        self.tally.ended += 1
        return False

    def _when(self) -> str:
        """Find what the build was doing, from a copy of its database."""
        with tempfile.TemporaryDirectory() as copy:
            for file in (self._root / ".backchannel").glob("edition.sqlite*"):
                shutil.copyfile(file, Path(copy) / file.name)
            if not (Path(copy) / "edition.sqlite").exists():
                return "beginning"
            with Store.reading(Path(copy) / "edition.sqlite") as store:
                try:
                    parts = {invalidation.part(unit) for unit in invalidation.invalidated_units(store)}
                except Exception:
                    return "beginning"
        rendered = {"", invalidation.DOCUMENT, invalidation.TOP, invalidation.TRAFFIC, invalidation.WANTED, invalidation.STATIC}
        if parts & {*rendered, invalidation.SITEMAP}:
            return "rendering"
        if parts & {invalidation.INDEX, invalidation.SEARCH}:
            return "making indexes"
        return "ending" if editing.site(self._root / "site") == self._after else "reading or linking"

    def _check_site(self) -> None:
        """Count the files that belong to no version, and the pages that all versions have but the site does not."""
        found = editing.site(self._root / "site")
        for path, data in found.items():
            if not _is_unfinished(path) and all(version.get(path) != data for version in self._versions):
                self._note(self.tally.torn, path)
        for path in set.intersection(*(set(version) for version in self._versions)) - found.keys():
            if path.endswith(".html"):
                self._note(self.tally.lost, path)

    def _repair(self, builds: int) -> None:
        differing = editing.differences(editing.build(self._root), self._after)
        if differing:
            self._note(self.tally.not_repaired, " ".join(differing[:8]))
            shutil.rmtree(self._root / "site")
            editing.build(self._root)
        else:
            self.tally.repaired += builds
        self._versions = [self._after]

    def _note(self, faults: list[str], what: str) -> None:
        faults.append(f"{self.tally.killed}: {what}")
        print(f"  build {self.tally.killed}: {what}", flush=True)


def _is_unfinished(path: str) -> bool:
    """Return whether a file, or the folder that it is written with, still has its temporary name; or is the list of the files of the site,
    which a build writes last."""
    return path == MARK or any(part.endswith(_PARTIAL) for part in path.split("/"))


if __name__ == "__main__":
    sys.exit(main())
