"""Builds the whole shared corpus as a user would, and measures: time, memory, text conserved, links whole.

usage: corpus.py [--seed N] [--jobs N]

The build is a clean one. Exit status: 0, also where there is nothing to measure with; 1 if a text is not conserved or a link is broken.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import time
from pathlib import Path

import psutil
from conservation import exceptions
from shared_corpus import corpus

from backchannel.writers.links import check_links

_POLL = 0.1
"""Seconds between two looks at the memory of the build."""


def main() -> int:
    parser = argparse.ArgumentParser(description="Builds the shared corpus, and measures time, memory, text and links.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    folder = corpus(options.seed)
    if not folder:
        return 0
    status = build(folder, options.jobs)
    return max(status, measure(folder))


def build(folder: Path, jobs: int) -> int:
    """Build the edition in `folder` from nothing; print wall time, CPU time and the most memory that its processes had together."""
    for made in ("site", ".backchannel"):
        shutil.rmtree(folder / made, ignore_errors=True)
    begun = time.perf_counter()
    process = psutil.Popen([sys.executable, "-m", "backchannel", "build", str(folder), "--jobs", str(jobs)], stdout=subprocess.DEVNULL)
    peak = cpu = 0.0
    while process.poll() is None:
        memory, spent = _use(process)
        peak, cpu = max(peak, memory), max(cpu, spent)
        time.sleep(_POLL)
    wall = time.perf_counter() - begun
    print(f"build: {wall:.1f} s wall, {cpu:.1f} s CPU, {peak / 1e6:,.0f} MB at most, {jobs} jobs, exit status {process.returncode}")
    return int(process.returncode not in (0, 1))


def measure(folder: Path) -> int:
    """Check every page of the built edition; print the figures. Returns 1 if one is not what it must be."""
    report = check_links(folder / "site")
    print(f"links: {report.pages:,} pages, {report.links:,} links, {len(report.broken):,} broken")
    documents, faults = exceptions(folder)
    print(f"conservation: {documents:,} documents, {len(faults):,} exceptions")
    for line in [*(f"{page}: {href}" for page, href in report.broken), *faults][:20]:
        print(f"  {line}")
    return int(bool(report.broken or faults))


def _use(process: psutil.Process) -> tuple[float, float]:
    """Bytes of memory that a process and its children have of their own, and seconds of CPU that they spent."""
    memory = cpu = 0.0
    for part in [process, *process.children(recursive=True)]:
        try:
            memory += part.memory_full_info().uss
            times = part.cpu_times()
            cpu += times.user + times.system + times.children_user + times.children_system
        except psutil.NoSuchProcess:
            continue
    return memory, cpu


if __name__ == "__main__":
    sys.exit(main())
