"""Checks the export of who wrote to whom: valid as CMIF, read by another program, and one letter for each document that was sent.

usage: correspondence.py [--jobs N]

The shared corpus of raw texts and the two documents of this project are exported. `jing` validates each file against `cmif.rnc`, what the
schema of CMIF allows for the elements that the export has. The package `cmif` (PyPI) reads each file; it is installed into a temporary
folder, without its dependencies, whose versions it pins. Exit status: 1 if a file is invalid, or the other program reads other letters or
days than the database of the edition has.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path
from typing import Any

from shared_corpus import PROJECT, corpus

from backchannel.build import pipeline
from backchannel.edition.queries import document_queries
from backchannel.edition.store import Store
from backchannel.settings import Project
from backchannel.writers.tei.cmif import export_cmif

_READER = "cmif==2022.11.27"
_SCHEMA = Path(__file__).with_name("cmif.rnc")
_SENT = frozenset({"from", "to"})


def expected(store: Store) -> list[tuple[str, bool]]:
    """Return the number of each letter of an edition, and whether its date is known at all."""
    runs = document_queries.runs(store, 64)
    documents = [listed for run in runs for listed in document_queries.listed(store, run)]
    sent = [listed for listed in documents if any(person.role in _SENT for person in listed.people)]
    return [(listed.number or listed.local, bool(listed.earliest or listed.latest)) for listed in sent]


def read(reader: Any, file: Path) -> list[tuple[str, bool]]:
    """Return the same as the other program reads it."""
    root, extract = reader.local.reader(str(file)), reader.extract
    keys = extract.correspdesc_key(root)
    sent = [action for action in extract.correspaction(root) if action.get("type") == "sent"]
    dates = (extract.date_when, extract.date_not_before, extract.date_not_after)
    return [(key, any(date(action) for date in dates)) for key, action in zip(keys, sent, strict=True)]


def main() -> int:
    """Print the figures, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", folder, _READER]
        subprocess.run(install, check=True)
        sys.path.append(folder)
        reader = import_module("cmif")
        for root in filter(None, (corpus(), PROJECT)):
            project = Project.load(root)
            pipeline.examine(project, options.jobs, lambda *_: None)
            begun = time.process_time()
            with Store.reading(project.store) as store:
                file = export_cmif(Path(folder), project, store)
                letters = expected(store)
            seconds = time.process_time() - begun
            ran = subprocess.run(["jing", "-c", str(_SCHEMA), str(file)], capture_output=True, text=True, check=False)
            same = read(reader, file) == letters
            errors = len(ran.stdout.splitlines()) if ran.returncode else 0
            found = f"{errors} errors of jing, {_READER} reads {'the same' if same else 'others'}"
            print(f"{root.name}: {len(letters)} letters, {seconds:.1f} s, {found}")
            failed = failed or bool(errors) or not same
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
