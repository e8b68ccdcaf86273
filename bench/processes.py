"""Runs a command, and measures its cost: wall time, CPU time, and the peak memory of all its processes together."""

from __future__ import annotations

import os
import resource
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Event, Thread

import psutil

_POLL = 0.5
"""Seconds between polls of the processes."""


@dataclass(frozen=True)
class Run:
    """The cost of a command: seconds of wall time, seconds of CPU time of all its processes, and of that in their own code (`user`), their
    peak memory in bytes, and the CPU time of each program when last seen; also its exit status and output."""

    wall: float
    cpu: float
    user: float
    peak: float
    programs: dict[str, float]
    status: int
    printed: str

    def figures(self) -> str:
        return f"{self.wall:.1f} s wall, {self.cpu:.1f} s CPU ({self.user:.1f} s user), {self.peak / 1e6:,.0f} MB peak memory"

    def cpu_of(self, program: str) -> float:
        """Return the seconds of CPU time of the programs whose names begin with this. CPU time after a process was last seen is not
        included."""
        return sum(spent for name, spent in self.programs.items() if name.startswith(program))


def run(command: Sequence[str], environment: dict[str, str] | None = None) -> Run:
    """Run a command until it ends. `environment` is added to that of this process. Errors are shown; output is captured."""
    with tempfile.TemporaryFile() as printed:
        before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        process = subprocess.Popen(command, stdout=printed, env={**os.environ, **(environment or {})})
        look = _Poller(process.pid)
        status = process.wait()
        wall, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
        user, system = after.ru_utime - before.ru_utime, after.ru_stime - before.ru_stime
        look.end()
        printed.seek(0)
        return Run(wall, user + system, user, look.peak, look.programs(), status, printed.read().decode("utf-8", errors="replace"))


class _Poller:
    """A thread that polls a process and its children."""

    def __init__(self, pid: int) -> None:
        self.peak = 0.0
        self._spent: dict[tuple[int, str], float] = {}
        self._ended = Event()
        self._thread = Thread(target=self._watch, args=(pid,), daemon=True)
        self._thread.start()

    def end(self) -> None:
        self._ended.set()
        self._thread.join()

    def programs(self) -> dict[str, float]:
        """Return the seconds of CPU time by name of program."""
        names = sorted({name for _, name in self._spent})
        return {name: sum(spent for (_, of), spent in self._spent.items() if of == name) for name in names}

    def _watch(self, pid: int) -> None:
        while not self._ended.is_set():
            self.peak = max(self.peak, sum(map(self._memory, _family(pid))))
            self._ended.wait(_POLL)

    def _memory(self, part: psutil.Process) -> float:
        """Return the bytes of memory of a process, not shared with others; 0 if it has just ended."""
        try:
            times = part.cpu_times()
            self._spent[part.pid, part.name()] = times.user + times.system
            return float(part.memory_full_info().uss)
        except psutil.Error:
            return 0.0


def _family(pid: int) -> list[psutil.Process]:
    try:
        process = psutil.Process(pid)
        return [process, *process.children(recursive=True)]
    except psutil.Error:
        return []
