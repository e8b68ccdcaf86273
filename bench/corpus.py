"""Builds the whole shared corpus as a user would, and measures time, memory, conservation of the text, and links.

usage: corpus.py [--seed N] [--jobs N]

It is a clean build. Exit status: 0, also if there is nothing to measure; 1 if a text is not conserved or a link is broken.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from conservation import exceptions
from processes import run
from shared_corpus import corpus

from backchannel.writers.links import check_links


def main() -> int:
    parser = argparse.ArgumentParser(description="Builds the shared corpus, and measures time, memory, conservation and links.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    folder = corpus(options.seed)
    if not folder:
        return 0
    status = build(folder, options.jobs)
    return max(status, measure(folder))


def build(folder: Path, jobs: int) -> int:
    """Build the edition in `folder` from scratch; print wall time, CPU time and the peak memory of all its processes together."""
    for made in ("site", ".backchannel"):
        shutil.rmtree(folder / made, ignore_errors=True)
    built = run([sys.executable, "-m", "backchannel", "build", str(folder), "--jobs", str(jobs)])
    print(f"build: {built.figures()}, {jobs} jobs, exit status {built.status}")
    return int(built.status not in (0, 1))


def measure(folder: Path) -> int:
    """Check every page of the built edition, and print the figures. Return 1 if a text is not conserved or a link is broken."""
    report = check_links(folder / "site")
    print(f"links: {report.pages:,} pages, {report.links:,} links, {len(report.broken):,} broken")
    documents, faults = exceptions(folder)
    print(f"conservation: {documents:,} documents, {len(faults):,} exceptions")
    for line in [*(f"{page}: {href}" for page, href in report.broken), *faults][:20]:
        print(f"  {line}")
    return int(bool(report.broken or faults))


if __name__ == "__main__":
    sys.exit(main())
