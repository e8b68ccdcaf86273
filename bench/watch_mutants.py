"""Drops each watched column in turn, and counts how many of these mutants the tests notice.

usage: watch_mutants.py [--sample N] [--seed N] [TEST …]

A rebuild repeats only what depends on the changed columns (`edition/change_log.py`). If a column is not watched by mistake, pages stay
outdated and no build reports it: only a test can. Each mutant exempts one watched column, or removes one from a narrow view, and runs the
tests in its own process. The default tests are those of the table in `tests/edition/rebuild/test_watched_columns.py`.

Exit status: 0 if every mutant was noticed; otherwise 1.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import io
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from backchannel.edition import change_log
from backchannel.edition.store import Store

PROJECT = Path(__file__).resolve().parents[1]
_TESTS = ("tests/edition/rebuild/test_watched_columns.py",)


class Mutant(NamedTuple):
    """A column dropped from the columns that a view watches: the view of its table, or a narrow one."""

    view: str
    table: str
    column: str


def main() -> int:
    options = _options()
    mutants = list(_mutants())
    if options.sample:
        mutants = sorted(Random(options.seed).sample(mutants, min(options.sample, len(mutants))))
    _load()
    if _is_noticed(None, options.tests):
        sys.exit("the tests fail without any mutant")
    killed = 0
    for mutant in mutants:
        noticed = _is_noticed(mutant, options.tests)
        killed += noticed
        if not noticed:
            print(f"survived: {mutant.view} without {mutant.table}.{mutant.column}", flush=True)
    print(f"watched columns: {killed} killed of {len(mutants)} tried")
    return int(killed < len(mutants))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Drops each watched column in turn, and counts how many of these mutants tests notice.")
    parser.add_argument("tests", nargs="*", default=_TESTS, metavar="TEST", help="the test files that must notice")
    parser.add_argument("--sample", type=int, metavar="N", help="try only N mutants, chosen at random")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="the seed of the choice")
    return parser.parse_args()


def _mutants() -> Iterator[Mutant]:
    with Store.in_memory() as store:
        watched = change_log.watched_columns(store)
    for table, columns in watched.items():
        yield from (Mutant(f"{table}_change", table, column) for column in columns)
    for view, narrow in change_log.NARROW.items():
        yield from (Mutant(view, narrow.table, column) for column in narrow.columns)


def _load() -> None:
    """Load what the tests load before forking, so that each process need not."""
    sys.path.append(str(PROJECT / "tests"))
    importlib.import_module("backchannel.edition.people.queries")


def _is_noticed(mutant: Mutant | None, tests: Sequence[str]) -> bool:
    """Return whether a test fails with the mutant, or without any. Exits if the tests could not be run."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        status: int = pytest.ExitCode.INTERNAL_ERROR
        with contextlib.suppress(BaseException):
            status = _run(mutant, tests)
        os._exit(status)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        sys.exit(f"the tests could not be run: pytest ended with {status}")
    return status == pytest.ExitCode.TESTS_FAILED


def _run(mutant: Mutant | None, tests: Sequence[str]) -> int:
    """Run the tests with the mutant in place. Returns pytest's exit code."""
    only = []
    if mutant:
        _drop(mutant)
        only = ["-k", mutant.table] if tests == _TESTS else []
    os.chdir(PROJECT)
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return pytest.main(["-x", "-q", "-p", "no:cacheprovider", *tests, *only])


def _drop(mutant: Mutant) -> None:
    if mutant.view in change_log.NARROW:
        narrow = change_log.NARROW[mutant.view]
        left = tuple(column for column in narrow.columns if column != mutant.column)
        change_log.NARROW[mutant.view] = narrow._replace(columns=left)
    else:
        change_log.EXEMPT.setdefault(mutant.table, {})[mutant.column] = "a mutant"


if __name__ == "__main__":
    sys.exit(main())
