"""Runs tests against mutants: tests are collected once, then a process is forked for each mutant.

First all tests run once on the unchanged code, to measure how long each takes and which lines of the modules it runs. Only the tests that
run a mutant's lines are run on it, the quickest first, until one fails. A mutant that takes too long or too much memory counts as killed.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from enum import IntEnum
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, settings
from mutation_sites import Mutant, install

if TYPE_CHECKING:
    from _pytest.runner import CallInfo

_SLACK = 2.0
"""Seconds of CPU that a mutant may take beyond twice the time that its tests take on the unchanged code."""
_MEMORY = 3 << 30
"""Bytes that a mutant may take: an endless loop would fill the machine's memory before its time limit."""
_EXAMPLES = 40
"""Examples for each property-based test: always the same ones."""


class Outcome(IntEnum):
    """The result of running tests on a mutant."""

    SURVIVED = 0
    KILLED = 1
    NOT_RUN = 2


class Traced(NamedTuple):
    """What the tests do on the unchanged code: the seconds each takes, and the lines it runs in each module's file."""

    seconds: list[float]
    lines: list[dict[str, set[int]]]


class Runner:
    """A pytest plugin that runs the collected tests against mutants instead of once."""

    def __init__(self, modules: dict[str, tuple[str, ...]], mutants: Sequence[Mutant], jobs: int, progress: Callable[[int], None]) -> None:
        self.modules, self.mutants, self.jobs, self.progress = modules, mutants, jobs, progress
        self.outcomes: list[Outcome] = []
        self.failed: list[str] = []

    def run(self, root: Path) -> None:
        """Collect the tests of the modules below `root`, and run the mutants against them."""
        settings.register_profile(
            "mutants",
            max_examples=_EXAMPLES,
            derandomize=True,
            database=None,
            deadline=None,
            phases=(Phase.explicit, Phase.generate),
            suppress_health_check=list(HealthCheck),
        )
        settings.load_profile("mutants")
        tests = sorted({str(root / path) for module in {mutant.module for mutant in self.mutants} for path in self.modules[module]})
        with tempfile.TemporaryDirectory() as folder:
            options = [
                "-q",
                "-s",
                "--tb=no",
                "-p",
                "no:cacheprovider",
                "-W",
                "ignore::pytest.PytestAssertRewriteWarning",
                "--rootdir",
                str(root),
                "--basetemp",
                f"{folder}/base",
            ]
            status = pytest.main([*options, "-c", str(root / "pyproject.toml"), *tests], plugins=[self])
        if status != pytest.ExitCode.OK or self.failed:
            raise SystemExit(f"the tests fail without any mutant: {' '.join(self.failed) or status}")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        files = {str(import_module(f"backchannel.{mutant.module}").__file__) for mutant in self.mutants}
        traced = self._trace(session, files)
        if not self.failed:
            gc.freeze()
            self._run_all(session, traced)
        return True

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: CallInfo[None]) -> None:
        if call.excinfo and not call.excinfo.errisinstance(pytest.skip.Exception):
            self.failed.append(item.nodeid)

    def _trace(self, session: pytest.Session, files: set[str]) -> Traced:
        """Run each test once, in its own process, so that this one is unchanged except for loaded modules."""
        reading, writing = os.pipe()
        if not (child := os.fork()):
            os.close(reading)
            _mute()
            seconds, lines = [], []
            for item in session.items:
                seen: dict[str, set[int]] = {}
                began = time.process_time()
                sys.settrace(_tracer(files, seen))
                _run_item(item)
                sys.settrace(None)
                seconds.append(time.process_time() - began)
                lines.append({name: sorted(found) for name, found in seen.items()})
            loaded = [name for name in sys.modules if name.startswith("backchannel.")]
            with os.fdopen(writing, "w") as file:
                json.dump((seconds, lines, self.failed, loaded), file)
            os._exit(0)
        os.close(writing)
        with os.fdopen(reading) as file:
            seconds, lines, self.failed, loaded = json.load(file)
        os.waitpid(child, 0)
        for name in loaded:
            import_module(name)
        return Traced(seconds, [{name: set(found) for name, found in test.items()} for test in lines])

    def _run_all(self, session: pytest.Session, traced: Traced) -> None:
        outcomes = [Outcome.NOT_RUN] * len(self.mutants)
        running: dict[int, int] = {}
        done = 0
        for number, mutant in enumerate(self.mutants):
            if tests := self._tests_of(mutant, session, traced):
                if len(running) >= self.jobs:
                    done += _wait(running, outcomes)
                    self.progress(done)
                running[self._start(session, mutant, tests, traced)] = number
            else:
                done += 1
        while running:
            done += _wait(running, outcomes)
            self.progress(done)
        self.outcomes = outcomes

    def _tests_of(self, mutant: Mutant, session: pytest.Session, traced: Traced) -> list[int]:
        """Find the tests of a mutant's module that run its lines, the quickest first; for a mutant outside functions, those that run any
        line."""
        file = str(import_module(f"backchannel.{mutant.module}").__file__)
        found = [
            test
            for test, (item, seen) in enumerate(zip(session.items, traced.lines, strict=True))
            if item.nodeid.startswith(self.modules[mutant.module])
            and any(mutant.first <= line <= mutant.last or not mutant.function for line in seen.get(file, ()))
        ]
        return sorted(found, key=lambda test: traced.seconds[test])

    def _start(self, session: pytest.Session, mutant: Mutant, tests: Sequence[int], traced: Traced) -> int:
        """Fork a process that installs the mutant and runs the tests. Return the id of the process."""
        if child := os.fork():
            return child
        _mute()
        limit = int(2 * sum(traced.seconds[test] for test in tests) + _SLACK)
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        signal.alarm(20 * limit)
        status = Outcome.KILLED
        with suppress(BaseException):
            install(mutant)
            status = self._run_tests([session.items[test] for test in tests])
        os._exit(status)

    def _run_tests(self, items: Iterable[pytest.Item]) -> Outcome:
        for item in items:
            _run_item(item)
            if self.failed:
                return Outcome.KILLED
        return Outcome.SURVIVED


def _run_item(item: pytest.Item) -> None:
    """Run one test, and tear down everything that it set up."""
    item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)


def _wait(running: dict[int, int], outcomes: list[Outcome]) -> int:
    child, status = os.wait()
    outcomes[running.pop(child)] = Outcome.SURVIVED if status == 0 else Outcome.KILLED
    return 1


def _mute() -> None:
    """Discard what tests print."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def _tracer(files: set[str], seen: dict[str, set[int]]) -> Callable[[FrameType, str, Any], Any]:
    """Make a trace function that records which lines of `files` run."""

    def enter(frame: FrameType, _: str, __: object) -> Any:
        if frame.f_code.co_filename not in files:
            return None
        lines = seen.setdefault(frame.f_code.co_filename, set())
        lines.add(frame.f_lineno)

        def step(frame: FrameType, event: str, _: object) -> Any:
            if event == "line":
                lines.add(frame.f_lineno)
            return step

        return step

    return enter
