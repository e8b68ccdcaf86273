"""Measures the links from telegram numbers in the shared corpus: how many there are, and how many the volume's own notes confirm.

usage: telegrams.py [--seed N] [--sample N]

After many a `Deptel 294`, a printed note names the document; the linker decides by number and does not read the note, so the note is an
independent check. People can judge the other links: `--sample N` prints N links, chosen at random, with the words on both sides. This
reads the edition that `corpus.py` built. Exit status: 1 if more than one percent of the links differ from their notes.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import sys
from typing import TYPE_CHECKING, Any

from shared_corpus import corpus

from backchannel.edition.deflated import inflated

if TYPE_CHECKING:
    from collections.abc import Iterable

_NEAR = 3
"""Characters between a number and the marker of its note."""

_LINKS = """
SELECT r.end, r.place, r.words, r.channel, r.number, r.dated, r.quotation, c.id AS citing, c.edtf AS citing_date, read.record,
  t.id AS target, t.edtf AS target_date, t.opening
FROM reference r JOIN document c ON c.doc = r.doc JOIN record read ON read.doc = r.doc JOIN document t ON t.doc = r.target_doc
WHERE r.kind = 'message' AND r.status = 'printed' AND (r.channel LIKE 'to %' OR r.channel LIKE 'from %')
ORDER BY c.volume, c.sequence, r.ordinal
"""

_STATUSES = """
SELECT status, count(*) FROM reference WHERE kind = 'message' AND (channel LIKE 'to %' OR channel LIKE 'from %') GROUP BY 1 ORDER BY 1
"""


def main() -> int:
    parser = argparse.ArgumentParser(description="Measures the links from telegram numbers in the shared corpus.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="print N links, chosen at random, for people to judge")
    options = parser.parse_args()
    folder = corpus(options.seed)
    store = folder / ".backchannel" / "edition.sqlite" if folder else None
    if not store or not store.exists():
        print("skipped: run bench/corpus.py first to build the edition")
        return 0
    with sqlite3.connect(store) as connection:
        connection.row_factory = sqlite3.Row
        print("telegrams named by number: " + ", ".join(f"{count:,} {status}" for status, count in connection.execute(_STATUSES)))
        links = connection.execute(_LINKS).fetchall()
    agreed, differ = compare(links)
    print(f"{len(links):,} links; of those with a note, {agreed:,} agree with it and {len(differ):,} differ")
    for link in differ:
        print(f"  {link['citing']}: {link['words']} links to {link['target']}")
    for link in sorted(random.Random(options.seed).sample(links, min(options.sample, len(links))), key=links.index):
        print(f"{link['citing']} ({link['citing_date']}): {link['quotation'][:160]}")
        print(
            f"    {link['words']} [{link['channel']} {link['number']}] is {link['target']} ({link['target_date']}): {link['opening'][:80]}"
        )
    return int(len(differ) * 100 > agreed + len(differ))


def compare(links: Iterable[Any]) -> tuple[int, list[Any]]:
    """Count the links that agree with the note of the marker directly after them, and return those that do not."""
    agreed, differ = 0, []
    for link in links:
        named = _of_note(link)
        if named:
            agreed += link["target"].partition("/")[2] in named
            differ += [link] if link["target"].partition("/")[2] not in named else []
    return agreed, differ


def _of_note(link: Any) -> set[str]:
    """Return the documents named in the note after a number: `Documents 46 and 47` may belong to the two numbers before it."""
    if link["place"] != "body":
        return set()
    record = json.loads(inflated(link["record"]))
    near = {f"note:{marker['n']}" for marker in record["markers"] if link["end"] <= marker["start"] <= link["end"] + _NEAR}
    named = (ref["cited"] for ref in record["references"] if ref["where"] in near and ref["kind"] == "document")
    return {f"d{cited['document']}" for cited in named if cited["document"] and not cited["volume"]}


if __name__ == "__main__":
    sys.exit(main())
