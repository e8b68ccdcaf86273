"""Checks the links of a built site: `links.py SITE`. Exit status: 1 if one is broken."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from backchannel.writers.links import check_links


def main() -> int:
    parser = argparse.ArgumentParser(description="Checks that every link of a built site points to a page and an id that exist.")
    parser.add_argument("site", type=Path, help="the folder of the site")
    report = check_links(parser.parse_args().site)
    print(f"{report.pages:,} pages, {report.links:,} links, {len(report.broken):,} broken")
    for page, href in report.broken[:50]:
        print(f"  {page}: {href}")
    return int(bool(report.broken))


if __name__ == "__main__":
    sys.exit(main())
