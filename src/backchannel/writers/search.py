"""Writes what the search page asks: the full-text index of each volume, by Pagefind, and the values that results are chosen by.

An index is made again only when its volume changed: it lies in a folder that is named for what it is made of, so that no browser takes a
part of an old one for a new. Pagefind names the parts by hashes. Here the part of a document is named for the document, and the parts of
the word list are numbered: a search loads half as much before it answers, and knows what it found before it loads any of it.
"""

from __future__ import annotations

import errno
import gzip
import html
import json
import os
import subprocess
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import cbor2
from pagefind.service import get_executable

from backchannel.source import digest
from backchannel.writers.drawing import Drawn, write, write_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backchannel.pages.searching import Searched
    from backchannel.settings import Project

_ENGINE_FOLDER = "static/search"
ENTRY = "pagefind-entry.json"
"""The file of an index that is written last: with it, the index is whole."""

_ENGINE_FILES = ("pagefind.js", "wasm.en.pagefind")
"""What all indexes share, at the top of the site. Pagefind's own user interfaces are left out."""
_SIGNATURE = b"pagefind_dcd"
_SETTINGS = {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": "2000"}
"""Words and places in a part of the word list. Pagefind's 20,000 load ten times as much for a word; fewer lengthen the list of parts."""


def write_index(project: Project, volume: str, key: str, documents: Sequence[Searched]) -> list[Drawn]:
    """The index of a volume whose documents the search page knows as `key.d145`; as it is, if nothing of it changed."""
    pages = {document.local: _page(document) for document in documents}
    build = digest("\0".join([version("pagefind"), key, *(part for page in pages.items() for part in page)]).encode())[:8]
    folder = f"{volume}/search/{build}"
    if (project.site / folder / ENTRY).exists():
        return [Drawn(f"{folder}/{name}", False, []) for name in _names(project.site / folder)]
    with TemporaryDirectory() as scratch:
        made = _indexed(Path(scratch), pages)
        return [write(project, f"{folder}/{name}", data) for name, data in _renamed(made, key)]


def write_engine(project: Project) -> Iterator[Drawn]:
    """What searches the indexes, with an index of its own of but a word, into which they are merged."""
    with TemporaryDirectory() as scratch:
        made = _indexed(Path(scratch), {"none": '<html lang="en"><body><p>none</p></body></html>'})
        for name, data in [*((name, (made / name).read_bytes()) for name in _ENGINE_FILES), *_renamed(made, "engine")]:
            yield write(project, f"{_ENGINE_FOLDER}/{name}", data)


def write_facets(project: Project, volume: str, key: str, documents: Sequence[Searched]) -> Drawn:
    """The values of a volume's documents, as a plain script: for each facet and value the places of the documents in their list."""
    values: dict[str, dict[str, list[int]]] = {}
    for place, document in enumerate(documents):
        for facet, value in document.facets:
            values.setdefault(facet, {}).setdefault(value, []).append(place)
    data = {"key": key, "documents": [document.local for document in documents], "values": values}
    script = f"(window.facets??={{}})[{json.dumps(volume)}]={json.dumps(data, ensure_ascii=False, separators=(',', ':'))};\n"
    return write_text(project, f"{volume}/facets.js", script)


def _page(document: Searched) -> str:
    """A document as Pagefind reads it. The ids stand on empty elements: an index keeps the words of an element with an id twice."""
    said = {"title": f"{document.number}. {document.title}", "about": document.about}
    meta = "".join(f'<i data-pagefind-meta="{name}[content]" content="{html.escape(words)}"></i>' for name, words in said.items())
    passages = "".join(f'<p><a id="{html.escape(part.id)}"></a>{html.escape(part.words)}</p>' for part in document.passages)
    return f'<html lang="en"><body>{meta}<h1><a id="{document.head_id}"></a>{html.escape(said["title"])}</h1>{passages}</body></html>'


def _indexed(scratch: Path, pages: dict[str, str]) -> Path:
    """A folder with the index that Pagefind makes of `pages`, by their names."""
    sources, made = scratch / "pages", scratch / "index"
    sources.mkdir()
    for name, page in pages.items():
        (sources / f"{name}.html").write_text(page, encoding="utf-8")
    command = [str(get_executable()), "--site", str(sources), "--output-path", str(made), "--force-language", "en", "--quiet"]
    run = subprocess.run(command, cwd=scratch, env=os.environ | _SETTINGS, capture_output=True, text=True, check=False)
    if run.returncode:
        raise OSError(errno.EIO, f"Pagefind could not make the search index: {run.stderr.strip() or run.stdout.strip()}", str(sources))
    return made


def _renamed(made: Path, key: str) -> Iterator[tuple[str, bytes]]:
    """The files of an index under their new names, the entry last. What names them is the list of pages and parts, which Pagefind writes
    as CBOR behind a signature: `[version, [[page, words] …], [[first word, last word, part] …], filters, sorts, fields]`."""
    entry = json.loads((made / ENTRY).read_bytes())
    (language,) = entry["languages"].values()
    _, names = _whole(made / f"pagefind.{language['hash']}.pf_meta")
    listed = cbor2.loads(names)
    for page in listed[1]:
        data, held = _whole(made / "fragment" / f"{page[0]}.pf_fragment")
        page[0] = f"{key}.{Path(json.loads(held)['url']).stem}"
        yield f"fragment/{page[0]}.pf_fragment", data
    for n, part in enumerate(listed[2]):
        data, _ = _whole(made / "index" / f"{part[2]}.pf_index")
        part[2] = f"{n:x}"
        yield f"index/{part[2]}.pf_index", data
    language["hash"] = "all"
    yield "pagefind.all.pf_meta", gzip.compress(_SIGNATURE + cbor2.dumps(listed), mtime=0)
    yield ENTRY, json.dumps(entry).encode()


def _whole(file: Path) -> tuple[bytes, bytes]:
    """A file of an index, and what is packed in it. Raises `OSError` for one that is not whole or of another make."""
    data = file.read_bytes()
    held = gzip.decompress(data)
    if not held.startswith(_SIGNATURE):
        raise OSError(errno.EIO, f"it is not as Pagefind {version('pagefind')} was known to write it", file.name)
    return data, held.removeprefix(_SIGNATURE)


def _names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
