"""Measures the message traffic page of an invented journey with many messages, built from raw texts: size, first view, accessibility.

usage: ladder.py [--messages N]

Two messages in five are printed, the others only mentioned. The page must be under 400 KB compressed, show its first view within a second,
and have no fault that axe finds. Exit status: 1 if one of these fails.
"""

from __future__ import annotations

import argparse
import gzip
import shutil
import statistics
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import sync_playwright

from backchannel.build.pipeline import build
from backchannel.settings import Project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

_LARGEST, _SLOWEST = 400_000, 1000
"""Bytes compressed, and milliseconds to the first view."""
_VIEWS = 9
_PRINTED = (0, 2)
"""The printed ones of every five messages."""
_BEGUN = date(1972, 12, 3)
_A_DAY = 25
"""Messages of one channel per day."""

_FIRST_VIEW = "performance.getEntriesByName('first-contentful-paint')[0].startTime"


def main() -> int:
    parser = argparse.ArgumentParser(description="Measures the page of the traffic of many messages.")
    parser.add_argument("--messages", type=int, default=2000)
    count = parser.parse_args().messages
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        volume = root / "documents" / "frus1969-76v99"
        volume.mkdir(parents=True)
        (volume / "volume.toml").write_text('title = "Ruritania"\n', encoding="utf-8")
        for number, text in enumerate(texts(count), 1):
            (volume / f"d{number}.txt").write_text(text, encoding="utf-8")
        project = Project.load(root)
        build(project, 2, lambda *_: None)
        page = project.site / "traffic.html"
        size = len(gzip.compress(page.read_bytes(), 6))
        with sync_playwright() as started:
            browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            views = [first_view(browser, page) for _ in range(_VIEWS)]
            faults = [fault for scheme in ("light", "dark") for width in (1440, 390) for fault in check(browser, page, scheme, width)]
    print(f"{count:,} messages: {size / 1000:.1f} KB compressed; first view {statistics.median(views):.0f} ms, at most {max(views):.0f} ms")
    print(f"axe, two widths, light and dark: {len(faults)} faults", *faults, sep="\n  ")
    return int(size > _LARGEST or statistics.median(views) > _SLOWEST or bool(faults))


def texts(count: int) -> Iterator[str]:
    """Write the printed messages of a journey, which mention the others: the two channels alternate, and each message answers the one
    before."""
    codes = [f"{'Tohak' if n % 2 == 0 else 'Hakto'} {n // 2 + 1}" for n in range(count)]
    printed = [n for n in range(count) if n % 5 in _PRINTED or n == count - 1]
    last = _BEGUN + timedelta(days=count // 2 // _A_DAY + 1)
    folder = f"HAK Northport Trip Tohak 1–{count // 2}, {_words(_BEGUN)} to {_words(last)}"
    before = -1
    for number, n in enumerate(printed, 1):
        day = _BEGUN + timedelta(days=n // 2 // _A_DAY)
        minute = n // 2 % _A_DAY * 50
        named = " ".join(f"See {codes[other]}." for other in range(before + 1, n))
        note = f"  1. Source: National Archives, NSC Files, Box 27, HAK Trip Files, {folder}. Secret."
        lines = [
            f"{number}. Message From President Archer to B. Baker in Northport1",
            f"Washington, {_words(day)}, {minute // 60:02}{minute % 60:02}Z.",
            f"{codes[n]}. Deliver immediately.",
            f"I have your {codes[before]}. {named}" if before >= 0 else "I shall come.",
            note,
        ]
        yield "\n\n".join(lines) + "\n"
        before = n


def _words(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def first_view(browser: Browser, page: Path) -> float:
    """Measure the milliseconds from the request to the first contentful paint, in a new window."""
    with browser.new_page(viewport={"width": 1440, "height": 900}) as shown:
        shown.goto(page.as_uri())
        return float(shown.evaluate(_FIRST_VIEW))


def check(browser: Browser, page: Path, scheme: str, width: int) -> list[str]:
    with browser.new_page(viewport={"width": width, "height": 900}, color_scheme="dark" if scheme == "dark" else "light") as shown:
        shown.goto(page.as_uri())
        return [f"{scheme} {width}: {fault['id']}" for fault in Axe().run(shown).response["violations"]]


if __name__ == "__main__":
    sys.exit(main())
