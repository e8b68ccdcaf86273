"""Write the edition's tables: one SQLite database, CSV, JSON Lines, and the `datapackage.json` that describes them.

Large tables are written row by row, so that an edition of any size needs no more memory than a small one.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import tempfile
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from backchannel.edition.dataset.database import dataset
from backchannel.edition.dataset.tables import VERSION, tables
from backchannel.writers.files import write_file, write_long

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from backchannel.edition.dataset.database import Dataset
    from backchannel.edition.dataset.tables import DataTable
    from backchannel.edition.store import Store
    from backchannel.settings import Project
    from backchannel.writers.files import KeptFile

DATABASE, PACKAGE = "edition.sqlite", "datapackage.json"
FORMS = ("sqlite", "csv", "jsonl")
"""The forms of the tables, by the ends of their files' names."""

_CHUNK = 1 << 20


class DataFile(NamedTuple):
    """A file of the data: its name, whether it changed, and its stamp."""

    name: str
    written: KeptFile


def write_tables(folder: Path, project: Project, data: Dataset, forms: Iterable[str]) -> Iterator[DataFile]:
    """Write the tables to a folder in these forms, and then the file that describes what was written."""
    resources: list[dict[str, Any]] = []
    for form in (form for form in FORMS if form in forms):
        for name, chunks, described in _WRITERS[form](data):
            counted = _CountedChunks(chunks)
            yield DataFile(name, write_long(folder / name, counted.write_to))
            resources.append({**described, "path": name, "bytes": counted.size, "hash": f"sha256:{counted.digest.hexdigest()}"})
    package = json.dumps(_package(project, resources), ensure_ascii=False, indent=2) + "\n"
    yield DataFile(PACKAGE, write_file(folder / PACKAGE, package.encode()))


def export_tables(folder: Path, project: Project, store: Store) -> Iterator[str]:
    """Write the tables of an edition to a folder in all forms. Yields the names of the files."""
    with tempfile.TemporaryDirectory() as scratch, dataset(store, project, Path(scratch) / DATABASE) as data:
        for file in write_tables(folder, project, data, FORMS):
            yield file.name


_Parts = tuple[str, "Iterable[bytes]", dict[str, Any]]
"""A file's name, its parts, and what the package says of it."""


class _CountedChunks:
    """Parts of a file, whose size and digest are known once all are written."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks, self.size, self.digest = chunks, 0, hashlib.sha256()

    def write_to(self, out: IO[bytes]) -> None:
        """Write them to a file."""
        for chunk in self._chunks:
            self.size += len(chunk)
            self.digest.update(chunk)
            out.write(chunk)


def _database(data: Dataset) -> Iterator[_Parts]:
    described = {
        "name": "edition",
        "type": "file",
        "title": "All tables, with views",
        "format": "sqlite",
        "mediatype": "application/vnd.sqlite3",
    }
    yield DATABASE, _copied(data.path), described


def _copied(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _csv_files(data: Dataset) -> Iterator[_Parts]:
    for table in tables():
        described = {
            "name": table.name.replace("_", "-"),
            "profile": "tabular-data-resource",
            "title": table.title,
            "description": table.description,
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "dialect": {"lineTerminator": "\n"},
            "schema": _schema(table),
        }
        yield f"{table.name}.csv", _lines(_csv_lines(data, table)), described


def _jsonl_files(data: Dataset) -> Iterator[_Parts]:
    for table in tables():
        described = {
            "name": f"{table.name.replace('_', '-')}-jsonl",
            "type": "file",
            "title": table.title,
            "format": "jsonl",
            "mediatype": "application/jsonl",
            "encoding": "utf-8",
        }
        rows = (json.dumps(dict(zip(table.columns, row, strict=True)), ensure_ascii=False) + "\n" for row in data.rows(table))
        yield f"{table.name}.jsonl", _lines(rows), described


_WRITERS: dict[str, Callable[[Dataset], Iterator[_Parts]]] = {"sqlite": _database, "csv": _csv_files, "jsonl": _jsonl_files}


def _csv_lines(data: Dataset, table: DataTable) -> Iterator[str]:
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\n")
    for values in chain([table.columns], data.rows(table)):
        writer.writerow([_harmless(value) for value in values])
        yield line.getvalue()
        line.seek(0)
        line.truncate()


_FORMULAS = ("=", "+", "-", "@", "\t")


def _harmless(value: Any) -> Any:
    """Put an apostrophe before what a spreadsheet would run as a formula: `=1+1`."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULAS) else value


def _lines(lines: Iterable[str]) -> Iterator[bytes]:
    """Join lines to parts of about a megabyte."""
    waiting, size = list[bytes](), 0
    for line in lines:
        waiting.append(line.encode("utf-8", "replace"))
        size += len(waiting[-1])
        if size > _CHUNK:
            yield b"".join(waiting)
            waiting, size = [], 0
    yield b"".join(waiting)


def _schema(table: DataTable) -> dict[str, Any]:
    """Describe the columns of a table, its key, and the tables to which its columns refer."""
    fields = [{"name": f.name, "type": "integer" if f.whole else "string", "description": f.description} for f in table.fields]
    foreign = [{"fields": f.name, "reference": {"resource": f.refers.replace("_", "-"), "fields": "id"}} for f in table.fields if f.refers]
    return {"fields": fields, **({"primaryKey": [*table.key]} if table.key else {}), **({"foreignKeys": foreign} if foreign else {})}


def _package(project: Project, resources: list[dict[str, Any]]) -> dict[str, Any]:
    """Describe the whole: a data package of the Frictionless standard."""
    license, address = project.series.common.license, project.edition.address
    return {
        "profile": "data-package",
        "name": "edition",
        "title": project.edition.title,
        "description": project.edition.subtitle,
        "version": VERSION,
        **({"homepage": address} if address else {}),
        **({"licenses": [{"path": license}]} if license else {}),
        "resources": resources,
    }
